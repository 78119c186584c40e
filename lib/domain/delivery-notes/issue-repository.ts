import type { PriceOffer } from '#lib/domain/delivery-notes/amounts.ts'
import type { Reader } from '#lib/db/client.ts'
import { OFFER_COLUMNS, offerJoins } from '#lib/db/price-ladder.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** `lock` when the caller will write: rows are then held in the order stock, customer. */
type Hold = { lock: boolean }

export type IssueHeaderRow = {
  accountSet: {
    numberFormat: string
    billingApplicationPolicy: 'ALWAYS' | 'NEVER' | 'BY_EXCEPTION'
    freeDiscountBp: number
    freeRoundingOffFen: bigint
    requiresDistinctSigners: boolean
  }
  customer: {
    code: string
    name: string
    isActive: boolean
    channel: string
    settlementMethod: string
    priceMode: string
    creditLimitFen: bigint
    creditDays: number
    licenceValidUntil: string | null
  }
  address: {
    contactName: string
    phone: string
    address: string
    freightAgent: string
    freightPhone: string
  } | null
  policy: {
    settlementMethods: string[]
    requiresPrepayment: boolean
    requiresFreightAgent: boolean
    requiresBarcode: boolean
    requiresSalesCheck: boolean
  } | null
  money: {
    receivableFen: bigint
    committedFen: bigint
    prepaidFen: bigint
    oldestDueOn: string | null
    oldestDays: number | null
  }
  warehouse: { name: string; isActive: boolean } | null
  handler: { displayName: string; isActive: boolean } | null
  isPeriodOpen: boolean
  /** The note this one is said to replace: void and not replaced yet, or something else (R13). */
  replaced: 'NOT_ASKED' | 'VOID' | 'OTHER'
  twins: { number: string; lines: string }[]
}

type FlatHeader = Omit<IssueHeaderRow, 'accountSet' | 'customer' | 'money'> &
  IssueHeaderRow['accountSet'] &
  IssueHeaderRow['customer'] &
  IssueHeaderRow['money']

