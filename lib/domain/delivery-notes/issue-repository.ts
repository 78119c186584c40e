import type { PriceOffer } from '#lib/domain/delivery-notes/amounts.ts'
import type { Reader } from '#lib/db/client.ts'
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
    /** What of it is a deposit: no money for goods until it is released. */
    depositFen: bigint
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
  /** What the warehouse can promise, 1/1000 base units. */
  availableE3: bigint
}

/** How JSON carries a row: whole numbers that may be large are text. */
type Stored<Row> = { [Field in keyof Row]: StoredValue<Row[Field]> }
type StoredValue<Value> = Value extends bigint ? string : Value

type StoredHeader = Omit<IssueHeaderRow, 'accountSet' | 'customer' | 'money'> & {
  accountSet: Stored<IssueHeaderRow['accountSet']>
  customer: Stored<IssueHeaderRow['customer']>
  money: Stored<IssueHeaderRow['money']>
}

type StoredProduct = Omit<IssueProductRow, 'units' | 'gtins' | 'offer' | 'availableE3'> & {
  units: { unit: string; factorE3: string; gtin: string | null }[]
  offer: Stored<PriceOffer>
  availableE3: string | null
}

type Products = ReadonlyMap<string, IssueProductRow>

/**
 * Everything about customer, account set, money, people and products in one statement, whose plans PostgreSQL keeps;
 * no header when out of scope. With `lock`, holds the stock in product order, then the customer's balance, and only
 * then reads.
 */
export async function readIssue(
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
  productIds: readonly string[],
  { lock }: Hold,
): Promise<{ header: IssueHeaderRow | null; products: Products }> {
  const { accountSetId, customerId, addressId, warehouseId, handlerId, businessDate, today, replacesId } = key
  const asked = {
    accountSetId,
    customerId,
    addressId,
    warehouseId,
    handlerId,
    businessDate,
    today,
    replacesId,
  }
  const rows = await reader.$queryRaw<{ read: { header: StoredHeader | null; products: StoredProduct[] } }[]>`
    SELECT read_issue(${JSON.stringify(asked)}::jsonb, ${[...productIds]}::uuid[], ${lock}) AS read`
  const read = rows[0]?.read
  return { header: read?.header ? headerOf(read.header) : null, products: productsOf(read?.products ?? []) }
}

/** Products with units, tax rate of the day, what the warehouse can promise and this customer’s price ladder, in one statement. */
export async function readIssueProducts(
  reader: Reader,
  key: { accountSetId: number; customerId: string; warehouseId: string; businessDate: BusinessDate },
  productIds: readonly string[],
): Promise<Products> {
  const rows = await reader.$queryRaw<{ products: StoredProduct[] }[]>`
    SELECT issue_products(${key.accountSetId}::int, ${key.customerId}::uuid, ${key.warehouseId}::uuid,
      ${key.businessDate}::date, ${[...productIds]}::uuid[]) AS products`
  return productsOf(rows[0]?.products ?? [])
}

function headerOf({ accountSet, customer, money, ...rest }: StoredHeader): IssueHeaderRow {
  return {
    ...rest,
    accountSet: { ...accountSet, freeRoundingOffFen: BigInt(accountSet.freeRoundingOffFen) },
    customer: { ...customer, creditLimitFen: BigInt(customer.creditLimitFen) },
    money: {
      ...money,
      receivableFen: BigInt(money.receivableFen),
      committedFen: BigInt(money.committedFen),
      prepaidFen: BigInt(money.prepaidFen),
      depositFen: BigInt(money.depositFen),
    },
  }
}

function productsOf(stored: readonly StoredProduct[]): Products {
  return new Map(stored.map((product) => [product.id, productOf(product)]))
}

function productOf({ units, offer, availableE3, ...product }: StoredProduct): IssueProductRow {
  const price = (text: string | null): bigint | null => (text === null ? null : BigInt(text))
  return {
    ...product,
    units: units.map((unit) => ({ unit: unit.unit, factorE3: BigInt(unit.factorE3) })),
    gtins: units.flatMap((unit) => (unit.gtin === null ? [] : [unit.gtin])),
    offer: {
      customerPriceE4: price(offer.customerPriceE4),
      lastPriceE4: price(offer.lastPriceE4),
      listPriceE4: price(offer.listPriceE4),
      floorPriceE4: price(offer.floorPriceE4),
    },
    availableE3: BigInt(availableE3 ?? '0'),
  }
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
  /** How far the sales manager agreed, in fen of exposure; null: as far as the application goes. */
  releaseFen: bigint | null
  /** The last day of the consent; null: until it is used. */
  releaseUntil: string | null
}

/** The billing application a note follows, with the hash of what was agreed. */
export async function readIssueApplication(
  reader: Reader,
  key: { accountSetId: number; applicationId: string },
  { lock }: Hold,
): Promise<IssueApplicationRow | null> {
  const rows = await reader.$queryRaw<IssueApplicationRow[]>`
    SELECT p.number, a.order_id AS "orderId", a.status, a.content->>'linesHash' AS "linesHash", a.release_fen AS "releaseFen",
      a.release_until::text AS "releaseUntil"
    FROM billing_application a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    WHERE a.account_set_id = ${key.accountSetId} AND a.paper_id = ${key.applicationId}::uuid
    ${lock ? Prisma.sql`FOR UPDATE OF a` : Prisma.empty}`
  return rows[0] ?? null
}
