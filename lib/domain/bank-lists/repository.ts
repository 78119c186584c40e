import type { Tx } from '#lib/db/client.ts'
import type { BankLine } from '#lib/domain/bank-lists/read-list.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { asText } from '#lib/ledger/as-text.ts'

/** Keeps the lines that were never read before; answers how many those are. One statement. */
export async function insertLines(
  tx: Tx,
  of: { accountSetId: number; bankAccount: string; fileName: string; readById: string; at: Date },
  lines: readonly BankLine[],
): Promise<number> {
  const rows = lines.map((line) => ({ ...line, id: newId(of.at) }))
  return tx.$executeRaw`
    INSERT INTO bank_line (account_set_id, id, bank_account, booked_on, amount_fen, reference, payer, memo, line_key, file_name,
      read_by_id, read_at)
    SELECT ${of.accountSetId}, d.id, ${of.bankAccount}, d."bookedOn", d."amountFen", d.reference, d.payer, d.memo, d.key,
      ${of.fileName}, ${of.readById}::uuid, ${of.at}
    FROM jsonb_to_recordset(${JSON.stringify(rows, asText)}::jsonb) AS d(id uuid, "bookedOn" date, "amountFen" bigint,
      reference text, payer text, memo text, key text)
    ON CONFLICT (account_set_id, bank_account, line_key) DO NOTHING`
}

/** A line that is to become a receipt, with the customer it was matched with. */
export type MatchedLine = {
  lineId: string
  bookedOn: BusinessDate
  amountFen: bigint
  payer: string
  memo: string
  reference: string
  isOpen: boolean
  customerId: string | null
  paysBefore: boolean
  /** Of the note the money is said to be for; null when the customer has no such note. */
  noteStatus: string | null
  isPeriodOpen: boolean
  numberFormat: string
}

/**
 * Holds the lines, the months they lie in and the customers' balances, each in its order, and reads what was matched. A
 * customer is named by id or by code; null where there is none. Three statements, whatever the number of lines.
 */
export async function holdMatches(
  tx: Tx,
  accountSetId: number,
  matches: readonly { lineId: string; customerId: string; customerCode: string; forPaperId: string }[],
): Promise<MatchedLine[]> {
  const asked = JSON.stringify(
    matches.map(({ lineId, customerId, customerCode, forPaperId }) => ({
      lineId,
      customerId: customerCode === '' && customerId !== '' ? customerId : null,
      customerCode,
      forPaperId: forPaperId === '' ? null : forPaperId,
    })),
  )
  const lineIds = matches.map(({ lineId }) => lineId)
  await tx.$queryRaw`
    WITH held AS MATERIALIZED (SELECT l.booked_on FROM bank_line l WHERE l.account_set_id = ${accountSetId}
      AND l.id = ANY(${lineIds}::uuid[]) ORDER BY l.id FOR UPDATE)
    SELECT FROM accounting_period t WHERE t.account_set_id = ${accountSetId}
      AND t.period IN (SELECT to_char(h.booked_on, 'YYYYMM') FROM held h) ORDER BY t.period FOR SHARE`
  await tx.$queryRaw`
    SELECT FROM customer_balance b WHERE b.account_set_id = ${accountSetId} AND b.customer_id IN (
      SELECT c.id FROM jsonb_to_recordset(${asked}::jsonb) AS a("customerId" uuid, "customerCode" text)
      JOIN customer c ON c.account_set_id = ${accountSetId} AND (c.id = a."customerId" OR (a."customerId" IS NULL AND c.code = a."customerCode")))
    ORDER BY b.customer_id FOR UPDATE`
  return tx.$queryRaw<MatchedLine[]>`
    SELECT l.id AS "lineId", l.booked_on::text AS "bookedOn", l.amount_fen AS "amountFen", l.payer, l.memo, l.reference,
      l.is_open AS "isOpen",
      c.id AS "customerId", coalesce(y.requires_prepayment, false) AS "paysBefore", n.status AS "noteStatus",
      EXISTS (SELECT FROM accounting_period t WHERE t.account_set_id = l.account_set_id AND t.status = 'OPEN'
        AND t.period = to_char(l.booked_on, 'YYYYMM')) AS "isPeriodOpen", s.number_format AS "numberFormat"
    FROM jsonb_to_recordset(${asked}::jsonb) AS a("lineId" uuid, "customerId" uuid, "customerCode" text, "forPaperId" uuid)
    JOIN bank_line l ON l.account_set_id = ${accountSetId} AND l.id = a."lineId"
    JOIN account_set s ON s.id = l.account_set_id
    LEFT JOIN customer c ON c.account_set_id = l.account_set_id
      AND (c.id = a."customerId" OR (a."customerId" IS NULL AND c.code = a."customerCode"))
    LEFT JOIN channel_policy y ON y.account_set_id = c.account_set_id AND y.channel = c.channel
    LEFT JOIN delivery_note n ON n.account_set_id = l.account_set_id AND n.customer_id = c.id AND n.paper_id = a."forPaperId"
    ORDER BY l.booked_on, l.id`
}

/** Sets an open line aside; false when it has become a receipt or was set aside before. One statement. */
export async function markAside(
  tx: Tx,
  key: { accountSetId: number; lineId: string },
  by: { setAsideById: string; reason: string; at: Date },
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE bank_line SET set_aside_by_id = ${by.setAsideById}::uuid, set_aside_at = ${by.at}, reason = ${by.reason}, is_open = false
    WHERE account_set_id = ${key.accountSetId} AND id = ${key.lineId}::uuid AND is_open`
  return moved === 1
}

/** Holds a line; false when the account set has none such. One statement. */
export async function holdLine(tx: Tx, key: { accountSetId: number; lineId: string }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT l.id FROM bank_line l WHERE l.account_set_id = ${key.accountSetId} AND l.id = ${key.lineId}::uuid FOR UPDATE`
  return rows.length === 1
}
