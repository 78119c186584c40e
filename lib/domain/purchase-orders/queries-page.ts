import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import {
  lastOrderLines,
  orderProgress,
  readReceiptWaiting,
  reorderLines,
  type SuggestedLine,
} from '#lib/domain/purchase-orders/queries.ts'
import { readReceiptBehind } from '#lib/domain/purchase-orders/queries-take-over.ts'
import { CLOSE_PURCHASE_GATE, judgeDecision } from '#lib/domain/purchase-orders/rules.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readFormProducts } from '#lib/papers/goods/choice-queries.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { StartLine } from '#lib/papers/goods/open-form.ts'
import { type Counter, readCounting } from '#lib/papers/goods/counting-queries.ts'

/** How far a line has come, as people say quantities. */
export type ProgressRow = {
  lineNo: number
  product: string
  ordered: string
  received: string
  returned: string
  billed: string
  /** Still to come; empty when nothing is. */
  open: string
}

/** What comes next on an order, and how far its lines have come. */
export type PurchaseNext = {
  step: 'decide' | 'close' | null
  gate: Checklist | null
  progress: ProgressRow[]
}

/** The next step of an order as the command will see it, with its progress. At most three statements. */
export async function readPurchaseNext(
  reader: Reader,
  person: Pick<Person, 'userId'>,
  paper: GoodsPaper,
): Promise<PurchaseNext> {
  const [figures, receiptWaiting] = await Promise.all([
    orderProgress(reader, paper),
    readReceiptWaiting(reader, paper),
  ])
  const progress = paper.lines.map((line): ProgressRow => {
    const say = (qtyE3: bigint): string => (qtyE3 === 0n ? '' : formatQuantity(asQtyE3(qtyE3), line.units))
    const { receivedE3 = 0n, billedE3 = 0n, returnedE3 = 0n } = figures.get(line.lineNo) ?? {}
    // What an order takes over is here before it is approved.
    const isHere = paper.status === 'SUBMITTED' && paper.sourcePaperId !== null
    const openE3 = !isHere && line.qtyE3 > receivedE3 ? line.qtyE3 - receivedE3 : 0n
    return {
      lineNo: line.lineNo,
      product: line.productName,
      ordered: say(line.qtyE3),
      received: say(receivedE3),
      returned: say(returnedE3),
      billed: say(billedE3),
      open: say(openE3),
    }
  })
  if (paper.status === 'SUBMITTED') {
    const receipt = await readReceiptBehind(reader, paper)
    const facts = { paper, receipt, deciderId: person.userId, decision: 'APPROVED', remark: '' }
    return { step: 'decide', gate: judgeDecision(facts), progress }
  }
  if (paper.status === 'APPROVED' || paper.status === 'PARTLY_RECEIVED')
    return { step: 'close', gate: evaluate(CLOSE_PURCHASE_GATE, { paper, receiptWaiting }), progress }
  return { step: null, gate: null, progress }
}

/** Where a new order begins: at its supplier, with the lines of the last order or those that run low. */
export type PurchaseStart = {
  supplier: { accountSetId: number; id: string; name: string; isActive: boolean }
  lines: StartLine[]
}

/** Words beside a suggested line: what can be sold, what is on its way, the reorder point. */
export type SuggestionWords = (figures: { available: string; onOrder: string; point: string }) => string

/** The start of a new order; null outside the person's account sets. At most three statements. */
export async function readPurchaseStart(
  reader: Reader,
  person: Counter,
  wish: { supplierId: string; from: 'last' | 'reorder' | null; warehouseId: string; today: BusinessDate },
  words: SuggestionWords,
): Promise<PurchaseStart | null> {
  const found = await reader.$queryRaw<PurchaseStart['supplier'][]>`
    SELECT account_set_id AS "accountSetId", id, name, is_active AS "isActive" FROM supplier
    WHERE id = ${wish.supplierId}::uuid AND account_set_id = ANY (${[...person.accountSetIds]}::int[])`
  const supplier = found[0]
  if (!supplier) return null
  const { accountSetId } = supplier
  const key = { accountSetId, supplierId: supplier.id }
  const suggested =
    wish.from === 'last'
      ? await lastOrderLines(reader, person, supplier.id)
      : wish.from === 'reorder'
        ? await uncountedLines(reader, person, await reorderLines(reader, key))
        : []
  const ids = [...new Set(suggested.map(({ productId }) => productId))]
  const scope = { accountSetId, warehouseId: wish.warehouseId, today: wish.today, person }
  const products = ids.length === 0 ? [] : await readFormProducts(reader, scope, ids)
  const lines = suggested.flatMap((line): StartLine[] => {
    const product = products.find(({ productId }) => productId === line.productId)
    return product === undefined ? [] : [startLine(line, product, words)]
  })
  return { supplier, lines }
}

/** What the buyer counts blind is not suggested: what is missing of it would tell what stands there (R19). */
async function uncountedLines(
  reader: Reader,
  person: Counter,
  lines: readonly SuggestedLine[],
): Promise<SuggestedLine[]> {
  const counting = await readCounting(reader, person)
  return lines.filter(({ productId }) => !counting.hides(productId, null))
}

function startLine(line: SuggestedLine, product: StartLine['product'], words: SuggestionWords): StartLine {
  const units = product.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
  const say = (qtyE3: bigint): string => formatQuantity(asQtyE3(qtyE3), units)
  const { stock, unitPriceE4 } = line
  return {
    product,
    quantity: say(line.qtyE3),
    unitPrice: unitPriceE4 === null ? '' : formatUnitPricePlain(unitPriceE4),
    taxRate: product.taxRate,
    disposition: '',
    remark: line.remark,
    sourcePaperId: null,
    sourceLineNo: null,
    note:
      stock === null
        ? ''
        : words({
            available: say(stock.availableE3),
            onOrder: say(stock.onOrderE3),
            point: say(stock.reorderPointE3),
          }),
  }
}
