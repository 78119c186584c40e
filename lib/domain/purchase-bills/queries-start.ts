import type { Reader } from '#lib/db/client.ts'
import { freeE3, type OrderedLine } from '#lib/domain/purchase-bills/match.ts'
import { type OrderToBill, readOrderToBill } from '#lib/domain/purchase-bills/queries.ts'
import { BILLABLE } from '#lib/domain/purchase-bills/rules.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { readFormProducts } from '#lib/papers/goods/choice-queries.ts'
import type { StartLine } from '#lib/papers/goods/open-form.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

type Scope = Counter

/** An order that a bill, or a red one, can be written on beside those that wait. */
export type BillableOrder = {
  accountSetId: number
  paperId: string
  number: string
  supplierName: string
  /** Billed, and gone back since: to be taken back by a red bill. */
  isRed: boolean
  openLines: number
  /** Received and not billed, yuan without tax; below zero what a red bill takes back. */
  open: string
}

const MOST_ORDERS = 100

/** Orders of which something came and is not billed yet, or went back after it was, oldest first. One statement. */
export function listBillableOrders(reader: Reader, person: Scope): Promise<BillableOrder[]> {
  return readBillable(reader, person, Prisma.sql`true`)
}

/** What can be billed or taken back of one order; at most one entry of each. One statement. */
export function readBillableOf(reader: Reader, person: Scope, key: PaperKey): Promise<BillableOrder[]> {
  const { accountSetId, paperId } = key
  return readBillable(
    reader,
    person,
    Prisma.sql`g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid`,
  )
}

/** Orders behind a return to a supplier of which a red bill can be written. One statement. */
export async function listRedOrders(
  reader: Reader,
  person: Scope,
  { accountSetId, paperId }: PaperKey,
): Promise<BillableOrder[]> {
  const behind = Prisma.sql`g.account_set_id = ${accountSetId} AND g.paper_id IN (SELECT r.order_id FROM goods_paper_line l
    JOIN receipt_order_line r ON r.account_set_id = l.account_set_id AND r.paper_id = l.source_paper_id AND r.line_no = l.source_line_no
    WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid)`
  return (await readBillable(reader, person, behind)).filter(({ isRed }) => isRed)
}

async function readBillable(reader: Reader, person: Scope, condition: Prisma.Sql): Promise<BillableOrder[]> {
  const rows = await reader.$queryRaw<(Omit<BillableOrder, 'open'> & { openFen: bigint })[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", p.number, g.party_name AS "supplierName",
      o.is_red AS "isRed", o.lines AS "openLines", o.fen AS "openFen"
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    CROSS JOIN LATERAL (SELECT f.qty < 0 AS is_red, count(*)::int AS lines,
        coalesce(sum(q.received_net_fen - q.billed_net_fen), 0)::bigint AS fen
      FROM goods_progress q
      CROSS JOIN LATERAL (SELECT coalesce(sum(x.qty_e3) FILTER (WHERE x.qty_e3 > 0), 0) AS blue,
          coalesce(sum(x.qty_e3) FILTER (WHERE x.qty_e3 < 0), 0) AS red
        FROM goods_paper_line x JOIN goods_paper b ON b.account_set_id = x.account_set_id AND b.paper_id = x.paper_id
        WHERE x.account_set_id = q.account_set_id AND x.source_paper_id = q.paper_id AND x.source_line_no = q.line_no
          AND b.kind = 'PURCHASE_BILL' AND b.status = 'OPEN') w
      CROSS JOIN LATERAL (SELECT q.received_e3 - q.returned_e3 - q.billed_e3 AS open_e3) u
      CROSS JOIN LATERAL (SELECT CASE WHEN u.open_e3 < 0 THEN least(u.open_e3 - w.red, 0) ELSE greatest(u.open_e3 - w.blue, 0) END AS qty) f
      WHERE q.account_set_id = g.account_set_id AND q.paper_id = g.paper_id AND f.qty <> 0 GROUP BY 1) o
    WHERE g.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND g.kind = 'PURCHASE_ORDER'
      AND g.status = ANY (${[...BILLABLE]}::text[]) AND ${condition}
    ORDER BY g.opened_at, p.number LIMIT ${MOST_ORDERS}`
  return rows.map(({ openFen, ...row }) => ({ ...row, open: formatFenPlain(openFen) }))
}

/** An order as the accountant bills it: what came and is not billed, or what a red bill takes back, at the known prices. */
export type BillStart = { order: OrderToBill; lines: StartLine[] }

/** The order behind a new bill; null outside the person's account sets or when nothing came for it. Two statements. */
export async function readBillStart(
  reader: Reader,
  person: Scope,
  key: PaperKey,
  { today, isRed }: { today: BusinessDate; isRed: boolean },
): Promise<BillStart | null> {
  const asked = { invoiceNumber: '', except: null }
  const order = await readOrderToBill(reader, person.accountSetIds, key, asked)
  if (!order || !BILLABLE.includes(order.status)) return null
  const open = order.lines.filter((line) => freeE3(line, isRed, { countsWaiting: true }) !== 0n)
  const scope = { accountSetId: order.accountSetId, warehouseId: null, today, person }
  const ids = [...new Set(open.map(({ productId }) => productId))]
  const products = await readFormProducts(reader, scope, ids)
  const lines = open.flatMap((line): StartLine[] => {
    const product = products.find(({ productId }) => productId === line.productId)
    return product === undefined ? [] : [startLine(order, line, product, isRed)]
  })
  return { order, lines }
}

/** All that is open of a line; a red one at the price and tax rate it was billed at, none where there were several. */
function startLine(
  order: OrderToBill,
  line: OrderedLine,
  product: StartLine['product'],
  isRed: boolean,
): StartLine {
  const free = freeE3(line, isRed, { countsWaiting: true })
  const priceE4 = isRed ? line.askedPriceE4 : line.unitPriceE4
  const rateBp = (isRed ? line.askedRateBp : null) ?? line.taxRateBp
  return {
    product,
    quantity: formatQuantity(asQtyE3(isRed ? -free : free), line.units),
    unitPrice: priceE4 === null ? '' : formatUnitPricePlain(priceE4),
    taxRate: formatDecimal(BigInt(rateBp), 2, 0),
    disposition: '',
    remark: '',
    sourcePaperId: order.paperId,
    sourceLineNo: line.lineNo,
    note: '',
  }
}
