import type { z } from 'zod'
import type { Reader, Tx } from '#lib/db/client.ts'
import type {
  accountSetChangesInput,
  channelPolicyInput,
  copyStyleInput,
} from '#lib/domain/account-sets/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

type Seen = { accountSetId: number; version: number }

export type StoredAccountSet = {
  accountSetId: number
  name: string
  noteTitle: string
  numberFormat: string
  billingApplicationPolicy: string
  requiresDistinctSigners: boolean
}

/** One account set within these; null when it is not one of them. */
export async function readAccountSet(
  reader: Reader,
  accountSetIds: readonly number[],
  accountSetId: number,
): Promise<StoredAccountSet | null> {
  const rows = await reader.$queryRaw<StoredAccountSet[]>`
    SELECT id AS "accountSetId", name, note_title AS "noteTitle", number_format AS "numberFormat",
      billing_application_policy AS "billingApplicationPolicy", requires_distinct_signers AS "requiresDistinctSigners"
    FROM account_set WHERE id = ${accountSetId}::int AND id = ANY (${[...accountSetIds]}::int[])`
  return rows[0] ?? null
}

/** Writes the account set when the version is still the one that was seen. */
export async function updateAccountSet(
  tx: Tx,
  change: z.output<typeof accountSetChangesInput>,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE account_set SET name = ${change.name}, note_title = ${change.noteTitle}, number_format = ${change.numberFormat},
      billing_application_policy = ${change.billingApplicationPolicy},
      requires_distinct_signers = ${change.requiresDistinctSigners}, version = version + 1
    WHERE id = ${change.accountSetId}::int AND version = ${change.version}`
  return changed === 1
}

/** Every setting of an account set counts on its version: false when somebody was there first. */
export async function advanceVersion(tx: Tx, seen: Seen): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE account_set SET version = version + 1
    WHERE id = ${seen.accountSetId}::int AND version = ${seen.version}`
  return changed === 1
}

export type StoredPolicy = Omit<z.output<typeof channelPolicyInput>, 'version' | 'channel'> & {
  /** Settlement methods that customers of this channel have now. */
  methodsInUse: string[]
}

/** A channel's policy in an account set; null when the channel is not kept there. One statement. */
export async function readChannelPolicy(
  reader: Reader,
  accountSetIds: readonly number[],
  key: { accountSetId: number; channel: string },
): Promise<StoredPolicy | null> {
  const rows = await reader.$queryRaw<StoredPolicy[]>`
    SELECT p.account_set_id AS "accountSetId", p.settlement_methods AS "settlementMethods",
      p.requires_prepayment AS "requiresPrepayment", p.requires_freight_agent AS "requiresFreightAgent",
      p.requires_barcode AS "requiresBarcode", p.requires_sales_check AS "requiresSalesCheck",
      p.requires_consignment_note AS "requiresConsignmentNote", p.price_mode AS "priceMode",
      coalesce((SELECT array_agg(DISTINCT c.settlement_method) FROM customer c
        WHERE c.account_set_id = p.account_set_id AND c.channel = p.channel AND c.is_active), '{}') AS "methodsInUse"
    FROM channel_policy p
    WHERE p.account_set_id = ${key.accountSetId}::int AND p.channel = ${key.channel}
      AND p.account_set_id = ANY (${[...accountSetIds]}::int[])`
  return rows[0] ?? null
}

