import type { Reader, Tx } from '#lib/db/client.ts'
import { expectManyRows } from '#lib/db/many-rows.ts'
import { customerKeys } from '#lib/domain/customers/search-key.ts'
import type { CustomerFacts } from '#lib/domain/customers/rules.ts'
import type {
  Channel,
  CustomerAddressInput,
  CustomerParticulars,
  SettlementMethod,
} from '#lib/domain/customers/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { searchKey } from '#lib/kernel/text.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type CustomerKey = { accountSetId: number; id: string }

/** The columns that a form writes, in the desk's types. */
export type CustomerColumns = {
  name: string
  contactName: string
  phone: string
  channel: Channel
  settlementMethod: SettlementMethod
  maxOpenNotes: number | null
  rollingCeilingFen: bigint | null
  cutoffDay: number | null
  priceMode: string
  licenceNumber: string | null
  licenceValidUntil: BusinessDate | null
  salespersonId: string | null
}

export type StoredAddress = {
  id: string
  contactName: string
  phone: string
  address: string
  freightAgent: string | null
  freightPhone: string | null
}

export type StoredCustomer = CustomerKey &
  Omit<CustomerColumns, 'channel' | 'settlementMethod'> & {
    code: string
    channel: string
    settlementMethod: string
    creditLimitFen: bigint
    creditDays: number
    isActive: boolean
    version: number
    addresses: StoredAddress[]
  }

/** Form values as columns. */
export function columnsOf(input: Omit<CustomerParticulars, 'addresses'>): CustomerColumns {
  return {
    name: input.name,
    contactName: input.contactName,
    phone: input.phone,
    channel: input.channel,
    settlementMethod: input.settlementMethod,
    maxOpenNotes: input.maxOpenNotes,
    rollingCeilingFen: input.rollingCeiling,
    cutoffDay: input.cutoffDay,
    priceMode: input.priceMode,
    licenceNumber: input.licenceNumber === '' ? null : input.licenceNumber,
    licenceValidUntil: input.licenceValidUntil,
    salespersonId: input.salespersonId === '' ? null : input.salespersonId,
  }
}

/** A customer with its addresses in use, within these account sets. One statement. */
export async function readCustomer(
  reader: Reader,
  accountSetIds: readonly number[],
  key: CustomerKey,
): Promise<StoredCustomer | null> {
  const rows = await reader.$queryRaw<StoredCustomer[]>`
    SELECT c.account_set_id AS "accountSetId", c.id, c.code, c.name, c.contact_name AS "contactName", c.phone, c.channel,
      c.settlement_method AS "settlementMethod", c.max_open_notes AS "maxOpenNotes",
      c.rolling_ceiling_fen AS "rollingCeilingFen", c.cutoff_day AS "cutoffDay", c.price_mode AS "priceMode",
      c.licence_number AS "licenceNumber", c.licence_valid_until::text AS "licenceValidUntil",
      c.salesperson_id AS "salespersonId", c.credit_limit_fen AS "creditLimitFen", c.credit_days AS "creditDays",
      c.is_active AS "isActive", c.version,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'contactName', a.contact_name, 'phone', a.phone,
        'address', a.address, 'freightAgent', a.freight_agent, 'freightPhone', a.freight_phone) ORDER BY a.sort_order), '[]')
       FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id AND a.is_active) AS addresses
    FROM customer c
    WHERE c.account_set_id = ${key.accountSetId}::int AND c.id = ${key.id}::uuid
      AND c.account_set_id = ANY (${[...accountSetIds]}::int[])`
  return rows[0] ?? null
}

