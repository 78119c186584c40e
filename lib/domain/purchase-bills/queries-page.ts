import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { readBillMatch } from '#lib/domain/purchase-bills/loading.ts'
import { type MatchedLine, type OrderedLine, unbilledE3 } from '#lib/domain/purchase-bills/match.ts'
import { type OrderToBill, readOrderToBill } from '#lib/domain/purchase-bills/queries.ts'
import {
  BILLABLE,
  CONSENT_BILL_GATE,
  differenceOf,
  POST_BILL_GATE,
} from '#lib/domain/purchase-bills/rules.ts'
import { type BusinessDate, parseBusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readFormProducts } from '#lib/papers/goods/choice-queries.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import type { StartLine } from '#lib/papers/goods/open-form.ts'
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

/** An order that a bill can be written on. */
export type BillableOrder = {
  accountSetId: number
  paperId: string
  number: string
  supplierName: string
  openLines: number
  /** Received and not billed, yuan without tax. */
  open: string
}

const MOST_ORDERS = 100

/** Orders of which something came and is not billed yet, oldest first. One statement. */
export async function listBillableOrders(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
): Promise<BillableOrder[]> {
  const rows = await reader.$queryRaw<(Omit<BillableOrder, 'open'> & { openFen: bigint })[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", p.number, g.party_name AS "supplierName",
      o.lines AS "openLines", o.fen AS "openFen"
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS lines, coalesce(sum(q.received_net_fen - q.billed_net_fen), 0)::bigint AS fen
      FROM goods_progress q WHERE q.account_set_id = g.account_set_id AND q.paper_id = g.paper_id
        AND q.received_e3 - q.returned_e3 > q.billed_e3) o
    WHERE g.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND g.kind = 'PURCHASE_ORDER'
      AND g.status = ANY (${[...BILLABLE]}::text[]) AND o.lines > 0
    ORDER BY g.opened_at, p.number LIMIT ${MOST_ORDERS}`
  return rows.map(({ openFen, ...row }) => ({ ...row, open: formatFenPlain(openFen) }))
}

/** An order as the accountant bills it: what came and is not billed, at the order's prices. */
export type BillStart = { order: OrderToBill; lines: StartLine[] }

/** The order behind a new bill; null outside the person's account sets or when nothing came for it. Two statements. */
export async function readBillStart(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  key: PaperKey,
  today: BusinessDate,
): Promise<BillStart | null> {
  const asked = { invoiceNumber: '', except: null }
  const order = await readOrderToBill(reader, person.accountSetIds, key, asked)
  if (!order || !BILLABLE.includes(order.status)) return null
  const open = order.lines.filter((line) => freeOf(line) > 0n)
  const scope = { accountSetId: order.accountSetId, warehouseId: null, today }
  const ids = [...new Set(open.map(({ productId }) => productId))]
  const products = await readFormProducts(reader, scope, ids)
  const lines = open.flatMap((line): StartLine[] => {
    const product = products.find(({ productId }) => productId === line.productId)
    if (product === undefined) return []
    return [
      {
        product,
        quantity: formatQuantity(asQtyE3(freeOf(line)), line.units),
        unitPrice: formatUnitPricePlain(line.unitPriceE4),
        taxRate: formatDecimal(BigInt(line.taxRateBp), 2, 0),
        disposition: '',
        remark: '',
        sourcePaperId: order.paperId,
        sourceLineNo: line.lineNo,
        note: '',
      },
    ]
  })
  return { order, lines }
}

function freeOf(line: OrderedLine): bigint {
  return unbilledE3(line) - line.waitingE3
}
