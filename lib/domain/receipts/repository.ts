import type { Tx } from '#lib/db/client.ts'

export type ReceiptCustomer = {
  customerName: string
  numberFormat: string
  /** Money of customers who pay before delivery waits for its note (R48). */
  paysBefore: boolean
}

/** The customer's balance is held: money and notes of one customer wait for each other. */
export async function readReceiptCustomer(
  tx: Tx,
  accountSetId: number,
  customerId: string,
): Promise<ReceiptCustomer | null> {
  const rows = await tx.$queryRaw<ReceiptCustomer[]>`
    SELECT c.name AS "customerName", s.number_format AS "numberFormat", p.requires_prepayment AS "paysBefore"
    FROM customer c JOIN account_set s ON s.id = c.account_set_id
    JOIN channel_policy p ON p.account_set_id = c.account_set_id AND p.channel = c.channel
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    WHERE c.account_set_id = ${accountSetId} AND c.id = ${customerId}::uuid FOR UPDATE OF b`
  return rows[0] ?? null
}

export type NewReceipt = {
  accountSetId: number
  paperId: string
  number: string
  period: string
  sequence: number
  contentHash: Buffer
  chainHash: Buffer
  customerId: string
  amountFen: bigint
  method: string
  receivedOn: string
  remark: string
  recordedById: string
  at: Date
}

/** Writes the paper and the receipt. A receipt is never changed (R96). */
export async function insertReceipt(tx: Tx, receipt: NewReceipt): Promise<void> {
  await tx.$executeRaw`
    WITH paper AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${receipt.accountSetId}, ${receipt.paperId}::uuid, 'RECEIPT', ${receipt.number}, ${receipt.period}, ${receipt.sequence},
        ${receipt.receivedOn}::date, ${receipt.contentHash}, ${receipt.recordedById}::uuid, ${receipt.at}, ${receipt.chainHash})
    )
    INSERT INTO receipt (account_set_id, paper_id, customer_id, amount_fen, method, received_on, remark, recorded_by_id, recorded_at)
    VALUES (${receipt.accountSetId}, ${receipt.paperId}::uuid, ${receipt.customerId}::uuid, ${receipt.amountFen}, ${receipt.method},
      ${receipt.receivedOn}::date, ${receipt.remark}, ${receipt.recordedById}::uuid, ${receipt.at})`
}
