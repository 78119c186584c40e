import type { Tx } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

/** A note that is to be settled by hand, and what was let off of it before. */
export type OpenNote = { paperId: string; number: string; openFen: bigint; allowedFen: bigint }

/** Money that can pay: a receipt's, or the credit of goods that came back (no paper). */
export type MoneySource = {
  paperId: string | null
  number: string | null
  openFen: bigint
  waits: 'DEPOSIT' | 'NOTE' | null
}

/** What one customer's settlement by hand looks at. The balance is held. */
export type SettlementLoaded = {
  /** What needs nobody's consent for one note. */
  freeRoundingOffFen: bigint
  prepaidFen: bigint
  notes: OpenNote[]
  /** Receipts with money left, oldest first. */
  receipts: MoneySource[]
}

type Stored = { paperId: string; number: string; openFen: string; allowedFen: string }
type StoredMoney = { paperId: string; number: string; openFen: string; waits: MoneySource['waits'] }

/** Holds the customer's balance, then reads its open notes among those asked for and its money. Two statements. */
export async function holdSettlement(
  tx: Tx,
  key: { accountSetId: number; customerId: string },
  paperIds: readonly string[],
): Promise<SettlementLoaded | null> {
  await tx.$queryRaw`
    SELECT FROM customer_balance WHERE account_set_id = ${key.accountSetId} AND customer_id = ${key.customerId}::uuid FOR UPDATE`
  const rows = await tx.$queryRaw<
    { freeRoundingOffFen: bigint; prepaidFen: bigint; notes: Stored[]; receipts: StoredMoney[] }[]
  >`
    SELECT s.free_rounding_off_fen AS "freeRoundingOffFen", b.prepaid_fen AS "prepaidFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', i.paper_id, 'number', p.number, 'openFen', i.open_fen::text,
          'allowedFen', (SELECT coalesce(sum(CASE e.to_account WHEN 'ALLOWANCE' THEN e.amount_fen ELSE -e.amount_fen END), 0)::text
            FROM receivable_entry e WHERE e.account_set_id = i.account_set_id AND e.paper_id = i.paper_id
              AND 'ALLOWANCE' IN (e.from_account, e.to_account)))), '[]')
       FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
       WHERE i.account_set_id = b.account_set_id AND i.customer_id = b.customer_id AND i.paper_id = ANY(${[...paperIds]}::uuid[])) AS notes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', m.paper_id, 'number', p.number, 'openFen', m.open_fen::text,
          'waits', m.waits) ORDER BY m.booked_on, m.paper_id), '[]')
       FROM receipt_money m JOIN paper p ON p.account_set_id = m.account_set_id AND p.id = m.paper_id
       WHERE m.account_set_id = b.account_set_id AND m.customer_id = b.customer_id AND m.open_fen > 0) AS receipts
    FROM customer_balance b JOIN account_set s ON s.id = b.account_set_id
    WHERE b.account_set_id = ${key.accountSetId} AND b.customer_id = ${key.customerId}::uuid`
  const row = rows[0]
  if (!row) return null
  return {
    freeRoundingOffFen: row.freeRoundingOffFen,
    prepaidFen: row.prepaidFen,
    notes: row.notes.map((note) => ({
      ...note,
      openFen: BigInt(note.openFen),
      allowedFen: BigInt(note.allowedFen),
    })),
    receipts: row.receipts.map((money) => ({ ...money, openFen: BigInt(money.openFen) })),
  }
}

/** One entry that settled a note and still stands. */
export type StandingEntry = { id: bigint; account: string; amountFen: bigint; businessDate: BusinessDate }

/** A note whose allocations are to be taken back. */
export type SettledNote = { number: string; customerId: string; entries: StandingEntry[] }

/**
 * Holds the note's paper and its customer's balance, then reads what settled the note and still stands. Null when it was
 * never posted. Three statements.
 */
export async function holdSettled(
  tx: Tx,
  key: { accountSetId: number; paperId: string },
): Promise<SettledNote | null> {
  await tx.$queryRaw`SELECT FROM paper WHERE account_set_id = ${key.accountSetId} AND id = ${key.paperId}::uuid FOR UPDATE`
  const held = await tx.$queryRaw<{ number: string; customerId: string }[]>`
    SELECT p.number, i.customer_id AS "customerId" FROM receivable_item i
    JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
    JOIN customer_balance b ON b.account_set_id = i.account_set_id AND b.customer_id = i.customer_id
    WHERE i.account_set_id = ${key.accountSetId} AND i.paper_id = ${key.paperId}::uuid FOR UPDATE OF b`
  const [note] = held
  if (!note) return null
  const entries = await tx.$queryRaw<StandingEntry[]>`
    SELECT e.id, e.to_account AS account, e.amount_fen AS "amountFen", e.business_date::text AS "businessDate"
    FROM receivable_entry e WHERE e.account_set_id = ${key.accountSetId} AND e.paper_id = ${key.paperId}::uuid
      AND e.from_account = 'RECEIVABLE' AND e.to_account IN ('PREPAID', 'ALLOWANCE') AND e.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM receivable_entry r WHERE r.account_set_id = e.account_set_id AND r.reverses_id = e.id)
    ORDER BY e.id`
  return { ...note, entries }
}
