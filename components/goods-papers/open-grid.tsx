'use client'

import { useTranslations } from 'next-intl'
import { memo, type ChangeEvent } from 'react'
import { MatchList } from '#components/notes-new/match-list.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { CloseIcon } from '#components/ui/icons-action.tsx'
import { sayBaseUnits } from '#lib/kernel/quantity.ts'
import type { OpenForm } from '#lib/papers/goods/open-form.ts'
import { openCellId } from './open-cells.ts'
import type { OpenMatch } from './open-reads.ts'
import type { OpenColumn, OpenLine } from './open-state.ts'
import type { OpenGridKeys } from './use-open-grid.ts'

const BOX =
  'h-row w-full min-w-0 bg-transparent px-1.5 text-base outline-none lg:text-sm ' +
  'aria-invalid:ring-1 aria-invalid:ring-danger aria-invalid:ring-inset focus:bg-surface focus:ring-2 focus:ring-accent focus:ring-inset'
const DISPOSITIONS = ['STOCK', 'DAMAGED', 'SUPPLIER'] as const

/** The columns a form has, in their order; a form whose lines are fixed starts with the quantity. */
export function columnsOf({ columns, hasFixedLines }: OpenForm): OpenColumn[] {
  const first: OpenColumn[] = hasFixedLines ? ['quantity'] : ['product', 'quantity']
  return [
    ...first,
    ...(['unitPrice', 'taxRate', 'disposition', 'remark'] as const).filter((each) => columns[each]),
  ]
}

/** Where the sentence about a wrong row stands. */
export const OPEN_PROBLEM = 'open-problem'

/** The lines of the paper, typed in as in a ledger. Every key is listened to here, once for all rows. */
export function OpenGrid({
  lines,
  form,
  wrong,
  keys,
  onRemove,
}: {
  lines: readonly OpenLine[]
  form: OpenForm
  /** Row key to the column that is wrong. */
  wrong: Readonly<Record<string, OpenColumn>>
  keys: OpenGridKeys
  onRemove: (key: string) => void
}) {
  const t = useTranslations('goods.open')
  const hasNotes = lines.some(({ note }) => note !== '')
  const head = (name: string, isNumeric = false) => (
    <th
      key={name}
      scope="col"
      className={classNames(
        'h-row border-b border-line px-1.5 font-normal whitespace-nowrap',
        isNumeric ? 'text-right' : 'text-left',
      )}
    >
      {t(`column.${name}`)}
    </th>
  )
  return (
    <div
      role="region"
      aria-label={t('lines')}
      // Without a row there is nothing inside to move to, yet the table is wider than a phone.
      tabIndex={lines.length === 0 ? 0 : undefined}
      className="relative min-h-44 overflow-auto rounded-md border border-line bg-surface"
    >
      <table
        aria-label={t('lines')}
        className="w-full min-w-[46rem] border-separate border-spacing-0 text-sm"
        onKeyDownCapture={keys.catchScan}
        onKeyDown={keys.press}
        onFocus={keys.enter}
        onBlur={keys.leaveCell}
      >
        <thead className="sticky top-0 z-10 bg-sunken text-muted">
          <tr>
            {head('number', true)}
            {head('product')}
            {hasNotes ? head('note') : null}
            {head('quantity', true)}
            {form.columns.available ? head('available', true) : null}
            {form.columns.unitPrice ? head('unitPrice', true) : null}
            {form.columns.taxRate ? head('taxRate', true) : null}
            {form.columns.disposition ? head('disposition') : null}
            {form.columns.remark ? head('remark') : null}
            <th scope="col" className="h-row border-b border-line">
              <span className="sr-only">{t('column.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <OpenRow
              key={line.key}
              line={line}
              at={at}
              form={form}
              hasNotes={hasNotes}
              wrongColumn={wrong[line.key] ?? null}
              edit={keys.edit}
              onRemove={onRemove}
            />
          ))}
        </tbody>
      </table>
      <MatchList<OpenMatch>
        id="open-matches"
        matches={keys.matches}
        anchor={keys.anchor}
        keyOf={({ product }) => product.productId}
        isMuted={({ product }) => !product.isActive}
        onTake={keys.takeAt}
      >
        {({ product }) => (
          <span className="flex w-full justify-between gap-4">
            <span>
              {product.name} <span className="text-muted">{product.specification}</span>
            </span>
            <span className="whitespace-nowrap text-muted">
              {product.isActive ? product.code : t('inactive')}
              {product.available === null
                ? null
                : ` · ${t('short', { available: sayBaseUnits(product.available, product.units) })}`}
            </span>
          </span>
        )}
      </MatchList>
    </div>
  )
}

