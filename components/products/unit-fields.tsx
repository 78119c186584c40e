'use client'

import { useTranslations } from 'next-intl'
import { useFieldArray } from 'react-hook-form'
import { NumberField, TextField } from '#components/forms/fields.tsx'
import type { ActionForm } from '#components/forms/use-action-form.ts'
import { Button } from '#components/ui/button.tsx'
import type { NewProductForm } from '#lib/domain/products/schema.ts'

/** The base unit and the larger ones, each with its barcode. A scanner types into the barcode field. */
export function UnitFields({ of, isBaseFixed }: { of: ActionForm<NewProductForm>; isBaseFixed: boolean }) {
  const t = useTranslations('products')
  const { fields, append, remove } = useFieldArray({ control: of.form.control, name: 'units' })
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-4">
        <TextField
          of={of}
          name="baseUnit"
          label={t('form.baseUnit')}
          isRequired
          readOnly={isBaseFixed}
          {...(isBaseFixed ? { hint: t('form.baseUnitFixed') } : {})}
        />
        <TextField
          of={of}
          name="baseGtin"
          label={t('column.gtin')}
          inputMode="numeric"
          className="sm:col-span-2"
        />
      </div>
      {fields.map((field, index) => (
        <fieldset key={field.id} className="grid gap-3 sm:grid-cols-4">
          <legend className="sr-only">{t('form.unit', { number: index + 1 })}</legend>
          <TextField of={of} name={`units.${index}.unit`} label={t('form.largerUnit')} isRequired />
          <NumberField of={of} name={`units.${index}.factor`} label={t('form.factor')} isRequired />
          <TextField of={of} name={`units.${index}.gtin`} label={t('column.gtin')} inputMode="numeric" />
          <div className="flex items-end">
            <Button variant="quiet" onClick={() => remove(index)}>
              {t('form.removeUnit', { number: index + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => append({ unit: '', factor: '', gtin: '' })}>{t('form.addUnit')}</Button>
      </div>
    </div>
  )
}
