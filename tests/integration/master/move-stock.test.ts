import { afterAll, expect, test } from 'vitest'
import type { StockMove } from '#lib/ledger/entries.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { addDays, periodOf } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { databaseComplaint } from '#lib/db/constraint-errors.ts'
import { testCompany } from '#tests/support/company.ts'

const company = await testCompany()
const { db } = company
const date = today(company.desk.clock)
const recorder = { recordedById: company.staff.accountant.userId, at: company.desk.clock.now() }
afterAll(() => company.drop())

function move(code: string, qtyE3: bigint, changes: Partial<StockMove> = {}): StockMove {
  return {
    accountSetId: 1,
    warehouseId: company.books.eastWarehouseId,
    productId: company.productId(code),
    fromPlace: 'WAREHOUSE',
    toPlace: 'CUSTOMER',
    qtyE3,
    valueFen: null,
    businessDate: date,
    ...changes,
  }
}

function post(moves: StockMove[]) {
  return db.$transaction((tx) => moveStock(tx, recorder, moves))
}

async function balance(code: string, warehouseId = company.books.eastWarehouseId) {
  const where = { accountSetId: 1, warehouseId, productId: company.productId(code) }
  const row = await db.stockBalance.findFirst({ where })
  return row && [row.onHandE3, row.reservedE3, row.valueFen]
}

test('goods that leave take their share of the average value, to the last fen', async () => {
  await post([
    move('LZ001', 7_000n, {
      fromPlace: 'OPENING',
      toPlace: 'WAREHOUSE',
      warehouseId: company.books.westWarehouseId,
      valueFen: 1000n,
      productId: company.productId('YS002'),
    }),
  ])
  expect(await balance('YS002', company.books.westWarehouseId)).toEqual([7_000n, 0n, 1000n])
  const west = { warehouseId: company.books.westWarehouseId }
  const moved = await post([
    move('YS002', 2_000n, { ...west, lineNo: 1 }),
    move('YS002', 3_000n, { ...west, lineNo: 2 }),
  ])
  expect(moved.map((row) => [row.lineNo, row.valueFen])).toEqual([
    [1, 286n],
    [2, 428n],
  ])
  expect(await balance('YS002', company.books.westWarehouseId)).toEqual([2_000n, 0n, 286n])
  await post([move('YS002', 2_000n, west)])
  expect(await balance('YS002', company.books.westWarehouseId)).toEqual([0n, 0n, 0n])
})

test('a reservation goes with the goods', async () => {
  await db.stockBalance.updateMany({
    where: {
      accountSetId: 1,
      productId: company.productId('LZ002'),
      warehouseId: company.books.eastWarehouseId,
    },
    data: { reservedE3: 5_000n },
  })
  await post([move('LZ002', 5_000n, { releasedE3: 5_000n })])
  expect((await balance('LZ002'))?.slice(0, 2)).toEqual([2_995_000n, 0n])
})

test('R117 stock cannot go below zero, and nothing of the move stays', async () => {
  const entries = await db.stockEntry.count()
  const complaint = await post([move('LZ003', 1_000n), move('XG001', 99_999_999_000n)]).catch(
    databaseComplaint,
  )
  expect(complaint).toMatchObject({ constraint: 'stock_never_negative' })
  const elsewhere = await post([move('YL001', 1_000n, { warehouseId: company.books.westWarehouseId })]).catch(
    databaseComplaint,
  )
  expect(elsewhere).toMatchObject({ constraint: 'stock_never_negative' })
  expect(await db.stockEntry.count()).toBe(entries)
})

test('R64 a closed period and a period nobody opened take no moves', async () => {
  await expect(post([move('LZ003', 1_000n, { businessDate: addDays(date, -200) })])).rejects.toThrow(
    'open period',
  )
  await db.accountingPeriod.updateMany({
    where: { accountSetId: 1, period: periodOf(addDays(date, -30)) },
    data: { status: 'CLOSED' },
  })
  await expect(post([move('LZ003', 1_000n, { businessDate: addDays(date, -30) })])).rejects.toThrow(
    'open period',
  )
})

test('moving costs one statement whatever the number of moves', async () => {
  company.forgetStatements()
  await post(['LZ001', 'LZ003', 'LZ004', 'LZ005', 'XG001', 'XG002'].map((code) => move(code, 1_000n)))
  expect(company.statements.filter((text) => !/^(BEGIN|COMMIT)/.test(text))).toHaveLength(1)
})

test('F09 moves of the same products in opposite order do not lock each other out', async () => {
  const codes = ['YL001', 'YL002', 'YL003', 'SF001', 'SF002']
  const rounds = Array.from({ length: 60 }, (_, round) => {
    const order = round % 2 === 0 ? codes : codes.toReversed()
    return order.map((code) =>
      move(
        code,
        1_000n,
        round % 3 === 0 ? { fromPlace: 'SUPPLIER', toPlace: 'WAREHOUSE', valueFen: 100n } : {},
      ),
    )
  })
  const outcomes = await Promise.allSettled(rounds.map(post))
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toEqual([])
  expect((await balance('YL001'))?.[0]).toBe(1_200_000n - 40_000n + 20_000n)
})

test('I2 the balances are the sums of their entries', async () => {
  const wrong = await db.$queryRaw<object[]>`
    SELECT b.product_id FROM stock_balance b LEFT JOIN (
      SELECT account_set_id, warehouse_id, product_id,
        sum(CASE WHEN to_place = 'WAREHOUSE' THEN qty_e3 ELSE -qty_e3 END) AS qty,
        sum(CASE WHEN to_place = 'WAREHOUSE' THEN value_fen ELSE -value_fen END) AS value
      FROM stock_entry GROUP BY 1, 2, 3) e USING (account_set_id, warehouse_id, product_id)
    WHERE b.on_hand_e3 <> coalesce(e.qty, 0) OR b.value_fen <> coalesce(e.value, 0)`
  expect(wrong).toEqual([])
})
