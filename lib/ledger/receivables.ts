import type { Tx } from '#lib/db/client.ts'

/** A claim on a customer that a posted note makes. */
export type ClaimDraft = {
  accountSetId: number
  paperId: string
  customerId: string
  amountFen: bigint
  /** What of the customer's commitment ends: the whole note, though less was accepted. */
  committedFen: bigint
  businessDate: string
  dueDate: string
}

const asText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value)

/**
 * Enters what customers owe: entry, open item and balance in one statement, balances locked in customer
 * order. A claim of nothing only ends the commitment.
 */
export async function enterClaims(tx: Tx, claims: readonly ClaimDraft[], at: Date): Promise<void> {
  await tx.$executeRaw`
    WITH draft AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(claims, asText)}::jsonb) AS d("accountSetId" int, "paperId" uuid,
        "customerId" uuid, "amountFen" bigint, "committedFen" bigint, "businessDate" date, "dueDate" date)
    ), held AS MATERIALIZED (
      SELECT b.account_set_id, b.customer_id FROM customer_balance b
      WHERE (b.account_set_id, b.customer_id) IN (SELECT "accountSetId", "customerId" FROM draft) ORDER BY 1, 2 FOR UPDATE
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
      SELECT "accountSetId", "customerId", "paperId", 'SALES', 'RECEIVABLE', "amountFen", "businessDate", ${at}
      FROM draft WHERE "amountFen" > 0 ORDER BY "paperId" RETURNING account_set_id, customer_id, amount_fen
    ), item AS (
      INSERT INTO receivable_item (account_set_id, paper_id, customer_id, amount_fen, open_fen, business_date, due_date)
      SELECT "accountSetId", "paperId", "customerId", "amountFen", "amountFen", "businessDate", "dueDate" FROM draft
    ), change AS (
      SELECT h.account_set_id, h.customer_id,
        (SELECT coalesce(sum(e.amount_fen), 0) FROM entry e WHERE e.account_set_id = h.account_set_id AND e.customer_id = h.customer_id) AS owed,
        (SELECT sum(d."committedFen") FROM draft d WHERE d."accountSetId" = h.account_set_id AND d."customerId" = h.customer_id) AS committed
      FROM held h
    )
    UPDATE customer_balance b SET receivable_fen = b.receivable_fen + c.owed, committed_fen = b.committed_fen - c.committed
    FROM change c WHERE b.account_set_id = c.account_set_id AND b.customer_id = c.customer_id`
}

/** What was settled by an allocation, note by note. */
export type Allocated = { paperId: string; amountFen: bigint }

/**
 * Lets a customer's unallocated money pay open items, oldest first, as far as it goes. Entries, items and
 * balance in one statement; the balance row is locked first. Answers what was paid.
 */
export async function allocateOldestFirst(
  tx: Tx,
  customer: { accountSetId: number; customerId: string },
  businessDate: string,
  at: Date,
): Promise<Allocated[]> {
  return tx.$queryRaw<Allocated[]>`
    WITH held AS MATERIALIZED (
      SELECT b.account_set_id, b.customer_id, b.prepaid_fen FROM customer_balance b
      WHERE b.account_set_id = ${customer.accountSetId} AND b.customer_id = ${customer.customerId}::uuid FOR UPDATE
    ), queue AS (
      SELECT i.paper_id, i.open_fen, h.prepaid_fen,
        sum(i.open_fen) OVER (ORDER BY i.business_date, i.paper_id) - i.open_fen AS before_fen
      FROM receivable_item i JOIN held h USING (account_set_id, customer_id) WHERE i.open_fen > 0
    ), paid AS (
      SELECT paper_id, least(open_fen, prepaid_fen - before_fen) AS amount_fen FROM queue WHERE before_fen < prepaid_fen
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
      SELECT ${customer.accountSetId}, ${customer.customerId}::uuid, paper_id, 'RECEIVABLE', 'PREPAID', amount_fen, ${businessDate}::date, ${at}
      FROM paid ORDER BY paper_id RETURNING paper_id, amount_fen
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen - e.amount_fen FROM entry e
      WHERE i.account_set_id = ${customer.accountSetId} AND i.paper_id = e.paper_id
    ), balance AS (
      UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen - t.total, receivable_fen = b.receivable_fen - t.total
      FROM (SELECT coalesce(sum(amount_fen), 0) AS total FROM entry) t
      WHERE b.account_set_id = ${customer.accountSetId} AND b.customer_id = ${customer.customerId}::uuid
    )
    SELECT paper_id AS "paperId", amount_fen::bigint AS "amountFen" FROM entry`
}

/** Money that came in and is not allocated yet: entry and balance in one statement. */
export async function enterMoney(
  tx: Tx,
  money: {
    accountSetId: number
    customerId: string
    paperId: string
    amountFen: bigint
    businessDate: string
  },
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    WITH entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
      VALUES (${money.accountSetId}, ${money.customerId}::uuid, ${money.paperId}::uuid, 'PREPAID', 'MONEY', ${money.amountFen}, ${money.businessDate}::date, ${at})
      RETURNING amount_fen
    )
    UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen + entry.amount_fen FROM entry
    WHERE b.account_set_id = ${money.accountSetId} AND b.customer_id = ${money.customerId}::uuid`
}

/** Mirrors the claim of a posted note that nothing was paid on: the other half of a red reversal. */
export async function reverseClaim(
  tx: Tx,
  claim: { accountSetId: number; paperId: string; customerId: string; businessDate: string },
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT FROM customer_balance WHERE account_set_id = ${claim.accountSetId} AND customer_id = ${claim.customerId}::uuid FOR UPDATE
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at, reverses_id)
      SELECT e.account_set_id, e.customer_id, e.paper_id, e.to_account, e.from_account, e.amount_fen, ${claim.businessDate}::date, ${at}, e.id
      FROM receivable_entry e, held WHERE e.account_set_id = ${claim.accountSetId} AND e.paper_id = ${claim.paperId}::uuid AND e.reverses_id IS NULL
      RETURNING amount_fen
    ), item AS (
      UPDATE receivable_item SET open_fen = 0 WHERE account_set_id = ${claim.accountSetId} AND paper_id = ${claim.paperId}::uuid
    )
    UPDATE customer_balance b SET receivable_fen = b.receivable_fen - t.total
    FROM (SELECT coalesce(sum(amount_fen), 0) AS total FROM entry) t
    WHERE b.account_set_id = ${claim.accountSetId} AND b.customer_id = ${claim.customerId}::uuid`
}
