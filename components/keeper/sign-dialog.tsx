'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { askPasskeyProof, type AskToSign } from '#components/account/ask-passkey.ts'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { PinField } from '#components/forms/pin-field.tsx'
import { useAction, type FormAction } from '#components/forms/use-action.ts'
import { useSentence } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** What is signed, in which slot, and the proof of who signs: the PIN, or a passkey where one can be asked for. */
export function SignDialog({
  note,
  question,
  action,
  askToSign,
  hasPasskeys,
  onClose,
}: {
  note: { accountSetId: number; paperId: string; number: string }
  question: string
  action: FormAction<unknown>
  askToSign: AskToSign
  hasPasskeys: boolean
  onClose: () => void
}) {
  const t = useTranslations('keeper.sign')
  const say = useSentence('keeper')
  const toast = useToast()
  const router = useRouter()
  const pin = useRef<HTMLInputElement>(null)
  const [trouble, setTrouble] = useState<string | undefined>(undefined)
  const sent = useAction(action, () => {
    toast(t('done', { number: note.number }), 'positive')
    router.refresh()
    onClose()
  })
  const input = { accountSetId: note.accountSetId, paperId: note.paperId, stroke: null }

  async function signWithPin(): Promise<void> {
    const typed = pin.current?.value ?? ''
    if (typed === '') return setTrouble(say('invalid', 'required'))
    setTrouble(undefined)
    await sent.send(input, { pin: typed })
    if (pin.current !== null) pin.current.value = ''
    pin.current?.focus()
  }

  async function signWithPasskey(): Promise<void> {
    setTrouble(undefined)
    const asked = await askPasskeyProof(askToSign, 'note.sign', input)
    if (asked.status === 'refused') return setTrouble(say('refused', asked.code))
    await sent.send(input, asked.value)
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title', { number: note.number })}
      footer={
        <>
          {hasPasskeys ? <Button onClick={() => void signWithPasskey()}>{t('passkey')}</Button> : null}
          <Button
            variant="primary"
            aria-disabled={sent.isSending || undefined}
            onClick={() => void signWithPin()}
          >
            {t('sign')}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void signWithPin()
        }}
      >
        <AnswerNotice answer={sent.answer} say={say} checkAgain={sent.checkAgain} />
        <p>{question}</p>
        <PinField ref={pin} error={trouble} />
      </form>
    </Dialog>
  )
}
