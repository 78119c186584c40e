import type { Reader } from '#lib/db/client.ts'
import { plainText } from '#lib/db/plain-text.ts'
import type { FileRow } from '#lib/domain/master-files/rules.ts'
import type { ProductFileFacts } from '#lib/domain/products/import-rows.ts'
import { toGtin14 } from '#lib/kernel/barcode.ts'

/** What the rows of a product file are checked against. One statement, whatever their number. */
export async function readProductFileFacts(
  reader: Reader,
  rows: readonly FileRow[],
): Promise<ProductFileFacts> {
  const codes = rows.map((row) => plainText(row['code'] ?? '').trim())
  const gtins = rows.flatMap((row) =>
    [row['baseGtin'], row['caseGtin']].flatMap((cell) => {
      const gtin = toGtin14(cell ?? '')
      return gtin.ok ? [gtin.value] : []
    }),
  )
  const stored = await reader.$queryRaw<{ takenCodes: string[]; takenGtins: string[] }[]>`
    SELECT ARRAY(SELECT code FROM product WHERE code = ANY (${codes}::text[])) AS "takenCodes",
      ARRAY(SELECT gtin FROM product_unit WHERE gtin = ANY (${gtins}::text[])) AS "takenGtins"`
  const { takenCodes = [], takenGtins = [] } = stored[0] ?? {}
  return { takenCodes: new Set(takenCodes), takenGtins: new Set(takenGtins) }
}
