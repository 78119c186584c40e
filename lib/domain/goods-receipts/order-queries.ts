import type { Reader } from '#lib/db/client.ts'
import type { OrderFacts, OrderLine } from '#lib/domain/goods-receipts/rules.ts'
import type { PriceMode } from '#lib/kernel/money.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

type TextLine = { [Key in keyof OrderLine]: OrderLine[Key] extends bigint ? string : OrderLine[Key] }

/** A purchase order with how much of each line has come; null when the account set has no such order. One statement. */
export async function readOrder(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
): Promise<OrderFacts | null> {
  const rows = await reader.$queryRaw<{ order: StoredOrder | null }[]>`
    SELECT read_purchase_order(${accountSetId}::int, ${paperId}::uuid) AS "order"`
  const stored = rows[0]?.order
  return stored ? orderOf(stored) : null
}

/** An order as JSON carries it. */
export type StoredOrder = Omit<OrderFacts, 'lines'> & { lines: TextLine[] }

/** The order with its figures as numbers. */
export function orderOf(stored: StoredOrder): OrderFacts {
  const lines = stored.lines.map((line) => ({
    ...line,
    qtyE3: BigInt(line.qtyE3),
    receivedE3: BigInt(line.receivedE3),
    unitPriceE4: BigInt(line.unitPriceE4),
    netFen: BigInt(line.netFen),
    taxFen: BigInt(line.taxFen),
  }))
  return { ...stored, lines }
}

/** Who delivers, and the day's tax rates of goods that come without an order. */
export type Delivering = {
  supplier: { id: string; name: string; contact: string; priceMode: PriceMode; isActive: boolean }
  taxRates: ReadonlyMap<string, number>
}

/** The supplier with the tax rates of the day, basis points by product; null when there is none. One statement. */
export async function readDelivering(
  reader: Reader,
  key: { accountSetId: number; supplierId: string; businessDate: string },
  productIds: readonly string[],
): Promise<Delivering | null> {
  const rows = await reader.$queryRaw<(Delivering['supplier'] & { rates: [string, number][] })[]>`
    SELECT s.id, s.name, concat_ws(' ', nullif(s.contact_name, ''), nullif(s.phone, '')) AS contact,
      s.price_mode AS "priceMode", s.is_active AS "isActive",
      (SELECT coalesce(jsonb_agg(jsonb_build_array(p.id, coalesce((SELECT t.rate_bp FROM tax_rate t
          WHERE t.tax_class = p.tax_class AND t.valid_from <= ${key.businessDate}::date ORDER BY t.valid_from DESC LIMIT 1), 0))), '[]')
       FROM product p WHERE p.id = ANY(${[...productIds]}::uuid[])) AS rates
    FROM supplier s WHERE s.account_set_id = ${key.accountSetId} AND s.id = ${key.supplierId}::uuid`
  const row = rows[0]
  if (!row) return null
  const { rates, ...supplier } = row
  return { supplier, taxRates: new Map(rates) }
}
