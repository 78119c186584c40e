import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type ReceiptToTakeOver, TAKE_OVER_GATE } from '#lib/domain/purchase-orders/rules.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import type { PriceMode } from '#lib/kernel/money.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/** A line of a receipt as it came: 1/1000 base units, and what it was entered at without tax, fen. */
export type CameLine = {
  lineNo: number
  productId: string
  qtyE3: bigint
  netFen: bigint
  /** What the receipt says of its line; null for goods that it did not name. */
  said: { qtyE3: bigint; unitPriceE4: bigint; taxRateBp: number; taxFen: bigint } | null
}

/** A receipt with what came by it, for the order that would take it over. */
export type ReceiptThatCame = ReceiptToTakeOver & {
  businessDate: string
  warehouseId: string
  supplierId: string
  priceMode: PriceMode
  lines: CameLine[]
}

type FlatLine = { lineNo: number; productId: string; qtyE3: string; netFen: string } & {
  said: { qtyE3: string; unitPriceE4: string; taxRateBp: number; taxFen: string } | null
}

/** The receipt within these account sets, whatever its status, with what it brought; null when there is none. One statement. */
export async function readReceiptThatCame(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: PaperKey,
): Promise<ReceiptThatCame | null> {
  const rows = await reader.$queryRaw<(Omit<ReceiptThatCame, 'lines'> & { lines: FlatLine[] })[]>`
    SELECT p.number, g.status, q.number AS "orderNumber", g.business_date::text AS "businessDate", g.warehouse_id AS "warehouseId",
      g.supplier_id AS "supplierId", g.price_mode AS "priceMode",
      (SELECT y.number FROM goods_paper o JOIN paper y ON y.account_set_id = o.account_set_id AND y.id = o.paper_id
        WHERE o.account_set_id = g.account_set_id AND o.source_paper_id = g.paper_id AND o.kind = 'PURCHASE_ORDER'
          AND o.status NOT IN ('REJECTED', 'VOIDED')) AS "takenBy",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', e.line_no, 'productId', e.product_id, 'qtyE3', e.qty::text,
         'netFen', e.net::text, 'said', CASE WHEN l.line_no IS NOT NULL THEN jsonb_build_object('qtyE3', l.qty_e3::text,
         'unitPriceE4', l.unit_price_e4::text, 'taxRateBp', l.tax_rate_bp, 'taxFen', l.tax_fen::text) END) ORDER BY e.line_no), '[]')
       FROM (SELECT x.line_no, x.product_id, sum(x.qty_e3) AS qty, sum(x.value_fen) AS net FROM stock_entry x
         WHERE x.account_set_id = g.account_set_id AND x.paper_id = g.paper_id AND x.reverses_id IS NULL GROUP BY 1, 2) e
       LEFT JOIN goods_paper_line l ON l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id AND l.line_no = e.line_no) AS lines
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    LEFT JOIN paper q ON q.account_set_id = g.account_set_id AND q.id = g.source_paper_id
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid AND g.kind = 'GOODS_RECEIPT'
      AND g.account_set_id = ANY (${[...person.accountSetIds]}::int[])`
  const row = rows[0]
  return row ? { ...row, lines: row.lines.map(lineOf) } : null
}

/** The receipt that an order takes over, when it takes one over. One statement at most. */
export async function readReceiptBehind(
  reader: Reader,
  { accountSetId, sourcePaperId }: { accountSetId: number; sourcePaperId: string | null },
): Promise<{ number: string; status: string } | null> {
  if (sourcePaperId === null) return null
  const rows = await reader.$queryRaw<{ number: string; status: string }[]>`
    SELECT p.number, g.status FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${sourcePaperId}::uuid`
  return rows[0] ?? null
}

/**
 * Whether an order can take this receipt over, as the command will see it; null where there is nothing to take over: it
 * is not posted, or has its order. One statement at most.
 */
export async function readTakeOver(
  reader: Reader,
  person: Pick<Person, 'accountSetIds' | 'isBillingSuspended'>,
  paper: GoodsPaper,
): Promise<Checklist | null> {
  if (paper.status !== 'POSTED' || paper.sourcePaperId !== null) return null
  const receipt = await readReceiptThatCame(reader, person, paper)
  if (receipt?.takenBy !== null) return null
  const opener = { isSuspended: person.isBillingSuspended }
  return evaluate(TAKE_OVER_GATE, { receipt, opener, lineCount: receipt.lines.length })
}

/** A posted receipt without an order: it waits for one before it can be billed (R87). */
export type OrderlessReceipt = {
  accountSetId: number
  paperId: string
  number: string
  supplierName: string
  reason: string
}

const MOST_RECEIPTS = 100

/** Posted receipts that no order has and none took over, oldest first. One statement. */
export function listOrderlessReceipts(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
): Promise<OrderlessReceipt[]> {
  return reader.$queryRaw<OrderlessReceipt[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", p.number, g.party_name AS "supplierName", g.reason
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.account_set_id = ANY (${[...person.accountSetIds]}::int[]) AND g.kind = 'GOODS_RECEIPT' AND g.status = 'POSTED'
      AND g.source_paper_id IS NULL AND NOT EXISTS (SELECT FROM goods_paper o WHERE o.account_set_id = g.account_set_id
        AND o.source_paper_id = g.paper_id AND o.kind = 'PURCHASE_ORDER' AND o.status NOT IN ('REJECTED', 'VOIDED'))
    ORDER BY g.opened_at, p.number LIMIT ${MOST_RECEIPTS}`
}

function lineOf({ lineNo, productId, qtyE3, netFen, said }: FlatLine): CameLine {
  return {
    ...{ lineNo, productId, qtyE3: BigInt(qtyE3), netFen: BigInt(netFen) },
    said: said && {
      qtyE3: BigInt(said.qtyE3),
      unitPriceE4: BigInt(said.unitPriceE4),
      taxRateBp: said.taxRateBp,
      taxFen: BigInt(said.taxFen),
    },
  }
}
