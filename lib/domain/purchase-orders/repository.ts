import type { Reader, Tx } from '#lib/db/client.ts'

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

/** The number of a receipt on this order that nobody has posted or voided yet; null when there is none. One statement. */
export async function readReceiptWaiting(
  reader: Reader,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
): Promise<string | null> {
  const rows = await reader.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.account_set_id = ${accountSetId} AND g.source_paper_id = ${paperId}::uuid AND g.kind = 'GOODS_RECEIPT'
      AND g.status IN ('OPEN', 'COUNTED', 'VERIFIED') ORDER BY p.number LIMIT 1`
  return rows[0]?.number ?? null
}
