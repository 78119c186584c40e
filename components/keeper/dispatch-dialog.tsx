'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { Dialog } from '#components/ui/dialog.tsx'

const WAYS = ['PHONE', 'MESSAGE', 'IN_PERSON'] as const

/** The last question before the goods leave: how the customer was told (R113). */
export function DispatchDialog({
  note,
  action,
  onClose,
}: {
  note: {
    accountSetId: number
    paperId: string
    number: string
    customerName: string
    phone: string
    driverName: string | null
  }
  action: FormAction<unknown>
  onClose: () => void
}) {
  const t = useTranslations('keeper.dispatch')
  const [notice, setNotice] = useState<(typeof WAYS)[number]>('PHONE')
  return (
    <Dialog isOpen onClose={onClose} title={t('title', { number: note.number })}>
      <div className="flex flex-col gap-3">
        <p>{t('what', { driver: note.driverName ?? '' })}</p>
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-muted">
            {t('notice', { customer: note.customerName, phone: note.phone })}
          </legend>
          {WAYS.map((way) => (
            <label key={way} className="flex min-h-control items-center gap-2 text-base lg:text-sm">
              <input
                type="radio"
                name="notice"
                className="size-5 accent-accent"
                checked={notice === way}
                onChange={() => setNotice(way)}
              />
              {t(`way.${way}`)}
            </label>
          ))}
        </fieldset>
        <ActButton
          variant="primary"
          namespace="keeper"
          action={action}
          input={{ accountSetId: note.accountSetId, paperId: note.paperId, notice }}
          label={t('act')}
          doneText={t('done', { number: note.number })}
          onDone={onClose}
        />
      </div>
    </Dialog>
  )
}
