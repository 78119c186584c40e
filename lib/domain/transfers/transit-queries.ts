import type { Reader } from '#lib/db/client.ts'

/** What of one line is on its way, in 1/1000 base units and fen. */
export type InTransit = { lineNo: number; productId: string; qtyE3: bigint; valueFen: bigint }

export type Transit = {
  /** The companions of the warehouse it goes to. */
  transitId: string
  damagedId: string
  lines: InTransit[]
}

/** What of a transfer is on its way now, from the entries themselves. One statement; callers that write hold the paper. */
export async function readTransit(
  reader: Reader,
  { accountSetId, paperId, toWarehouseId }: { accountSetId: number; paperId: string; toWarehouseId: string },
): Promise<Transit> {
  const rows = await reader.$queryRaw<
    {
      transitId: string
      damagedId: string
      lines: (Record<'qtyE3' | 'valueFen', string> & { lineNo: number; productId: string })[]
    }[]
  >`
    SELECT t.id AS "transitId", d.id AS "damagedId",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', e.line_no, 'productId', e.product_id, 'qtyE3', e.qty::text,
         'valueFen', e.value::text) ORDER BY e.line_no), '[]')
       FROM (SELECT line_no, product_id, sum(CASE WHEN to_place = 'WAREHOUSE' THEN qty_e3 ELSE -qty_e3 END) AS qty,
           sum(CASE WHEN to_place = 'WAREHOUSE' THEN value_fen ELSE -value_fen END) AS value
         FROM stock_entry WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND warehouse_id = t.id
         GROUP BY line_no, product_id) e WHERE e.qty > 0) AS lines
    FROM warehouse t JOIN warehouse d ON d.parent_id = t.parent_id AND d.kind = 'DAMAGED'
    WHERE t.parent_id = ${toWarehouseId}::uuid AND t.kind = 'TRANSIT'`
  const row = rows[0]
  if (!row) throw new Error('transfer: the warehouse has no place for goods on their way')
  return {
    ...row,
    lines: row.lines.map(({ qtyE3, valueFen, ...line }) => ({
      ...line,
      qtyE3: BigInt(qtyE3),
      valueFen: BigInt(valueFen),
    })),
  }
}
