import { readFile } from 'node:fs/promises'
import { openDatabase } from '#lib/db/client.ts'
import { trialBalance } from '#lib/domain/books/queries-balance.ts'
import { accountLedger } from '#lib/domain/books/queries-ledger.ts'
import { listVouchers } from '#lib/domain/books/queries-vouchers.ts'
import type { BookSpan } from '#lib/domain/books/wish.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { type BenchDesk, openBenchDesk } from '#tests/bench/bench-desk.ts'
import { compare, medianMs, type Reading, type Tell, tellReadings } from '#tests/bench/reading.ts'

const LINES = Number(process.env['BENCH_LINES'] ?? 10_000_000)
const LINES_OF_VOUCHER = 4
const ROUNDS = 9

type Db = BenchDesk['db']

/** `npm run bench -- books`: the books over years of vouchers beside the best raw SQL for the same answer. */
export async function benchBooks(tell: Tell): Promise<void> {
  const bench = await openBenchDesk()
  try {
    const start = performance.now()
    await fillBooks(bench)
    tell('books-made', (performance.now() - start) / 1000, 's')
    tell('books-lines', Number(await bench.db.journalEntry.count()), 'lines')
    const db = openDatabase(bench.url, { connections: 1 })
    try {
      await tellReading(bench, db, tell)
    } finally {
      await db.$disconnect()
    }
  } finally {
    await bench.close()
  }
}

async function fillBooks({ superuserUrl, books, clerk }: BenchDesk): Promise<void> {
  const steps = await readFile(new URL('./books-volume.sql', import.meta.url), 'utf8')
  await onConnection(superuserUrl, async (client) => {
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '256MB';
      SET maintenance_work_mem = '256MB'; SET timezone = 'UTC'; SET jit = off`)
    await client.query(
      'CREATE TEMP TABLE wish AS SELECT $1::int AS set_id, $2::uuid AS clerk_id, $3::int AS vouchers',
      [books.mainSetId, clerk.userId, Math.ceil(LINES / LINES_OF_VOUCHER)],
    )
    await client.query(steps)
    await client.query('VACUUM (ANALYZE)')
  })
}

async function tellReading({ books, desk }: BenchDesk, db: Db, tell: Tell): Promise<void> {
  const period = periodOf(today(desk.clock))
  const month = { accountSetId: books.mainSetId, from: period, to: period }
  const ever = { ...month, from: '199001' }
  const balance = (name: string, span: BookSpan): Promise<Reading> =>
    compare(name, ROUNDS, () => [() => trialBalance(db, span), () => rawBalance(db, span)])
  tellReadings(tell, [
    await balance('trial-balance-of-a-month', month),
    await balance('trial-balance-of-all-years', ever),
  ])
  tell('vouchers-page', await medianMs(() => listVouchers(db, month, null), ROUNDS), 'ms')
  tell('ledger-page', await medianMs(() => accountLedger(db, month, '1122', null), ROUNDS), 'ms')
}

/** The same sums by hand: totals of closed months and the entries of the open ones, as one statement a part. */
async function rawBalance(db: Db, { accountSetId, from, to }: BookSpan): Promise<unknown> {
  const kept = await db.$queryRaw`
    SELECT t.account, sum(t.debit_fen - t.credit_fen) FILTER (WHERE t.period < ${from}) AS opening,
      sum(t.debit_fen) FILTER (WHERE t.period >= ${from}) AS debit, sum(t.credit_fen) FILTER (WHERE t.period >= ${from}) AS credit
    FROM account_period_total t WHERE t.account_set_id = ${accountSetId} AND t.period <= ${to} GROUP BY 1`
  const live = await db.$queryRaw`
    SELECT e.debit_account, e.credit_account, sum(e.amount_fen) FROM journal_voucher v
    JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id
    WHERE v.account_set_id = ${accountSetId} AND v.period = ${to} GROUP BY 1, 2`
  return [kept, live]
}
