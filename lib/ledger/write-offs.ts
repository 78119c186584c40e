import type { Tx } from '#lib/db/client.ts'
import { asText } from '#lib/ledger/as-text.ts'

/** Whose claim ends without money, by which paper, and the day of the act. */
export type WriteOffAct = {
  accountSetId: number
  customerId: string
  writeOffPaperId: string
  businessDate: string
}

/** What of a note is written off, in fen. */
export type WrittenOff = { paperId: string; amountFen: bigint }

/**
 * Holds the customer's balance, and with it every open item: what is read next stands, and money that wants to pay the
 * same notes waits. False where there is no such customer. One statement.
 */
export async function holdBalance(
  tx: Tx,
  of: Pick<WriteOffAct, 'accountSetId' | 'customerId'>,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ one: number }[]>`
    SELECT 1 AS one FROM customer_balance
    WHERE account_set_id = ${of.accountSetId} AND customer_id = ${of.customerId}::uuid FOR UPDATE`
  return rows.length === 1
}

/**
 * Ends claims nobody will pay: entry, open item and balance in one statement. Every entry stands on its note and names
 * the write-off. Answers of how many notes; fewer than asked means that one has no longer that much open, and the caller
 * must give up. The caller holds the balance.
 */
export async function enterWriteOff(
  tx: Tx,
  act: WriteOffAct,
  notes: readonly WrittenOff[],
  at: Date,
): Promise<number> {
  const rows = await tx.$queryRaw<{ notes: number }[]>`
    WITH draft AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(notes, asText)}::jsonb) AS d("paperId" uuid, "amountFen" bigint)
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen - d."amountFen" FROM draft d
      WHERE i.account_set_id = ${act.accountSetId} AND i.paper_id = d."paperId" AND i.customer_id = ${act.customerId}::uuid
        AND i.open_fen >= d."amountFen"
      RETURNING i.paper_id, d."amountFen" AS amount_fen
    ), entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, write_off_paper_id)
      SELECT ${act.accountSetId}, ${act.customerId}::uuid, paper_id, 'RECEIVABLE', 'WRITE_OFF', amount_fen, ${act.businessDate}::date,
        ${at}, ${act.writeOffPaperId}::uuid
      FROM item ORDER BY paper_id RETURNING amount_fen
    ), balance AS (
      UPDATE customer_balance b SET receivable_fen = b.receivable_fen - t.total
      FROM (SELECT coalesce(sum(amount_fen), 0) AS total FROM entry) t
      WHERE b.account_set_id = ${act.accountSetId} AND b.customer_id = ${act.customerId}::uuid
    )
    SELECT count(*)::int AS notes FROM entry`
  return rows[0]?.notes ?? 0
}

/**
 * Mirrors what a write-off had ended: its notes are open again by as much. Once; a second time finds nothing. The caller
 * holds the write-off and the balance. One statement. Answers how many notes.
 */
export async function reverseWriteOff(tx: Tx, act: WriteOffAct, at: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ notes: number }[]>`
    WITH entry AS (
      INSERT INTO receivable_entry (account_set_id, customer_id, paper_id, from_account, to_account, amount_fen, business_date,
        recorded_at, reverses_id, write_off_paper_id)
      SELECT e.account_set_id, e.customer_id, e.paper_id, e.to_account, e.from_account, e.amount_fen, ${act.businessDate}::date,
        ${at}, e.id, e.write_off_paper_id
      FROM write_off_line l JOIN receivable_entry e ON e.account_set_id = l.account_set_id AND e.paper_id = l.note_id
      WHERE l.account_set_id = ${act.accountSetId} AND l.paper_id = ${act.writeOffPaperId}::uuid
        AND e.write_off_paper_id = l.paper_id AND e.customer_id = ${act.customerId}::uuid AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT FROM receivable_entry r WHERE r.account_set_id = e.account_set_id AND r.paper_id = e.paper_id
          AND r.reverses_id = e.id)
      ORDER BY e.id RETURNING paper_id, amount_fen
    ), item AS (
      UPDATE receivable_item i SET open_fen = i.open_fen + e.amount_fen FROM entry e
      WHERE i.account_set_id = ${act.accountSetId} AND i.paper_id = e.paper_id
    ), balance AS (
      UPDATE customer_balance b SET receivable_fen = b.receivable_fen + t.total
      FROM (SELECT coalesce(sum(amount_fen), 0) AS total FROM entry) t
      WHERE b.account_set_id = ${act.accountSetId} AND b.customer_id = ${act.customerId}::uuid
    )
    SELECT count(*)::int AS notes FROM entry`
  return rows[0]?.notes ?? 0
}
