import type { Reader } from '#lib/db/client.ts'
import type { ReceivedLine } from '#lib/domain/supplier-returns/rules.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A line of a receipt, by its paper and number. */
export type ReceivedRef = { sourcePaperId: string; sourceLineNo: number }

/** The named lines of receipts of an account set; unknown ones are left out. One statement. */
export function readReceived(
  reader: Reader,
  accountSetId: number,
  refs: readonly ReceivedRef[],
): Promise<ReceivedLine[]> {
  const named = JSON.stringify(
    refs.map(({ sourcePaperId, sourceLineNo }) => ({ sourcePaperId, sourceLineNo })),
  )
  return receivedOf(
    reader,
    Prisma.sql`SELECT l.* FROM (SELECT DISTINCT r."sourcePaperId", r."sourceLineNo"
        FROM jsonb_to_recordset(${named}::jsonb) AS r("sourcePaperId" uuid, "sourceLineNo" int)) r
      JOIN goods_paper_line l ON l.account_set_id = ${accountSetId} AND l.paper_id = r."sourcePaperId" AND l.line_no = r."sourceLineNo"`,
  )
}

/** All lines of these receipts. One statement. */
export function readReceivedOf(
  reader: Reader,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<ReceivedLine[]> {
  return receivedOf(
    reader,
    Prisma.sql`SELECT l.* FROM goods_paper_line l
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ANY(${[...paperIds]}::uuid[])`,
  )
}

/** The lines first, and only then what belongs to each, so that it does not grow with all that ever came in. */
function receivedOf(reader: Reader, lines: Prisma.Sql): Promise<ReceivedLine[]> {
  return reader.$queryRaw<ReceivedLine[]>`
    WITH l AS MATERIALIZED (${lines})
    SELECT l.paper_id AS "paperId", l.line_no AS "lineNo", p.number, g.status, g.supplier_id AS "supplierId",
      l.product_id AS "productId", l.product_name AS "productName", coalesce(c.qty, 0)::bigint AS "receivedE3",
      coalesce(c.net, 0)::bigint AS "netFen", coalesce(q.returned_e3, 0) AS "returnedE3", coalesce(b.net, 0)::bigint AS "givenNetFen",
      l.unit_price_e4 AS "unitPriceE4", l.tax_rate_bp AS "taxRateBp", g.price_mode AS "priceMode"
    FROM l
    JOIN goods_paper g ON g.account_set_id = l.account_set_id AND g.paper_id = l.paper_id AND g.kind = 'GOODS_RECEIPT'
    JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
    LEFT JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
    LEFT JOIN LATERAL (SELECT sum(e.qty_e3) AS qty, sum(e.value_fen) AS net FROM stock_entry e
      WHERE e.account_set_id = l.account_set_id AND e.paper_id = l.paper_id AND e.line_no = l.line_no AND e.reverses_id IS NULL) c ON true
    LEFT JOIN LATERAL (SELECT sum(r.net_fen) AS net FROM goods_paper_line r
      JOIN goods_paper x ON x.account_set_id = r.account_set_id AND x.paper_id = r.paper_id AND x.kind = 'SUPPLIER_RETURN'
      WHERE r.account_set_id = l.account_set_id AND r.source_paper_id = l.paper_id AND r.source_line_no = l.line_no
        AND x.status NOT IN ('VOIDED', 'REVERSED')) b ON true
    ORDER BY p.number, l.line_no`
}

/** The supplier of a return; null when the account set has none of this id. One statement. */
export async function readSupplier(
  reader: Reader,
  accountSetId: number,
  supplierId: string,
): Promise<{ id: string; name: string; contact: string } | null> {
  const rows = await reader.$queryRaw<{ id: string; name: string; contact: string }[]>`
    SELECT s.id, s.name, concat_ws(' ', nullif(s.contact_name, ''), nullif(s.phone, '')) AS contact
    FROM supplier s WHERE s.account_set_id = ${accountSetId} AND s.id = ${supplierId}::uuid`
  return rows[0] ?? null
}

/** The receipts that the lines of a return name. One statement. */
export function readReceiptsOf(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
): Promise<{ number: string; status: string }[]> {
  return reader.$queryRaw<{ number: string; status: string }[]>`
    SELECT p.number, g.status FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id IN (SELECT l.source_paper_id FROM goods_paper_line l
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid)
    ORDER BY p.number`
}
