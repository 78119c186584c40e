import { setTimeout } from 'node:timers/promises'
import type { Database } from '#lib/db/client.ts'

/** Until so many transactions of this database wait for a row that somebody holds. */
export async function untilWaiting(db: Database, wanted: number): Promise<void> {
  for (;;) {
    const [row] = await db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (row && row.waiting >= wanted) return
    await setTimeout(10)
  }
}
