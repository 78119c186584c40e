import type { Tx } from '#lib/db/client.ts'
import type { ChartAccount } from '#lib/domain/books/charts.ts'
import type { BookMonth } from '#lib/ledger/closing.ts'

/** Holds a month against everybody who enters into it; its status, or null when nobody opened it. One statement. */
export async function holdBookPeriod(tx: Tx, key: BookMonth): Promise<string | null> {
  const rows = await tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM accounting_period
    WHERE account_set_id = ${key.accountSetId}::int AND period = ${key.period} FOR UPDATE`
  return rows[0]?.status ?? null
}

/** The chart of an account set as far as choosing and changing it goes. */
export type HeldChart = { standard: string; hasVouchers: boolean }

/** Holds the account set's row; null when it is not one of these. One statement. */
export async function holdChart(
  tx: Tx,
  accountSetIds: readonly number[],
  accountSetId: number,
): Promise<HeldChart | null> {
  const rows = await tx.$queryRaw<HeldChart[]>`
    SELECT s.accounting_standard AS standard,
      EXISTS (SELECT FROM journal_voucher v WHERE v.account_set_id = s.id) AS "hasVouchers"
    FROM account_set s WHERE s.id = ${accountSetId}::int AND s.id = ANY (${[...accountSetIds]}::int[]) FOR UPDATE OF s`
  return rows[0] ?? null
}

/** Puts a standard's chart in the place of the one before; accounts of the other standard are out of use. Three statements. */
export async function replaceChart(
  tx: Tx,
  accountSetId: number,
  standard: string,
  chart: readonly ChartAccount[],
): Promise<void> {
  const accounts = JSON.stringify(chart.map(([code, name, nature, use]) => ({ code, name, nature, use })))
  await tx.$executeRaw`
    UPDATE account_set SET accounting_standard = ${standard}, version = version + 1 WHERE id = ${accountSetId}::int`
  await tx.$executeRaw`
    WITH chart AS (SELECT * FROM jsonb_to_recordset(${accounts}::jsonb) AS c(code text, name text, nature text)),
    old AS (
      UPDATE account a SET is_active = false WHERE a.account_set_id = ${accountSetId}::int
        AND NOT EXISTS (SELECT FROM chart c WHERE c.code = a.code)
    )
    INSERT INTO account (account_set_id, code, name, nature, is_active)
    SELECT ${accountSetId}::int, c.code, c.name, c.nature, true FROM chart c
    ON CONFLICT (account_set_id, code) DO UPDATE SET name = excluded.name, nature = excluded.nature, is_active = true`
  await tx.$executeRaw`
    INSERT INTO account_use (account_set_id, use, code)
    SELECT ${accountSetId}::int, c.use, c.code FROM jsonb_to_recordset(${accounts}::jsonb) AS c(code text, use text)
    WHERE c.use IS NOT NULL
    ON CONFLICT (account_set_id, use) DO UPDATE SET code = excluded.code`
}

export type StoredAccount = { code: string; name: string; nature: string; isActive: boolean }

/** The account with this code, and the nearest one above it. One statement. */
export async function readAccountPlace(
  tx: Tx,
  accountSetIds: readonly number[],
  key: { accountSetId: number; code: string },
): Promise<{ self: StoredAccount | null; parent: StoredAccount | null } | null> {
  if (!accountSetIds.includes(key.accountSetId)) return null
  const rows = await tx.$queryRaw<StoredAccount[]>`
    SELECT a.code, a.name, a.nature, a.is_active AS "isActive" FROM account a
    WHERE a.account_set_id = ${key.accountSetId}::int AND starts_with(${key.code}, a.code)
    ORDER BY length(a.code) DESC FOR SHARE`
  const self = rows.find(({ code }) => code === key.code) ?? null
  return { self, parent: rows.find(({ code }) => code !== key.code) ?? null }
}

/** Adds an account; false when there is one with this code. */
export async function insertAccount(
  tx: Tx,
  account: { accountSetId: number; code: string; name: string; nature: string },
): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO account (account_set_id, code, name, nature)
    VALUES (${account.accountSetId}::int, ${account.code}, ${account.name}, ${account.nature}) ON CONFLICT DO NOTHING`
  return added === 1
}

/** Names an account anew when its name is still the one that was seen. */
export async function renameAccount(
  tx: Tx,
  change: { accountSetId: number; code: string; seenName: string; name: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE account SET name = ${change.name}
    WHERE account_set_id = ${change.accountSetId}::int AND code = ${change.code} AND name = ${change.seenName}`
  return changed === 1
}
