import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { readBillMatch } from '#lib/domain/purchase-bills/loading.ts'
import type { MatchedLine } from '#lib/domain/purchase-bills/match.ts'
import { CONSENT_BILL_GATE, differenceOf, POST_BILL_GATE } from '#lib/domain/purchase-bills/rules.ts'
import { type BusinessDate, parseBusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

/** One line of the three-way match as people read it; amounts in yuan, without tax. */
export type MatchRow = {
  lineNo: number
  product: string
  ordered: string
  received: string
  billedBefore: string
  billed: string
  orderPrice: string
  billPrice: string
  cleared: string
  asked: string
  difference: string
  isOver: boolean
}

/** What comes next on a bill: a manager's consent, posting, and the match behind both. */
export type BillNext = { consent: Checklist | null; post: Checklist | null; match: MatchRow[] }

/** The gates of a bill as the commands will see them, and its match. Two statements. */
export async function readBillNext(
  reader: Reader,
  person: Pick<Person, 'userId' | 'accountSetIds'>,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<BillNext> {
  const match = await readBillMatch(reader, person, paper)
  if (match === null || paper.status !== 'OPEN') return { consent: null, post: null, match: [] }
  const date = parseBusinessDate(paper.businessDate)
  const postingDate = date.ok ? date.value : today
  const period = await readPeriod(reader, paper.accountSetId, periodOf(postingDate))
  const at = { actorId: person.userId, today, postingDate, isPeriodOpen: period === 'OPEN' }
  const differenceFen = differenceOf(match.lines)
  const consent =
    differenceFen === 0n
      ? null
      : evaluate(CONSENT_BILL_GATE, { paper, actorId: person.userId, differenceFen })
  return {
    consent: paper.decidedById === null ? consent : null,
    post: evaluate(POST_BILL_GATE, { ...postFacts(paper, at), ...match }),
    match: match.lines.map(rowOf),
  }
}

function rowOf({
  lineNo,
  order,
  bill,
  clearedFen,
  differenceFen,
  isOver,
}: MatchedLine & { lineNo: number }): MatchRow {
  const say = (qtyE3: bigint): string => formatQuantity(asQtyE3(qtyE3), order.units)
  return {
    lineNo,
    product: order.productName,
    ordered: say(order.qtyE3),
    received: say(order.receivedE3 - order.returnedE3),
    billedBefore: say(order.billedE3),
    billed: say(bill.qtyE3),
    orderPrice: formatUnitPricePlain(order.unitPriceE4),
    billPrice: formatUnitPricePlain(bill.unitPriceE4),
    cleared: formatFenPlain(clearedFen),
    asked: formatFenPlain(bill.netFen),
    difference: formatFenPlain(differenceFen),
    isOver,
  }
}
