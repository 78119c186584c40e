import type { Tx } from '#lib/db/client.ts'

/**
 * Takes the next number of each kind in one statement: the last locks a transaction takes. Rolled back with
 * the transaction, so no number is ever lost (gapless). Sequences start at 1 in each month.
 */
export async function takeSequences(
  tx: Tx,
  accountSetId: number,
  period: string,
  kinds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ kind: string; last: number }[]>`
    INSERT INTO paper_counter (account_set_id, kind, period, last)
    SELECT ${accountSetId}, kind, ${period}, 1 FROM unnest(${[...kinds].sort()}::text[]) AS k(kind) ORDER BY kind
    ON CONFLICT (account_set_id, kind, period) DO UPDATE SET last = paper_counter.last + 1
    RETURNING kind, last`
  return new Map(rows.map((row) => [row.kind, row.last]))
}

/**
 * Takes as many numbers of one kind as each month needs, in one statement; answers the last of each month. The months are
 * those of the papers, in the form YYYYMM.
 */
export async function takeSequenceRanges(
  tx: Tx,
  accountSetId: number,
  kind: string,
  counts: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const asked = [...counts].map(([period, count]) => ({ period, count }))
  const rows = await tx.$queryRaw<{ period: string; last: number }[]>`
    INSERT INTO paper_counter (account_set_id, kind, period, last)
    SELECT ${accountSetId}, ${kind}, period, count FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS k(period text, count int) ORDER BY period
    ON CONFLICT (account_set_id, kind, period) DO UPDATE SET last = paper_counter.last + EXCLUDED.last
    RETURNING period, last`
  return new Map(rows.map((row) => [row.period, row.last]))
}
