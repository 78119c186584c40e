'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import { customerCreditInput, type CustomerCreditForm } from '#lib/domain/customers/schema.ts'

/** Grants credit: limit and days. */
export function CreditForm({
  action,
  values,
}: {
  action: FormAction<{ id: string }>
  values: CustomerCreditForm
}) {
  const t = useTranslations('customers')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: customerCreditInput,
    action,
    defaultValues: values,
    namespace: 'customers',
    onDone: () => {
      toast(t('credit.done'), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="mt-3 flex flex-wrap items-start gap-3 border-t border-line pt-3">
      <NumberField of={of} name="creditLimit" label={t('column.creditLimit')} isRequired />
      <NumberField of={of} name="creditDays" label={t('column.creditDays')} isRequired />
      <SubmitButton of={of} className="mt-6">
        {t('credit.act')}
      </SubmitButton>
    </ActionForm>
  )
}
