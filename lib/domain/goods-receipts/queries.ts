import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { readOrder } from '#lib/domain/goods-receipts/order-queries.ts'
import { linesOver, openOf, POST_RECEIPT_GATE } from '#lib/domain/goods-receipts/rules.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { isBlindTo } from '#lib/papers/goods/blind.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { readOpeningProducts } from '#lib/papers/goods/opening.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

/** What comes next on a receipt: its post gate, and whether it waits for a supervisor's consent to what differs. */
export type ReceiptNext = { gate: Checklist; isConsentWanted: boolean }

/**
 * The post gate of a receipt as the command will see it; null once it is over, and for a keeper who still has to count
 * (R19). Two statements.
 */
export async function readReceiptNext(
  reader: Reader,
  person: Pick<Person, 'userId' | 'roles'>,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<ReceiptNext | null> {
  const isOver = paper.status === 'POSTED' || paper.status === 'REVERSED' || paper.status === 'VOIDED'
  if (isOver || isBlindTo(person, paper)) return null
  const { accountSetId, sourcePaperId } = paper
  const period = await readPeriod(reader, accountSetId, periodOf(today))
  const order =
    sourcePaperId === null ? null : await readOrder(reader, { accountSetId, paperId: sourcePaperId })
  const at = { actorId: person.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
  const gate = evaluate(POST_RECEIPT_GATE, { ...postFacts(paper, at), order })
  return { gate, isConsentWanted: paper.decidedById === null && linesOver(paper, order).length > 0 }
}

/** An order that goods can still come in for. */
export type ReceivableOrder = {
  accountSetId: number
  paperId: string
  number: string
  supplierName: string
  warehouseName: string
  expectedOn: string | null
  openLines: number
}

const MOST_ORDERS = 100

/** Orders of which something is still to come, the earliest expected first. One statement. */
export function listReceivableOrders(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
): Promise<ReceivableOrder[]> {
  return reader.$queryRaw<ReceivableOrder[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", p.number, g.party_name AS "supplierName",
      g.warehouse_name AS "warehouseName", g.expected_on::text AS "expectedOn", o.lines AS "openLines"
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS lines FROM goods_paper_line l
      LEFT JOIN goods_progress q USING (account_set_id, paper_id, line_no)
      WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id AND l.qty_e3 > coalesce(q.received_e3, 0)) o
    WHERE g.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND g.kind = 'PURCHASE_ORDER'
      AND g.status IN ('APPROVED', 'PARTLY_RECEIVED') AND o.lines > 0
    ORDER BY g.expected_on NULLS LAST, p.number LIMIT ${MOST_ORDERS}`
}

/** An order as the clerk receives it: who delivers where, and what is still to come, as people say it. */
export type OrderToReceive = {
  accountSetId: number
  paperId: string
  number: string
  supplierId: string
  supplierName: string
  warehouseId: string
  expectedOn: string
  lines: { lineNo: number; productCode: string; productName: string; open: string }[]
}

/** The order behind a new receipt; null outside the person's account sets or when nothing of it can come. Three statements. */
export async function readOrderToReceive(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  key: PaperKey,
): Promise<OrderToReceive | null> {
  if (!person.accountSetIds.includes(key.accountSetId)) return null
  const order = await readOrder(reader, key)
  if (order?.status !== 'APPROVED' && order?.status !== 'PARTLY_RECEIVED') return null
  const heads = await reader.$queryRaw<{ name: string; warehouseId: string; expectedOn: string | null }[]>`
    SELECT g.party_name AS name, g.warehouse_id AS "warehouseId", g.expected_on::text AS "expectedOn" FROM goods_paper g
    WHERE g.account_set_id = ${key.accountSetId} AND g.paper_id = ${key.paperId}::uuid`
  const head = heads[0]
  if (!head) return null
  const open = order.lines.filter((line) => openOf(line) > 0n)
  const products = await readOpeningProducts(
    reader,
    open.map(({ productId }) => productId),
  )
  return {
    ...key,
    number: order.number,
    supplierId: order.supplierId,
    supplierName: head.name,
    warehouseId: head.warehouseId,
    expectedOn: head.expectedOn ?? '',
    lines: open.map((line) => {
      const product = products.get(line.productId)
      return {
        lineNo: line.lineNo,
        productCode: product?.code ?? '',
        productName: product?.name ?? '',
        open: formatQuantity(asQtyE3(openOf(line)), product?.units ?? []),
      }
    }),
  }
}
