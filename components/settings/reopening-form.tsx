'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { requestReopeningInput } from '#lib/domain/account-sets/schema.ts'

type Month = { accountSetId: number; period: string }

/** Asks for a closed month to be opened again, with the reason. */
export function AskReopening({ month, action }: { month: Month; action: FormAction<unknown> }) {
  const t = useTranslations('settings')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('periods.requestReopening')}</Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={t('periods.requestReopening')}>
        <ReasonForm month={month} action={action} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function ReasonForm({
  month,
  action,
  onDone,
}: {
  month: Month
  action: FormAction<unknown>
  onDone: () => void
}) {
  const t = useTranslations('settings')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: requestReopeningInput,
    action,
    defaultValues: { ...month, reason: '' },
    namespace: 'settings',
    onDone: () => {
      toast(t('done'), 'positive')
      onDone()
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <p>{t('periods.requestReopeningAbout', { period: month.period })}</p>
      <TextField of={of} name="reason" label={t('periods.reason')} isRequired autoFocus />
      <div>
        <SubmitButton of={of}>{t('periods.requestReopening')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
