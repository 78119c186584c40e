'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, TextField } from '#components/forms/fields.tsx'
import { MatchPicker } from '#components/forms/match-picker.tsx'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { useToast } from '#components/ui/toast.tsx'
import {
  customerPriceInput,
  type CustomerPriceForm,
  listPriceInput,
  type ListPriceForm,
} from '#lib/domain/prices/schema.ts'

type Done = { productId: string }

/** Sets a list price with its floor from a day on. */
export function ListPriceSetter({ action, values }: { action: FormAction<Done>; values: ListPriceForm }) {
  const t = useTranslations('prices')
  const onDone = useDone()
  const of = useActionForm({
    schema: listPriceInput,
    action,
    defaultValues: values,
    namespace: 'prices',
    onDone,
  })
  return (
    <ActionForm of={of} className="mb-3 flex flex-wrap items-start gap-3">
      <TextField of={of} name="validFrom" label={t('column.validFrom')} isRequired />
      <NumberField of={of} name="unitPrice" label={t('column.listPrice')} isRequired />
      <NumberField of={of} name="floorPrice" label={t('column.floorPrice')} />
      <SubmitButton of={of} className="mt-6">
        {t('set')}
      </SubmitButton>
    </ActionForm>
  )
}

/** Sets or ends one customer's own price from a day on. */
export function CustomerPriceSetter({
  action,
  values,
}: {
  action: FormAction<Done>
  values: CustomerPriceForm
}) {
  const t = useTranslations('prices')
  const onDone = useDone()
  const of = useActionForm({
    schema: customerPriceInput,
    action,
    defaultValues: values,
    namespace: 'prices',
    onDone,
  })
  return (
    <ActionForm of={of} className="mb-3 flex flex-wrap items-start gap-3">
      <MatchPicker
        of="CUSTOMER"
        label={t('column.customer')}
        accountSetId={values.accountSetId}
        error={of.errorAt('customerId')}
        onTake={(id) => of.form.setValue('customerId', id, { shouldValidate: of.form.formState.isSubmitted })}
      />
      <TextField of={of} name="validFrom" label={t('column.validFrom')} isRequired />
      <NumberField of={of} name="unitPrice" label={t('column.customerPrice')} hint={t('emptyEnds')} />
      <SubmitButton of={of} className="mt-6">
        {t('set')}
      </SubmitButton>
    </ActionForm>
  )
}

function useDone(): () => void {
  const t = useTranslations('prices')
  const toast = useToast()
  const router = useRouter()
  return () => {
    toast(t('done'), 'positive')
    router.refresh()
  }
}
