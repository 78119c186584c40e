import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { PriceMode } from '#lib/kernel/money.ts'

/** Whom is bought from. */
export type BuyingSupplier = {
  id: string
  name: string
  contact: string
  priceMode: PriceMode
  creditDays: number
  isActive: boolean
}

export type Buying = {
  supplier: BuyingSupplier
  /** Tax rate of the day by product, basis points; null where the table has none. */
  taxRates: ReadonlyMap<string, number | null>
  /** Ordered elsewhere and not received yet, by product. */
  onOrderE3: ReadonlyMap<string, bigint>
}

type Flat = BuyingSupplier & {
  goods: { productId: string; taxRateBp: number | null; onOrderE3: string }[]
}

/** The supplier, the tax rates of the day and what is on its way. One statement; null where there is no such supplier. */
export async function readBuying(
  reader: Reader,
  key: { accountSetId: number; supplierId: string; businessDate: BusinessDate },
  productIds: readonly string[],
): Promise<Buying | null> {
  const rows = await reader.$queryRaw<Flat[]>`
    SELECT s.id, s.name, concat_ws(' ', nullif(s.contact_name, ''), nullif(s.phone, '')) AS contact, s.price_mode AS "priceMode",
      s.credit_days AS "creditDays", s.is_active AS "isActive",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('productId', p.id,
        'taxRateBp', (SELECT t.rate_bp FROM tax_rate t WHERE t.tax_class = p.tax_class AND t.valid_from <= ${key.businessDate}::date
          ORDER BY t.valid_from DESC LIMIT 1),
        'onOrderE3', (SELECT coalesce(sum(greatest(l.qty_e3 - q.received_e3, 0)), 0)::text FROM goods_paper_line l
          JOIN goods_paper g ON g.account_set_id = l.account_set_id AND g.paper_id = l.paper_id
          JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
          WHERE l.account_set_id = s.account_set_id AND l.product_id = p.id AND g.kind = 'PURCHASE_ORDER'
            AND g.status IN ('SUBMITTED', 'APPROVED', 'PARTLY_RECEIVED')
            AND (g.source_paper_id IS NULL OR g.status <> 'SUBMITTED')))), '[]')
       FROM product p WHERE p.id = ANY (${[...productIds]}::uuid[])) AS goods
    FROM supplier s WHERE s.account_set_id = ${key.accountSetId} AND s.id = ${key.supplierId}::uuid`
  const row = rows[0]
  if (!row) return null
  const { goods, ...supplier } = row
  return {
    supplier,
    taxRates: new Map(goods.map(({ productId, taxRateBp }) => [productId, taxRateBp])),
    onOrderE3: new Map(goods.map(({ productId, onOrderE3 }) => [productId, BigInt(onOrderE3)])),
  }
}
