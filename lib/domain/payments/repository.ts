import type { Tx } from '#lib/db/client.ts'

/** Whom is paid. The supplier's balance is held: payments and bills of one supplier wait for each other. */
export async function readPaidSupplier(
  tx: Tx,
  accountSetId: number,
  supplierId: string,
): Promise<{ supplierName: string; numberFormat: string } | null> {
  const rows = await tx.$queryRaw<{ supplierName: string; numberFormat: string }[]>`
    SELECT s.name AS "supplierName", a.number_format AS "numberFormat"
    FROM supplier s JOIN account_set a ON a.id = s.account_set_id
    JOIN supplier_balance b ON b.account_set_id = s.account_set_id AND b.supplier_id = s.id
    WHERE s.account_set_id = ${accountSetId} AND s.id = ${supplierId}::uuid FOR UPDATE OF b`
  return rows[0] ?? null
}

export type NewPayment = {
  accountSetId: number
  paperId: string
  number: string
  period: string
  sequence: number
  contentHash: Buffer
  chainHash: Buffer
  supplierId: string
  amountFen: bigint
  method: string
  paidOn: string
  remark: string
  recordedById: string
  at: Date
}

/** Writes the paper and the payment. A payment is never changed (R96). One statement. */
export async function insertPayment(tx: Tx, payment: NewPayment): Promise<void> {
  await tx.$executeRaw`
    WITH paper AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${payment.accountSetId}, ${payment.paperId}::uuid, 'PAYMENT', ${payment.number}, ${payment.period}, ${payment.sequence},
        ${payment.paidOn}::date, ${payment.contentHash}, ${payment.recordedById}::uuid, ${payment.at}, ${payment.chainHash})
    )
    INSERT INTO payment (account_set_id, paper_id, supplier_id, amount_fen, method, paid_on, remark, recorded_by_id, recorded_at)
    VALUES (${payment.accountSetId}, ${payment.paperId}::uuid, ${payment.supplierId}::uuid, ${payment.amountFen}, ${payment.method},
      ${payment.paidOn}::date, ${payment.remark}, ${payment.recordedById}::uuid, ${payment.at})`
}

/** A payment as it stands; the paper is held. */
export type HeldPayment = {
  number: string
  supplierId: string
  amountFen: bigint
  recordedById: string
  isReversed: boolean
}

/** Holds a payment's paper and the supplier's balance behind it; null when there is none. Two statements. */
export async function holdPayment(
  tx: Tx,
  key: { accountSetId: number; paperId: string },
): Promise<HeldPayment | null> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p WHERE p.account_set_id = ${key.accountSetId} AND p.id = ${key.paperId}::uuid AND p.kind = 'PAYMENT' FOR UPDATE`
  const rows = await tx.$queryRaw<HeldPayment[]>`
    SELECT p.number, y.supplier_id AS "supplierId", y.amount_fen AS "amountFen", y.recorded_by_id AS "recordedById",
      EXISTS (SELECT FROM payment_reversal r WHERE r.account_set_id = y.account_set_id AND r.paper_id = y.paper_id) AS "isReversed"
    FROM payment y JOIN paper p ON p.account_set_id = y.account_set_id AND p.id = y.paper_id
    JOIN supplier_balance b ON b.account_set_id = y.account_set_id AND b.supplier_id = y.supplier_id
    WHERE y.account_set_id = ${key.accountSetId} AND y.paper_id = ${key.paperId}::uuid FOR UPDATE OF b`
  return rows[0] ?? null
}

/** Keeps that a payment was undone, by whom and why; its key lets it be undone once. One statement. */
export async function insertReversal(
  tx: Tx,
  key: { accountSetId: number; paperId: string },
  by: { recordedById: string; reversedById: string; reason: string; on: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payment_reversal (account_set_id, paper_id, recorded_by_id, reversed_by_id, reason, reversed_on, reversed_at)
    VALUES (${key.accountSetId}, ${key.paperId}::uuid, ${by.recordedById}::uuid, ${by.reversedById}::uuid, ${by.reason},
      ${by.on}::date, ${by.at})`
}
