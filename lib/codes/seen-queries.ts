import type { CodedKey } from '#lib/codes/coded-paper.ts'
import type { HeldCode, LineCodes, LineLookedAt, PlaceLookedAt } from '#lib/codes/line-codes.ts'
import type { Reader } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

const FIRST = 20

/**
 * What the codes say of lines that were counted: what was scanned, what waits to leave, and what stood there as the last
 * round was counted and was not scanned. One statement for any number of lines; none for no line.
 */
export async function readLineCodes(
  reader: Reader,
  place: PlaceLookedAt,
  lines: readonly LineLookedAt[],
): Promise<ReadonlyMap<number, LineCodes>> {
  if (lines.length === 0) return new Map()
  const { accountSetId, paperId, warehouseId } = place
  const rows = await reader.$queryRaw<LineCodes[]>`
    WITH line AS MATERIALIZED (${linesOf(place, lines)}),
    unseen AS MATERIALIZED (${unseenFrom(place, Prisma.sql`line`)}),
    waiting AS (
      SELECT n.paper_id FROM delivery_note n WHERE n.account_set_id = ${accountSetId} AND n.warehouse_id = ${warehouseId}::uuid
        AND n.status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED')
      UNION ALL SELECT g.paper_id FROM goods_paper g WHERE g.account_set_id = ${accountSetId} AND g.warehouse_id = ${warehouseId}::uuid
        AND g.kind IN ('STOCK_OUT', 'SUPPLIER_RETURN', 'TRANSFER') AND g.status IN ('OPEN', 'COUNTED', 'VERIFIED')),
    seen AS (
      SELECT l.line_no, sum(CASE WHEN c.kind = 'BOTTLE' THEN 1000 ELSE l.factor - 1000 * (SELECT count(*) FROM code_aggregation a
          JOIN code_holding b ON b.account_set_id = a.account_set_id AND b.code = a.code AND b.paper_id = ${paperId}::uuid
          WHERE a.account_set_id = ${accountSetId} AND a.case_code = c.code) END)::bigint AS qty, count(*) FILTER (WHERE c.kind <> 'BOTTLE')::int AS cases
      FROM code_capture c JOIN line l ON l.line_no = c.line_no
      WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid
        AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
          AND r.sequence = c.sequence) GROUP BY 1)
    SELECT l.line_no AS "lineNo", coalesce(s.qty, 0) AS "seenE3", coalesce(s.cases, 0) AS "seenCases",
      coalesce((SELECT sum(CASE WHEN h.kind = 'BOTTLE' THEN 1000 ELSE l.factor END)
        FROM waiting w JOIN code_holding h ON h.account_set_id = ${accountSetId} AND h.paper_id = w.paper_id
        WHERE h.product_id = l.product_id), 0)::bigint AS "waitingE3",
      coalesce((SELECT sum(u.qty) FROM unseen u WHERE u.line_no = l.line_no), 0)::bigint AS "unseenE3",
      (SELECT count(*)::int FROM unseen u WHERE u.line_no = l.line_no) AS "unseenCount",
      ARRAY(SELECT u.code FROM unseen u WHERE u.line_no = l.line_no ORDER BY u.code LIMIT ${FIRST}) AS unseen
    FROM line l LEFT JOIN seen s ON s.line_no = l.line_no`
  return new Map(rows.map((row) => [row.lineNo, row]))
}

/** The codes behind `unseen` with the capture by which each stands, for a statement that holds and changes them. */
export function unseenIn(place: PlaceLookedAt, lines: readonly LineLookedAt[]): Prisma.Sql {
  return unseenFrom(place, Prisma.sql`(${linesOf(place, lines)})`)
}