/** What a customer's particulars are checked against; the account set follows from the channel. One statement. */
export async function readCustomerFacts(
  reader: Reader,
  accountSetIds: readonly number[],
  input: { name: string; channel: string; salespersonId: string; code: string | null; id: string | null },
): Promise<CustomerFacts & { accountSetId: number | null }> {
  const rows = await reader.$queryRaw<(Omit<CustomerFacts, 'policy'> & PolicyColumns)[]>`
    SELECT p.account_set_id AS "accountSetId", p.settlement_methods AS "settlementMethods",
      (SELECT c.code FROM customer c WHERE c.account_set_id = p.account_set_id AND c.name_key = ${searchKey(input.name)}
        AND c.id IS DISTINCT FROM ${input.id}::uuid) AS "twinCode",
      EXISTS (SELECT FROM customer c WHERE c.account_set_id = p.account_set_id AND c.code = ${input.code}) AS "isCodeTaken",
      (${input.salespersonId} = '' OR EXISTS (SELECT FROM user_role r
        WHERE r.user_id::text = ${input.salespersonId} AND r.role = 'SALESPERSON')) AS "isSalespersonKnown"
    FROM (SELECT 1) one
    LEFT JOIN channel_policy p ON p.channel = ${input.channel} AND p.account_set_id = ANY (${[...accountSetIds]}::int[])`
  const row = rows[0]
  if (row === undefined) throw new Error('a left join on one row answers one row')
  const { accountSetId, settlementMethods, ...facts } = row
  return { ...facts, accountSetId, policy: settlementMethods === null ? null : { settlementMethods } }
}

type PolicyColumns = { accountSetId: number | null; settlementMethods: string[] | null }

/** A customer that is about to be added, with what credit it starts with. */
export type NewCustomerRow = CustomerKey &
  CustomerColumns & {
    code: string
    creditLimitFen: bigint
    creditDays: number
    addresses: readonly CustomerAddressInput[]
  }

/** Adds customers with addresses and empty balances. Four statements, whatever their number. */
export async function insertCustomers(
  tx: Tx,
  customers: readonly NewCustomerRow[],
  now: Date,
): Promise<void> {
  await expectManyRows(tx)
  await tx.$executeRaw`
    INSERT INTO customer (account_set_id, id, code, name, name_key, initials, search_key, contact_name, phone, channel,
      settlement_method, max_open_notes, rolling_ceiling_fen, cutoff_day, price_mode, credit_limit_fen, credit_days,
      licence_number, licence_valid_until, salesperson_id)
    SELECT r."accountSetId", r.id, r.code, r.name, r."nameKey", r.initials, r."searchKey", r."contactName", r.phone,
      r.channel, r."settlementMethod", r."maxOpenNotes", r."rollingCeilingFen", r."cutoffDay", r."priceMode",
      r."creditLimitFen", r."creditDays", r."licenceNumber", r."licenceValidUntil", r."salespersonId"
    FROM ${customerRecords(customers)}`
  const addresses = customers.flatMap(({ accountSetId, id, addresses }) =>
    addresses.map((address, index) => ({ accountSetId, customerId: id, ...addressRow(address, index, now) })),
  )
  await tx.$executeRaw`
    INSERT INTO customer_address (account_set_id, customer_id, id, sort_order, contact_name, phone, address, freight_agent,
      freight_phone)
    SELECT "accountSetId", "customerId", id, "sortOrder", "contactName", phone, address, "freightAgent", "freightPhone"
    FROM jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb) AS g("accountSetId" int, "customerId" uuid, id uuid,
      "sortOrder" int, "contactName" text, phone text, address text, "freightAgent" text, "freightPhone" text)`
  const keys = customers.map(({ accountSetId, id }) => ({ accountSetId, id }))
  await tx.$executeRaw`
    INSERT INTO customer_balance (account_set_id, customer_id)
    SELECT "accountSetId", id FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k("accountSetId" int, id uuid)`
}