/** Everything about customer, account set, money and people in one statement; null when out of scope. */
export async function readIssueHeader(
  reader: Reader,
  key: {
    accountSetId: number
    customerId: string
    addressId: string
    warehouseId: string
    handlerId: string
    businessDate: string
    today: string
    replacesId: string | null
  },
  { lock }: Hold,
): Promise<IssueHeaderRow | null> {
  const rows = await reader.$queryRaw<FlatHeader[]>`
    SELECT s.number_format AS "numberFormat", s.billing_application_policy AS "billingApplicationPolicy",
      s.free_discount_bp AS "freeDiscountBp", s.free_rounding_off_fen AS "freeRoundingOffFen",
      s.requires_distinct_signers AS "requiresDistinctSigners",
      c.code, c.name, c.is_active AS "isActive", c.channel, c.settlement_method AS "settlementMethod",
      c.price_mode AS "priceMode", c.credit_limit_fen AS "creditLimitFen", c.credit_days AS "creditDays",
      c.licence_valid_until::text AS "licenceValidUntil",
      b.receivable_fen AS "receivableFen", b.committed_fen AS "committedFen", b.prepaid_fen AS "prepaidFen",
      (SELECT jsonb_build_object('contactName', a.contact_name, 'phone', a.phone, 'address', a.address,
         'freightAgent', coalesce(a.freight_agent, ''), 'freightPhone', coalesce(a.freight_phone, ''))
       FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id
         AND a.id = ${key.addressId}::uuid AND a.is_active) AS address,
      (SELECT jsonb_build_object('settlementMethods', p.settlement_methods, 'requiresPrepayment', p.requires_prepayment,
         'requiresFreightAgent', p.requires_freight_agent, 'requiresBarcode', p.requires_barcode,
         'requiresSalesCheck', p.requires_sales_check)
       FROM channel_policy p WHERE p.account_set_id = c.account_set_id AND p.channel = c.channel) AS policy,
      (SELECT jsonb_build_object('name', w.name, 'isActive', w.is_active) FROM warehouse w
       WHERE w.id = ${key.warehouseId}::uuid) AS warehouse,
      (SELECT jsonb_build_object('displayName', u.display_name, 'isActive', u.is_active) FROM app_user u
       JOIN user_account_set m ON m.user_id = u.id AND m.account_set_id = c.account_set_id
       WHERE u.id = ${key.handlerId}::uuid) AS handler,
      EXISTS (SELECT FROM accounting_period q WHERE q.account_set_id = c.account_set_id
        AND q.period = to_char(${key.businessDate}::date, 'YYYYMM') AND q.status = 'OPEN') AS "isPeriodOpen",
      CASE WHEN ${key.replacesId}::uuid IS NULL THEN 'NOT_ASKED' WHEN EXISTS (
        SELECT FROM delivery_note v WHERE v.account_set_id = c.account_set_id AND v.paper_id = ${key.replacesId}::uuid
          AND v.status = 'VOIDED' AND NOT EXISTS (SELECT FROM paper r WHERE r.account_set_id = v.account_set_id
            AND r.replaces_id = v.paper_id)) THEN 'VOID' ELSE 'OTHER' END AS replaced,
      oldest.due_date::text AS "oldestDueOn", (${key.today}::date - oldest.business_date) AS "oldestDays",
      (SELECT coalesce(jsonb_agg(t), '[]') FROM (
        SELECT p.number, (SELECT string_agg(l.product_id::text || '=' || l.qty_e3, ',' ORDER BY l.product_id, l.qty_e3)
          FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines
        FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
        WHERE n.account_set_id = c.account_set_id AND n.customer_id = c.id AND n.business_date = ${key.businessDate}::date
          AND n.status <> 'VOIDED' ORDER BY n.issued_at DESC LIMIT 10) t) AS twins
    FROM customer c
    JOIN account_set s ON s.id = c.account_set_id
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN LATERAL (SELECT i.due_date, i.business_date FROM receivable_item i WHERE i.account_set_id = c.account_set_id
      AND i.customer_id = c.id AND i.open_fen > 0 ORDER BY i.business_date, i.paper_id LIMIT 1) oldest ON true
    WHERE c.account_set_id = ${key.accountSetId} AND c.id = ${key.customerId}::uuid
    ${lock ? Prisma.sql`FOR UPDATE OF b` : Prisma.empty}`
  const row = rows[0]
  return row ? { ...row, accountSet: row, customer: row, money: row } : null
}

export type IssueProductRow = {
  id: string
  code: string
  name: string
  specification: string
  baseUnit: string
  isActive: boolean
  codesPerCase: boolean
  codesPerBottle: boolean
  units: ProductUnit[]
  gtins: string[]
  taxRateBp: number | null
  offer: PriceOffer
}

type FlatProduct = Omit<IssueProductRow, 'units' | 'offer' | 'gtins'> &
  PriceOffer & {
    units: { unit: string; factorE3: string; gtin: string | null }[]
  }

/** Products with units, tax rate of the day and the price ladder of this customer, in one statement. */
export async function readIssueProducts(
  reader: Reader,
  key: { accountSetId: number; customerId: string; businessDate: BusinessDate },
  productIds: readonly string[],
): Promise<ReadonlyMap<string, IssueProductRow>> {
  const rows = await reader.$queryRaw<FlatProduct[]>`
    SELECT p.id, p.code, p.name, p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive",
      p.has_case_codes AS "codesPerCase", p.has_bottle_codes AS "codesPerBottle",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin) ORDER BY u.factor_e3)
       FROM product_unit u WHERE u.product_id = p.id) AS units,
      (SELECT r.rate_bp FROM tax_rate r WHERE r.tax_class = p.tax_class AND r.valid_from <= ${key.businessDate}::date
       ORDER BY r.valid_from DESC LIMIT 1) AS "taxRateBp",
      ${OFFER_COLUMNS}
    FROM product p ${offerJoins(key, Prisma.sql`p.id`)}
    WHERE p.id = ANY(${[...productIds]}::uuid[])`
  return new Map(rows.map((row) => [row.id, productOf(row)]))
}

