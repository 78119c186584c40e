'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { TextInput } from '#components/ui/inputs.tsx'

/** A line of a transfer for who counts blind: what it is, never how much was sent. */
export type ArrivalLine = {
  lineNo: number
  productCode: string
  productName: string
  specification: string
  units: readonly string[]
}

/** What was typed for a line. */
export type TypedArrival = { good: string; damaged: string; reason: string }

/** One line on the phone: whole, damaged, and why. */
export function ArrivalCard({
  line,
  typed,
  errorOf,
  onType,
}: {
  line: ArrivalLine
  typed: TypedArrival
  errorOf: (field: keyof TypedArrival) => string | undefined
  onType: (patch: Partial<TypedArrival>) => void
}) {
  const t = useTranslations('transfers.arrival')
  const { lineNo, productCode, productName, specification, units } = line
  const box = (field: keyof TypedArrival, label: string, className = '') => (
    <Field label={label} error={errorOf(field)} className={className}>
      {(control) => (
        <TextInput
          {...control}
          maxLength={field === 'reason' ? 200 : 40}
          value={typed[field]}
          onChange={(event) => onType({ [field]: event.target.value })}
          className={field === 'reason' ? '' : 'text-lg tabular-nums'}
        />
      )}
    </Field>
  )
  return (
    <Card title={`${lineNo} · ${productName}`}>
      <p className="mb-2 text-muted">
        {productCode} · {specification} · {units.toReversed().join(' / ')}
      </p>
      <div className="grid grid-cols-2 gap-2">
        {box('good', t('good'))}
        {box('damaged', t('damaged'))}
        {typed.damaged.trim() === '' ? null : box('reason', t('reason'), 'col-span-2')}
      </div>
    </Card>
  )
}
