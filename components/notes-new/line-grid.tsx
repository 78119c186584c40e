'use client'

import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import { LineRow, ROW_LOOKS, type EditCell } from './line-row.tsx'
import { MatchList } from './match-list.tsx'
import type { ProductMatch } from './note-reads.ts'
import type { Line } from './note-state.ts'
import { ProductMatchRow } from './product-match.tsx'
import type { GridKeys } from './use-grid.ts'

/** The names of the columns are under `noteNew.column`; their widths are those of `ROW_LOOKS`. */
const COLUMN_NAMES = [
  'number',
  'product',
  'quantity',
  'available',
  'unitPrice',
  'discount',
  'amount',
  'remark',
  'marks',
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
        role="table"
        className="block min-w-[66.25rem] text-sm"
        onKeyDownCapture={keys.scan}
        onKeyDown={keys.press}
        onFocus={keys.enter}
        onBlur={keys.leave}
      >
        <thead role="rowgroup" className="sticky top-0 z-10 block bg-sunken text-muted">
          <tr role="row" className={ROW_LOOKS}>
            {COLUMN_NAMES.map((name) => (
              <th
                key={name}
                role="columnheader"
                scope="col"
                className={`flex h-row items-center px-1.5 font-normal whitespace-nowrap ${NUMERIC.has(name) ? 'justify-end' : ''}`}
              >
                {t(`column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block">
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
