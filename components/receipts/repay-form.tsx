'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import {
  REPAYMENT_METHODS,
  repayDifferenceInput,
  type RepayForm as Typed,
} from '#lib/domain/driver-reconciliations/schema.ts'

/** What a driver pays of a difference, or gets back of it; the amount begins as all that is open. */
export function RepayForm({
  of: key,
  amount,
  isGivenBack,
  today,
  action,
}: {
  of: { accountSetId: number; paperId: string }
  amount: string
  isGivenBack: boolean
  today: string
  action: FormAction<{ number: string }>
}) {
  const t = useTranslations('receipts')
  const toast = useToast()
  const router = useRouter()
  const typed: Typed = { ...key, amount, method: 'CASH', paidOn: today, remark: '' }
  const of = useActionForm({
    schema: repayDifferenceInput,
    action,
    defaultValues: typed,
    namespace: 'receipts',
    onDone: ({ number }) => {
      toast(t('drivers.done', { number }), 'positive')
      router.refresh()
    },
  })
  return (
    <ActionForm
      of={of}
      className="grid grid-cols-2 items-start gap-3 border-t border-line pt-3"
      onReload={() => router.refresh()}
    >
      <NumberField of={of} name="amount" label={t('column.amount')} isRequired />
      <SelectField of={of} name="method" label={t('column.method')} isRequired>
        {REPAYMENT_METHODS.map((method) => (
          <option key={method} value={method}>
            {t(`method.${method}`)}
          </option>
        ))}
      </SelectField>
      <TextField of={of} name="paidOn" type="date" label={t('column.on')} isRequired />
      <TextField of={of} name="remark" label={t('column.remark')} />
      <div>
        <SubmitButton of={of}>{t(isGivenBack ? 'drivers.give' : 'drivers.take')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
