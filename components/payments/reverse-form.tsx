'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { reversePaymentInput } from '#lib/domain/payments/schema.ts'

/** Undoes a payment, with a reason; by another person than who recorded it. */
export function ReverseForm({
  payment: { accountSetId, paperId },
  action,
}: {
  payment: { accountSetId: number; paperId: string }
  action: FormAction<{ number: string }>
}) {
  const t = useTranslations('payments')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: reversePaymentInput,
    action,
    defaultValues: { accountSetId, paperId, reason: '' },
    namespace: 'payments',
    onDone: ({ number }) => {
      toast(t('undone', { number }), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="flex flex-col gap-3">
      <p className="text-muted">{t('undoAbout')}</p>
      <TextField of={of} name="reason" label={t('column.reason')} isRequired />
      <div>
        <SubmitButton of={of} variant="danger">
          {t('undo')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
