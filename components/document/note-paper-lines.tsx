import { classNames } from '#components/ui/class-names.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'
import { cellText, columnKeys, type ColumnKey } from '#lib/print/columns.ts'
import { yuan } from '#lib/print/decimal-text.ts'
import { fillIn, type NoteLabels } from '#lib/print/note-labels.ts'
import type { NoteSheet, SheetCopy, SheetLine } from '#lib/print/note-sheet.ts'

const onPhone: readonly ColumnKey[] = ['productName', 'quantity', 'amount']
const figures: readonly ColumnKey[] = [
  'quantity',
  'baseQuantity',
  'unitPrice',
  'discount',
  'amount',
  'taxRate',
]

function cellClass(key: ColumnKey): string {
  return classNames(
    'border-b border-line px-2 py-1.5 align-top',
    figures.includes(key) ? 'text-right whitespace-nowrap' : 'text-left',
    !onPhone.includes(key) && 'hidden sm:table-cell',
  )
}

/** What a phone has no column for stands under the product's name. */
function underName(line: SheetLine, keys: readonly ColumnKey[], labels: NoteLabels): string {
  return keys
    .filter((key) => key !== 'lineNumber' && !onPhone.includes(key))
    .map((key) => cellText(line, key, labels))
    .filter((text) => text !== '')
    .join(' · ')
}

function Line({
  line,
  keys,
  labels,
  showsCodes,
}: {
  line: SheetLine
  keys: readonly ColumnKey[]
  labels: NoteLabels
  showsCodes: boolean
}) {
  return (
    <tr>
      {keys.map((key) => (
        <td key={key} className={cellClass(key)}>
          {cellText(line, key, labels)}
          {key === 'productName' ? (
            <span className="block text-muted sm:hidden">{underName(line, keys, labels)}</span>
          ) : null}
          {key === 'productName' && showsCodes && line.codes.length > 0 ? (
            <span className="block break-all text-muted">
              {labels.codes}
              {labels.colon}
              {line.codes.join(' ')}
            </span>
          ) : null}
        </td>
      ))}
    </tr>
  )
}

/** The lines of a note as one copy shows them, with the sum under them. On a phone three columns are left. */
export function NotePaperLines({
  sheet,
  copy,
  labels,
}: {
  sheet: NoteSheet
  copy: SheetCopy
  labels: NoteLabels
}) {
  const keys = columnKeys(sheet.lines, copy.showsPrices)
  const { totals } = sheet
  const quantity = fillIn(labels.casesAndBottles, {
    cases: groupThousands(totals.cases),
    bottles: groupThousands(totals.bottles),
  })
  const sums: Partial<Record<ColumnKey, string>> = {
    productName: labels.total,
    quantity,
    amount: yuan(totals.goods),
  }
  return (
    <table className="w-full border-t border-line text-sm tabular-nums">
      <thead>
        <tr>
          {keys.map((key) => (
            <th key={key} scope="col" className={classNames(cellClass(key), 'font-normal text-muted')}>
              {labels[key]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.lines.map((line) => (
          <Line key={line.lineNumber} line={line} keys={keys} labels={labels} showsCodes={copy.showsCodes} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          {keys.map((key) => (
            <td key={key} className={cellClass(key)}>
              {sums[key] ?? ''}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
