import type { Tx } from '#lib/db/client.ts'

/** The running figures of a new order: nothing came, nothing is billed. One statement. */
export async function insertProgress(
  tx: Tx,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO goods_progress (account_set_id, paper_id, line_no)
    SELECT account_set_id, paper_id, line_no FROM goods_paper_line
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid`
}
