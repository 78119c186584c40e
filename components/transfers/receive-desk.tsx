'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { ProofDialog } from '#components/custody/proof-dialog.tsx'
import { usePaperRooms } from '#components/custody/say-rooms.tsx'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { ArrivalCard, type ArrivalLine, type TypedArrival } from './arrival-card.tsx'

const EMPTY: TypedArrival = { good: '', damaged: '', reason: '' }

/** What arrived, typed line by line without being told what was sent, and signed for. What is left empty has not come. */
export function ReceiveDesk({
  paper,
  number,
  seenVersion,
  lines,
  back,
  action,
  askToSign,
  hasPasskeys,
}: {
  paper: { accountSetId: number; paperId: string }
  number: string
  seenVersion: number
  lines: readonly ArrivalLine[]
  back: string
  action: FormAction<{ number: string; status: string }>
  askToSign: AskToSign
  hasPasskeys: boolean
}) {
  const t = useTranslations('transfers')
  const open = useTranslations('goods.open')
  const rooms = usePaperRooms()
  const say = useSentence(rooms)
  const toast = useToast()
  const router = useRouter()
  const [typed, setTyped] = useState<Readonly<Record<number, TypedArrival>>>({})
  const [isSigning, setIsSigning] = useState(false)
  const counted = lines.filter(({ lineNo }) => isTyped(typed[lineNo]))
  const input = {
    ...paper,
    seenVersion,
    lines: counted.map(({ lineNo }) => ({ lineNo, ...(typed[lineNo] ?? EMPTY) })),
  }
  const sent = useAction(action, ({ status }) => {
    toast(t(status === 'POSTED' ? 'receivedAll' : 'receivedPart', { number }), 'positive')
    router.push(back)
    router.refresh()
  })
  const wrong = sent.answer?.status === 'invalid' ? sent.answer.fields : {}
  const words = {
    title: t('receive'),
    sign: open('signing'),
    sending: t('receive'),
    passkey: open('passkey'),
    pinMissing: open('pinMissing'),
  }
  const askPasskey = async () => {
    const asked = await askPasskeyProof(askToSign, 'transfer.receive', input)
    return asked.status === 'done'
      ? { proof: asked.value }
      : { trouble: asked.status === 'refused' ? say('refused', asked.code) : '' }
  }
  return (
    <div className="flex max-w-2xl flex-col gap-3">
      <Notice>{t('blind')}</Notice>
      {isSigning ? null : (
        <AnswerNotice
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onReload={() => router.refresh()}
        />
      )}
      {lines.map((line) => {
        const index = counted.findIndex(({ lineNo }) => lineNo === line.lineNo)
        const errorOf = (field: keyof TypedArrival) => {
          const code = index < 0 ? undefined : wrong[`lines.${index}.${field}`]
          return code === undefined ? undefined : say('invalid', code)
        }
        return (
          <ArrivalCard
            key={line.lineNo}
            line={line}
            typed={typed[line.lineNo] ?? EMPTY}
            errorOf={errorOf}
            onType={(patch) =>
              setTyped((before) => ({
                ...before,
                [line.lineNo]: { ...(before[line.lineNo] ?? EMPTY), ...patch },
              }))
            }
          />
        )
      })}
      <BottomBar>
        <Button
          variant="primary"
          aria-disabled={counted.length === 0 || undefined}
          onClick={() => setIsSigning(counted.length > 0)}
        >
          {t('signFor', { done: counted.length, all: lines.length })}
        </Button>
      </BottomBar>
      {isSigning ? (
        <ProofDialog
          words={words}
          isSending={sent.isSending}
          answer={sent.answer}
          say={say}
          checkAgain={sent.checkAgain}
          onSign={(proof) =>
            void sent.send(input, proof).then((answer) => {
              if (answer?.status === 'invalid') setIsSigning(false)
            })
          }
          askPasskey={hasPasskeys ? askPasskey : null}
          onClose={() => setIsSigning(false)}
        >
          <p>{t('signQuestion', { number, count: counted.length })}</p>
          {counted.length < lines.length ? (
            <p className="text-warning">{t('restStays', { count: lines.length - counted.length })}</p>
          ) : null}
        </ProofDialog>
      ) : null}
    </div>
  )
}

function isTyped(typed: TypedArrival | undefined): boolean {
  return typed !== undefined && (typed.good.trim() !== '' || typed.damaged.trim() !== '')
}
