'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useFieldArray } from 'react-hook-form'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { MatchPicker } from '#components/forms/match-picker.tsx'
import { NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { type ActionForm as Form, useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { openingStockInput, type OpeningStockForm } from '#lib/domain/stock/schema.ts'

type Choice = { id: string; name: string }

const EMPTY_LINE = { productId: '', quantity: '', value: '' }

/** Enters goods that stand in a warehouse when the desk begins with them. */
export function OpeningForm({
  action,
  accountSetId,
  warehouses,
  businessDate,
}: {
  action: FormAction<{ lines: number }>
  accountSetId: number
  warehouses: readonly Choice[]
  businessDate: string
}) {
  const t = useTranslations('stock')
  const toast = useToast()
  const router = useRouter()
  const of = useActionForm({
    schema: openingStockInput,
    action,
    defaultValues: { accountSetId, warehouseId: warehouses[0]?.id ?? '', businessDate, lines: [EMPTY_LINE] },
    namespace: 'stock',
    onDone: ({ lines }) => {
      toast(t('opening.done', { lines }), 'positive')
      router.push(`/stock?set=${accountSetId}`)
    },
  })
  return (
    <ActionForm of={of} className="flex max-w-4xl flex-col gap-3">
      <Card>
        <div className="grid gap-3 sm:grid-cols-3">
          <SelectField of={of} name="warehouseId" label={t('column.warehouse')} isRequired>
            {warehouses.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField of={of} name="businessDate" label={t('column.businessDate')} isRequired />
        </div>
      </Card>
      <Card title={t('opening.lines')}>
        <OpeningLines of={of} />
      </Card>
      <div>
        <SubmitButton of={of}>{t('opening.act')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

function OpeningLines({ of }: { of: Form<OpeningStockForm> }) {
  const t = useTranslations('stock')
  const { fields, append, remove } = useFieldArray({ control: of.form.control, name: 'lines' })
  const take = (index: number, productId: string): void =>
    of.form.setValue(`lines.${index}.productId`, productId, { shouldValidate: of.form.formState.isSubmitted })
  return (
    <div className="flex flex-col gap-3">
      {fields.map((field, index) => (
        <fieldset key={field.id} className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]">
          <legend className="sr-only">{t('opening.line', { number: index + 1 })}</legend>
          <MatchPicker
            of="PRODUCT"
            label={t('column.name')}
            error={of.errorAt(`lines.${index}.productId`)}
            onTake={(productId) => take(index, productId)}
          />
          <TextField
            of={of}
            name={`lines.${index}.quantity`}
            label={t('column.quantity')}
            placeholder={t('opening.quantityHint')}
            isRequired
          />
          <NumberField of={of} name={`lines.${index}.value`} label={t('opening.value')} isRequired />
          <div className="flex items-end">
            <Button variant="quiet" disabled={fields.length === 1} onClick={() => remove(index)}>
              {t('opening.remove', { number: index + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => append(EMPTY_LINE)}>{t('opening.add')}</Button>
      </div>
    </div>
  )
}
