import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { expectWhole } from '#tests/support/invariants.ts'
import type { Imported } from '#lib/ops/import/iowa.ts'
import { type DemoDesk, demoDesk, RECEIVING, statusesOf } from './demo-desk.ts'

/** The day is played several times here. */
const PATIENCE = 180_000
const DAY = { folder: RECEIVING, day: '2022-10-21', isReceiving: true }
/** The day's sales, the earlier ones over which goods come back, and the returns. */
const SOLD = { notes: 12, lines: 30, bottles: 303, saleFen: 753_622n }
const BACK = { notes: 3, lines: 5, bottles: -42, saleFen: -205_392n }

let desk: DemoDesk
let done: Imported

beforeAll(async () => {
  desk = await demoDesk()
  done = await desk.run(DAY)
}, PATIENCE)

afterAll(() => desk.drop())

/** A desk on which nothing was imported yet. */
async function freshDesk(): Promise<DemoDesk> {
  const fresh = await demoDesk()
  onTestFinished(() => fresh.drop())
  return fresh
}

/** Papers from the file by kind and status. */
async function papersOf(desk: DemoDesk): Promise<string[][]> {
  const groups = await desk.db.goodsPaper.groupBy({
    by: ['kind', 'status'],
    where: { reason: { startsWith: 'Iowa' } },
    _count: true,
  })
  return groups.map(({ kind, status, _count }) => [kind, status, `${_count}`]).sort()
}

const PAPERS = [
  ['CUSTOMER_RETURN', 'POSTED', '3'],
  ['GOODS_RECEIPT', 'POSTED', '17'],
  ['PURCHASE_ORDER', 'RECEIVED', '17'],
]

it('buys, receives, sells and takes back a day, equal to the file to the cent (R15, R85, R133)', async () => {
  const { due, posted, goods } = done
  expect(due).toEqual(SOLD)
  expect(posted).toEqual(SOLD)
  expect(goods).toMatchObject({
    orders: 17,
    receipts: 17,
    fileReturns: BACK,
    returns: BACK,
    strayProducts: [],
  })
  expect(goods?.bought).toEqual(goods?.asked)
  expect(await papersOf(desk)).toEqual(PAPERS)
  const products = await desk.db.product.findMany({ where: { code: { startsWith: 'IA-' } } })
  const stock = await desk.db.stockBalance.aggregate({
    where: { productId: { in: products.map(({ id }) => id) } },
    _sum: { onHandE3: true, reservedE3: true },
  })
  expect(stock._sum).toEqual({ onHandE3: 42_000n, reservedE3: 0n })
  await expectWhole(desk.db)
  const before = await desk.db.commandReceipt.count()
  await desk.run(DAY)
  expect(await desk.db.commandReceipt.count()).toBe(before)
})

it('sends out exactly the codes that the suppliers listed, and each traces back to its receipt (R7, R16)', async () => {
  const { goods } = done
  const { onNotes, fromLists, back } = goods?.codes ?? { onNotes: 0, fromLists: -1, back: 0 }
  expect(fromLists).toBe(onNotes)
  expect(back).toBe(2)
  const due = await desk.db.deliveryNoteLine.aggregate({ _sum: { codesDue: true } })
  expect(onNotes).toBe(due._sum.codesDue)
  // Two cases came back; the one that was opened stands there empty.
  const left = await desk.db.codeHolding.findMany({
    where: { NOT: { warehouseId: null } },
    orderBy: { hop: 'asc' },
  })
  expect(left.map(({ kind, hop }) => [kind, hop])).toEqual([
    ['SECONDARY', 1],
    ['SECONDARY', 3],
    ['SECONDARY', 3],
  ])
  const opened = await desk.db.$queryRaw<{ bottles: number; notes: number }[]>`
    SELECT count(*)::int AS bottles, count(DISTINCT h.paper_id)::int AS notes
    FROM code_aggregation a JOIN code_holding h USING (account_set_id, code)`
  expect(opened[0]).toEqual({ bottles: 6, notes: 2 })
})

it('bills supermarkets in their own books, over orders that the salesperson has checked (R53, R54, R56)', async () => {
  const orders = await desk.db.salesOrder.findMany({
    where: { customer: { channel: 'SUPERMARKET' } },
    select: { accountSetId: true, salesCheckedById: true, status: true },
  })
  expect(new Set(orders.map(({ accountSetId, status }) => `${accountSetId} ${status}`))).toEqual(
    new Set(['2 BILLED']),
  )
  expect(orders.every(({ salesCheckedById }) => salesCheckedById !== null)).toBe(true)
  const others = await desk.db.deliveryNote.count({ where: { accountSetId: 1, channel: 'SUPERMARKET' } })
  expect(others).toBe(0)
  expect(done.money.map(({ months }) => months.map(({ status }) => status))).toEqual([['OPEN'], ['OPEN']])
})

it('lets four people sign each receipt, none of them the one who counts again (R17, R18, R21)', async () => {
  const signatures = await desk.db.signature.groupBy({
    by: ['slot', 'signerName', 'method'],
    where: { paper: { goods: { kind: 'GOODS_RECEIPT', reason: { startsWith: 'Iowa' } } } },
  })
  expect(signatures.map(({ slot, signerName, method }) => [slot, signerName, method]).sort()).toEqual([
    ['HANDLER', '演示驾驶员', 'PIN'],
    ['KEEPER', '演示仓管员', 'PIN'],
    ['PREPARER', '演示开单员', 'PIN'],
    ['SUPERVISOR', '演示销售经理', 'PIN'],
  ])
})

it(
  'goes on where it was after it was stopped at any point, and nothing is there twice',
  { timeout: PATIENCE },
  async () => {
    const desk = await freshDesk()
    for (const patience of [6, 14, 20, 40]) {
      let asked = 0
      const isStopping = (): boolean => (asked += 1) > patience
      await expect(desk.run({ ...DAY, isStopping })).rejects.toThrow('Stopped: run the same command to go on')
    }
    const { posted, goods } = await desk.run(DAY)
    expect(posted).toEqual(SOLD)
    expect(goods).toMatchObject({ returns: BACK, strayProducts: [] })
    expect(goods?.bought).toEqual(goods?.asked)
    expect(await papersOf(desk)).toEqual(PAPERS)
    expect(await statusesOf(desk.db)).toEqual({ POSTED: 12 })
    await expectWhole(desk.db)
  },
)

it(
  'takes only so many notes and returns when asked to, buys no more than they need, and the rest another time',
  { timeout: PATIENCE },
  async () => {
    const desk = await freshDesk()
    const first = await desk.run({ ...DAY, most: 1 })
    expect(first.posted.notes).toBe(2)
    expect(first.goods?.bought).toEqual(first.goods?.asked)
    const rest = await desk.run(DAY)
    expect(rest.posted).toEqual(SOLD)
    expect(rest.goods?.bought).toEqual(rest.goods?.asked)
    await expectWhole(desk.db)
  },
)

it('lists a return of goods that the desk never sold, and takes back the others', async () => {
  const desk = await freshDesk()
  const { goods } = await desk.run({ day: '2022-10-21', isReceiving: true })
  expect(goods?.unsold.map(({ number }) => number)).toEqual(['RINV-043309'])
  expect(desk.printed.join('')).toContain('Refused, as the desk sold no such goods to the store')
  expect(goods?.fileReturns.notes).toBe(0)
})
