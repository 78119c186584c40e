import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { OpeningLine } from '#lib/papers/goods/opening-line.ts'
import {
  handlerRule,
  type OpeningFacts,
  openMonthRule,
  stockRule,
  suspendedRule,
} from '#lib/papers/goods/opening-rules.ts'
import { type GoodsFacts, postGate } from '#lib/papers/goods/rules.ts'

/** A line of a receipt as it was entered, and how much of it is spoken for by returns that live. */
export type ReceivedLine = {
  paperId: string
  lineNo: number
  number: string
  status: string
  supplierId: string
  productId: string
  productName: string
  /** What came in, good and damaged, and what it was entered at without tax. */
  receivedE3: bigint
  netFen: bigint
  returnedE3: bigint
  /** What of it stands on returns that live. */
  givenNetFen: bigint
  unitPriceE4: bigint
  taxRateBp: number
  priceMode: 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'
}

/** What of a receipt's line can still go back, in 1/1000 base units. */
export function leftOf({ receivedE3, returnedE3 }: Pick<ReceivedLine, 'receivedE3' | 'returnedE3'>): bigint {
  return returnedE3 < receivedE3 ? receivedE3 - returnedE3 : 0n
}

/** A line that is to go back. */
export type GoingBack = OpeningLine & { received: ReceivedLine }

/** What the gate in front of opening a return to a supplier looks at. */
export type OpenSupplierReturnFacts = OpeningFacts & {
  supplier: { id: string; name: string }
  reason: string
  back: readonly GoingBack[]
}

const CLERK = { role: 'CLERK' }

/**
 * From a store or its damaged corner, with a reason, lines of posted receipts of this one supplier, and never more than
 * came in and has not gone back (R85, A26).
 */
const fromPostedReceipts: Rule<OpenSupplierReturnFacts> = {
  id: 'R85',
  check: ({ warehouse, reason, back, supplier }) => {
    if (warehouse?.isActive !== true || warehouse.kind === 'TRANSIT') return unmet('warehouseUnknown', CLERK)
    if (reason === '') return unmet('reasonMissing', CLERK)
    const asked = new Map<string, bigint>()
    for (const [index, { received, qtyE3, product }] of back.entries()) {
      const { number, status } = received
      if (received.supplierId !== supplier.id)
        return unmet('otherSupplier', CLERK, { number, name: supplier.name })
      if (status !== 'POSTED') return unmet('receiptNotPosted', CLERK, { number, status })
      const key = `${received.paperId} ${received.lineNo}`
      const askedE3 = (asked.get(key) ?? 0n) + qtyE3
      asked.set(key, askedE3)
      if (askedE3 <= leftOf(received)) continue
      const say = (each: bigint) => formatQuantity(asQtyE3(each), product.units)
      const params = { line: index + 1, product: received.productName, number }
      return unmet('overReturned', CLERK, { ...params, asked: say(askedE3), left: say(leftOf(received)) })
    }
    return met()
  },
}

/** 开采购退货单: what must hold before a return to a supplier gets its number. */
export const OPEN_SUPPLIER_RETURN_GATE: Gate<OpenSupplierReturnFacts> = {
  step: 'openSupplierReturn',
  rules: [fromPostedReceipts, handlerRule('R8', CLERK), stockRule(CLERK), openMonthRule, suspendedRule],
}

/** What the post gate looks at beside what all goods papers share: the receipts behind the return as they stand now. */
export type PostSupplierReturnFacts = GoodsFacts & { receipts: readonly { number: string; status: string }[] }

const receiptsStillStand: Rule<PostSupplierReturnFacts> = {
  id: 'R85',
  check: ({ receipts }) => {
    const gone = receipts.find(({ status }) => status !== 'POSTED')
    return gone ? unmet('receiptNotPosted', { role: 'CLERK', act: 'goodsPaper.requestVoid' }, gone) : met()
  },
}

/** 退货出库: the shared rules of goods papers, and the receipts still posted. */
export const POST_SUPPLIER_RETURN_GATE: Gate<PostSupplierReturnFacts> = postGate<PostSupplierReturnFacts>(
  'SUPPLIER_RETURN',
  [receiptsStillStand],
)

/** The gates of the room. */
export const SUPPLIER_RETURN_GATES = [OPEN_SUPPLIER_RETURN_GATE, POST_SUPPLIER_RETURN_GATE] as const
