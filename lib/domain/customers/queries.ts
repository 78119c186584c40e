import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type SearchTerm, searchTerm } from '#lib/db/search-term.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { maskPhone } from '#lib/kernel/text.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Who reads: what they may see follows from it. */
export type CustomerReader = Pick<Person, 'permissions' | 'accountSetIds'>

/** A customer as search offers it. The phone is masked for those who need not call (R67). */
export type CustomerMatch = {
  accountSetId: number
  id: string
  code: string
  name: string
  contactName: string
  phone: string
  channel: string
  settlementMethod: string
  isActive: boolean
}

const MOST_ROWS = 50

/**
 * Customers by 拼音首字母, name, code, contact person or phone within the reader's account sets: an exact code or
 * name first, then beginnings, then the rest; active ones first. A phone finds nothing for those who may not
 * see phones. One statement.
 */
export async function searchCustomers(
  reader: Reader,
  actor: CustomerReader,
  search: { query: string; limit: number; accountSetId?: number },
): Promise<CustomerMatch[]> {
  const term = searchTerm(search.query)
  if (term === null) return []
  const sets = actor.accountSetIds.filter(
    (id) => search.accountSetId === undefined || id === search.accountSetId,
  )
  const found = await reader.$queryRaw<CustomerMatch[]>`
    SELECT c.account_set_id AS "accountSetId", c.id, c.code, c.name, c.contact_name AS "contactName", c.phone, c.channel,
      c.settlement_method AS "settlementMethod", c.is_active AS "isActive"
    FROM customer c
    WHERE c.account_set_id = ANY (${sets}::int[]) AND ${customerMatches(actor, term)}
    ORDER BY c.is_active DESC, CASE
      WHEN lower(c.code) = ${term.key} OR c.name_key = ${term.key} THEN 0
      WHEN c.initials LIKE ${term.prefix} OR c.name_key LIKE ${term.prefix} OR lower(c.code) LIKE ${term.prefix} THEN 1
      ELSE 2 END, length(c.name), c.code
    LIMIT ${Math.max(1, Math.min(search.limit, MOST_ROWS))}`
  return found.map((row) => ({ ...row, phone: phoneFor(actor, row.phone) }))
}

/** The condition that a customer holds every word of the term, or the phone has these digits. */
export function customerMatches(actor: CustomerReader, term: SearchTerm): Prisma.Sql {
  const byText = Prisma.sql`(c.search_key LIKE ${term.longest} AND c.search_key LIKE ALL (${term.words}::text[]))`
  if (term.digits === null || !actor.permissions.has('customer.seePhone')) return byText
  return Prisma.sql`(${byText} OR regexp_replace(c.phone, '\\D', '', 'g') LIKE ${term.digits})`
}

/** A phone number as this reader may see it. */
export function phoneFor(actor: CustomerReader, phone: string): string {
  return actor.permissions.has('customer.seePhone') ? phone : maskPhone(phone)
}

/** Credit is for those who see prices at all. */
export function maySeeCredit(actor: Pick<Person, 'permissions'>): boolean {
  return actor.permissions.has('price.read')
}

export type CustomerAddressRow = {
  id: string
  contactName: string
  phone: string
  address: string
  freightAgent: string | null
  freightPhone: string | null
}

/** Everything a note's page shows of its customer. Amounts in yuan as decimal text. */
export type NoteCustomer = {
  accountSetId: number
  id: string
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
  creditDays: number
  creditLimit: string
  receivable: string
  /** Issued and not yet posted. */
  committed: string
  prepaid: string
  /** Business date of the oldest unpaid note, null when nothing is open. */
  oldestOpenOn: string | null
  oldestDueOn: string | null
  openNotes: number
  licenceValidUntil: string | null
  salespersonId: string | null
  isActive: boolean
  addresses: CustomerAddressRow[]
  policy: ChannelPolicyRow
}

export type ChannelPolicyRow = {
  settlementMethods: string[]
  requiresPrepayment: boolean
  requiresFreightAgent: boolean
  requiresBarcode: boolean
  requiresSalesCheck: boolean
}

type NoteCustomerStored = Omit<
  NoteCustomer,
  'rollingCeiling' | 'creditLimit' | 'receivable' | 'committed' | 'prepaid' | 'policy'
