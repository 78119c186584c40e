import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'

/** Papers by which goods go back the way they came: each line names the line it takes back. */
const RETURNS: readonly GoodsKind[] = ['CUSTOMER_RETURN', 'SUPPLIER_RETURN']

/** Whether every line of this kind of paper takes part of another line back. */
export function isReturn(kind: GoodsKind): boolean {
  return RETURNS.includes(kind)
}

/** A line that goods are taken back from, and how much of it, in 1/1000 base units. */
export type TakenBack = { sourcePaperId: string; sourceLineNo: number; qtyE3: bigint }

/**
 * Holds the papers that goods are taken back from, in the order of their ids, so that two returns at once do not both
 * take the rest. Its own statement: what is read next stands behind the lock.
 */
export async function holdSources(tx: Tx, accountSetId: number, paperIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p WHERE p.account_set_id = ${accountSetId} AND p.id = ANY(${[...paperIds]}::uuid[])
    ORDER BY p.id FOR UPDATE`
}

/** The same for the papers that the lines of a return name, before the return itself. One statement. */
export async function holdSourcesOf(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p WHERE p.account_set_id = ${accountSetId} AND p.id IN (SELECT l.source_paper_id FROM goods_paper_line l
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid)
    ORDER BY p.id FOR UPDATE`
}

/**
 * Notes on the lines taken from that this much of them is spoken for. The caller holds their papers and has looked at
 * what is left; `a26_returned_was_there` refuses the rest. One statement.
 */
export async function takeReturned(tx: Tx, accountSetId: number, lines: readonly TakenBack[]): Promise<void> {
  const rows = JSON.stringify(lines.map((line) => ({ ...line, qtyE3: `${line.qtyE3}` })))
  await tx.$executeRaw`
    INSERT INTO goods_progress AS q (account_set_id, paper_id, line_no, returned_e3)
    SELECT ${accountSetId}, t."sourcePaperId", t."sourceLineNo", sum(t."qtyE3")::bigint
    FROM jsonb_to_recordset(${rows}::jsonb) AS t("sourcePaperId" uuid, "sourceLineNo" int, "qtyE3" bigint)
    GROUP BY 2, 3 ORDER BY 2, 3
    ON CONFLICT (account_set_id, paper_id, line_no) DO UPDATE SET returned_e3 = q.returned_e3 + excluded.returned_e3`
}

/** Gives back what the lines of a return had taken, once it is void or reversed. One statement. */
export async function giveBackReturned(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT q.paper_id, q.line_no, b.qty FROM goods_progress q
      JOIN (SELECT l.source_paper_id, l.source_line_no, sum(l.qty_e3)::bigint AS qty FROM goods_paper_line l
        WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid AND l.source_line_no IS NOT NULL GROUP BY 1, 2) b
        ON b.source_paper_id = q.paper_id AND b.source_line_no = q.line_no
      WHERE q.account_set_id = ${accountSetId} ORDER BY q.paper_id, q.line_no FOR UPDATE OF q)
    UPDATE goods_progress q SET returned_e3 = q.returned_e3 - h.qty FROM held h
    WHERE q.account_set_id = ${accountSetId} AND q.paper_id = h.paper_id AND q.line_no = h.line_no`
}
