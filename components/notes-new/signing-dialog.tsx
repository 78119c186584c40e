'use client'

import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import { PinField } from '#components/forms/pin-field.tsx'
import type { Answer } from '#components/forms/send-once.ts'
import type { Proof } from '#components/forms/use-action.ts'
import type { Say } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { amountInCapitals } from '#lib/kernel/chinese-amount.ts'
import { formatFen } from '#lib/kernel/money.ts'

/** What is being signed for, as the clerk reads it before the PIN. */
export type ToSign = { customerName: string; lineCount: number; grossFen: bigint; signerName: string }

/** One small dialog: what is signed, in which role, the PIN, Enter. Or a passkey. */
export function SigningDialog({
  toSign,
  isSending,
  answer,
  say,
  checkAgain,
  onSign,
  askPasskey,
  onClose,
}: {
  toSign: ToSign
  isSending: boolean
  answer: Answer<unknown> | null
  say: Say
  checkAgain: () => unknown
  onSign: (proof: Proof) => void
  /** Asks the browser for a passkey; null where pages are not served securely. */
  askPasskey: (() => Promise<{ proof: Proof } | { trouble: string }>) | null
  onClose: () => void
}) {
  const t = useTranslations('noteNew.signing')
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    if (isSending) return
    if (pin === '') return setTrouble(t('pinMissing'))
    setTrouble(null)
    onSign({ pin })
    setPin('')
  }

  async function sign(ask: NonNullable<typeof askPasskey>): Promise<void> {
    setTrouble(null)
    const asked = await ask()
    if ('proof' in asked) onSign(asked.proof)
    else setTrouble(asked.trouble)
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('title')}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <AnswerNotice answer={answer} say={say} checkAgain={checkAgain} />
        {trouble === null ? null : <Notice tone="danger">{trouble}</Notice>}
        <DescriptionList
          items={[
            { key: 'customer', name: t('customer'), value: toSign.customerName },
            { key: 'lines', name: t('lines'), value: t('lineCount', { count: toSign.lineCount }) },
            {
              key: 'total',
              name: t('total'),
              value: (
                <>
                  <span className="text-lg font-semibold">{`￥${formatFen(toSign.grossFen)}`}</span>{' '}
                  {amountInCapitals(toSign.grossFen)}
                </>
              ),
            },
            { key: 'role', name: t('role'), value: t('preparer', { name: toSign.signerName }) },
          ]}
        />
        <PinField autoFocus value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
        <div className="flex flex-wrap justify-end gap-2">
          {askPasskey === null ? null : <Button onClick={() => void sign(askPasskey)}>{t('passkey')}</Button>}
          <Button type="submit" variant="primary" shortcut="Enter" aria-disabled={isSending || undefined}>
            {isSending ? t('sending') : t('sign')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
