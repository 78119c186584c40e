import { openDatabase } from '#lib/db/client.ts'
import type { AgeingWish } from '#lib/domain/collections/buckets.ts'
import { readAgeing } from '#lib/domain/collections/queries-ageing.ts'
import { customerDetail } from '#lib/domain/customers/queries-pages.ts'
import { readAccount } from '#lib/domain/statements/repository.ts'
import { addDays, type BusinessDate } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { type BenchDesk, openBenchDesk } from '#tests/bench/bench-desk.ts'
import { rawAccount, rawAgeing, rawExposure } from '#tests/bench/money-raw.ts'
import { fillMoneyVolume } from '#tests/bench/money-volume.ts'
import { any, compare, type Reading, type Tell, tellReadings } from '#tests/bench/reading.ts'

const OPEN = Number(process.env['BENCH_OPEN'] ?? 1_000_000)
const HISTORY = Number(process.env['BENCH_HISTORY'] ?? 1_000_000)
/** What is open, and what was ever sold, at the first and small reading. */
const FEW = 10_000
const KEYS = 15
const STATEMENT_DAYS = 31
const HISTORY_DAYS = 1000

/**
 * `npm run bench -- money`: what is owed, beside the best raw SQL for the same answer. First with little history, then with a
 * long one and no more open than before, then with much open.
 */
export async function benchMoney(tell: Tell): Promise<void> {
  const bench = await openBenchDesk()
  try {
    const day = today(bench.desk.clock)
    const lately = { firstDay: addDays(day, -90), days: 90, isPaid: false }
    const before = { firstDay: addDays(day, -90 - HISTORY_DAYS), days: HISTORY_DAYS, isPaid: true }
    await fillMoneyVolume(bench, { series: 100, notes: FEW, ...lately })
    const young = await read(bench, day, 'young')
    tellReadings(tell, young)
    await fillMoneyVolume(bench, { series: 102, notes: HISTORY - FEW, ...before })
    const old = await read(bench, day, 'old')
    tellReadings(tell, old)
    for (const [index, { name, pageMs }] of old.entries())
      tell(`${name}-over-young`, pageMs / (young[index]?.pageMs ?? 0), 'ratio')
    await fillMoneyVolume(bench, { series: 104, notes: OPEN - FEW, ...lately })
    tell('open-items', await bench.db.receivableItem.count({ where: { openFen: { gt: 0n } } }), 'items')
    tell('entries', await bench.db.receivableEntry.count(), 'entries')
    tellReadings(tell, await read(bench, day, 'much-open'))
  } finally {
    await bench.close()
  }
}

/** Ageing, a customer's statement of a month and a customer's exposure. */
async function read(bench: BenchDesk, day: BusinessDate, when: string): Promise<Reading[]> {
  const set = bench.books.mainSetId
  const customers = await bench.db.customer.findMany({ where: { accountSetId: set }, select: { id: true } })
  // One connection for both sides: what is compared is the statement, not the pool.
  const db = openDatabase(bench.url, { connections: 1 })
  const wish: AgeingWish = {
    ...{ basis: 'due' as const, by: 'customer' as const, edges: [30, 60, 90], areEdgesRight: true },
    ...{ accountSetId: null, salespersonId: null, channel: null, proof: null, after: null },
  }
  try {
    return [
      await compare(`ageing-${when}`, KEYS, () => [
        () => readAgeing(db, bench.clerk, wish, day),
        () => rawAgeing(db, set, day),
      ]),
      await compare(`statement-${when}`, KEYS, () => {
        const span = { customerId: any(customers).id, from: addDays(day, 1 - STATEMENT_DAYS), to: day }
        return [
          () => db.$transaction((tx) => readAccount(tx, { accountSetId: set, ...span })),
          () => db.$transaction((tx) => rawAccount(tx, set, span)),
        ]
      }),
      await compare(`exposure-${when}`, KEYS * 10, () => {
        const { id } = any(customers)
        return [() => customerDetail(db, bench.clerk, id), () => rawExposure(db, set, id)]
      }),
    ]
  } finally {
    await db.$disconnect()
  }
}
