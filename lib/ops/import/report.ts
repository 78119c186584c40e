import { asFen, formatFen } from '#lib/kernel/money.ts'
import { type Agreement, sameTotals } from '#lib/ops/import/agreement.ts'
import type { DeskCount } from '#lib/ops/import/day.ts'
import type { GoodsAgreement } from '#lib/ops/import/goods-agreement.ts'
import type { IowaInvoice, Totals } from '#lib/ops/import/iowa-file.ts'

const SHOWN_MOST = 20

/** The returns of the file, line by line: they are taken back where the goods were received, too. */
export function returnLines(returns: readonly IowaInvoice[]): string[] {
  const lines = returns.flatMap((invoice) => invoice.lines)
  if (lines.length === 0) return []
  return [
    `退货单只在加 --receive 时导入，以下 ${lines.length} 行未导入 / Returns are taken back with --receive only; these ${lines.length} lines were refused:`,
    ...linesOf(returns),
  ]
}

/** Returns of which the desk has no sale to take back. */
export function unsoldLines(returns: readonly IowaInvoice[]): string[] {
  if (returns.length === 0) return []
  return [
    '四联没有卖出过、不能退货的 / Refused, as the desk sold no such goods to the store:',
    ...linesOf(returns),
  ]
}

function linesOf(returns: readonly IowaInvoice[]): string[] {
  return [
    ...returns.flatMap(({ store, lines: own }) =>
      own.map(({ id, item, bottles, saleFen }) => {
        const money = formatFen(saleFen).padStart(12)
        return `  ${id.padEnd(17)} ${String(bottles).padStart(6)} ${money}  ${item.name} · ${store.name}`
      }),
    ),
  ]
}

/** What was bought, received, coded and given back, file and desk side by side. */
export function goodsLines(agreement: GoodsAgreement): string[] {
  const { orders, receipts, bought, asked, codes, fileReturns, returns, products, strayProducts } = agreement
  const { cases, bottles, onNotes, fromLists, back } = codes
  const cost = (label: string, papers: number, of: GoodsAgreement['bought']): string =>
    tableRow({ notes: papers, lines: receipts, bottles: of.bottles, saleFen: of.costFen }, label)
  return [
    '  采购订单 orders  入库单 receipts     瓶 bottles           金额 money',
    cost('文件所售，按进价 / sold in the file, at cost', orders, asked),
    cost('已订购并入库 / ordered and received', orders, bought),
    `    单码 codes: ${count(cases)} 箱 cases + ${count(bottles)} 瓶 bottles 入库 received · ${count(onNotes)} 随单出库 on notes` +
      `（${count(fromLists)} 来自供应商清单 from suppliers’ lists）· ${count(back)} 退回 came back`,
    tableRow(fileReturns, '文件退货 / returns in the file'),
    tableRow(returns, '四联已退货过账 / returns posted at the desk'),
    strayProducts.length === 0
      ? `    ${count(products)} 种商品的库存 = 入库 − 售出 + 退回 / stock of ${count(products)} products = received − sold + returned`
      : `    库存与文件不符 / stock not as in the file: ${strayProducts.length}`,
    ...listOf(agreement.differingReturns, '退货与文件不同 / returns not as in the file'),
    ...listOf(strayProducts, '库存不符的商品 / products with another stock'),
    ...unsoldLines(agreement.unsold),
  ]
}

/** File and desk in one table, and every invoice on which they differ. */
export function agreementLines(agreement: Agreement, isReceiving: boolean): string[] {
  const { file, returns, due, posted, missing, differing } = agreement
  return [
    '    单据 notes      行 lines    瓶 bottles           金额 money',
    tableRow(file, '文件 / in the file'),
    tableRow(
      returns,
      isReceiving ? '其中退货，见下 / of them returns, see below' : '退货，未导入 / returns, refused',
    ),
    tableRow(due, isReceiving ? '其中销售 / of them sales' : '应导入 / to be imported'),
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
      `条码 ${kept} 个可扫；${wrong} 个校验位不对、${taken} 个已属其他商品，瓶用店内码、箱留空` +
        ` / barcodes: ${kept} scan; ${wrong} with a wrong check digit and ${taken} of another product: bottles have the` +
        ` house’s own, cases none`,
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