function productOf(row: FlatProduct): IssueProductRow {
  const { customerPriceE4, lastPriceE4, listPriceE4, floorPriceE4 } = row
  return {
    ...row,
    units: row.units.map((unit) => ({ unit: unit.unit, factorE3: BigInt(unit.factorE3) })),
    gtins: row.units.flatMap((unit) => (unit.gtin === null ? [] : [unit.gtin])),
    offer: { customerPriceE4, lastPriceE4, listPriceE4, floorPriceE4 },
  }
}

/** What can be promised of each product, locked in product order when the caller will reserve it. */
export async function readAvailability(
  reader: Reader,
  key: { accountSetId: number; warehouseId: string },
  productIds: readonly string[],
  { lock }: Hold,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await reader.$queryRaw<{ productId: string; availableE3: bigint }[]>`
    SELECT product_id AS "productId", on_hand_e3 - reserved_e3 AS "availableE3" FROM stock_balance
    WHERE account_set_id = ${key.accountSetId} AND warehouse_id = ${key.warehouseId}::uuid
      AND product_id = ANY(${[...productIds]}::uuid[])
    ORDER BY product_id ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  return new Map(rows.map((row) => [row.productId, row.availableE3]))
}

export type IssueOrderRow = {
  number: string
  customerId: string
  status: string
  isConfirmed: boolean
  isSalesChecked: boolean
  lines: {
    lineNo: number
    productId: string
    openE3: string
    unitPriceE4: string
    discountFen: string
    isGift: boolean
  }[]
}

/** The order a note bills, its open quantities line by line. */
export async function readIssueOrder(
  reader: Reader,
  key: { accountSetId: number; orderId: string },
  { lock }: Hold,
): Promise<IssueOrderRow | null> {
  const rows = await reader.$queryRaw<IssueOrderRow[]>`
    SELECT p.number, o.customer_id AS "customerId", o.status, o.confirmed_at IS NOT NULL AS "isConfirmed",
      o.sales_checked_at IS NOT NULL AS "isSalesChecked",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'openE3', (l.qty_e3 - l.billed_e3)::text,
         'unitPriceE4', l.unit_price_e4::text, 'discountFen', l.discount_fen::text, 'isGift', l.is_gift) ORDER BY l.line_no)
       FROM sales_order_line l WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id) AS lines
    FROM sales_order o JOIN paper p ON p.account_set_id = o.account_set_id AND p.id = o.paper_id
    WHERE o.account_set_id = ${key.accountSetId} AND o.paper_id = ${key.orderId}::uuid
    ${lock ? Prisma.sql`FOR UPDATE OF o` : Prisma.empty}`
  return rows[0] ?? null
}

export type IssueApplicationRow = {
  number: string
  orderId: string
  status: 'SUBMITTED' | 'APPROVED' | 'REJECTED' | 'USED' | 'WITHDRAWN'
  linesHash: string
}

/** The billing application a note follows, with the hash of what was agreed. */
export async function readIssueApplication(
  reader: Reader,
  key: { accountSetId: number; applicationId: string },
  { lock }: Hold,
): Promise<IssueApplicationRow | null> {
  const rows = await reader.$queryRaw<IssueApplicationRow[]>`
    SELECT p.number, a.order_id AS "orderId", a.status, a.content->>'linesHash' AS "linesHash"
    FROM billing_application a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    WHERE a.account_set_id = ${key.accountSetId} AND a.paper_id = ${key.applicationId}::uuid
    ${lock ? Prisma.sql`FOR UPDATE OF a` : Prisma.empty}`
  return rows[0] ?? null
}
