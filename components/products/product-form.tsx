'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { ActionForm, SubmitButton } from '#components/forms/action-form.tsx'
import { CheckboxField, NumberField, SelectField, TextField } from '#components/forms/fields.tsx'
import { useSeenAction } from '#components/forms/seen-action.ts'
import { type ActionForm as Form, useActionForm } from '#components/forms/use-action-form.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/inputs.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { CODE_KINDS, newProductInput, type NewProductForm, TAX_CLASSES } from '#lib/domain/products/schema.ts'
import { UnitFields } from './unit-fields.tsx'

/** The product that is being changed, and the version that was shown. */
export type SeenProduct = { id: string; version: number }

const EMPTY: NewProductForm = {
  code: '',
  name: '',
  specification: '',
  baseUnit: '瓶',
  baseGtin: '',
  units: [{ unit: '箱', factor: '6', gtin: '' }],
  taxClass: 'GENERAL',
  codeKinds: [],
  hasCaseCodes: false,
  hasBottleCodes: false,
  codeCoverage: '100',
  shelfLifeDays: '',
  reorderPoint: '',
}

/** Writes a product, new or seen before. */
export function ProductForm({
  action,
  seen,
  values = EMPTY,
  hasMoved = false,
}: {
  action: FormAction<{ id: string }>
  seen?: SeenProduct
  values?: NewProductForm
  hasMoved?: boolean
}) {
  const t = useTranslations('products')
  const toast = useToast()
  const router = useRouter()
  const send = useSeenAction(action, seen)
  const of = useActionForm({
    schema: newProductInput,
    action: send,
    defaultValues: values,
    namespace: 'products',
    onDone: ({ id }) => {
      toast(t('form.done'), 'positive')
      router.push(`/products/${id}`)
      router.refresh()
    },
  })
  return (
    <ActionForm of={of} className="flex max-w-4xl flex-col gap-3">
      <Card title={t('form.product')}>
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField
            of={of}
            name="code"
            label={t('column.code')}
            isRequired
            readOnly={seen !== undefined}
            autoFocus={seen === undefined}
          />
          <TextField of={of} name="name" label={t('column.name')} isRequired className="sm:col-span-2" />
          <TextField of={of} name="specification" label={t('column.specification')} placeholder="500ml×6" />
          <SelectField of={of} name="taxClass" label={t('column.taxClass')}>
            {TAX_CLASSES.map((one) => (
              <option key={one} value={one}>
                {t(`taxClass.${one}`)}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      <Card title={t('form.units')}>
        <UnitFields of={of} isBaseFixed={hasMoved} />
      </Card>
      <Card title={t('form.codes')}>
        <CodeFields of={of} />
      </Card>
      <Card title={t('form.keeping')}>
        <div className="flex flex-wrap gap-3">
          <NumberField
            of={of}
            name="shelfLifeDays"
            label={t('column.shelfLifeDays')}
            unit={t('form.days')}
            className="max-w-48"
          />
          <NumberField
            of={of}
            name="reorderPoint"
            label={t('column.reorderPoint')}
            unit={of.form.watch('baseUnit')}
            className="max-w-48"
          />
        </div>
      </Card>
      <div>
        <SubmitButton of={of}>{t(seen === undefined ? 'form.add' : 'form.save')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** Decision 2: which kinds of code satisfy the product, and when one falls due. */
function CodeFields({ of }: { of: Form<NewProductForm> }) {
  const t = useTranslations('products')
  const error = of.errorAt('codeKinds')
  return (
    <div className="flex flex-col gap-2">
      <fieldset>
        <legend className="text-sm text-muted">{t('form.codeKinds')}</legend>
        <div className="flex flex-wrap gap-x-4">
          {CODE_KINDS.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`codeKind.${kind}`)}
              value={kind}
              {...of.form.register('codeKinds')}
            />
          ))}
        </div>
        {error === undefined ? null : <p className="text-sm text-danger">{error}</p>}
      </fieldset>
      <div className="flex flex-wrap gap-x-4">
        <CheckboxField of={of} name="hasCaseCodes" label={t('form.hasCaseCodes')} />
        <CheckboxField of={of} name="hasBottleCodes" label={t('form.hasBottleCodes')} />
      </div>
      <NumberField of={of} name="codeCoverage" label={t('form.codeCoverage')} unit="%" className="max-w-40" />
    </div>
  )
}