/** One row; it renders again only when its own line or what is wrong with it changes. */
const OpenRow = memo(function OpenRow({
  line,
  at,
  form,
  hasNotes,
  wrongColumn,
  edit,
  onRemove,
}: {
  line: OpenLine
  at: number
  form: OpenForm
  hasNotes: boolean
  wrongColumn: OpenColumn | null
  edit: (key: string, column: OpenColumn, text: string) => void
  onRemove: (key: string) => void
}) {
  const t = useTranslations('goods.open')
  const disposition = useTranslations('goods.disposition')
  const place = (column: OpenColumn) => ({
    id: openCellId(line.key, column),
    'data-line': line.key,
    'data-column': column,
    'aria-label': t('cell', { column: t(`column.${column}`), row: at + 1 }),
    ...(wrongColumn === column ? { 'aria-invalid': true as const, 'aria-describedby': OPEN_PROBLEM } : {}),
  })
  const input = (column: OpenColumn, text: string, looks: string, mode?: 'decimal') => (
    <input
      {...place(column)}
      {...(column === 'product'
        ? { role: 'combobox', 'aria-expanded': false, 'aria-controls': 'open-matches' }
        : {})}
      type="text"
      inputMode={mode}
      autoComplete="off"
      spellCheck={false}
      maxLength={column === 'remark' ? 200 : 80}
      value={text}
      onChange={(event: ChangeEvent<HTMLInputElement>) => edit(line.key, column, event.currentTarget.value)}
      className={classNames(BOX, looks)}
    />
  )
  const cell = 'border-b border-line'
  const { product } = line
  return (
    <tr>
      <td className={`${cell} w-9 px-1.5 text-right text-muted`}>{at + 1}</td>
      <td className={`${cell} min-w-52`}>
        {form.hasFixedLines || line.sourceLineNo !== null ? (
          <span className="block px-1.5">{line.productText}</span>
        ) : (
          input('product', line.productText, product?.isActive === false ? 'text-muted line-through' : '')
        )}
      </td>
      {hasNotes ? <td className={`${cell} px-1.5 text-muted`}>{line.note}</td> : null}
      <td className={`${cell} w-28`}>{input('quantity', line.quantity, 'text-right')}</td>
      {form.columns.available ? (
        <td className={`${cell} w-24 px-1.5 text-right whitespace-nowrap text-muted`}>
          {product?.available == null ? null : sayBaseUnits(product.available, product.units)}
        </td>
      ) : null}
      {form.columns.unitPrice ? (
        <td className={`${cell} w-28`}>{input('unitPrice', line.unitPrice, 'text-right')}</td>
      ) : null}
      {form.columns.taxRate ? (
        <td className={`${cell} w-20`}>{input('taxRate', line.taxRate, 'text-right', 'decimal')}</td>
      ) : null}
      {form.columns.disposition ? (
        <td className={`${cell} w-28`}>
          <select
            {...place('disposition')}
            value={line.disposition}
            onChange={(event) => edit(line.key, 'disposition', event.currentTarget.value)}
            className={BOX}
          >
            {DISPOSITIONS.map((each) => (
              <option key={each} value={each}>
                {disposition(each)}
              </option>
            ))}
          </select>
        </td>
      ) : null}
      {form.columns.remark ? (
        <td className={`${cell} min-w-32`}>{input('remark', line.remark, '')}</td>
      ) : null}
      <td className={`${cell} w-9`}>
        <IconButton label={t('remove', { row: at + 1 })} tabIndex={-1} onClick={() => onRemove(line.key)}>
          <CloseIcon />
        </IconButton>
      </td>
    </tr>
  )
})
