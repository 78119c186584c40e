import { classNames } from '#components/ui/class-names.ts'
import { cellText, columnKeys, type ColumnKey } from '#lib/print/columns.ts'
import { yuan } from '#lib/print/decimal-text.ts'
import { field } from '#lib/print/sheet-heading.ts'
import type { NoteLabels } from '#lib/print/note-labels.ts'
import { saidSum } from '#lib/print/note-pages.ts'
import type { PaperSheet, SheetCopy, SheetLine } from '#lib/print/note-sheet.ts'

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
    'px-2 pt-1.5 align-top',
    figures.includes(key) ? 'text-right whitespace-nowrap' : 'text-left',
    !onPhone.includes(key) && 'hidden sm:table-cell',
  )
}

/** What a phone has no column for. */
function phoneDetail(line: SheetLine, keys: readonly ColumnKey[], labels: NoteLabels): string {
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
  const codes = showsCodes && line.codes.length > 0 ? field(labels.codes, line.codes.join(' '), labels) : ''
  const under = [line.remark, line.findings ?? '', codes].filter((text) => text !== '')
  const underOnPhone = [phoneDetail(line, keys, labels), ...under]
  const phoneColumns = keys.filter((key) => onPhone.includes(key)).length
  return (
    <tbody className="border-b border-line">
      <tr>
        {keys.map((key) => (
          <td key={key} className={cellClass(key)}>
            {cellText(line, key, labels)}
          </td>
        ))}
      </tr>
      <tr className="hidden sm:table-row">
        <td className="pb-1.5" />
        <td colSpan={keys.length - 1} className="px-2 pb-1.5 text-muted wrap-anywhere">
          <UnderLine texts={under} />
        </td>
      </tr>
      <tr className="sm:hidden">
        <td colSpan={phoneColumns} className="px-2 pb-1.5 text-muted wrap-anywhere">
          <UnderLine texts={underOnPhone} />
        </td>
      </tr>
    </tbody>
  )
}

function UnderLine({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => (
    <span key={text} className="block">
      {text}
    </span>
  ))
}

/** The lines of a note as one copy shows them, with the sum under them. On a phone three columns are left. */
export function NotePaperLines({
  sheet,
  copy,
  labels,
}: {
  sheet: PaperSheet
  copy: SheetCopy
  labels: NoteLabels
}) {
  const keys = columnKeys(sheet.lines, copy.showsPrices).filter((key) => key !== 'remark')
  const { totals } = sheet
  const sums: Partial<Record<ColumnKey, string>> = {
    productName: labels.total,
    quantity: saidSum(totals, labels),
    amount: yuan(totals.goods),
  }
  return (
    <table className="w-full border-t border-line text-sm tabular-nums">
      <thead className="border-b border-line">
        <tr>
          {keys.map((key) => (
            <th key={key} scope="col" className={classNames(cellClass(key), 'pb-1.5 font-normal text-muted')}>
              {labels[key]}
            </th>
          ))}
        </tr>
      </thead>
      {sheet.lines.map((line) => (
        <Line key={line.lineNumber} line={line} keys={keys} labels={labels} showsCodes={copy.showsCodes} />
      ))}
      <tfoot>
        <tr>
          {keys.map((key) => (
            <td key={key} className={classNames(cellClass(key), 'pb-1.5 font-semibold')}>
              {sums[key] ?? ''}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
