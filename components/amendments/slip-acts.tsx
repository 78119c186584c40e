'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { AskToSign } from '#components/account/ask-passkey.ts'
import { PressWithWords } from '#components/custody/press.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { ScanField } from '#components/scan/scan-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { SignSlip } from './sign-slip.tsx'

type Slip = { accountSetId: number; paperId: string; notePaperId: string; number: string }

export type SlipActions = {
  agreeAmendmentAction: FormAction<unknown>
  receiveSurplusAction: FormAction<unknown>
  withdrawAmendmentAction: FormAction<unknown>
  startSigningAction: AskToSign
}

/** What the reader may do with a slip now: agree to it, take its goods in, or withdraw it. */
export function SlipActs({
  slip,
  may,
  codesDue,
  actions,
  hasPasskeys,
}: {
  slip: Slip
  may: { agree: boolean; receive: boolean; withdraw: boolean }
  codesDue: number
  actions: SlipActions
  hasPasskeys: boolean
}) {
  const t = useTranslations('amendments')
  const toast = useToast()
  const router = useRouter()
  const { accountSetId, paperId, number } = slip
  const told = (key: string) => () => {
    toast(t(key, { number }), 'positive')
    router.refresh()
  }
  const signing = { askToSign: actions.startSigningAction, hasPasskeys }
  return (
    <div className="flex flex-col gap-3">
      {may.agree ? (
        <SignSlip
          {...signing}
          act={t('agree')}
          command="amendment.agree"
          input={{ accountSetId, paperId }}
          action={actions.agreeAmendmentAction}
          question={t('agreeQuestion', { number })}
          onDone={told('agreed')}
        />
      ) : null}
      {may.receive ? (
        <Receiving
          slip={slip}
          codesDue={codesDue}
          actions={actions}
          signing={signing}
          onDone={told('received')}
        />
      ) : null}
      {may.withdraw ? (
        <PressWithWords
          action={actions.withdrawAmendmentAction}
          input={{ accountSetId, paperId }}
          name="reason"
          label={t('withdraw')}
          wordsLabel={t('column.reason')}
          doneText={t('withdrawn', { number })}
        />
      ) : null}
    </div>
  )
}

/** The keeper scans what came back, then signs. */
function Receiving({
  slip,
  codesDue,
  actions,
  signing,
  onDone,
}: {
  slip: Slip
  codesDue: number
  actions: SlipActions
  signing: { askToSign: AskToSign; hasPasskeys: boolean }
  onDone: () => void
}) {
  const t = useTranslations('amendments')
  const [codes, setCodes] = useState<readonly string[]>([])
  const { accountSetId, paperId, notePaperId, number } = slip
  return (
    <div className="flex flex-col gap-3">
      {codesDue === 0 ? null : (
        <>
          <ScanField
            label={t('scan', { due: codesDue, count: codes.length })}
            onScan={(text) => setCodes((before) => (before.includes(text) ? before : [...before, text]))}
          />
          <ul aria-live="polite" className="flex flex-col gap-1">
            {codes.map((code) => (
              <li key={code} className="flex flex-wrap items-center gap-2">
                <span className="font-mono break-all">{code}</span>
                <Button variant="quiet" onClick={() => setCodes(codes.filter((each) => each !== code))}>
                  {t('remove', { code })}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <SignSlip
        {...signing}
        act={t('receive')}
        command="amendment.receive"
        input={{ accountSetId, paperId: notePaperId, slipId: paperId, codes: [...codes] }}
        action={actions.receiveSurplusAction}
        question={t('receiveQuestion', { number, count: codes.length })}
        onDone={onDone}
      />
    </div>
  )
}
