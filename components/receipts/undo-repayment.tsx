'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActAnswer, useAct } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { TextInput } from '#components/ui/inputs.tsx'

/** Takes a driver's payment back, with a reason. */
export function UndoRepayment({
  of: { number, ...key },
  action,
}: {
  of: { accountSetId: number; paperId: string; sequence: number; number: string }
  action: FormAction<{ number: string }>
}) {
  const t = useTranslations('receipts')
  const [reason, setReason] = useState('')
  const sent = useAct(action, t('drivers.undoDone', { number }))
  return (
    <details>
      <summary className="flex min-h-control cursor-pointer items-center text-accent hover:underline">
        {t('drivers.undo')}
      </summary>
      <form
        className="flex flex-wrap items-center gap-2 py-1"
        onSubmit={(event) => {
          event.preventDefault()
          void sent.send({ ...key, reason })
        }}
      >
        <TextInput
          aria-label={t('drivers.why')}
          placeholder={t('drivers.why')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
          className="w-48"
        />
        <ActAnswer sent={sent} namespace="receipts" />
        <Button type="submit" size="small" disabled={reason.trim() === '' || sent.isSending}>
          {t('drivers.undo')}
        </Button>
      </form>
    </details>
  )
}
