import { asFen, formatFen } from '#lib/kernel/money.ts'
import { type Agreement, sameTotals } from '#lib/ops/import/agreement.ts'
import type { DeskCount } from '#lib/ops/import/day.ts'
import type { IowaInvoice, Totals } from '#lib/ops/import/iowa-file.ts'

const SHOWN_MOST = 20

/** The returns of the file, line by line: they wait until the desk has a paper for them. */
export function returnLines(returns: readonly IowaInvoice[]): string[] {
  const lines = returns.flatMap((invoice) => invoice.lines)
  if (lines.length === 0) return []
  return [
    `退货单要等有退货流程时再导入，以下 ${lines.length} 行未导入 / Returns wait until the desk has a paper for them; these ${lines.length} lines were refused:`,
    ...returns.flatMap(({ store, lines: own }) =>
      own.map(({ id, item, bottles, saleFen }) => {
        const money = formatFen(saleFen).padStart(12)
        return `  ${id.padEnd(17)} ${String(bottles).padStart(6)} ${money}  ${item.name} · ${store.name}`
      }),
    ),
  ]
}

/** File and desk in one table, and every invoice on which they differ. */
export function agreementLines(agreement: Agreement): string[] {
  const { file, returns, due, posted, missing, differing } = agreement
  return [
    '    单据 notes      行 lines    瓶 bottles           金额 money',
    tableRow(file, '文件 / in the file'),
    tableRow(returns, '退货，未导入 / returns, refused'),
    tableRow(due, '应导入 / to be imported'),
    tableRow(posted, '四联已过账 / posted at the desk'),
    sameTotals(due, posted) && differing.length === 0
      ? '    分毫不差 / Equal to the cent'
      : tableRow(difference(due, posted), '相差 / difference'),
    ...listOf(differing, '与文件不同 / not as in the file'),
    ...listOf(missing, '尚未过账 / not posted yet'),
  ]
}

/** What the import asked of people beside the notes. */
export function countLines({ prices, consents, barcodes }: DeskCount): string[] {
  const { kept, wrong, taken } = barcodes
  const lines: string[] = []
  if (prices > 0) lines.push(`客户价设定 ${prices} 个 / customer prices set: ${prices}`)
  if (consents > 0)
    lines.push(`经销售经理同意的开单申请 ${consents} 份 / billing applications agreed to: ${consents}`)
  if (kept + wrong + taken > 0)
    lines.push(
      `条码 ${kept} 个可扫；${wrong} 个校验位不对、${taken} 个已属其他商品，留空` +
        ` / barcodes: ${kept} scan; left empty ${wrong} with a wrong check digit, ${taken} of another product`,
    )
  return lines
}

function tableRow({ notes, lines, bottles, saleFen }: Totals, label: string): string {
  const cells = [
    count(notes).padStart(14),
    count(lines).padStart(14),
    count(bottles).padStart(14),
    formatFen(saleFen).padStart(21),
  ]
  return `${cells.join('')}   ${label}`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function difference(due: Totals, posted: Totals): Totals {
  return {
    notes: posted.notes - due.notes,
    lines: posted.lines - due.lines,
    bottles: posted.bottles - due.bottles,
    saleFen: asFen(posted.saleFen - due.saleFen),
  }
}

function listOf(numbers: readonly string[], label: string): string[] {
  if (numbers.length === 0) return []
  const shown = numbers.slice(0, SHOWN_MOST).join(', ')
  const rest = numbers.length - SHOWN_MOST
  return [`  ${label}: ${numbers.length} · ${shown}${rest > 0 ? ` … +${rest}` : ''}`]
}
