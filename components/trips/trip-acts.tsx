'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActButton } from '#components/forms/act-button.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { BottomBar } from '#components/ui/bottom-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/inputs.tsx'

type TripName = { accountSetId: number; paperId: string; number: string }

/** Takes back a trip that has not left, with the reason. */
export function CancelTrip({ trip, action }: { trip: TripName; action: FormAction<unknown> }) {
  const t = useTranslations('trips.cancel')
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState('')
  const { accountSetId, paperId, number } = trip
  return (
    <>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        {t('act')}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setIsAsking(false)} title={t('title', { number })}>
        <div className="flex flex-col gap-3">
          <p>{t('about')}</p>
          <Field label={t('reason')} isRequired>
            {(control) => (
              <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          <ActButton
            variant="danger"
            namespace="trips"
            action={action}
            input={{ accountSetId, paperId, reason }}
            isDisabled={reason.trim() === ''}
            label={t('act')}
            doneText={t('done', { number })}
            onDone={() => setIsAsking(false)}
          />
        </div>
      </Dialog>
    </>
  )
}

/** The driver's last act of a trip. */
export function CloseTrip({ trip, action }: { trip: TripName; action: FormAction<unknown> }) {
  const t = useTranslations('trips.close')
  const { accountSetId, paperId, number } = trip
  return (
    <BottomBar>
      <ActButton
        variant="primary"
        namespace="trips"
        action={action}
        input={{ accountSetId, paperId }}
        label={t('act')}
        doneText={t('done', { number })}
      />
    </BottomBar>
  )
}
