import type { Person } from '#lib/auth/actor.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { readIssueProducts } from '#lib/domain/delivery-notes/issue-repository.ts'
import type { Reader } from '#lib/db/client.ts'
import { formatUnitPricePlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQtyPlain, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'
import { type Counter, readCounting } from '#lib/papers/goods/counting-queries.ts'

/** What a clerk chooses from while writing a note. */
export type NoteDesk = {
  accountSets: { accountSetId: number; name: string }[]
  /** Active ones; the one this clerk wrote for last stands first. */
  warehouses: { warehouseId: string; name: string }[]
  /** Who can answer for a sale (decision 6). */
  handlers: { handlerId: string; name: string; accountSetIds: number[] }[]
}

/** Account sets of one's own, warehouses and handlers, in one statement. */
export async function noteDesk(
  reader: Reader,
  actor: Pick<Person, 'userId' | 'accountSetIds'>,
): Promise<NoteDesk> {
  const accountSetIds = [...actor.accountSetIds]
  const rows = await reader.$queryRaw<NoteDesk[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('accountSetId', s.id, 'name', s.name) ORDER BY s.id), '[]')
       FROM account_set s WHERE s.id = ANY (${accountSetIds}::int[])) AS "accountSets",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('warehouseId', w.id, 'name', w.name)
         ORDER BY (w.id = last.warehouse_id) DESC NULLS LAST, w.code), '[]')
       FROM warehouse w LEFT JOIN LATERAL (
         SELECT n.warehouse_id FROM unnest(${accountSetIds}::int[]) AS s(id)
         CROSS JOIN LATERAL (SELECT m.warehouse_id, m.issued_at FROM delivery_note m
           WHERE m.account_set_id = s.id ORDER BY m.issued_at DESC, m.paper_id DESC LIMIT 1) n
         ORDER BY n.issued_at DESC LIMIT 1) last ON true
       WHERE w.is_active AND w.kind = 'STORE') AS warehouses,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('handlerId', u.id, 'name', u.display_name, 'accountSetIds', m.ids)
         ORDER BY u.display_name), '[]')
       FROM app_user u
       CROSS JOIN LATERAL (SELECT array_agg(a.account_set_id) AS ids FROM user_account_set a
         WHERE a.user_id = u.id AND a.account_set_id = ANY (${accountSetIds}::int[])) m
       WHERE u.is_active AND m.ids IS NOT NULL AND u.id <> ${actor.userId}::uuid
         AND EXISTS (SELECT FROM user_role r WHERE r.user_id = u.id AND r.role IN ('SALESPERSON', 'SALES_MANAGER'))) AS handlers`
  return rows[0] ?? { accountSets: [], warehouses: [], handlers: [] }
}

/** A product as a line of the note's grid needs it. Prices in yuan per base unit, quantities in base units. */
export type NoteProduct = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  units: { unit: string; factorE3: string }[]
  gtins: string[]
  /** Empty for what the reader counts blind (R19). */
  available: string
  isActive: boolean
  taxRateBp: number | null
  customerPrice: string | null
  lastPrice: string | null
  listPrice: string | null
  floorPrice: string | null
}

export type NoteScope = {
  person: Counter
  accountSetId: number
  customerId: string
  warehouseId: string
  businessDate: BusinessDate
}

/**
 * Products with stock in this warehouse and every rung of this customer's price ladder, in the order asked for;
 * unknown ones are left out. One statement, for a keeper two. The caller has checked that the account set is the reader's.
 */
export async function noteProducts(
  reader: Reader,
  scope: NoteScope,
  productIds: readonly string[],
): Promise<NoteProduct[]> {
  if (productIds.length === 0) return []
  const products = await readIssueProducts(reader, scope, productIds)
  const counting = await readCounting(reader, scope.person)
  return productIds.flatMap((id) => {
    const product = products.get(id)
    if (product === undefined) return []
    const { offer, units, code, name, specification, baseUnit, isActive, taxRateBp, gtins, availableE3 } =
      product
    return {
      ...{ productId: id, code, name, specification, baseUnit, isActive, taxRateBp, gtins },
      units: units.map(({ unit, factorE3 }) => ({ unit, factorE3: String(factorE3) })),
      available: counting.hides(id, scope.warehouseId) ? '' : formatQtyPlain(availableE3),
      customerPrice: priceText(offer.customerPriceE4),
      lastPrice: priceText(offer.lastPriceE4),
      listPrice: priceText(offer.listPriceE4),
      floorPrice: priceText(offer.floorPriceE4),
    }
  })
}

/** A void note as its reissue begins: what it said, to be typed over. */
export type VoidedNote = {
  number: string
  customerId: string
  addressId: string
  warehouseId: string
  handlerId: string
  isUrgent: boolean
  specialInstructions: string
  freightAgent: string
  freightPhone: string
  lines: { productId: string; quantity: string; unitPrice: string; isGift: boolean; remark: string }[]
}

type StoredVoided = Omit<VoidedNote, 'lines'> & {
  lines: {
    productId: string
    qtyE3: string
    unitPriceE4: string
    isGift: boolean
    remark: string
    units: StoredUnit[]
  }[]
}

/** A void note within these account sets, for its reissue (R13); null when there is none. One statement. */
export async function voidedNote(
  reader: Reader,
  accountSetIds: readonly number[],
  paperId: string,
): Promise<VoidedNote | null> {
  const rows = await reader.$queryRaw<StoredVoided[]>`
    SELECT p.number, n.customer_id AS "customerId", n.address_id AS "addressId", n.warehouse_id AS "warehouseId",
      n.handler_id AS "handlerId", n.is_urgent AS "isUrgent", n.special_instructions AS "specialInstructions",
      coalesce(n.freight_agent, '') AS "freightAgent", coalesce(n.freight_phone, '') AS "freightPhone",
      (SELECT jsonb_agg(jsonb_build_object('productId', l.product_id, 'qtyE3', l.qty_e3::text,
         'unitPriceE4', l.unit_price_e4::text, 'isGift', l.is_gift, 'remark', l.remark, 'units',
         (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
          WHERE u.product_id = l.product_id)) ORDER BY l.line_no)
       FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    WHERE n.account_set_id = ANY (${[...accountSetIds]}::int[]) AND n.paper_id = ${paperId}::uuid AND n.status = 'VOIDED'`
  const row = rows[0]
  if (row === undefined) return null
  const lines = row.lines.map(({ productId, qtyE3, unitPriceE4, isGift, remark, units }) => ({
    ...{ productId, isGift, remark },
    quantity: formatQuantity(asQtyE3(BigInt(qtyE3)), units.map(unitOf)),
    unitPrice: isGift ? '' : formatUnitPricePlain(BigInt(unitPriceE4)),
  }))
  return { ...row, lines }
}

/** One earlier sale of a product to a customer. */
export type PastPrice = { businessDate: string; number: string; quantity: string; unitPrice: string }

const MOST_PAST = 5

/** What this customer last paid for a product, newest first, gifts and voided notes apart. One statement. */
export async function pastPrices(
  reader: Reader,
  key: { accountSetId: number; customerId: string; productId: string },
): Promise<PastPrice[]> {
  const rows = await reader.$queryRaw<
    { businessDate: string; number: string; qtyE3: bigint; unitPriceE4: bigint; units: StoredUnit[] }[]
  >`
    SELECT l.business_date::text AS "businessDate", p.number, l.qty_e3 AS "qtyE3", l.unit_price_e4 AS "unitPriceE4",
      (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
       WHERE u.product_id = l.product_id) AS units
    FROM delivery_note_line l
    JOIN delivery_note n ON n.account_set_id = l.account_set_id AND n.paper_id = l.paper_id
      AND n.status NOT IN ('VOIDED', 'REVERSED')
    JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
    WHERE l.account_set_id = ${key.accountSetId} AND l.customer_id = ${key.customerId}::uuid
      AND l.product_id = ${key.productId}::uuid AND NOT l.is_gift
    ORDER BY l.business_date DESC, l.paper_id DESC LIMIT ${MOST_PAST}`
  return rows.map((row) => ({
    businessDate: row.businessDate,
    number: row.number,
    quantity: formatQuantity(asQtyE3(row.qtyE3), row.units.map(unitOf)),
    unitPrice: formatUnitPricePlain(row.unitPriceE4),
  }))
}

type StoredUnit = { unit: string; factorE3: string }

function unitOf(row: StoredUnit): ProductUnit {
  return { unit: row.unit, factorE3: BigInt(row.factorE3) }
}

function priceText(priceE4: bigint | null): string | null {
  return priceE4 === null ? null : formatUnitPricePlain(priceE4)
}