function linesOf({ accountSetId, paperId }: PlaceLookedAt, lines: readonly LineLookedAt[]): Prisma.Sql {
  const asked = lines.map(({ lineNo, productId, caseFactorE3 }) => {
    return { lineNo, productId, factor: `${caseFactorE3 ?? 1000n}` }
  })
  return Prisma.sql`
    SELECT d."lineNo" AS line_no, d."productId" AS product_id, d.factor,
      (SELECT max(c.counted_at) FROM goods_count c WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid
        AND c.line_no = d."lineNo") AS counted_at
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS d("lineNo" int, "productId" uuid, factor bigint)`
}

/**
 * What stands in the warehouse by a paper that had done what it says before the line was counted: of a line that has not
 * arrived whole nobody knows which codes have. A case of which bottles went their own way is worth the bottles that are
 * left in it, and nothing when none is.
 */
function unseenFrom({ accountSetId, paperId, warehouseId }: PlaceLookedAt, line: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT h.code, l.line_no, h.paper_id, h.sequence,
      CASE WHEN h.kind = 'BOTTLE' THEN 1000 WHEN inside.apart > 0 THEN 1000 * inside.left_over ELSE l.factor END AS qty
    FROM ${line} l
    JOIN code_holding h ON h.account_set_id = ${accountSetId} AND h.warehouse_id = ${warehouseId}::uuid AND h.product_id = l.product_id
    JOIN goods_paper g ON g.account_set_id = h.account_set_id AND g.paper_id = h.paper_id
    JOIN code_capture c ON c.account_set_id = h.account_set_id AND c.paper_id = h.paper_id AND c.sequence = h.sequence
    CROSS JOIN LATERAL (SELECT count(b.code) AS apart, count(*) FILTER (WHERE b.code IS NULL) AS left_over
      FROM code_aggregation a LEFT JOIN code_holding b ON b.account_set_id = a.account_set_id AND b.code = a.code
      WHERE a.account_set_id = h.account_set_id AND a.case_code = h.code) inside
    WHERE h.paper_id <> ${paperId}::uuid AND (h.kind = 'BOTTLE' OR inside.apart = 0 OR inside.left_over > 0)
      AND CASE g.kind WHEN 'STOCK_COUNT' THEN c.at
        WHEN 'TRANSFER' THEN (SELECT max(a.counted_at) FROM goods_count a WHERE a.account_set_id = g.account_set_id
          AND a.paper_id = g.paper_id AND a.line_no = h.line_no AND a.is_arrival
          HAVING g.status = 'POSTED' OR sum(a.good_e3 + a.damaged_e3) >= (SELECT t.qty_e3 FROM goods_paper_line t
            WHERE t.account_set_id = g.account_set_id AND t.paper_id = g.paper_id AND t.line_no = h.line_no))
        ELSE CASE WHEN g.status = 'POSTED' THEN g.posted_at END END <= l.counted_at`
}

/** The codes of these lines that still stand in the house by this paper, in order of line and code. One statement. */
export async function readHeldCodes(
  reader: Reader,
  { accountSetId, paperId }: CodedKey,
  lines: readonly { lineNo: number; caseFactorE3: bigint | null }[],
): Promise<HeldCode[]> {
  if (lines.length === 0) return []
  const asked = lines.map(({ lineNo, caseFactorE3 }) => ({ lineNo, factor: `${caseFactorE3 ?? 1000n}` }))
  return reader.$queryRaw<HeldCode[]>`
    SELECT h.line_no AS "lineNo", h.code, (CASE WHEN h.kind = 'BOTTLE' THEN 1000 ELSE d.factor - 1000 * (SELECT count(*)
        FROM code_aggregation a JOIN code_holding b ON b.account_set_id = a.account_set_id AND b.code = a.code
        WHERE a.account_set_id = h.account_set_id AND a.case_code = h.code) END)::bigint AS "qtyE3"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS d("lineNo" int, factor bigint)
    JOIN code_holding h ON h.account_set_id = ${accountSetId} AND h.paper_id = ${paperId}::uuid AND h.line_no = d."lineNo"
    WHERE h.warehouse_id IS NOT NULL ORDER BY h.line_no, h.code`
}
