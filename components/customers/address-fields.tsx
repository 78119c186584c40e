'use client'

import { useTranslations } from 'next-intl'
import { useFieldArray } from 'react-hook-form'
import { TextField } from '#components/forms/fields.tsx'
import type { ActionForm } from '#components/forms/use-action-form.ts'
import { Button } from '#components/ui/button.tsx'
import type { CustomerFormValues } from '#lib/domain/customers/schema.ts'

/** The delivery addresses of a customer; the first one is offered first on a note. */
export function AddressFields({ of }: { of: ActionForm<CustomerFormValues> }) {
  const t = useTranslations('customers')
  const { fields, append, remove } = useFieldArray({ control: of.form.control, name: 'addresses' })
  const addOne = (): void => {
    const [contactName, phone] = of.form.getValues(['contactName', 'phone'])
    append({ id: '', contactName, phone, address: '', freightAgent: '', freightPhone: '' })
  }
  return (
    <div className="flex flex-col gap-4">
      {fields.map((field, index) => (
        <fieldset key={field.id} className="grid gap-3 border-b border-line pb-4 sm:grid-cols-6">
          <legend className="sr-only">{t('form.address', { number: index + 1 })}</legend>
          <TextField
            of={of}
            name={`addresses.${index}.address`}
            label={t('column.address')}
            isRequired
            className="sm:col-span-6"
          />
          <TextField
            of={of}
            name={`addresses.${index}.contactName`}
            label={t('column.contactName')}
            isRequired
            className="sm:col-span-2"
          />
          <TextField
            of={of}
            name={`addresses.${index}.phone`}
            label={t('column.phone')}
            isRequired
            inputMode="tel"
            className="sm:col-span-2"
          />
          <span className="hidden sm:col-span-2 sm:block" />
          <TextField
            of={of}
            name={`addresses.${index}.freightAgent`}
            label={t('column.freightAgent')}
            className="sm:col-span-2"
          />
          <TextField
            of={of}
            name={`addresses.${index}.freightPhone`}
            label={t('column.freightPhone')}
            inputMode="tel"
            className="sm:col-span-2"
          />
          {fields.length > 1 ? (
            <div className="flex items-end sm:col-span-2">
              <Button variant="quiet" onClick={() => remove(index)}>
                {t('form.removeAddress', { number: index + 1 })}
              </Button>
            </div>
          ) : null}
        </fieldset>
      ))}
      <div>
        <Button onClick={addOne}>{t('form.addAddress')}</Button>
      </div>
    </div>
  )
}
