import type { Tx } from '#lib/db/client.ts'

export type ReceiptCustomer = {
  customerName: string
  numberFormat: string
  /** Money of customers who pay before delivery waits for its note (R48). */
  paysBefore: boolean
  /** Of the note the money is said to be for; null when the customer has no such note. */
  noteStatus: string | null
  /** Whether who is said to have taken the money is somebody at work in this account set; true where nobody is named. */
  isTakerKnown: boolean
}

/** The customer's balance is held: money and notes of one customer wait for each other. */
export async function readReceiptCustomer(
  tx: Tx,
  accountSetId: number,
  customerId: string,
  named: { forPaperId: string | null; takenById: string | null } = { forPaperId: null, takenById: null },
): Promise<ReceiptCustomer | null> {
  const rows = await tx.$queryRaw<ReceiptCustomer[]>`
    SELECT c.name AS "customerName", s.number_format AS "numberFormat", p.requires_prepayment AS "paysBefore",
      (SELECT n.status FROM delivery_note n WHERE n.account_set_id = c.account_set_id AND n.customer_id = c.id
        AND n.paper_id = ${named.forPaperId}::uuid) AS "noteStatus",
      (${named.takenById}::uuid IS NULL OR EXISTS (SELECT FROM app_user u
        JOIN user_account_set m ON m.user_id = u.id AND m.account_set_id = c.account_set_id
        WHERE u.id = ${named.takenById}::uuid AND u.is_active)) AS "isTakerKnown"
    FROM customer c JOIN account_set s ON s.id = c.account_set_id
    JOIN channel_policy p ON p.account_set_id = c.account_set_id AND p.channel = c.channel
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    WHERE c.account_set_id = ${accountSetId} AND c.id = ${customerId}::uuid FOR UPDATE OF b`
  return rows[0] ?? null
}
