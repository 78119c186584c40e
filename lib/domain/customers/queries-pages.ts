import type { Reader } from '#lib/db/client.ts'
import { searchTerm } from '#lib/db/search-term.ts'
import {
  type CustomerAddressRow,
  customerMatches,
  type CustomerReader,
  maySeeCredit,
  phoneFor,
} from '#lib/domain/customers/queries.ts'
import { exposureOf, sellsOnCredit } from '#lib/domain/receivables/exposure.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A customer as the list shows it. `creditLimit` and `receivable` are null for those who do not see prices. */
export type CustomerRow = {
  accountSetId: number
  accountSetName: string
  id: string
  code: string
  name: string
  contactName: string
  phone: string
  channel: string
  settlementMethod: string
  creditLimit: string | null
  receivable: string | null
  isActive: boolean
}

export type CustomerList = { rows: CustomerRow[]; nextKey: string | null }

type ListedCustomer = Omit<CustomerRow, 'creditLimit' | 'receivable'> & {
  creditLimitFen: bigint
  receivableFen: bigint
}

const PAGE = 50

/** Customers in order of their codes, a page by key. One statement. */
export async function listCustomers(
  reader: Reader,
  actor: CustomerReader,
  wish: { query: string; afterKey: string | null; channel: string | null },
): Promise<CustomerList> {
  const term = searchTerm(wish.query)
  if (term === null && wish.query.trim() !== '') return { rows: [], nextKey: null }
  const [afterCode = null, afterSet = '0'] = wish.afterKey?.split('~') ?? []
  const listed = await reader.$queryRaw<ListedCustomer[]>`
    SELECT c.account_set_id AS "accountSetId", s.name AS "accountSetName", c.id, c.code, c.name,
      c.contact_name AS "contactName", c.phone, c.channel, c.settlement_method AS "settlementMethod",
      c.credit_limit_fen AS "creditLimitFen", coalesce(b.receivable_fen, 0) AS "receivableFen", c.is_active AS "isActive"
    FROM customer c JOIN account_set s ON s.id = c.account_set_id
    LEFT JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    WHERE c.account_set_id = ANY (${[...actor.accountSetIds]}::int[])
      AND (${wish.channel}::text IS NULL OR c.channel = ${wish.channel})
      AND (${afterCode}::text IS NULL OR (c.code, c.account_set_id::text) > (${afterCode}, ${afterSet}))
      AND ${term === null ? Prisma.sql`true` : customerMatches(actor, term)}
    ORDER BY c.code, c.account_set_id::text LIMIT ${PAGE + 1}`
  const rows = listed.slice(0, PAGE).map((row) => customerRow(actor, row))
  const last = rows.at(-1)
  return { rows, nextKey: listed.length > PAGE && last ? `${last.code}~${last.accountSetId}` : null }
}

function customerRow(actor: CustomerReader, row: ListedCustomer): CustomerRow {
  const { creditLimitFen, receivableFen, ...rest } = row
  const isMoneySeen = maySeeCredit(actor)
  return {
    ...rest,
    phone: phoneFor(actor, row.phone),
    creditLimit: isMoneySeen ? formatFenPlain(creditLimitFen) : null,
    receivable: isMoneySeen ? formatFenPlain(receivableFen) : null,
  }
}

/** A customer as its own page and its form show it; figures as decimal text. */
export type CustomerDetail = {
  accountSetId: number
  accountSetName: string
  id: string
  version: number
  code: string
  name: string
  contactName: string
  phone: string
  channel: string
  settlementMethod: string
  maxOpenNotes: number | null
  rollingCeiling: string | null
  cutoffDay: number | null
  priceMode: string
  licenceNumber: string | null
  licenceValidUntil: string | null
  salespersonId: string | null
  salespersonName: string | null
  isActive: boolean
  addresses: CustomerAddressRow[]
  /** Null for those who do not see prices. */
  credit: {
    limit: string
    days: number
    receivable: string
    committed: string
    prepaid: string
    exposure: string
    /** More than the limit, of a customer who is sold to on credit. */
    isOver: boolean
    isOnCredit: boolean
  } | null
}

type StoredDetail = Omit<CustomerDetail, 'rollingCeiling' | 'credit'> & {
  rollingCeilingFen: bigint | null
  creditLimitFen: bigint
  creditDays: number
  receivableFen: bigint
  committedFen: bigint
  prepaidFen: bigint
  requiresPrepayment: boolean
}

