import type { MatchedLine } from '#lib/domain/purchase-bills/match.ts'
import { freeE3 } from '#lib/domain/purchase-bills/match.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { Params } from '#lib/kernel/result.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { type GoodsFacts, postGate } from '#lib/papers/goods/rules.ts'

const ACCOUNTANT = { role: 'ACCOUNTANT' }

/** Statuses of an order that goods came for. */
export const BILLABLE: readonly string[] = ['PARTLY_RECEIVED', 'RECEIVED', 'CLOSED']

/** The order behind a bill, as its gates see it. */
export type BilledOrder = { number: string; status: string; isVoidWaiting: boolean }

/** What the gate in front of recording a bill looks at. */
export type RecordBillFacts = {
  order: BilledOrder
  invoiceNumber: string
  /** The bill that stands with this invoice number already. */
  takenBy: string | null
  businessDate: string
  today: string
  isPeriodOpen: boolean
  reason: string
  lines: readonly MatchedLine[]
}

type RecordRule = Rule<RecordBillFacts>

/**
 * What the lines ask beyond what the receipts were entered at, or take back beside what was billed: more and less never cancel out. A line that asks for
 * what never came is refused for that and has nothing to compare.
 */
export function differenceOf(lines: readonly MatchedLine[]): bigint {
  return lines
    .filter(({ isOver }) => !isOver)
    .reduce((sum, { differenceFen }) => sum + (differenceFen < 0n ? -differenceFen : differenceFen), 0n)
}

/** The first line that asks too much, or takes back too much; null when none does. */
function overParams(lines: readonly MatchedLine[]): { isRed: boolean; params: Params } | null {
  const over = lines.find(({ isOver }) => isOver)
  if (!over) return null
  const { order, bill } = over
  const isRed = bill.qtyE3 < 0n
  const free = freeE3(order, isRed, { countsWaiting: true })
  const say = (qtyE3: bigint): string => formatQuantity(asQtyE3(isRed ? -qtyE3 : qtyE3), order.units)
  const params = {
    line: order.lineNo,
    product: order.productName,
    billed: say(bill.qtyE3),
    open: say(free),
  }
  return { isRed, params }
}

const onItsOrder: RecordRule = {
  id: 'R87',
  check: ({ order, lines }) => {
    const params = { number: order.number, status: order.status }
    if (order.isVoidWaiting) return unmet('orderVoidWaiting', { role: 'MANAGER' }, params)
    if (!BILLABLE.includes(order.status)) return unmet('nothingReceived', { role: 'KEEPER' }, params)
    const over = overParams(lines)
    if (over === null) return met()
    return unmet(over.isRed ? 'overReturned' : 'overReceived', ACCOUNTANT, over.params)
  },
}

const theirInvoice: RecordRule = {
  id: 'R94',
  check: ({ invoiceNumber, takenBy }) => {
    if (invoiceNumber === '') return unmet('invoiceMissing', ACCOUNTANT)
    return takenBy === null ? met() : unmet('invoiceTaken', ACCOUNTANT, { number: takenBy })
  },
}

const priceAgreed: RecordRule = {
  id: 'R98',
  check: ({ lines, reason }) => {
    const differenceFen = differenceOf(lines)
    if (differenceFen === 0n) return met()
    const params = { amount: formatFen(differenceFen) }
    return reason === ''
      ? unmet('differenceUnexplained', ACCOUNTANT, params)
      : warn('differenceWaits', params)
  },
}

const day: RecordRule = {
  id: 'R120',
  check: ({ businessDate, today, isPeriodOpen }) => {
    if (businessDate > today) return unmet('dateInFuture', ACCOUNTANT, { date: businessDate })
    return isPeriodOpen
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: businessDate })
  },
}

/** 采购开单: what must hold before a bill gets its number. */
export const RECORD_BILL_GATE: Gate<RecordBillFacts> = {
  step: 'recordBill',
  rules: [onItsOrder, theirInvoice, priceAgreed, day],
}

/** What the gate in front of a manager's consent looks at. */
export type ConsentBillFacts = { paper: GoodsPaper; actorId: string; differenceFen: bigint }

/** 同意差价: by a manager who did not write the bill. */
export const CONSENT_BILL_GATE: Gate<ConsentBillFacts> = {
  step: 'consentBill',
  rules: [
    {
      id: 'R98',
      check: ({ paper, differenceFen }) => {
        if (paper.status !== 'OPEN') return unmet('notOpen', {}, { status: paper.status })
        if (paper.decidedById !== null) return unmet('alreadyAgreed', {}, { name: paper.decidedByName ?? '' })
        return differenceFen === 0n ? unmet('noDifference', ACCOUNTANT) : met()
      },
    },
    {
      id: 'R119',
      check: ({ paper, actorId }) =>
        paper.preparerId === actorId
          ? unmet('consenterIsPreparer', { role: 'MANAGER', act: 'purchaseBill.consent' })
          : met(),
    },
  ],
}

/** What posting a bill looks at beside every goods paper. */
export type PostBillFacts = GoodsFacts & { order: BilledOrder; lines: readonly MatchedLine[] }

const stillReceived: Rule<PostBillFacts> = {
  id: 'R87',
  check: ({ order, lines }) => {
    if (order.isVoidWaiting) return unmet('orderVoidWaiting', { role: 'MANAGER' }, { number: order.number })
    const over = overParams(lines)
    if (over === null) return met()
    return unmet(over.isRed ? 'redOverReturned' : 'billOverReceived', ACCOUNTANT, over.params)
  },
}

const differenceAgreed: Rule<PostBillFacts> = {
  id: 'R98',
  check: ({ lines, paper }) => {
    const differenceFen = differenceOf(lines)
    if (differenceFen === 0n) return met()
    const params = { amount: formatFen(differenceFen), name: paper.decidedByName ?? '' }
    return paper.decidedById === null
      ? unmet('consentMissing', { role: 'MANAGER', act: 'purchaseBill.consent' }, params)
      : warn('differenceAgreed', params)
  },
}

/** 采购开单过账: by another person, of what came and was not billed, in an open period. */
export const POST_BILL_GATE: Gate<PostBillFacts> = postGate('PURCHASE_BILL', [
  stillReceived,
  differenceAgreed,
])
