import type { Reader } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** How far a line of an order has come, 1/1000 base units. */
export type LineProgress = { lineNo: number; receivedE3: bigint; billedE3: bigint; returnedE3: bigint }

/** The running figures of an order's lines. The reader has seen the order itself. One statement. */
export async function orderProgress(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
): Promise<ReadonlyMap<number, LineProgress>> {
  const rows = await reader.$queryRaw<LineProgress[]>`
    SELECT line_no AS "lineNo", received_e3 AS "receivedE3", billed_e3 AS "billedE3", returned_e3 AS "returnedE3"
    FROM goods_progress WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid ORDER BY line_no`
  return new Map(rows.map((row) => [row.lineNo, row]))
}

/** A line to begin an order with: how much, and at what price it was bought last; null when it never was. */
export type SuggestedLine = {
  productId: string
  qtyE3: bigint
  unitPriceE4: bigint | null
  remark: string
  /** Available and on order, for the words beside a suggestion; null on a copied line. */
  stock: { availableE3: bigint; onOrderE3: bigint; reorderPointE3: bigint } | null
}

type Scope = { accountSetIds: readonly number[] }

/** The lines of the last order that went to a supplier; none when there is none. One statement. */
export async function lastOrderLines(
  reader: Reader,
  scope: Scope,
  supplierId: string,
): Promise<SuggestedLine[]> {
  const rows = await reader.$queryRaw<Omit<SuggestedLine, 'stock'>[]>`
    SELECT l.product_id AS "productId", l.qty_e3 AS "qtyE3", l.unit_price_e4 AS "unitPriceE4", l.remark
    FROM (SELECT g.account_set_id, g.paper_id FROM goods_paper g
      WHERE g.account_set_id = ANY (${[...scope.accountSetIds]}::int[]) AND g.supplier_id = ${supplierId}::uuid
        AND g.kind = 'PURCHASE_ORDER' AND g.status NOT IN ('REJECTED', 'VOIDED') ORDER BY g.opened_at DESC LIMIT 1) o
    JOIN goods_paper_line l USING (account_set_id, paper_id) JOIN product p ON p.id = l.product_id AND p.is_active
    ORDER BY l.line_no`
  return rows.map((row) => ({ ...row, stock: null }))
}

/**
 * Products under their reorder point, counting what can be sold and what is on its way (R41): those bought last from
 * this supplier, and those nobody has sold to the account set yet. What is suggested fills up to the point in whole
 * cases. One statement, at most 100 lines.
 */
export async function reorderLines(
  reader: Reader,
  key: { accountSetId: number; supplierId: string },
): Promise<SuggestedLine[]> {
  const rows = await reader.$queryRaw<
    {
      productId: string
      unitPriceE4: bigint | null
      availableE3: bigint
      onOrderE3: bigint
      reorderPointE3: bigint
      factorE3: bigint
    }[]
  >`
    SELECT p.id AS "productId", last.unit_price_e4 AS "unitPriceE4", a.qty AS "availableE3", o.qty AS "onOrderE3",
      p.reorder_point_e3 AS "reorderPointE3", u.factor AS "factorE3"
    FROM product p
    CROSS JOIN LATERAL (SELECT coalesce(sum(b.on_hand_e3 - b.reserved_e3), 0)::bigint AS qty FROM stock_balance b
      JOIN warehouse w ON w.id = b.warehouse_id AND w.kind <> 'DAMAGED'
      WHERE b.account_set_id = ${key.accountSetId} AND b.product_id = p.id) a
    CROSS JOIN LATERAL (SELECT coalesce(sum(greatest(l.qty_e3 - q.received_e3, 0)), 0)::bigint AS qty FROM goods_paper_line l
      JOIN goods_paper g ON g.account_set_id = l.account_set_id AND g.paper_id = l.paper_id
      JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
      WHERE l.account_set_id = ${key.accountSetId} AND l.product_id = p.id AND g.kind = 'PURCHASE_ORDER'
        AND g.status IN ('SUBMITTED', 'APPROVED', 'PARTLY_RECEIVED')
            AND (g.source_paper_id IS NULL OR g.status <> 'SUBMITTED')) o
    CROSS JOIN LATERAL (SELECT max(u.factor_e3) AS factor FROM product_unit u WHERE u.product_id = p.id) u
    LEFT JOIN LATERAL (SELECT g.supplier_id, l.unit_price_e4 FROM goods_paper_line l
      JOIN goods_paper g ON g.account_set_id = l.account_set_id AND g.paper_id = l.paper_id
      WHERE l.account_set_id = ${key.accountSetId} AND l.product_id = p.id AND g.kind = 'PURCHASE_ORDER'
        AND g.status NOT IN ('REJECTED', 'VOIDED') ORDER BY g.opened_at DESC LIMIT 1) last ON true
    WHERE p.is_active AND p.reorder_point_e3 > a.qty + o.qty
      AND (last.supplier_id IS NULL OR last.supplier_id = ${key.supplierId}::uuid)
    ORDER BY p.code LIMIT 100`
  return rows.map(({ availableE3, onOrderE3, reorderPointE3, factorE3, ...row }) => {
    const missingE3 = reorderPointE3 - availableE3 - onOrderE3
    const cases = (missingE3 + factorE3 - 1n) / factorE3
    return {
      ...row,
      qtyE3: cases * factorE3,
      remark: '',
      stock: { availableE3, onOrderE3, reorderPointE3 },
    }
  })
}

/** The number of a receipt on this order that nobody has posted or voided yet; null when there is none. One statement. */
export async function readReceiptWaiting(
  reader: Reader,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
): Promise<string | null> {
  const rows = await reader.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.account_set_id = ${accountSetId} AND g.source_paper_id = ${paperId}::uuid AND g.kind = 'GOODS_RECEIPT'
      AND g.status IN ('OPEN', 'COUNTED', 'VERIFIED') ORDER BY p.number LIMIT 1`
  return rows[0]?.number ?? null
}
