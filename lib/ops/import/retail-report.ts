import type { RetailAgreement } from '#lib/ops/import/retail-agreement.ts'
import { REASONS, type Refused } from '#lib/ops/import/retail-refusals.ts'
import { type RetailTotals, retailTotals } from '#lib/ops/import/retail-file.ts'

const SHOWN_MOST = 20

/** File and desk in one table: what was accepted by kind of paper, what was refused by reason, and the control totals. */
export function retailLines(agreement: RetailAgreement, refused: readonly Refused[]): string[] {
  const { parts, accepted, control, missing, differing } = agreement
  const { sales, returns, reversals, stockOuts } = parts
  const row = (label: string, part: typeof sales): string =>
    tableRow(label, { lines: part.lines, amountE4: part.deskFen * 100n }, part.papers)
  const reasons = [...Map.groupBy(refused, ({ reason }) => reason)].map(([reason, own]) => {
    const [zh, en] = REASONS[reason]
    return tableRow(`  ${zh} / ${en}`, retailTotals(own.map(({ line }) => line)))
  })
  const both: RetailTotals = {
    lines: accepted.lines + agreement.refused.lines,
    amountE4: accepted.amountE4 + agreement.refused.amountE4,
  }
  const isEqual = both.lines === control.lines && both.amountE4 === control.amountE4
  return [
    '  单据 papers   行 lines           金额 money',
    row('销售，已过账 / sales, posted', sales),
    row('客户退货 / returns', returns),
    row('红冲整单 / reversals of a whole note', reversals),
    row('出库单 / stock-out notes', stockOuts),
    tableRow('四联已接收 / accepted at the desk', accepted),
    tableRow('拒收 / refused', agreement.refused),
    ...reasons,
    tableRow('接收 + 拒收 / accepted + refused', both),
    tableRow('文件控制总数 / control totals of the file', control),
    isEqual ? '  分毫不差 / Equal to the cent' : tableRow('相差 / difference', difference(both, control)),
    ...listOf(differing, '与文件不同 / not as in the file'),
    ...listOf(missing, '尚未过账 / not posted yet'),
  ]
}

/** Every refused line with its reason and amount, as a CSV file that spreadsheets open. */
export function refusedCsv(refused: readonly Refused[]): string {
  const rows = refused.map(({ line, reason }) => {
    const [zh, en] = REASONS[reason]
    const { lineNumber, invoice, date, code, name, quantity, priceE4, amountE4, customer } = line
    const figures = [`${quantity}`, exactText(priceE4), exactText(amountE4)]
    return [`${lineNumber}`, invoice, date, code, name, ...figures, customer, zh, en]
  })
  const header = ['行号 line', '单号 invoice', '日期 date', '货号 code', '品名 name', '数量 quantity']
  header.push('单价 price', '金额 amount', '客户 customer', '原因', 'reason')
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Four decimals less the zeros behind the second. */
export function exactText(amountE4: bigint): string {
  const size = amountE4 < 0n ? -amountE4 : amountE4
  const decimals = String(size % 10_000n)
    .padStart(4, '0')
    .replace(/0{1,2}$/, '')
  return `${amountE4 < 0n ? '-' : ''}${size / 10_000n}.${decimals}`
}

/** Text that a spreadsheet would take for a formula is told not to be one. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) || /^-(?!\d)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function tableRow(label: string, { lines, amountE4 }: RetailTotals, papers?: number): string {
  const money = exactText(amountE4).replace(/\B(?=(\d{3})+\.)/g, ',')
  const count = (value: number): string => value.toLocaleString('en-US')
  return `${(papers === undefined ? '' : count(papers)).padStart(11)}${count(lines).padStart(11)}${money.padStart(21)}   ${label}`
}

function difference(one: RetailTotals, other: RetailTotals): RetailTotals {
  return { lines: one.lines - other.lines, amountE4: one.amountE4 - other.amountE4 }
}

function listOf(numbers: readonly string[], label: string): string[] {
  if (numbers.length === 0) return []
  const shown = numbers.slice(0, SHOWN_MOST).join(', ')
  const rest = numbers.length - SHOWN_MOST
  return [`  ${label}: ${numbers.length} · ${shown}${rest > 0 ? ` … +${rest}` : ''}`]
}
