import type { Tx } from '#lib/db/client.ts'

/** A line of a note that is being picked. */
export type LineKey = { accountSetId: number; paperId: string; lineNo: number }

/** A line as the walk finds it, with the state of its note. */
export type WalkLine = LineKey & {
  number: string
  status: string
  version: number
  warehouseId: string
  qtyE3: bigint
}

/** Holds the papers and notes of these lines in paper order and reads the lines. Two statements, whatever their number. */
export async function holdWalkLines(tx: Tx, keys: readonly LineKey[]): Promise<WalkLine[]> {
  const asked = JSON.stringify(keys)
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    WHERE (p.account_set_id, p.id) IN (SELECT "accountSetId", "paperId"
      FROM jsonb_to_recordset(${asked}::jsonb) AS a("accountSetId" int, "paperId" uuid))
    ORDER BY p.account_set_id, p.id FOR UPDATE`
  return tx.$queryRaw<WalkLine[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", l.line_no AS "lineNo", p.number, n.status, n.version,
      n.warehouse_id AS "warehouseId", l.qty_e3 AS "qtyE3"
    FROM jsonb_to_recordset(${asked}::jsonb) AS a("accountSetId" int, "paperId" uuid, "lineNo" int)
    JOIN delivery_note n ON n.account_set_id = a."accountSetId" AND n.paper_id = a."paperId"
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN delivery_note_line l ON l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id AND l.line_no = a."lineNo"
    ORDER BY n.account_set_id, n.paper_id, l.line_no`
}

/**
 * Records the held lines as picked whole and good; what was recorded of them before is replaced. False when a note
 * is no longer being picked in the version seen. One statement.
 */
export async function savePickedLines(
  tx: Tx,
  lines: readonly WalkLine[],
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const rows = JSON.stringify(lines, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  const notes = new Set(lines.map((line) => line.paperId)).size
  const saved = await tx.$queryRaw<{ moved: number }[]>`
    WITH line AS (SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
        AS r("accountSetId" int, "paperId" uuid, "lineNo" int, version int, "qtyE3" bigint)),
    moved AS (UPDATE delivery_note n SET version = n.version + 1
      FROM (SELECT DISTINCT "accountSetId", "paperId", version FROM line) s
      WHERE n.account_set_id = s."accountSetId" AND n.paper_id = s."paperId" AND n.status = 'PICKING' AND n.version = s.version
      RETURNING n.account_set_id, n.paper_id),
    picked AS (INSERT INTO pick_line (account_set_id, paper_id, line_no, picked_e3, is_quality_good, remark, picked_by_id, at)
      SELECT m.account_set_id, m.paper_id, l."lineNo", l."qtyE3", true, '', ${by.actorId}::uuid, ${by.at}
      FROM moved m JOIN line l ON l."accountSetId" = m.account_set_id AND l."paperId" = m.paper_id
      ON CONFLICT (account_set_id, paper_id, line_no) DO UPDATE SET picked_e3 = excluded.picked_e3,
        is_quality_good = true, remark = '', picked_by_id = excluded.picked_by_id, at = excluded.at)
    SELECT count(*)::int AS moved FROM moved`
  return saved[0]?.moved === notes
}