/** Writes the particulars when the version is still the one that was seen; false when somebody was there first. */
export async function updateCustomer(
  tx: Tx,
  seen: CustomerKey & { version: number; code: string },
  columns: CustomerColumns,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE customer c SET name = r.name, name_key = r."nameKey", initials = r.initials, search_key = r."searchKey",
      contact_name = r."contactName", phone = r.phone, channel = r.channel, settlement_method = r."settlementMethod",
      max_open_notes = r."maxOpenNotes", rolling_ceiling_fen = r."rollingCeilingFen", cutoff_day = r."cutoffDay",
      price_mode = r."priceMode", licence_number = r."licenceNumber", licence_valid_until = r."licenceValidUntil",
      salesperson_id = r."salespersonId", version = c.version + 1
    FROM ${customerRecords([{ ...columns, code: seen.code }])}
    WHERE c.account_set_id = ${seen.accountSetId}::int AND c.id = ${seen.id}::uuid AND c.version = ${seen.version}`
  return changed === 1
}

/** Writes credit when the version is still the one that was seen. */
export async function updateCredit(
  tx: Tx,
  seen: CustomerKey & { version: number },
  credit: { creditLimitFen: bigint; creditDays: number },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE customer SET credit_limit_fen = ${credit.creditLimitFen}, credit_days = ${credit.creditDays}, version = version + 1
    WHERE account_set_id = ${seen.accountSetId}::int AND id = ${seen.id}::uuid AND version = ${seen.version}`
  return changed === 1
}

/** Puts a customer to use or out of use when the version is still the one that was seen. */
export async function updateActivity(
  tx: Tx,
  seen: CustomerKey & { version: number; isActive: boolean },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE customer SET is_active = ${seen.isActive}, version = version + 1
    WHERE account_set_id = ${seen.accountSetId}::int AND id = ${seen.id}::uuid AND version = ${seen.version}`
  return changed === 1
}

/**
 * The addresses in their order: known ones are changed, new ones added, those left out are put out of use. One
 * statement. An id of another customer's address matches nothing here and is refused by the key.
 */
export async function saveAddresses(
  tx: Tx,
  customer: CustomerKey,
  addresses: readonly CustomerAddressInput[],
  now: Date,
): Promise<void> {
  const rows = addresses.map((address, index) => addressRow(address, index, now))
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(id uuid, "sortOrder" int, "contactName" text,
        phone text, address text, "freightAgent" text, "freightPhone" text)
    ), left_out AS (
      UPDATE customer_address a SET is_active = false
      WHERE a.account_set_id = ${customer.accountSetId}::int AND a.customer_id = ${customer.id}::uuid AND a.is_active
        AND a.id NOT IN (SELECT id FROM given)
    )
    INSERT INTO customer_address (account_set_id, customer_id, id, sort_order, contact_name, phone, address, freight_agent,
      freight_phone)
    SELECT ${customer.accountSetId}::int, ${customer.id}::uuid, id, "sortOrder", "contactName", phone, address,
      "freightAgent", "freightPhone" FROM given
    ON CONFLICT (account_set_id, customer_id, id) DO UPDATE SET sort_order = excluded.sort_order,
      contact_name = excluded.contact_name, phone = excluded.phone, address = excluded.address,
      freight_agent = excluded.freight_agent, freight_phone = excluded.freight_phone, is_active = true`
}

function addressRow(address: CustomerAddressInput, sortOrder: number, now: Date) {
  return {
    ...address,
    id: address.id === '' ? newId(now) : address.id,
    sortOrder,
    freightAgent: address.freightAgent === '' ? null : address.freightAgent,
    freightPhone: address.freightPhone === '' ? null : address.freightPhone,
  }
}

/** Customers as the SQL records `r`, with the keys they are found by. */
function customerRecords(customers: readonly (CustomerColumns & { code: string })[]): Prisma.Sql {
  const rows = customers.map((customer) => ({ ...customer, ...customerKeys(customer) }))
  const text = JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  return Prisma.sql`jsonb_to_recordset(${text}::jsonb) AS r("accountSetId" int, id uuid, code text, name text,
    "nameKey" text, initials text, "searchKey" text, "contactName" text, phone text, channel text, "settlementMethod" text,
    "maxOpenNotes" int, "rollingCeilingFen" bigint, "cutoffDay" int, "priceMode" text, "licenceNumber" text,
    "licenceValidUntil" date, "salespersonId" uuid, "creditLimitFen" bigint, "creditDays" int)`
}
