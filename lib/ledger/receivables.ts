import type { Tx } from '#lib/db/client.ts'
import { asText } from '#lib/ledger/as-text.ts'

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

/**
 * Mirrors the claim of a posted note that nothing pays and no return lives on: the other half of a red reversal. What once
 * paid it and was taken back has its own mirrors. False, and nothing is entered, when money has paid of it meanwhile.
 */
export async function reverseClaim(
  tx: Tx,
  claim: { accountSetId: number; paperId: string; customerId: string; businessDate: string },
  at: Date,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ claims: number }[]>`
    WITH held AS MATERIALIZED (
      SELECT FROM customer_balance WHERE account_set_id = ${claim.accountSetId} AND customer_id = ${claim.customerId}::uuid FOR UPDATE
    ), item AS (
      UPDATE receivable_item i SET open_fen = 0 FROM held
      WHERE i.account_set_id = ${claim.accountSetId} AND i.paper_id = ${claim.paperId}::uuid AND i.open_fen = i.amount_fen
      RETURNING i.account_set_id, i.paper_id
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at, reverses_id)
      SELECT e.account_set_id, e.customer_id, e.paper_id, e.to_account, e.from_account, e.amount_fen, ${claim.businessDate}::date, ${at}, e.id
      FROM item JOIN receivable_entry e USING (account_set_id, paper_id)
      WHERE e.reverses_id IS NULL AND e.return_paper_id IS NULL AND e.from_account = 'SALES' AND e.to_account = 'RECEIVABLE'
      RETURNING amount_fen
    ), balance AS (
      UPDATE customer_balance b SET receivable_fen = b.receivable_fen - t.total
      FROM (SELECT coalesce(sum(amount_fen), 0) AS total FROM entry) t
      WHERE b.account_set_id = ${claim.accountSetId} AND b.customer_id = ${claim.customerId}::uuid
    )
    SELECT count(*)::int AS claims FROM item`
  return rows[0]?.claims === 1
}

/** Whose goods came back, by which return, and the day of the act. */
export type ReturnAct = {
  accountSetId: number
  customerId: string
  returnPaperId: string
  businessDate: string
}

/** What a return took off a note's open item, and what became the customer's credit. */
export type Credited = { paperId: string; settledFen: bigint; creditFen: bigint }

/** Holds the customer's balance, and with it every open item: what is read next stands. One statement. */
async function holdCustomer(tx: Tx, act: Pick<ReturnAct, 'accountSetId' | 'customerId'>): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT customer_id FROM customer_balance
    WHERE account_set_id = ${act.accountSetId} AND customer_id = ${act.customerId}::uuid FOR UPDATE`
  return rows.length === 1
}

/**
 * Takes back what notes had claimed: off the note's item as far as it is open, the rest is money the customer has with
 * us. Every entry stands on its note and names the return. Two statements, whatever the number of notes. Answers note
 * by note what was done; a note of which nothing is credited is left out.
 */
export async function enterCredits(
  tx: Tx,
  act: ReturnAct,
  notes: readonly { paperId: string; amountFen: bigint }[],
  at: Date,
): Promise<Credited[]> {
  if (!(await holdCustomer(tx, act))) throw new Error('receivables: the customer has no balance')
  return tx.$queryRaw<Credited[]>`
    WITH split AS (
      SELECT d."paperId" AS paper_id, d."amountFen" AS amount_fen, least(d."amountFen", coalesce(i.open_fen, 0)) AS settled_fen
      FROM jsonb_to_recordset(${JSON.stringify(notes, asText)}::jsonb) AS d("paperId" uuid, "amountFen" bigint)
      LEFT JOIN receivable_item i ON i.account_set_id = ${act.accountSetId} AND i.paper_id = d."paperId"
      WHERE d."amountFen" > 0
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, return_paper_id)
      SELECT ${act.accountSetId}, ${act.customerId}::uuid, s.paper_id, p.account, 'SALES', p.amount_fen, ${act.businessDate}::date,
        ${at}, ${act.returnPaperId}::uuid
      FROM split s CROSS JOIN LATERAL (VALUES ('RECEIVABLE', s.settled_fen), ('PREPAID', s.amount_fen - s.settled_fen))
        AS p(account, amount_fen)
      WHERE p.amount_fen > 0 ORDER BY s.paper_id, p.account DESC
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen - s.settled_fen FROM split s
      WHERE i.account_set_id = ${act.accountSetId} AND i.paper_id = s.paper_id AND s.settled_fen > 0
    ), balance AS (
      UPDATE customer_balance b SET receivable_fen = b.receivable_fen - t.settled, prepaid_fen = b.prepaid_fen + t.credit
      FROM (SELECT coalesce(sum(settled_fen), 0) AS settled, coalesce(sum(amount_fen - settled_fen), 0) AS credit FROM split) t
      WHERE b.account_set_id = ${act.accountSetId} AND b.customer_id = ${act.customerId}::uuid
    )
    SELECT paper_id AS "paperId", settled_fen AS "settledFen", amount_fen - settled_fen AS "creditFen" FROM split ORDER BY paper_id`
}

/**
 * Mirrors what a return had credited: the notes are open again by as much, and the customer's credit goes. False, and
 * nothing is entered, when the customer has not that much credit any more: what receipts hold is no credit. Two statements.
 */
export async function reverseCredits(tx: Tx, act: ReturnAct, at: Date): Promise<boolean> {
  if (!(await holdCustomer(tx, act))) return false
  const rows = await tx.$queryRaw<{ isThere: boolean }[]>`
    WITH credited AS MATERIALIZED (
      SELECT e.* FROM receivable_entry e WHERE e.account_set_id = ${act.accountSetId}
        AND e.paper_id IN (SELECT l.source_paper_id FROM goods_paper_line l
          WHERE l.account_set_id = ${act.accountSetId} AND l.paper_id = ${act.returnPaperId}::uuid)
        AND e.return_paper_id = ${act.returnPaperId}::uuid AND e.reverses_id IS NULL
    ), total AS (
      SELECT coalesce(sum(amount_fen) FILTER (WHERE from_account = 'RECEIVABLE'), 0) AS settled,
        coalesce(sum(amount_fen) FILTER (WHERE from_account = 'PREPAID'), 0) AS credit,
        (SELECT b.prepaid_fen FROM customer_balance b WHERE b.account_set_id = ${act.accountSetId} AND b.customer_id = ${act.customerId}::uuid)
          - (SELECT coalesce(sum(m.open_fen), 0) FROM receipt_money m WHERE m.account_set_id = ${act.accountSetId}
            AND m.customer_id = ${act.customerId}::uuid AND m.open_fen > 0) AS there FROM credited
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, reverses_id, return_paper_id)
      SELECT c.account_set_id, c.customer_id, c.paper_id, c.to_account, c.from_account, c.amount_fen, ${act.businessDate}::date,
        ${at}, c.id, c.return_paper_id
      FROM credited c, total t WHERE t.credit <= t.there ORDER BY c.id
      RETURNING paper_id, to_account, amount_fen
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen + e.amount_fen FROM entry e
      WHERE i.account_set_id = ${act.accountSetId} AND i.paper_id = e.paper_id AND e.to_account = 'RECEIVABLE'
    ), balance AS (
      UPDATE customer_balance b SET receivable_fen = b.receivable_fen + t.settled, prepaid_fen = b.prepaid_fen - t.credit
      FROM total t WHERE b.account_set_id = ${act.accountSetId} AND b.customer_id = ${act.customerId}::uuid
        AND t.credit <= t.there
    )
    SELECT credit <= there AS "isThere" FROM total`
  return rows[0]?.isThere === true
}
