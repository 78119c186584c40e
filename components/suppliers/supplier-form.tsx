'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useSeenAction } from '#components/forms/seen-action.ts'
import { useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/inputs.tsx'
import { PRICE_MODES } from '#lib/domain/customers/schema.ts'
import { supplierForm, type SupplierFormValues } from '#lib/domain/suppliers/schema.ts'

type Kept = { accountSetId: number; id: string }

/** The supplier that is being changed, and the version that was shown. */
export type SeenSupplier = Kept & { version: number }

const EMPTY: SupplierFormValues = {
  code: '',
  name: '',
  contactName: '',
  phone: '',
  address: '',
  taxNumber: '',
  creditDays: '30',
  priceMode: 'TAX_INCLUSIVE',
}

/** Writes a supplier, new or seen before. What was typed stays whatever the desk answers. */
export function SupplierForm({
  action,
  accountSets,
  seen,
  values = EMPTY,
}: {
  action: FormAction<Kept>
  accountSets: readonly { id: number; name: string }[]
  seen?: SeenSupplier
  values?: SupplierFormValues
}) {
  const t = useTranslations('suppliers')
  const router = useRouter()
  const [accountSetId, setAccountSetId] = useState(seen?.accountSetId ?? accountSets[0]?.id ?? 0)
  const where = useMemo(() => seen ?? { accountSetId }, [seen, accountSetId])
  const send = useSeenAction(action, where)
  const of = useActionForm({
    schema: supplierForm,
    action: send,
    defaultValues: values,
    namespace: 'suppliers',
    onDone: ({ id }) => router.push(`/suppliers/${id}`),
  })
  const isNew = seen === undefined
  return (
    <ActionForm of={of} className="flex max-w-4xl flex-col gap-3">
      <Card title={t('form.unit')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            of={of}
            name="code"
            label={t('column.code')}
            isRequired
            readOnly={!isNew}
            autoFocus={isNew}
          />
          <TextField of={of} name="name" label={t('column.name')} isRequired />
          <TextField of={of} name="contactName" label={t('column.contactName')} />
          <TextField of={of} name="phone" label={t('column.phone')} inputMode="tel" />
          <TextField of={of} name="address" label={t('column.address')} className="sm:col-span-2" />
          <TextField of={of} name="taxNumber" label={t('column.taxNumber')} />
        </div>
      </Card>
      <Card title={t('form.terms')}>
        <div className="grid gap-3 sm:grid-cols-3">
          {isNew ? (
            <Field label={t('column.accountSet')}>
              {(control) => (
                <Select
                  {...control}
                  value={accountSetId}
                  onChange={(event) => setAccountSetId(Number(event.currentTarget.value))}
                >
                  {accountSets.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <NumberField
            of={of}
            name="creditDays"
            label={t('column.creditDays')}
            hint={t('form.creditDaysHint')}
            isRequired
          />
          <SelectField of={of} name="priceMode" label={t('column.priceMode')}>
            {PRICE_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {t(`priceMode.${mode}`)}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      <div>
        <SubmitButton of={of}>{t(isNew ? 'form.add' : 'form.save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