/** One customer within the reader's account sets; null when there is none. One statement. */
export async function customerDetail(
  reader: Reader,
  actor: CustomerReader,
  id: string,
): Promise<CustomerDetail | null> {
  const rows = await reader.$queryRaw<StoredDetail[]>`
    SELECT c.account_set_id AS "accountSetId", s.name AS "accountSetName", c.id, c.version, c.code, c.name,
      c.contact_name AS "contactName", c.phone, c.channel, c.settlement_method AS "settlementMethod",
      c.max_open_notes AS "maxOpenNotes", c.rolling_ceiling_fen AS "rollingCeilingFen", c.cutoff_day AS "cutoffDay",
      c.price_mode AS "priceMode", c.licence_number AS "licenceNumber", c.licence_valid_until::text AS "licenceValidUntil",
      c.salesperson_id AS "salespersonId", u.display_name AS "salespersonName", c.is_active AS "isActive",
      c.credit_limit_fen AS "creditLimitFen", c.credit_days AS "creditDays", coalesce(b.receivable_fen, 0) AS "receivableFen",
      coalesce(b.committed_fen, 0) AS "committedFen", coalesce(b.prepaid_fen, 0) AS "prepaidFen",
      coalesce(y.requires_prepayment, false) AS "requiresPrepayment",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'contactName', a.contact_name, 'phone', a.phone,
        'address', a.address, 'freightAgent', a.freight_agent, 'freightPhone', a.freight_phone) ORDER BY a.sort_order), '[]')
       FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id AND a.is_active) AS addresses
    FROM customer c JOIN account_set s ON s.id = c.account_set_id
    LEFT JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN channel_policy y ON y.account_set_id = c.account_set_id AND y.channel = c.channel
    LEFT JOIN app_user u ON u.id = c.salesperson_id
    WHERE c.account_set_id = ANY (${[...actor.accountSetIds]}::int[]) AND c.id = ${id}::uuid`
  const row = rows[0]
  return row === undefined ? null : detailFor(actor, row)
}

function detailFor(actor: CustomerReader, row: StoredDetail): CustomerDetail {
  const { creditLimitFen, creditDays, receivableFen, committedFen, prepaidFen, ...others } = row
  const { rollingCeilingFen, requiresPrepayment, ...rest } = others
  const isOnCredit = sellsOnCredit({ settlementMethod: row.settlementMethod, requiresPrepayment })
  const exposureFen = exposureOf({ receivableFen, committedFen, prepaidFen })
  const credit = {
    limit: formatFenPlain(creditLimitFen),
    days: creditDays,
    receivable: formatFenPlain(receivableFen),
    committed: formatFenPlain(committedFen),
    prepaid: formatFenPlain(prepaidFen),
    exposure: formatFenPlain(exposureFen),
    isOver: isOnCredit && exposureFen > creditLimitFen,
    isOnCredit,
  }
  return {
    ...rest,
    phone: phoneFor(actor, row.phone),
    addresses: row.addresses.map((address) => ({ ...address, phone: phoneFor(actor, address.phone) })),
    rollingCeiling: rollingCeilingFen === null ? null : formatFenPlain(rollingCeilingFen),
    credit: maySeeCredit(actor) ? credit : null,
  }
}

export type CustomerChoices = {
  channels: { channel: string; accountSetName: string; settlementMethods: string[]; priceMode: string }[]
  salespeople: { id: string; name: string }[]
}

/** What a customer's form offers: the channels of the reader's account sets, and the salespeople. One statement. */
export async function customerChoices(reader: Reader, actor: CustomerReader): Promise<CustomerChoices> {
  const rows = await reader.$queryRaw<CustomerChoices[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('channel', p.channel, 'accountSetName', s.name,
          'settlementMethods', p.settlement_methods, 'priceMode', p.price_mode) ORDER BY p.account_set_id, p.channel), '[]')
       FROM channel_policy p JOIN account_set s ON s.id = p.account_set_id
       WHERE p.account_set_id = ANY (${[...actor.accountSetIds]}::int[])) AS channels,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.display_name) ORDER BY u.display_name), '[]')
       FROM app_user u WHERE u.is_active AND EXISTS (
         SELECT FROM user_role r WHERE r.user_id = u.id AND r.role = 'SALESPERSON')) AS salespeople`
  return rows[0] ?? { channels: [], salespeople: [] }
}
