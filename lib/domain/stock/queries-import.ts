import type { Reader } from '#lib/db/client.ts'
import { plainText } from '#lib/db/plain-text.ts'
import type { FileRow } from '#lib/domain/master-files/rules.ts'
import type { StockFileFacts } from '#lib/domain/stock/import-rows.ts'

type Stored = {
  warehouses: { code: string; name: string; id: string; isActive: boolean }[]
  products: {
    code: string
    id: string
    isActive: boolean
    units: { unit: string; factorE3: string }[]
  }[]
}

/** What the rows of an opening stock file are checked against. One statement, whatever their number. */
export async function readStockFileFacts(reader: Reader, rows: readonly FileRow[]): Promise<StockFileFacts> {
  const codes = [...new Set(rows.map((row) => plainText(row['productCode'] ?? '').trim()))]
  const stored = await reader.$queryRaw<Stored[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', w.code, 'name', w.name, 'id', w.id, 'isActive', w.is_active)),
        '[]') FROM warehouse w WHERE w.kind <> 'TRANSIT') AS warehouses,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'id', p.id, 'isActive', p.is_active, 'units',
        (SELECT jsonb_agg(jsonb_build_object('unit', u.unit, 'factorE3', u.factor_e3::text)) FROM product_unit u
         WHERE u.product_id = p.id))), '[]')
       FROM product p WHERE p.code = ANY (${codes}::text[])) AS products`
  const { warehouses = [], products = [] } = stored[0] ?? {}
  return {
    warehouses: new Map(
      warehouses.flatMap(
        (one) =>
          [
            [one.name, one],
            [one.code, one],
          ] as const,
      ),
    ),
    products: new Map(
      products.map(({ units, ...product }) => [
        product.code,
        { ...product, units: units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })) },
      ]),
    ),
  }
}
