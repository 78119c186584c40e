import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

/** Damaged labels of one person and one product in a time. */
export type DamagedCount = {
  personName: string
  productCode: string
  productName: string
  reported: number
  approved: number
  refused: number
  waiting: number
  cases: number
  bottles: number
}

/** Who agreed to how many in the same time. */
export type DecidedCount = { personName: string; approved: number; refused: number }

export type DamagedReport = { rows: DamagedCount[]; deciders: DecidedCount[] }

/**
 * Damaged labels reported from one business date to another, both included, counted per person and product; and who
 * decided on them (decision 2). One statement, over the notes and goods papers of these account sets.
 */
export async function readDamagedReport(
  reader: Reader,
  accountSetIds: readonly number[],
  between: { from: BusinessDate; until: BusinessDate },
): Promise<DamagedReport> {
  const rows = await reader.$queryRaw<DamagedReport[]>`
    WITH told AS MATERIALIZED (
      SELECT m.*, coalesce(d.product_id, g.product_id) AS product_id FROM damaged_code m
      LEFT JOIN delivery_note_line d ON d.account_set_id = m.account_set_id AND d.paper_id = m.paper_id AND d.line_no = m.line_no
      LEFT JOIN goods_paper_line g ON g.account_set_id = m.account_set_id AND g.paper_id = m.paper_id AND g.line_no = m.line_no
      WHERE m.account_set_id = ANY(${[...accountSetIds]}::int[])
        AND m.reported_at >= (${between.from}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'
        AND m.reported_at < (${between.until}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.reported DESC, x."personName", x."productCode"), '[]') FROM (
        SELECT u.display_name AS "personName", r.code AS "productCode", r.name AS "productName", count(*) AS reported,
          count(*) FILTER (WHERE t.decision = 'APPROVED') AS approved, count(*) FILTER (WHERE t.decision = 'REFUSED') AS refused,
          count(*) FILTER (WHERE t.decision IS NULL) AS waiting, count(*) FILTER (WHERE t.kind <> 'BOTTLE') AS cases,
          count(*) FILTER (WHERE t.kind = 'BOTTLE') AS bottles
        FROM told t JOIN app_user u ON u.id = t.reported_by_id JOIN product r ON r.id = t.product_id
        GROUP BY u.id, u.display_name, r.id, r.code, r.name) x) AS rows,
      (SELECT coalesce(jsonb_agg(to_jsonb(y) ORDER BY y.approved DESC, y."personName"), '[]') FROM (
        SELECT u.display_name AS "personName", count(*) FILTER (WHERE t.decision = 'APPROVED') AS approved,
          count(*) FILTER (WHERE t.decision = 'REFUSED') AS refused
        FROM told t JOIN app_user u ON u.id = t.decided_by_id GROUP BY u.id, u.display_name) y) AS deciders`
  return rows[0] ?? { rows: [], deciders: [] }
}
