import type { Tx } from '#lib/db/client.ts'

/** Holds the papers of these notes in one order; how many there are. One statement. */
export async function holdNotesToClose(
  tx: Tx,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<number> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM paper p WHERE p.account_set_id = ${accountSetId}::int AND p.id = ANY (${[...paperIds]}::uuid[])
      AND p.kind = 'DELIVERY_NOTE' ORDER BY p.id FOR UPDATE`
  return rows.length
}

/** Marks notes closed. One statement. */
export async function insertClosings(
  tx: Tx,
  accountSetId: number,
  paperIds: readonly string[],
  by: { userId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO note_closing (account_set_id, paper_id, closed_by_id, closed_at)
    SELECT ${accountSetId}::int, id, ${by.userId}::uuid, ${by.at} FROM unnest(${[...paperIds]}::uuid[]) AS t(id)`
}
