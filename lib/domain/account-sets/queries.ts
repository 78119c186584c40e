import type { Reader } from '#lib/db/client.ts'

export type ChannelPolicyView = {
  channel: string
  settlementMethods: string[]
  requiresPrepayment: boolean
  requiresFreightAgent: boolean
  requiresBarcode: boolean
  requiresSalesCheck: boolean
  requiresConsignmentNote: boolean
  priceMode: string
}

export type CopyStyleView = {
  kind: string
  title: string
  colourName: string
  colourHex: string
  showsPrices: boolean
}

export type PeriodView = { period: string; status: string; changedAt: string; changedByName: string | null }

/** An account set with everything that its settings page shows. */
export type AccountSetSettings = {
  id: number
  code: string
  name: string
  noteTitle: string
  numberFormat: string
  billingApplicationPolicy: string
  requiresDistinctSigners: boolean
  version: number
  channels: ChannelPolicyView[]
  copies: CopyStyleView[]
  periods: PeriodView[]
}

/** The settings of the reader's account sets, periods newest first (two years of them). One statement. */
export async function accountSetSettings(
  reader: Reader,
  accountSetIds: readonly number[],
): Promise<AccountSetSettings[]> {
  return reader.$queryRaw`
    SELECT s.id, s.code, s.name, s.note_title AS "noteTitle", s.number_format AS "numberFormat",
      s.billing_application_policy AS "billingApplicationPolicy", s.requires_distinct_signers AS "requiresDistinctSigners",
      s.version,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('channel', p.channel, 'settlementMethods', p.settlement_methods,
        'requiresPrepayment', p.requires_prepayment, 'requiresFreightAgent', p.requires_freight_agent,
        'requiresBarcode', p.requires_barcode, 'requiresSalesCheck', p.requires_sales_check,
        'requiresConsignmentNote', p.requires_consignment_note, 'priceMode', p.price_mode)
        ORDER BY array_position(ARRAY['DIRECT', 'SUB_DISTRIBUTOR', 'PREFECTURE', 'SUPERMARKET'], p.channel)), '[]')
       FROM channel_policy p WHERE p.account_set_id = s.id) AS channels,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'title', c.title, 'colourName', c.colour_name,
        'colourHex', c.colour_hex, 'showsPrices', c.shows_prices)
        ORDER BY array_position(ARRAY['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'], c.kind)), '[]')
       FROM copy_style c WHERE c.account_set_id = s.id) AS copies,
      (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM (
        SELECT a.period, a.status, to_char(a.changed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "changedAt",
          u.display_name AS "changedByName"
        FROM accounting_period a LEFT JOIN app_user u ON u.id = a.changed_by_id
        WHERE a.account_set_id = s.id ORDER BY a.period DESC LIMIT 24) a) AS periods
    FROM account_set s WHERE s.id = ANY (${[...accountSetIds]}::int[]) ORDER BY s.id`
}

export type AccountSetName = { id: number; name: string }

/** The reader's account sets by name. One statement. */
export async function accountSetNames(
  reader: Reader,
  accountSetIds: readonly number[],
): Promise<AccountSetName[]> {
  return reader.$queryRaw`
    SELECT id, name FROM account_set WHERE id = ANY (${[...accountSetIds]}::int[]) ORDER BY id`
}

export type TaxRateView = { taxClass: string; validFrom: string; rateBp: number }

/** Every tax rate with the day it holds from, newest first within its class. One statement. */
export async function listTaxRates(reader: Reader): Promise<TaxRateView[]> {
  return reader.$queryRaw`
    SELECT tax_class AS "taxClass", valid_from::text AS "validFrom", rate_bp AS "rateBp" FROM tax_rate
    ORDER BY array_position(ARRAY['GENERAL', 'REDUCED', 'SERVICE', 'SIMPLIFIED_3', 'SIMPLIFIED_1', 'ZERO'], tax_class),
      valid_from DESC`
}

/** A member of a channel's policy as it was and as it became. */
export type PolicyMember = string | boolean | string[] | null

export type ChannelChange = {
  channel: string
  /** ISO instant. */
  at: string
  byName: string
  before: Record<string, PolicyMember>
  after: Record<string, PolicyMember>
}

/** Who changed what a channel asks, and when: the latest twenty of each channel, newest first. One statement. */
export async function channelHistory(reader: Reader, accountSetId: number): Promise<ChannelChange[]> {
  return reader.$queryRaw`
    SELECT e.subject_id AS channel, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, e.actor->>'name' AS "byName",
      e.payload->'before' AS before, e.payload->'after' AS after
    FROM channel_policy p
    CROSS JOIN LATERAL (SELECT d.* FROM desk_event d
      WHERE d.subject = 'channelPolicy' AND d.subject_id = p.channel AND d.account_set_id = p.account_set_id
      ORDER BY d.position DESC LIMIT 20) e
    WHERE p.account_set_id = ${accountSetId}::int ORDER BY e.position DESC`
}
