import type { CodedKey } from '#lib/codes/coded-paper.ts'
import type { LineLookedAt, LossRow, LostCode, PlaceLookedAt } from '#lib/codes/line-codes.ts'
import { unseenIn } from '#lib/codes/seen-queries.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

type By = { actorId: string; at: Date }

/**
 * The codes of these lines that stood where a count looked and were not seen by it stand nowhere from now on, until a
 * count finds them. What went on since it was counted stays where it is. One statement, whatever their number; the
 * caller holds the count.
 */
export function loseUnseen(
  tx: Tx,
  place: PlaceLookedAt,
  lines: readonly LineLookedAt[],
  by: By,
): Promise<LostCode[]> {
  return writeLosses(tx, place, Prisma.sql`${unseenIn(place, lines)} ORDER BY h.code FOR UPDATE OF h`, by)
}

/** The same for codes that are still on a paper whose goods never arrived. One statement; the caller holds the paper. */
export function loseOnRoad(tx: Tx, paper: CodedKey, codes: readonly string[], by: By): Promise<LostCode[]> {
  const held = Prisma.sql`
    SELECT h.code, h.line_no, h.paper_id, h.sequence FROM code_holding h
    WHERE h.account_set_id = ${paper.accountSetId} AND h.paper_id = ${paper.paperId}::uuid AND h.warehouse_id IS NOT NULL
      AND h.code = ANY(${[...codes]}::text[]) ORDER BY h.code FOR UPDATE OF h`
  return writeLosses(tx, paper, held, by)
}

function writeLosses(
  tx: Tx,
  { accountSetId, paperId }: CodedKey,
  gone: Prisma.Sql,
  by: By,
): Promise<LostCode[]> {
  return tx.$queryRaw<LostCode[]>`
    WITH gone AS MATERIALIZED (${gone}),
    written AS (INSERT INTO code_loss (account_set_id, paper_id, sequence, line_no, code, capture_paper_id, capture_sequence, lost_by_id, at)
      SELECT ${accountSetId}, ${paperId}::uuid, (SELECT count(*) FROM code_loss l WHERE l.account_set_id = ${accountSetId}
          AND l.paper_id = ${paperId}::uuid) + row_number() OVER (ORDER BY g.line_no, g.code), g.line_no, g.code, g.paper_id,
        g.sequence, ${by.actorId}::uuid, ${by.at} FROM gone g),
    moved AS (UPDATE code_holding h SET warehouse_id = NULL FROM gone g WHERE h.account_set_id = ${accountSetId} AND h.code = g.code)
    SELECT line_no AS "lineNo", code FROM gone ORDER BY line_no, code`
}

/**
 * What a paper said was lost stands again where it stood, as far as nothing found it since; all of it is noted as taken
 * back. One statement; the caller holds the paper.
 */
export async function takeBackLosses(tx: Tx, { accountSetId, paperId }: CodedKey, by: By): Promise<void> {
  await tx.$executeRaw`
    WITH back AS MATERIALIZED (UPDATE code_loss l SET taken_back_by_id = ${by.actorId}::uuid, taken_back_at = ${by.at}
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid AND l.taken_back_at IS NULL RETURNING l.*),
    held AS MATERIALIZED (SELECT h.code, c.warehouse_id FROM back b
      JOIN code_holding h ON h.account_set_id = b.account_set_id AND h.code = b.code AND h.paper_id = b.capture_paper_id
        AND h.sequence = b.capture_sequence
      JOIN code_capture c ON c.account_set_id = h.account_set_id AND c.paper_id = h.paper_id AND c.sequence = h.sequence
      ORDER BY h.code FOR UPDATE OF h)
    UPDATE code_holding h SET warehouse_id = held.warehouse_id FROM held
    WHERE h.account_set_id = ${accountSetId} AND h.code = held.code`
}

/** What a count or transfer says is lost, by line and code, at most `limit`; with how many there are. One statement. */
export async function readLosses(
  reader: Reader,
  { accountSetId, paperId }: CodedKey,
  limit = 200,
): Promise<{ rows: LossRow[]; count: number }> {
  const rows = await reader.$queryRaw<(LossRow & { count: number })[]>`
    SELECT l.line_no AS "lineNo", l.code, l.taken_back_at IS NOT NULL AS "isTakenBack", count(*) OVER ()::int AS count,
      (SELECT p.number FROM code_holding h JOIN paper p ON p.account_set_id = h.account_set_id AND p.id = h.paper_id
        WHERE h.account_set_id = l.account_set_id AND h.code = l.code
          AND (h.paper_id, h.sequence) <> (l.capture_paper_id, l.capture_sequence)) AS "foundOn"
    FROM code_loss l WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid
    ORDER BY l.sequence LIMIT ${limit}`
  return { rows: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 }
}
