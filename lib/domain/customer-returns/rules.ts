import type { Disposition } from '#lib/domain/customer-returns/schema.ts'
import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { OpeningLine } from '#lib/papers/goods/opening-line.ts'
import {
  handlerRule,
  type OpeningFacts,
  openMonthRule,
  suspendedRule,
} from '#lib/papers/goods/opening-rules.ts'
import { type GoodsFacts, postGate } from '#lib/papers/goods/rules.ts'

/** A line of a note as it was sold and posted, and how much of it is spoken for by returns that live. */
export type SoldLine = {
  paperId: string
  lineNo: number
  number: string
  status: string
  customerId: string
  productId: string
  productName: string
  acceptedE3: bigint
  returnedE3: bigint
  unitPriceE4: bigint
  taxRateBp: number
  priceMode: 'TAX_INCLUSIVE' | 'TAX_EXCLUSIVE'
  isGift: boolean
  /** As posted: the share of what was accepted. */
  netFen: bigint
  taxFen: bigint
  /** What of it stands on returns that live. */
  givenNetFen: bigint
  givenTaxFen: bigint
  codesDue: number
  /** Codes of the line that are out at the customer. */
  casesOut: number
  bottlesOut: number
}

/** What of a note's line can still come back, in 1/1000 base units. */
export function leftOf({ acceptedE3, returnedE3 }: Pick<SoldLine, 'acceptedE3' | 'returnedE3'>): bigint {
  return returnedE3 < acceptedE3 ? acceptedE3 - returnedE3 : 0n
}

/** A line that is to come back. */
export type ReturnedLine = OpeningLine & { sold: SoldLine; disposition: Disposition }

/** What the gate in front of opening a return looks at. */
export type OpenReturnFacts = OpeningFacts & {
  customer: { id: string; name: string }
  reason: string
  returned: readonly ReturnedLine[]
}

const CLERK = { role: 'CLERK' }

/** Into a store, with a reason, from posted notes of this one customer (R85: each paper is written on the one before). */
const fromPostedNotes: Rule<OpenReturnFacts> = {
  id: 'R85',
  check: ({ warehouse, reason, returned, customer }) => {
    if (warehouse?.isActive !== true || warehouse.kind !== 'STORE') return unmet('warehouseUnknown', CLERK)
    if (reason === '') return unmet('reasonMissing', CLERK)
    const foreign = returned.find(({ sold }) => sold.customerId !== customer.id)
    if (foreign) return unmet('otherCustomer', CLERK, { number: foreign.sold.number, name: customer.name })
    const open = returned.find(({ sold }) => sold.status !== 'POSTED')
    if (!open) return met()
    const { number, status } = open.sold
    return unmet('noteNotPosted', { role: 'ACCOUNTANT', act: 'note.post' }, { number, status })
  },
}

/** Never more than the customer took and has not given back, all lines of this paper together (R133, A26). */
const notMoreThanTaken: Rule<OpenReturnFacts> = {
  id: 'R133',
  check: ({ returned }) => {
    if (returned.length === 0) return unmet('noLines', CLERK)
    const asked = new Map<string, bigint>()
    for (const [index, { sold, qtyE3, product }] of returned.entries()) {
      const key = `${sold.paperId} ${sold.lineNo}`
      const askedE3 = (asked.get(key) ?? 0n) + qtyE3
      asked.set(key, askedE3)
      if (askedE3 <= leftOf(sold)) continue
      const say = (each: bigint) => formatQuantity(asQtyE3(each), product.units)
      const params = { line: index + 1, product: sold.productName, number: sold.number }
      return unmet('overReturned', CLERK, { ...params, asked: say(askedE3), left: say(leftOf(sold)) })
    }
    return met()
  },
}

/** 开退货单: what must hold before a return gets its number. */
export const OPEN_CUSTOMER_RETURN_GATE: Gate<OpenReturnFacts> = {
  step: 'openCustomerReturn',
  rules: [fromPostedNotes, notMoreThanTaken, handlerRule('R8', CLERK), openMonthRule, suspendedRule],
}

/** What the post gate looks at beside what all goods papers share: the notes behind the return as they stand now. */
export type PostReturnFacts = GoodsFacts & { notes: readonly { number: string; status: string }[] }

const notesStillStand: Rule<PostReturnFacts> = {
  id: 'R85',
  check: ({ notes }) => {
    const gone = notes.find(({ status }) => status !== 'POSTED')
    return gone ? unmet('noteNotPosted', { role: 'CLERK', act: 'goodsPaper.requestVoid' }, gone) : met()
  },
}

/** 退货过账: the shared rules of goods papers, and the notes still posted. */
export const POST_CUSTOMER_RETURN_GATE: Gate<PostReturnFacts> = postGate<PostReturnFacts>('CUSTOMER_RETURN', [
  notesStillStand,
])

/** Whether a return waits for being posted. */
export function isBeforePosting({ status }: Pick<GoodsPaper, 'status'>): boolean {
  return status === 'OPEN' || status === 'COUNTED' || status === 'VERIFIED'
}

/** The gates of the room. */
export const CUSTOMER_RETURN_GATES = [OPEN_CUSTOMER_RETURN_GATE, POST_CUSTOMER_RETURN_GATE] as const
