import { readFile } from 'node:fs/promises'
import { onConnection } from '#lib/ops/roles.ts'
import type { BenchDesk } from '#tests/bench/bench-desk.ts'

/** Notes to make, all paid or all open, spread over the days from `firstDay` on. */
export type NotesWish = { series: number; notes: number; isPaid: boolean; firstDay: string; days: number }

/** Adds posted notes and their money to a company, set by set, and analyses. As superuser, with triggers off. */
export async function fillMoneyVolume(
  { superuserUrl, books, clerk }: Pick<BenchDesk, 'superuserUrl' | 'books' | 'clerk'>,
  { series, notes, isPaid, firstDay, days }: NotesWish,
): Promise<void> {
  const [madeUp, volume] = await Promise.all(
    ['made-up.sql', 'money-volume.sql'].map((name) =>
      readFile(new URL(`./${name}`, import.meta.url), 'utf8'),
    ),
  )
  await onConnection(superuserUrl, async (client) => {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB';
      SET maintenance_work_mem = '256MB'; SET timezone = 'UTC'; SET jit = off`)
    await client.query(
      `CREATE TEMP TABLE wish AS SELECT $1::int AS set_id, $2::uuid AS clerk_id, $3::int AS series, $4::bigint AS notes, $5::boolean AS is_paid,
        $6::date AS first_day, $7::int AS days`,
      [books.mainSetId, clerk.userId, series, notes, isPaid, firstDay, days],
    )
    await client.query(`CREATE TEMP TABLE bench_customer AS
      SELECT row_number() OVER (ORDER BY c.code) - 1 AS place, c.id FROM customer c, wish w WHERE c.account_set_id = w.set_id`)
    await client.query(`${madeUp ?? ''}; ${volume ?? ''}`)
    await client.query('VACUUM (ANALYZE)')
  })
}