/** Writes what a channel asks of a note. */
export async function updateChannelPolicy(
  tx: Tx,
  policy: Omit<z.output<typeof channelPolicyInput>, 'version'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE channel_policy SET settlement_methods = ${policy.settlementMethods}::text[],
      requires_prepayment = ${policy.requiresPrepayment}, requires_freight_agent = ${policy.requiresFreightAgent},
      requires_barcode = ${policy.requiresBarcode}, requires_sales_check = ${policy.requiresSalesCheck},
      requires_consignment_note = ${policy.requiresConsignmentNote}, price_mode = ${policy.priceMode}
    WHERE account_set_id = ${policy.accountSetId}::int AND channel = ${policy.channel}`
}

export type StoredCopyStyle = Omit<z.output<typeof copyStyleInput>, 'version' | 'kind'>

/** How a copy looks in an account set. */
export async function readCopyStyle(
  reader: Reader,
  accountSetIds: readonly number[],
  key: { accountSetId: number; kind: string },
): Promise<StoredCopyStyle | null> {
  const rows = await reader.$queryRaw<StoredCopyStyle[]>`
    SELECT account_set_id AS "accountSetId", title, colour_name AS "colourName", colour_hex AS "colourHex",
      shows_prices AS "showsPrices"
    FROM copy_style WHERE account_set_id = ${key.accountSetId}::int AND kind = ${key.kind}
      AND account_set_id = ANY (${[...accountSetIds]}::int[])`
  return rows[0] ?? null
}

/** Writes how a copy looks. */
export async function updateCopyStyle(
  tx: Tx,
  style: Omit<z.output<typeof copyStyleInput>, 'version'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE copy_style SET title = ${style.title}, colour_name = ${style.colourName}, colour_hex = ${style.colourHex},
      shows_prices = ${style.showsPrices}
    WHERE account_set_id = ${style.accountSetId}::int AND kind = ${style.kind}`
}

/** The rate that a class has on a day; null when there is none. */
export async function readTaxRate(
  reader: Reader,
  taxClass: string,
  date: BusinessDate,
): Promise<{ rateBp: number | null }> {
  const rows = await reader.$queryRaw<{ rateBp: number }[]>`
    SELECT rate_bp AS "rateBp" FROM tax_rate WHERE tax_class = ${taxClass} AND valid_from <= ${date}::date
    ORDER BY valid_from DESC LIMIT 1`
  return { rateBp: rows[0]?.rateBp ?? null }
}

/** Sets a rate from a day on; one already set for the same day gives way. */
export async function saveTaxRate(
  tx: Tx,
  rate: { taxClass: string; validFrom: BusinessDate; rateBp: number },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO tax_rate (tax_class, valid_from, rate_bp)
    VALUES (${rate.taxClass}, ${rate.validFrom}::date, ${rate.rateBp})
    ON CONFLICT (tax_class, valid_from) DO UPDATE SET rate_bp = excluded.rate_bp`
}

export type PeriodKey = { accountSetId: number; period: string }

export type StoredPeriod = {
  status: string | null
  /** How often it has been closed. */
  closings: number
}

/** A period, locked against everyone who would enter into it, within these account sets. One statement. */
export async function holdPeriodToTurn(
  tx: Tx,
  accountSetIds: readonly number[],
  key: PeriodKey,
): Promise<StoredPeriod | null> {
  if (!accountSetIds.includes(key.accountSetId)) return null
  const rows = await tx.$queryRaw<{ status: string; closings: number }[]>`
    SELECT status, closings FROM accounting_period
    WHERE account_set_id = ${key.accountSetId}::int AND period = ${key.period} FOR UPDATE`
  return rows[0] ?? { status: null, closings: 0 }
}

/** Turns a period from one state to the other; false when it was not in that state. A new period is opened by `from` null. */
export async function turnPeriod(
  tx: Tx,
  turn: PeriodKey & { from: string | null; to: 'OPEN' | 'CLOSED'; by: string; at: Date },
): Promise<boolean> {
  const at = turn.at.toISOString()
  const changed =
    turn.from === null
      ? await tx.$executeRaw`
          INSERT INTO accounting_period (account_set_id, period, status, changed_at, changed_by_id)
          VALUES (${turn.accountSetId}::int, ${turn.period}, ${turn.to}, ${at}::timestamptz, ${turn.by}::uuid)
          ON CONFLICT DO NOTHING`
      : await tx.$executeRaw`
          UPDATE accounting_period SET status = ${turn.to}, changed_at = ${at}::timestamptz, changed_by_id = ${turn.by}::uuid,
            closings = closings + CASE WHEN ${turn.to} = 'CLOSED' THEN 1 ELSE 0 END, is_totalled = ${turn.to} = 'CLOSED'
          WHERE account_set_id = ${turn.accountSetId}::int AND period = ${turn.period} AND status = ${turn.from}`
  return changed === 1
}
