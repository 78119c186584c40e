import type { Reader } from '#lib/db/client.ts'
import { plainText } from '#lib/db/plain-text.ts'
import type { CustomerReader } from '#lib/domain/customers/queries.ts'
import type { CustomerFileFacts } from '#lib/domain/customers/import-rows.ts'
import type { FileRow } from '#lib/domain/master-files/rules.ts'
import { searchKey } from '#lib/kernel/text.ts'

type Stored = {
  channels: { channel: string; accountSetId: number; settlementMethods: string[] }[]
  takenCodes: string[]
  takenNames: string[]
}

/** What the rows of a customer file are checked against. One statement, whatever their number. */
export async function readCustomerFileFacts(
  reader: Reader,
  actor: CustomerReader,
  rows: readonly FileRow[],
): Promise<CustomerFileFacts> {
  const sets = [...actor.accountSetIds]
  const codes = rows.map((row) => plainText(row['code'] ?? '').trim())
  const names = rows.map((row) => searchKey(plainText(row['name'] ?? '')))
  const stored = await reader.$queryRaw<Stored[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('channel', p.channel, 'accountSetId', p.account_set_id,
        'settlementMethods', p.settlement_methods)), '[]') FROM channel_policy p WHERE p.account_set_id = ANY (${sets}::int[])
      ) AS channels,
      ARRAY(SELECT c.account_set_id || ' ' || c.code FROM customer c
        WHERE c.account_set_id = ANY (${sets}::int[]) AND c.code = ANY (${codes}::text[])) AS "takenCodes",
      ARRAY(SELECT c.account_set_id || ' ' || c.name_key FROM customer c
        WHERE c.account_set_id = ANY (${sets}::int[]) AND c.name_key = ANY (${names}::text[])) AS "takenNames"`
  const { channels = [], takenCodes = [], takenNames = [] } = stored[0] ?? {}
  return {
    channels: new Map(channels.map((one) => [one.channel, one])),
    takenCodes: new Set(takenCodes),
    takenNames: new Set(takenNames),
    maySetCredit: actor.permissions.has('customer.setCredit'),
  }
}
