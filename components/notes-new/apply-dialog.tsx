'use client'

import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { AnswerNotice } from '#components/forms/answer-notice.tsx'
import type { Answer } from '#components/forms/send-once.ts'
import type { Say } from '#components/forms/use-sentence.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'

/** Asks a sales manager: why it is needed is known already, the clerk only adds a remark. */
export function ApplyDialog({
  reasons,
  isSending,
  answer,
  say,
  checkAgain,
  onApply,
  onClose,
}: {
  /** The reasons in words. */
  reasons: readonly string[]
  isSending: boolean
  answer: Answer<unknown> | null
  say: Say
  checkAgain: () => unknown
  onApply: (remark: string) => void
  onClose: () => void
}) {
  const t = useTranslations('noteNew.apply')
  const [remark, setRemark] = useState('')

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    if (!isSending) onApply(remark)
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('title')}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <AnswerNotice answer={answer} say={say} checkAgain={checkAgain} />
        <div>
          <p className="text-muted">{t('why')}</p>
          <ul className="list-disc pl-5">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
        <Field label={t('remark')} hint={t('remarkHint')}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              maxLength={300}
              value={remark}
              onChange={(event) => setRemark(event.currentTarget.value)}
            />
          )}
        </Field>
        <p className="text-muted">{t('fixed')}</p>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" shortcut="Enter" aria-disabled={isSending || undefined}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
