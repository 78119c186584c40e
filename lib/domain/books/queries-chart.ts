import type { Reader } from '#lib/db/client.ts'

/** An account of the chart with the parts it plays in postings. */
export type ChartRow = { code: string; name: string; nature: string; isActive: boolean; uses: string[] }

/** A change of the chart: who, when, and the name before and after. */
export type ChartChange = {
  at: string
  by: string
  code: string
  command: string
  before: string | null
  after: string | null
}

export type ChartView = {
  standard: string
  hasVouchers: boolean
  accounts: ChartRow[]
  history: ChartChange[]
}

/** The chart of an account set with its last changes; null outside these account sets. One statement. */
export async function chartOf(
  reader: Reader,
  accountSetIds: readonly number[],
  accountSetId: number,
): Promise<ChartView | null> {
  const rows = await reader.$queryRaw<ChartView[]>`
    SELECT s.accounting_standard AS standard,
      EXISTS (SELECT FROM journal_voucher v WHERE v.account_set_id = s.id) AS "hasVouchers",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'nature', a.nature, 'isActive', a.is_active,
         'uses', coalesce((SELECT jsonb_agg(u.use ORDER BY u.use) FROM account_use u
           WHERE u.account_set_id = a.account_set_id AND u.code = a.code), '[]')) ORDER BY a.code), '[]')
       FROM account a WHERE a.account_set_id = s.id AND a.is_active) AS accounts,
      (SELECT coalesce(jsonb_agg(to_jsonb(h)), '[]') FROM (
         SELECT to_char(d.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, d.actor->>'name' AS by, d.subject_id AS code, d.command,
           coalesce(d.payload->'before'->>'name', d.payload->'before'->>'standard') AS before,
           coalesce(d.payload->'after'->>'name', d.payload->'after'->>'standard') AS after
         FROM desk_event d WHERE d.subject = 'account' AND d.account_set_id = s.id ORDER BY d.position DESC LIMIT 50) h) AS history
    FROM account_set s WHERE s.id = ${accountSetId}::int AND s.id = ANY (${[...accountSetIds]}::int[])`
  return rows[0] ?? null
}
