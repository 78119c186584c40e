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

/** Whose money pays, and the day of the act. */
export type PayingCustomer = { accountSetId: number; customerId: string; businessDate: string }

/** What was settled by an allocation, note by note, and the day it is entered on. */
export type Allocated = { accountSetId: number; paperId: string; amountFen: bigint; businessDate: string }

/**
 * Lets the customers' unallocated money pay their open items, oldest first, as far as it goes (R91). Nothing is
 * paid before its own date: an older act is entered on the item's day; an item whose day lies in a closed period
 * waits. The caller already holds the balances, so that what is read here stands. One statement, whatever the
 * number of customers. Answers what was paid.
 */
export async function allocateOldestFirst(
  tx: Tx,
  customers: readonly PayingCustomer[],
  at: Date,
): Promise<Allocated[]> {
  if (customers.length === 0) return []
  return tx.$queryRaw<Allocated[]>`
    WITH payer AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(customers)}::jsonb)
        AS p("accountSetId" int, "customerId" uuid, "businessDate" date)
    ), held AS MATERIALIZED (
      SELECT b.account_set_id, b.customer_id, b.prepaid_fen, p."businessDate" AS act_date
      FROM customer_balance b JOIN payer p ON p."accountSetId" = b.account_set_id AND p."customerId" = b.customer_id
      ORDER BY b.account_set_id, b.customer_id FOR UPDATE OF b
    ), queue AS (
      SELECT i.account_set_id, i.customer_id, i.paper_id, i.open_fen, h.prepaid_fen, d.on_date,
        sum(i.open_fen) OVER (PARTITION BY i.account_set_id, i.customer_id ORDER BY i.business_date, i.paper_id) - i.open_fen AS before_fen
      FROM receivable_item i JOIN held h USING (account_set_id, customer_id)
      CROSS JOIN LATERAL (SELECT greatest(h.act_date, i.business_date) AS on_date) d
      JOIN accounting_period t ON t.account_set_id = i.account_set_id AND t.period = to_char(d.on_date, 'YYYYMM') AND t.status = 'OPEN'
      WHERE i.open_fen > 0
    ), paid AS (
      SELECT account_set_id, customer_id, paper_id, on_date, least(open_fen, prepaid_fen - before_fen)::bigint AS amount_fen
      FROM queue WHERE before_fen < prepaid_fen
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date, recorded_at)
      SELECT account_set_id, customer_id, paper_id, 'RECEIVABLE', 'PREPAID', amount_fen, on_date, ${at}
      FROM paid ORDER BY paper_id RETURNING account_set_id, customer_id, paper_id, amount_fen, business_date
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen - e.amount_fen FROM entry e
      WHERE i.account_set_id = e.account_set_id AND i.paper_id = e.paper_id
    ), balance AS (
      UPDATE customer_balance b SET prepaid_fen = b.prepaid_fen - t.total, receivable_fen = b.receivable_fen - t.total
      FROM (SELECT account_set_id, customer_id, sum(amount_fen) AS total FROM entry GROUP BY 1, 2) t
      WHERE b.account_set_id = t.account_set_id AND b.customer_id = t.customer_id
    )
    SELECT account_set_id AS "accountSetId", paper_id AS "paperId", amount_fen AS "amountFen", business_date::text AS "businessDate"
    FROM entry ORDER BY paper_id`
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

/**
 * Mirrors the claim of a posted note that nothing was paid on and no return lives on: the other half of a red reversal.
 */
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
        AND e.return_paper_id IS NULL
      RETURNING amount_fen
    ), item AS (
      UPDATE receivable_item SET open_fen = 0 WHERE account_set_id = ${claim.accountSetId} AND paper_id = ${claim.paperId}::uuid
    )
    UPDATE customer_balance b SET receivable_fen = b.receivable_fen - t.total
    FROM (SELECT coalesce(sum(amount_fen), 0) AS total FROM entry) t
    WHERE b.account_set_id = ${claim.accountSetId} AND b.customer_id = ${claim.customerId}::uuid`
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
async function holdCustomer(
  tx: Tx,
  act: Pick<ReturnAct, 'accountSetId' | 'customerId'>,
): Promise<{ prepaidFen: bigint } | null> {
  const rows = await tx.$queryRaw<{ prepaidFen: bigint }[]>`
    SELECT prepaid_fen AS "prepaidFen" FROM customer_balance
    WHERE account_set_id = ${act.accountSetId} AND customer_id = ${act.customerId}::uuid FOR UPDATE`
  return rows[0] ?? null
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
  if ((await holdCustomer(tx, act)) === null) throw new Error('receivables: the customer has no balance')
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
 * nothing is entered, when the customer has not that much credit any more. Two statements.
 */
export async function reverseCredits(tx: Tx, act: ReturnAct, at: Date): Promise<boolean> {
  const held = await holdCustomer(tx, act)
  const rows = await tx.$queryRaw<{ isThere: boolean }[]>`
    WITH credited AS MATERIALIZED (
      SELECT e.* FROM receivable_entry e WHERE e.account_set_id = ${act.accountSetId}
        AND e.paper_id IN (SELECT l.source_paper_id FROM goods_paper_line l
          WHERE l.account_set_id = ${act.accountSetId} AND l.paper_id = ${act.returnPaperId}::uuid)
        AND e.return_paper_id = ${act.returnPaperId}::uuid AND e.reverses_id IS NULL
    ), total AS (
      SELECT coalesce(sum(amount_fen) FILTER (WHERE from_account = 'RECEIVABLE'), 0) AS settled,
        coalesce(sum(amount_fen) FILTER (WHERE from_account = 'PREPAID'), 0) AS credit FROM credited
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, reverses_id, return_paper_id)
      SELECT c.account_set_id, c.customer_id, c.paper_id, c.to_account, c.from_account, c.amount_fen, ${act.businessDate}::date,
        ${at}, c.id, c.return_paper_id
      FROM credited c, total t WHERE t.credit <= ${held?.prepaidFen ?? 0n}::bigint ORDER BY c.id
      RETURNING paper_id, to_account, amount_fen
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen + e.amount_fen FROM entry e
      WHERE i.account_set_id = ${act.accountSetId} AND i.paper_id = e.paper_id AND e.to_account = 'RECEIVABLE'
    ), balance AS (
      UPDATE customer_balance b SET receivable_fen = b.receivable_fen + t.settled, prepaid_fen = b.prepaid_fen - t.credit
      FROM total t WHERE b.account_set_id = ${act.accountSetId} AND b.customer_id = ${act.customerId}::uuid
        AND t.credit <= ${held?.prepaidFen ?? 0n}::bigint
    )
    SELECT credit <= ${held?.prepaidFen ?? 0n}::bigint AS "isThere" FROM total`
  return rows[0]?.isThere === true
}
