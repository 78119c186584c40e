'use client'

import { useTranslations } from 'next-intl'
import { memo, type KeyboardEvent } from 'react'
import { NumberInput } from '#components/ui/inputs.tsx'
import { amountInCapitals } from '#lib/kernel/chinese-amount.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { fieldId, walkFrom } from './cells.ts'
import type { SetHeader } from './header-fields.tsx'
import type { NoteFigures } from './note-figures.ts'

/** What stands under the lines: the note's discount, 抹零, tax, and the total in figures and in capitals. */
export const NoteTotals = memo(function NoteTotals({
  noteDiscount,
  roundingOff,
  figures,
  isTaxOnTop,
  wrongField,
  set,
  onLeave,
}: {
  noteDiscount: string
  roundingOff: string
  figures: NoteFigures
  isTaxOnTop: boolean
  wrongField: { field: string; sentence: string } | null
  set: SetHeader
  onLeave: () => void
}) {
  const t = useTranslations('noteNew')
  const { worked } = figures

  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' || event.key === 'ArrowUp') onLeave()
    else if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    else if (!walkFrom(event.target, event.shiftKey ? -1 : 1))
      document.getElementById(fieldId('issue'))?.focus()
    event.preventDefault()
  }

  const field = (name: 'noteDiscount' | 'roundingOff', value: string) => (
    <span className="flex items-center gap-1.5">
      <label htmlFor={fieldId(name)} className="text-muted">
        {t(name)}
      </label>
      <span className="w-24">
        <NumberInput
          id={fieldId(name)}
          data-walk="totals"
          value={value}
          maxLength={40}
          aria-invalid={wrongField?.field === name || figures.wrong?.field === name || undefined}
          title={wrongField?.field === name ? wrongField.sentence : undefined}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      </span>
    </span>
  )

  return (
    <div onKeyDown={press} className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
      {field('noteDiscount', noteDiscount)}
      {field('roundingOff', roundingOff)}
      {figures.leftOut > 0 ? (
        <span className="text-warning">{t('leftOut', { count: figures.leftOut })}</span>
      ) : null}
      <span className="ml-auto text-muted">
        {t(isTaxOnTop ? 'taxOnTop' : 'taxInside', { tax: formatFen(worked?.taxFen ?? 0n) })}
      </span>
      <span className="flex items-baseline gap-2">
        <span className="text-muted">{t('total')}</span>
        <output id={fieldId('total')} className="text-xl font-semibold whitespace-nowrap">
          {worked === null ? t('noTotal') : `￥${formatFen(worked.grossFen)}`}
        </output>
      </span>
      <span className="w-full text-right lg:w-auto">
        {worked === null ? '' : amountInCapitals(worked.grossFen)}
      </span>
    </div>
  )
})
