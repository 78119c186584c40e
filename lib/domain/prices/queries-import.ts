import type { Reader } from '#lib/db/client.ts'
import { plainText } from '#lib/db/plain-text.ts'
import type { FileRow } from '#lib/domain/master-files/rules.ts'
import type { PriceFileFacts } from '#lib/domain/prices/import-rows.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

type Coded = { code: string; id: string; isActive: boolean }

/** What the rows of a price file are checked against; null outside these account sets. One statement. */
export async function readPriceFileFacts(
  reader: Reader,
  scope: { accountSetIds: readonly number[]; accountSetId: number; today: BusinessDate },
  rows: readonly FileRow[],
): Promise<PriceFileFacts | null> {
  const { accountSetId, today } = scope
  if (!scope.accountSetIds.includes(accountSetId)) return null
  const codesIn = (column: string): string[] => [
    ...new Set(rows.map((row) => plainText(row[column] ?? '').trim())),
  ]
  const stored = await reader.$queryRaw<{ products: Coded[]; customers: Coded[] }[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'id', p.id, 'isActive', p.is_active)), '[]')
       FROM product p WHERE p.code = ANY (${codesIn('productCode')}::text[])) AS products,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'id', c.id, 'isActive', c.is_active)), '[]')
       FROM customer c WHERE c.account_set_id = ${accountSetId}::int AND c.code = ANY (${codesIn('customerCode')}::text[])
      ) AS customers`
  const { products = [], customers = [] } = stored[0] ?? {}
  const byCode = (rows: readonly Coded[]): Map<string, Coded> => new Map(rows.map((row) => [row.code, row]))
  return { accountSetId, today, products: byCode(products), customers: byCode(customers) }
}
