import { readFile } from 'node:fs/promises'
import { openDatabase } from '#lib/db/client.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { type BenchDesk, openBenchDesk } from '#tests/bench/bench-desk.ts'
import { fillGoods, type GoodsPeople, hireForGoods } from '#tests/bench/goods-desk.ts'
import { readGoodsPages } from '#tests/bench/goods-reading.ts'
import { rate } from '#tests/bench/issue-rate.ts'
import { type Tell, tellReadings } from '#tests/bench/reading.ts'
import { postAtCeiling, postByCommand, waitingOf } from '#tests/bench/receipt-rate.ts'
import { makeReady } from '#tests/bench/receipts-ready.ts'

const CODES = Number(process.env['BENCH_CODES'] ?? 10_000_000)
const MOVEMENTS = Number(process.env['BENCH_MOVEMENTS'] ?? 1_000_000)
const RECEIPTS = Number(process.env['BENCH_RECEIPTS'] ?? 14_000)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4)
const CLIENTS = 8

/** `npm run bench -- goods`: pages over years of goods beside raw look-ups, and receipts posted beside their ceiling. */
export async function benchGoods(tell: Tell): Promise<void> {
  const bench = await openBenchDesk()
  try {
    const people = await hireForGoods(bench)
    await tellReading(bench, people, tell)
    await tellPosting(bench, people, tell)
  } finally {
    await bench.close()
  }
}

async function tellReading(bench: BenchDesk, people: GoodsPeople, tell: Tell): Promise<void> {
  const start = performance.now()
  const volume = await fillGoods(bench, people, { codes: CODES, movements: MOVEMENTS })
  tell('goods-made', (performance.now() - start) / 1000, 's')
  tell('goods-codes', volume.lots * (volume.cases * 12 + volume.captured), 'codes')
  tell('goods-movements', Number(await bench.db.stockEntry.count()), 'movements')
  // One connection for both sides: what is compared is the statement, not the pool.
  const db = openDatabase(bench.url, { connections: 1 })
  try {
    tellReadings(tell, await readGoodsPages({ ...bench, db }, people, volume))
  } finally {
    await db.$disconnect()
  }
}

async function tellPosting(bench: BenchDesk, people: GoodsPeople, tell: Tell): Promise<void> {
  const ceilingSql = await readFile(new URL('./receipt-ceiling.sql', import.meta.url), 'utf8')
  await onConnection(bench.superuserUrl, async (client) => {
    await client.query(`${ceilingSql}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO silian_app`)
  })
  const { books, desk, db } = bench
  const products = await db.product.findMany({ select: { id: true }, orderBy: { code: 'asc' } })
  const place = {
    accountSetId: books.mainSetId,
    warehouseId: books.eastWarehouseId,
    productIds: products.map(({ id }) => id),
  }
  const waiting = waitingOf(await makeReady(desk, bench.superuserUrl, people, place, RECEIPTS))
  const ceiling = (): Promise<void> => postAtCeiling(bench, people, waiting)
  const command = (): Promise<void> => postByCommand(bench, people, waiting)
  await rate(ceiling, CLIENTS, 1)
  await rate(command, CLIENTS, 2)
  const first = await rate(ceiling, CLIENTS, SECONDS / 2)
  const posted = await rate(command, CLIENTS, SECONDS)
  const raw = (first + (await rate(ceiling, CLIENTS, SECONDS / 2))) / 2
  tell(`ceiling-receipts-${CLIENTS}`, raw, 'receipts/s')
  tell(`command-receipts-${CLIENTS}`, posted, 'receipts/s')
  tell(`receipts-over-ceiling-${CLIENTS}`, posted / raw, 'ratio')
}
