'use client'

import { useTranslations } from 'next-intl'
import { memo, type ChangeEvent } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { formatFen, formatUnitPrice } from '#lib/kernel/money.ts'
import { sayBaseUnits } from '#lib/kernel/quantity.ts'
import { cellId } from './cells.ts'
import { type Column, lineProblem, rowFigures, type RowFigures } from './note-figures.ts'
import type { Line } from './note-state.ts'

/** The place under the grid where the sentence about the cursor's row stands. */
export const LINE_PROBLEM = 'line-problem'

/** A row is a grid of its own, so that rows out of sight are neither laid out nor painted. */
export const ROW_LOOKS =
  'grid grid-cols-[2.25rem_minmax(13rem,1fr)_7rem_6rem_7rem_6rem_7rem_9rem_9rem] border-b border-line'

const SKIPPED = '[content-visibility:auto] [contain-intrinsic-size:auto_calc(var(--row-size)+1px)]'
const READ_CELL = 'flex items-center px-1.5 whitespace-nowrap'

export type EditCell = (key: string, column: Column, text: string) => void

const box =
  'h-row w-full min-w-0 bg-transparent px-1.5 text-base outline-none lg:text-sm ' +
  'aria-invalid:ring-1 aria-invalid:ring-danger aria-invalid:ring-inset focus:bg-surface focus:ring-2 focus:ring-accent focus:ring-inset'

/**
 * One row of the grid. It renders again only when its own line, its place or what is wrong with it changes; keys
 * are listened to by the grid.
 */
export const LineRow = memo(function LineRow({
  line,
  at,
  isWaiting,
  wrongCode,
  edit,
}: {
  line: Line
  at: number
  /** A product was asked for and its answer is on the way. */
  isWaiting: boolean
  /** What the server said is wrong in this row, `column code`. */
  wrongCode: string
  edit: EditCell
}) {
  const t = useTranslations('noteNew')
  const figures = rowFigures(line)
  const problem = isWaiting ? null : lineProblem(line, wrongCode)

  const cell = (column: Column, looks: string, mode?: 'decimal') => (
    <input
      id={cellId(line.key, column)}
      data-line={line.key}
      data-column={column}
      aria-label={t('cell.label', { column: t(`column.${column}`), row: at + 1 })}
      aria-invalid={problem?.column === column || undefined}
      aria-describedby={problem?.column === column ? LINE_PROBLEM : undefined}
      {...(column === 'product'
        ? { role: 'combobox', 'aria-expanded': false, 'aria-controls': 'product-matches' }
        : {})}
      type="text"
      inputMode={mode}
      autoComplete="off"
      spellCheck={false}
      maxLength={column === 'remark' ? 200 : 80}
      value={column === 'product' ? line.productText : line[column]}
      placeholder={placeholderOf(column, figures)}
      onChange={(event: ChangeEvent<HTMLInputElement>) => edit(line.key, column, event.currentTarget.value)}
      className={classNames(box, looks)}
    />
  )

  return (
    <tr role="row" data-row={line.key} className={classNames(ROW_LOOKS, SKIPPED, isWaiting && 'text-muted')}>
      <td role="cell" className={`${READ_CELL} justify-end text-muted`}>
        {at + 1}
      </td>
      <td role="cell">
        {cell('product', line.product?.isActive === false ? 'text-muted line-through' : '')}
      </td>
      <td role="cell">{cell('quantity', 'text-right')}</td>
      <td role="cell" className={`${READ_CELL} justify-end`}>
        <Available line={line} figures={figures} />
      </td>
      <td role="cell">{cell('unitPrice', 'text-right', 'decimal')}</td>
      <td role="cell">{cell('discount', 'text-right', 'decimal')}</td>
      <td role="cell" className={`${READ_CELL} justify-end`}>
        {figures.kind === 'worked' ? formatFen(figures.line.amountFen) : ''}
      </td>
      <td role="cell">{cell('remark', '')}</td>
      <td role="cell" className={`${READ_CELL} overflow-hidden`}>
        <RowMarks line={line} figures={figures} />
      </td>
    </tr>
  )
})

function placeholderOf(column: Column, figures: RowFigures): string {
  return column === 'unitPrice' && figures.kind === 'worked' ? formatUnitPrice(figures.line.unitPriceE4) : ''
}

function Available({ line, figures }: { line: Line; figures: RowFigures }) {
  const { product } = line
  const t = useTranslations('noteNew')
  if (product === null) return null
  if (product.available === '') return <span className="text-muted">{t('counted')}</span>
  const isShort = product.available === '0' || (figures.kind === 'worked' && figures.isShort)
  return (
    <span className={isShort ? 'text-danger' : 'text-muted'}>
      {sayBaseUnits(product.available, product.units)}
      <span className="ml-0.5">{product.baseUnit}</span>
    </span>
  )
}

/** Where the price came from, a gift, a scanned barcode, and what the order said otherwise. */
function RowMarks({ line, figures }: { line: Line; figures: RowFigures }) {
  const t = useTranslations('noteNew')
  const { product } = line
  if (product === null) return null
  return (
    <span className="text-muted">
      {figures.kind === 'worked' ? (
        <span
          className={classNames(
            figures.isUnderFloor && 'text-danger',
            !figures.isUnderFloor && figures.line.priceSource === 'MANUAL' && 'text-warning',
          )}
        >
          {figures.isUnderFloor ? t('underFloor') : t(`priceSource.${figures.line.priceSource}`)}
        </span>
      ) : null}
      {line.barcode === '' ? null : <span className="ml-1.5">{t('scanned')}</span>}
      {line.ordered === null ? null : (
        <span className="ml-1.5">
          {t('ordered', { quantity: line.ordered.quantity, price: line.ordered.unitPrice })}
        </span>
      )}
    </span>
  )
}
