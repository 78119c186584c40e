import { afterAll, expect, test } from 'vitest'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { openDatabase } from '#lib/db/client.ts'
import { fixedClock } from '#lib/kernel/clock.ts'
import { createDemoCompany, DEMO_ACCOUNTS, isDemoCompany } from '#prisma/seed/demo.ts'
import { ROLES } from '#lib/auth/permissions.ts'
import { testDatabase } from '#tests/support/postgres.ts'

const database = await testDatabase()
const db = openDatabase(database.url, { connections: 2 })
const clock = fixedClock('2026-11-23T02:00:00Z')

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

test('the demo company has an account for each of the nine roles, and R9 a second keeper who receives transfers', async () => {
  expect(await isDemoCompany(db)).toBe(false)
  await createDemoCompany(database.url, 'k'.repeat(32), clock)
  expect(await isDemoCompany(db)).toBe(true)
  const expected = [...ROLES, 'KEEPER'].toSorted()
  const roles = await db.userRole.findMany()
  expect(roles.map((row) => row.role).toSorted()).toEqual(expected)
  expect(DEMO_ACCOUNTS.map((account) => account.role).toSorted()).toEqual(expected)
  const [west] = await db.userWarehouse.findMany({ where: { user: { userName: 'westkeeper' } } })
  const store = await db.warehouse.findUniqueOrThrow({ where: { id: west?.warehouseId ?? '' } })
  expect(store.name).toBe('西仓')
})

test('creating the demo company a second time changes nothing', async () => {
  const before = [await db.user.count(), await db.customer.count(), await db.stockEntry.count()]
  await createDemoCompany(database.url, 'k'.repeat(32), clock)
  expect([await db.user.count(), await db.customer.count(), await db.stockEntry.count()]).toEqual(before)
})

test('the demo company buys: orders, a receipt, bills and a payment stand in different states', async () => {
  const papers = await db.goodsPaper.findMany({ orderBy: [{ kind: 'asc' }, { openedAt: 'asc' }] })
  expect(papers.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'GOODS_RECEIPT POSTED',
    'PURCHASE_BILL POSTED',
    'PURCHASE_BILL OPEN',
    'PURCHASE_ORDER SUBMITTED',
    'PURCHASE_ORDER APPROVED',
    'PURCHASE_ORDER RECEIVED',
  ])
  expect([await db.supplier.count(), await db.payment.count()]).toEqual([4, 1])
  expect((await verifyDesk(db)).disagreements).toEqual([])
})

test('R43 R48 R53 R56 every channel belongs to one account set and asks what the regulation asks', async () => {
  const channels = await db.channelPolicy.findMany({
    orderBy: { channel: 'asc' },
    include: { accountSet: true },
  })
  expect(channels.map((row) => [row.channel, row.accountSet.name])).toEqual([
    ['DIRECT', '主账套'],
    ['PREFECTURE', '主账套'],
    ['SUB_DISTRIBUTOR', '主账套'],
    ['SUPERMARKET', '广拓账套'],
  ])
  const prefecture = channels.find((row) => row.channel === 'PREFECTURE')
  expect(prefecture).toMatchObject({
    requiresPrepayment: true,
    requiresFreightAgent: true,
    requiresConsignmentNote: true,
  })
  const supermarket = channels.find((row) => row.channel === 'SUPERMARKET')
  expect([supermarket?.requiresBarcode, supermarket?.requiresSalesCheck]).toEqual([true, true])
})

test('decision 4 the standard rate is 17 % to April 2018, 16 % to March 2019, 13 % since', async () => {
  const rows = await db.$queryRaw<{ day: string; rateBp: number }[]>`
    SELECT d.day::text AS day, (SELECT rate_bp FROM tax_rate WHERE tax_class = 'GENERAL' AND valid_from <= d.day
      ORDER BY valid_from DESC LIMIT 1) AS "rateBp"
    FROM unnest('{2018-04-30,2018-05-01,2019-03-31,2019-04-01}'::date[]) AS d(day) ORDER BY 1`
  expect(rows.map((row) => row.rateBp)).toEqual([1700, 1600, 1600, 1300])
})

test('I2 every opening balance is the sum of its entries', async () => {
  const wrong = await db.$queryRaw<{ wrong: number }[]>`
    SELECT count(*)::int AS wrong FROM stock_balance b
    FULL JOIN (SELECT account_set_id, warehouse_id, product_id, sum(qty_e3) AS qty, sum(value_fen) AS value
      FROM stock_entry GROUP BY 1, 2, 3) e USING (account_set_id, warehouse_id, product_id)
    WHERE b.on_hand_e3 IS DISTINCT FROM e.qty OR b.value_fen IS DISTINCT FROM e.value`
  expect(wrong).toEqual([{ wrong: 0 }])
  expect(await db.stockEntry.count()).toBeGreaterThan(60)
})
