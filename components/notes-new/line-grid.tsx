'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import { LineRow, type EditCell } from './line-row.tsx'
import { MatchList } from './match-list.tsx'
import type { ProductMatch } from './note-reads.ts'
import type { Line } from './note-state.ts'
import { ProductMatchRow } from './product-match.tsx'
import type { GridKeys } from './use-grid.ts'

/** Widths of the columns; the names are under `noteNew.column`. */
const COLUMN_WIDTHS = [
  ['number', 'w-9'],
  ['product', 'min-w-56'],
  ['quantity', 'w-28'],
  ['available', 'w-24'],
  ['unitPrice', 'w-28'],
  ['discount', 'w-24'],
  ['amount', 'w-28'],
  ['remark', 'w-36'],
  ['marks', 'w-40'],
] as const

const NUMERIC: ReadonlySet<string> = new Set([
  'number',
  'quantity',
  'available',
  'unitPrice',
  'discount',
  'amount',
])

/** The lines of the note, typed in as in a ledger. Every key is listened to here, once for all rows. */
export const LineGrid = memo(function LineGrid({
  lines,
  waiting,
  wrong,
  edit,
  keys,
  empty,
}: {
  lines: readonly Line[]
  /** Rows whose product is on its way. */
  waiting: ReadonlySet<string>
  /** Row key to `column code`, as the server answered. */
  wrong: Readonly<Record<string, string>>
  edit: EditCell
  keys: GridKeys
  empty?: ReactNode
}) {
  const t = useTranslations('noteNew')
  return (
    <div className="relative min-h-44 flex-1 scroll-pt-9 scroll-pb-9 overflow-auto rounded-md border border-line bg-surface">
      <table
        aria-label={t('lines')}
        className="w-full min-w-[60rem] table-fixed border-separate border-spacing-0 text-sm"
        onKeyDownCapture={keys.scan}
        onKeyDown={keys.press}
        onFocus={keys.enter}
        onBlur={keys.leave}
      >
        <thead className="sticky top-0 z-10 bg-sunken text-muted">
          <tr>
            {COLUMN_WIDTHS.map(([name, width]) => (
              <th
                key={name}
                scope="col"
                className={`h-row border-b border-line px-1.5 font-normal whitespace-nowrap ${width} ${NUMERIC.has(name) ? 'text-right' : 'text-left'}`}
              >
                {t(`column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <LineRow
              key={line.key}
              line={line}
              at={at}
              isWaiting={waiting.has(line.key)}
              wrongCode={wrong[line.key] ?? ''}
              edit={edit}
            />
          ))}
        </tbody>
      </table>
      {empty}
      <MatchList<ProductMatch>
        id="product-matches"
        matches={keys.matches}
        anchor={keys.anchor}
        keyOf={({ product }) => product.productId}
        isMuted={({ product }) => !product.isActive}
        onTake={keys.takeAt}
      >
        {(match) => <ProductMatchRow match={match} />}
      </MatchList>
    </div>
  )
})
