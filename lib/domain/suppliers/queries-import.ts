import type { Reader } from '#lib/db/client.ts'
import { plainText } from '#lib/db/plain-text.ts'
import type { FileRow } from '#lib/domain/master-files/rules.ts'
import type { SupplierFileFacts } from '#lib/domain/suppliers/import-rows.ts'
import { searchKey } from '#lib/kernel/text.ts'

/** What the rows of a supplier file are checked against. One statement, whatever their number. */
export async function readSupplierFileFacts(
  reader: Reader,
  accountSetId: number,
  rows: readonly FileRow[],
): Promise<SupplierFileFacts> {
  const codes = rows.map((row) => plainText(row['code'] ?? '').trim())
  const names = rows.map((row) => searchKey(plainText(row['name'] ?? '')))
  const stored = await reader.$queryRaw<{ takenCodes: string[]; takenNames: string[] }[]>`
    SELECT ARRAY(SELECT s.code FROM supplier s WHERE s.account_set_id = ${accountSetId}::int
        AND s.code = ANY (${codes}::text[])) AS "takenCodes",
      ARRAY(SELECT s.name_key FROM supplier s WHERE s.account_set_id = ${accountSetId}::int
        AND s.name_key = ANY (${names}::text[])) AS "takenNames"`
  const { takenCodes = [], takenNames = [] } = stored[0] ?? {}
  return { accountSetId, takenCodes: new Set(takenCodes), takenNames: new Set(takenNames) }
}