> &
  ChannelPolicyRow & {
    rollingCeilingFen: bigint | null
    creditLimitFen: bigint
    receivableFen: bigint
    committedFen: bigint
    prepaidFen: bigint
  }

/** One customer with addresses, channel policy, credit and what stands open; null outside these account sets. One statement. */
export async function customerForNote(
  reader: Reader,
  accountSetIds: readonly number[],
  customerId: string,
): Promise<NoteCustomer | null> {
  const rows = await reader.$queryRaw<NoteCustomerStored[]>`
    SELECT c.account_set_id AS "accountSetId", c.id, c.code, c.name, c.contact_name AS "contactName", c.phone, c.channel,
      c.settlement_method AS "settlementMethod", c.max_open_notes AS "maxOpenNotes",
      c.rolling_ceiling_fen AS "rollingCeilingFen", c.cutoff_day AS "cutoffDay", c.price_mode AS "priceMode",
      c.credit_days AS "creditDays", c.credit_limit_fen AS "creditLimitFen",
      coalesce(b.receivable_fen, 0) AS "receivableFen", coalesce(b.committed_fen, 0) AS "committedFen",
      coalesce(b.prepaid_fen, 0) AS "prepaidFen", i.oldest::text AS "oldestOpenOn", i.due::text AS "oldestDueOn",
      i.notes AS "openNotes", c.licence_valid_until::text AS "licenceValidUntil", c.salesperson_id AS "salespersonId",
      c.is_active AS "isActive", a.addresses, p.settlement_methods AS "settlementMethods",
      p.requires_prepayment AS "requiresPrepayment", p.requires_freight_agent AS "requiresFreightAgent",
      p.requires_barcode AS "requiresBarcode", p.requires_sales_check AS "requiresSalesCheck"
    FROM customer c
    JOIN channel_policy p ON p.account_set_id = c.account_set_id AND p.channel = c.channel
    LEFT JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    CROSS JOIN LATERAL (
      SELECT min(r.business_date) AS oldest, min(r.due_date) AS due, count(*)::int AS notes FROM receivable_item r
      WHERE r.account_set_id = c.account_set_id AND r.customer_id = c.id AND r.open_fen > 0) i
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'contactName', d.contact_name, 'phone', d.phone,
        'address', d.address, 'freightAgent', d.freight_agent, 'freightPhone', d.freight_phone) ORDER BY d.sort_order), '[]') AS addresses
      FROM customer_address d
      WHERE d.account_set_id = c.account_set_id AND d.customer_id = c.id AND d.is_active) a
    WHERE c.id = ${customerId}::uuid AND c.account_set_id = ANY (${[...accountSetIds]}::int[])`
  const row = rows[0]
  return row === undefined ? null : noteCustomer(row)
}

function noteCustomer(row: NoteCustomerStored): NoteCustomer {
  const { settlementMethods, requiresPrepayment, requiresFreightAgent, requiresBarcode, requiresSalesCheck } =
    row
  const { rollingCeilingFen, creditLimitFen, receivableFen, committedFen, prepaidFen, ...rest } = row
  return {
    accountSetId: rest.accountSetId,
    id: rest.id,
    code: rest.code,
    name: rest.name,
    contactName: rest.contactName,
    phone: rest.phone,
    channel: rest.channel,
    settlementMethod: rest.settlementMethod,
    maxOpenNotes: rest.maxOpenNotes,
    rollingCeiling: rollingCeilingFen === null ? null : formatFenPlain(rollingCeilingFen),
    cutoffDay: rest.cutoffDay,
    priceMode: rest.priceMode,
    creditDays: rest.creditDays,
    creditLimit: formatFenPlain(creditLimitFen),
    receivable: formatFenPlain(receivableFen),
    committed: formatFenPlain(committedFen),
    prepaid: formatFenPlain(prepaidFen),
    oldestOpenOn: rest.oldestOpenOn,
    oldestDueOn: rest.oldestDueOn,
    openNotes: rest.openNotes,
    licenceValidUntil: rest.licenceValidUntil,
    salespersonId: rest.salespersonId,
    isActive: rest.isActive,
    addresses: rest.addresses,
    policy: {
      settlementMethods,
      requiresPrepayment,
      requiresFreightAgent,
      requiresBarcode,
      requiresSalesCheck,
    },
  }
}
