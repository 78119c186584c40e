import type { Reader } from '#lib/db/client.ts'
import { type SearchTerm, searchTerm } from '#lib/db/search-term.ts'
import { OFFER_COLUMNS, type OfferScope, offerJoins, type PriceOffer } from '#lib/db/price-ladder.ts'
import { offeredPrice, type PriceRung } from '#lib/domain/prices/rules.ts'
import { type ProductUnitRow, type StoredUnit, unitRows } from '#lib/domain/products/rules.ts'
import { formatUnitPricePlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A product as the note's grid offers it. Quantities in base units, prices in yuan per base unit. */
export type NoteProductRow = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  units: ProductUnitRow[]
  /** The unit whose barcode was scanned, when the query was a barcode of this product. */
  scannedUnit: string | null
  onHand: string
  /** On hand less what issued notes have reserved. */
  available: string
  isActive: boolean
  unitPrice: string | null
  priceSource: PriceRung | null
  /** The day of the last price, when that is the one offered. */
  priceOn: string | null
  floorPrice: string | null
  taxClass: string
  /** Null when no rate is set for this class on the date; such a line cannot be issued. */
  taxRateBp: number | null
  /** Notes with this product that the customer took in the last half year. */
  takenCount: number
}

export type NoteProductSearch = OfferScope & { warehouseId: string; query: string; limit: number }

type FoundRow = PriceOffer & {
  code: string
  name: string
  specification: string
  baseUnit: string
  units: StoredUnit[]
  onHandE3: bigint | null
  reservedE3: bigint | null
  isActive: boolean
  taxClass: string
  taxRateBp: number | null
  takenCount: number
}

const MOST_ROWS = 50

/**
 * Products for a line of a note, by 拼音首字母, name, code or barcode: an exact code or barcode first, then what
 * this customer takes most, then the better match. An empty query offers what the customer takes. Products
 * that are out of stock or inactive are shown and say so. One statement. The caller has checked that the
 * account set is the reader's.
 */
export async function searchProductsForNote(
  reader: Reader,
  search: NoteProductSearch,
): Promise<NoteProductRow[]> {
  const term = searchTerm(search.query)
  if (term === null && search.query.trim() !== '') return []
  const limit = Math.max(1, Math.min(search.limit, MOST_ROWS))
  const found = await reader.$queryRaw<FoundRow[]>`
    WITH taken AS MATERIALIZED (
      SELECT l.product_id, count(*)::int AS notes FROM delivery_note_line l
      WHERE l.account_set_id = ${search.accountSetId}::int AND l.customer_id = ${search.customerId}::uuid
        AND l.business_date BETWEEN ${search.businessDate}::date - 180 AND ${search.businessDate}::date
      GROUP BY l.product_id
    ), match AS MATERIALIZED (
      SELECT p.id, ${rankOf(term)} AS rank, coalesce(t.notes, 0) AS taken
      FROM product p LEFT JOIN taken t ON t.product_id = p.id
      WHERE ${matchOf(term)}
      ORDER BY (${rankOf(term)}) = 0 DESC, taken DESC, p.is_active DESC, rank, p.code LIMIT ${limit}
    )
    SELECT p.id AS "productId", p.code, p.name, p.specification, p.base_unit AS "baseUnit", p.is_active AS "isActive",
      p.tax_class AS "taxClass", m.taken AS "takenCount", tax.rate_bp AS "taxRateBp",
      stock.on_hand_e3 AS "onHandE3", stock.reserved_e3 AS "reservedE3", unit.units, ${OFFER_COLUMNS}
    FROM match m JOIN product p ON p.id = m.id
    LEFT JOIN stock_balance stock ON stock.account_set_id = ${search.accountSetId}::int
      AND stock.warehouse_id = ${search.warehouseId}::uuid AND stock.product_id = p.id
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text, 'gtin', u.gtin)) AS units
      FROM product_unit u WHERE u.product_id = p.id) unit
    LEFT JOIN LATERAL (
      SELECT r.rate_bp FROM tax_rate r
      WHERE r.tax_class = p.tax_class AND r.valid_from <= ${search.businessDate}::date
      ORDER BY r.valid_from DESC LIMIT 1) tax ON true
    ${offerJoins(search, Prisma.sql`p.id`)}
    ORDER BY (m.rank = 0) DESC, m.taken DESC, p.is_active DESC, m.rank, p.code`
  return found.map((row) => noteProductRow(row, term))
}

/** 0: the code or a barcode itself. 1: the beginning of code, name or initials. 2: somewhere inside. */
export function rankOf(term: SearchTerm | null): Prisma.Sql {
  if (term === null) return Prisma.sql`2`
  return Prisma.sql`CASE
    WHEN lower(p.code) = ${term.key} THEN 0
    WHEN ${term.gtin}::text IS NOT NULL AND EXISTS (
      SELECT FROM product_unit g WHERE g.product_id = p.id AND g.gtin = ${term.gtin}) THEN 0
    WHEN p.initials LIKE ${term.prefix} OR lower(p.code) LIKE ${term.prefix} OR p.search_key LIKE ${term.prefix} THEN 1
    ELSE 2 END`
}

/** Every word is in the search key. Without a term: what the customer takes. */
function matchOf(term: SearchTerm | null): Prisma.Sql {
  return term === null ? Prisma.sql`t.product_id IS NOT NULL` : containsTerm(term)
}

/** The condition that a product holds every word of the term. */
export function containsTerm(term: SearchTerm): Prisma.Sql {
  return Prisma.sql`p.search_key LIKE ${term.longest} AND p.search_key LIKE ALL (${term.words}::text[])`
}

function noteProductRow(row: FoundRow, term: SearchTerm | null): NoteProductRow {
  const offer = offeredPrice(row)
  const onHandE3 = row.onHandE3 ?? 0n
  return {
    productId: row.productId,
    code: row.code,
    name: row.name,
    specification: row.specification,
    baseUnit: row.baseUnit,
    units: unitRows(row.units),
    scannedUnit: row.units.find((unit) => unit.gtin !== null && unit.gtin === term?.gtin)?.unit ?? null,
    onHand: formatQtyPlain(onHandE3),
    available: formatQtyPlain(onHandE3 - (row.reservedE3 ?? 0n)),
    isActive: row.isActive,
    unitPrice: offer === null ? null : formatUnitPricePlain(offer.unitPriceE4),
    priceSource: offer?.source ?? null,
    priceOn: offer?.source === 'LAST_PRICE' ? row.lastPriceOn : null,
    floorPrice: row.floorPriceE4 === null ? null : formatUnitPricePlain(row.floorPriceE4),
    taxClass: row.taxClass,
    taxRateBp: row.taxRateBp,
    takenCount: row.takenCount,
  }
}
