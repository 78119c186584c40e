'use client'

import { useTranslations } from 'next-intl'
import { CheckboxField, NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import type { FormAction } from '#components/forms/use-action.ts'
import { taxRateInput, type TaxRateForm } from '#lib/domain/account-sets/schema.ts'
import { TAX_CLASSES } from '#lib/domain/products/schema.ts'
import {
  newWarehouseInput,
  type NewWarehouseForm,
  warehouseChangesInput,
  type WarehouseChangesForm,
} from '#lib/domain/warehouses/schema.ts'
import { SettingsForm } from './settings-form.tsx'

type Props<Values> = { action: FormAction<unknown>; values: Values }

/** Sets a tax rate from a day on. */
export function TaxRateSetter({ action, values }: Props<TaxRateForm>) {
  const t = useTranslations('settings')
  const word = useTranslations('products')
  return (
    <SettingsForm
      schema={taxRateInput}
      action={action}
      values={values}
      mayWrite
      className="grid gap-3 sm:grid-cols-3"
    >
      {(of) => (
        <>
          <SelectField of={of} name="taxClass" label={t('taxes.taxClass')}>
            {TAX_CLASSES.map((one) => (
              <option key={one} value={one}>
                {word(`taxClass.${one}`)}
              </option>
            ))}
          </SelectField>
          <TextField of={of} name="validFrom" label={t('taxes.validFrom')} isRequired />
          <NumberField of={of} name="rate" label={t('taxes.rate')} unit="%" isRequired />
        </>
      )}
    </SettingsForm>
  )
}

/** Adds a warehouse. */
export function NewWarehouse({ action, values }: Props<NewWarehouseForm>) {
  const t = useTranslations('settings')
  return (
    <SettingsForm schema={newWarehouseInput} action={action} values={values} mayWrite>
      {(of) => (
        <>
          <TextField of={of} name="code" label={t('warehouses.code')} isRequired />
          <TextField of={of} name="name" label={t('warehouses.name')} isRequired />
        </>
      )}
    </SettingsForm>
  )
}

/** Renames a warehouse, puts it out of use or back. */
export function WarehouseForm({
  action,
  values,
  mayWrite,
}: Props<WarehouseChangesForm> & { mayWrite: boolean }) {
  const t = useTranslations('settings')
  return (
    <SettingsForm schema={warehouseChangesInput} action={action} values={values} mayWrite={mayWrite}>
      {(of) => (
        <>
          <TextField of={of} name="name" label={t('warehouses.name')} isRequired />
          <CheckboxField of={of} name="isActive" label={t('warehouses.isActive')} />
        </>
      )}
    </SettingsForm>
  )
}
