import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { openDatabase } from '#lib/db/client.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { z } from 'zod'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { testDatabase } from '#tests/support/postgres.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call, testDesk } from '#tests/support/people.ts'
import { seeded } from '#tests/support/seeded.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 16 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

it('F05 two presses within five milliseconds make one note with one number', async () => {
  const input = await noteFor(company, 'K105', [{ product: 'LZ001', quantity: '1瓶' }])
  const [first, second] = await Promise.all([
    issue(company, input, { key: 'pressed-twice' }),
    issue(company, input, { key: 'pressed-twice' }),
  ])
  expect(valueOf(first).number).toBe(valueOf(second).number)
})

it('F08 thirty-two clerks sell the last ten cases: ten are sold, the others hear what is left', async () => {
  const productId = company.productId('YS002')
  const where = {
    accountSetId: company.books.mainSetId,
    warehouseId: company.books.eastWarehouseId,
    productId,
  }
  const stock = await company.db.stockBalance.findFirstOrThrow({ where })
  const spare = (stock.onHandE3 - stock.reservedE3 - 60_000n) / 1000n
  valueOf(
    await issue(company, await noteFor(company, 'K106', [{ product: 'YS002', quantity: `${spare}瓶` }])),
  )
  const input = await noteFor(company, 'K106', [{ product: 'YS002', quantity: '1箱' }])
  const answers = await Promise.all(Array.from({ length: 32 }, () => issue(company, input)))
  expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(10)
  for (const answer of answers.filter((each) => each.status !== 'done'))
    expect(answer).toMatchObject({ status: 'refused', refusal: { code: 'gate.issue' } })
  const after = await company.db.stockBalance.findFirstOrThrow({ where })
  expect(after.onHandE3 - after.reservedE3).toBe(0n)
})

it('F09 notes that ask for the same goods in other orders never end in a deadlock', async () => {
  const random = seeded(9)
  const products = ['LZ001', 'LZ002', 'LZ003', 'LZ004', 'LZ005', 'LZ006']
  const inputs = await Promise.all(
    Array.from({ length: 120 }, () =>
      noteFor(
        company,
        'K105',
        [...products]
          .sort(() => random() - 0.5)
          .slice(0, 4)
          .map((product) => ({ product, quantity: '1瓶' })),
      ),
    ),
  )
  const answers = await Promise.all(inputs.map((input) => issue(company, input)))
  expect(answers.every((answer) => answer.status === 'done')).toBe(true)
})

it.each(['40001', '40P01'])(
  'F10 a transaction that fails with %s is tried three times at most and never posts twice',
  async (sqlState) => {
    let tries = 0
    const failing = defineCommand({
      name: 'test.failing',
      permission: 'note.issue',
      input: z.strictObject({ failures: z.int() }),
      queryBudget: 6,
      load: async () => ({}),
      decide: (_loaded, input) => act(input.failures),
      save: async ({ tx }, failures) => {
        tries += 1
        if (tries <= failures)
          await tx.$executeRaw(
            Prisma.raw(`DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '${sqlState}'; END $$`),
          )
        return { value: tries }
      },
    })
    const desk = testDesk(company.db)
    expect(await runCommand(desk, failing, call(company.staff.clerk, { failures: 2 }))).toEqual({
      status: 'done',
      value: 3,
    })
    tries = 0
    const given = await runCommand(desk, failing, call(company.staff.clerk, { failures: 9 }))
    expect(tries).toBe(3)
    expect(given.status).toBe('fault')
    expect(desk.faults).toHaveLength(1)
  },
)

/** Both sides hold the counter as long as a commit waits for the disk: what is compared is what the desk adds. */
it('F11 sixteen writers on one counter leave no gap and keep seven tenths of the raw rate', async () => {
  const database = await testDatabase()
  const desk = openDatabase(database.url, { connections: 16 })
  const raw = new pg.Pool({ connectionString: database.url, max: 16 })
  const statement = `INSERT INTO paper_counter (account_set_id, kind, period, last) VALUES ($1, 'RAW', $2, 1)
    ON CONFLICT (account_set_id, kind, period) DO UPDATE SET last = paper_counter.last + 1 RETURNING last`
  const byHand = async (): Promise<void> => {
    const client = await raw.connect()
    await client.query('BEGIN')
    await client.query(statement, [1, '203001'])
    await client.query('SELECT pg_sleep(0.006)')
    await client.query('COMMIT')
    client.release()
  }
  const byDesk = (): Promise<unknown> =>
    desk.$transaction(async (tx) => {
      await takeSequences(tx, 1, '203001', ['DESK'])
      await tx.$queryRaw`SELECT pg_sleep(0.006)::text`
    })
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let turn = 0; turn < 10; turn += 1) await work()
      }),
    )
    return performance.now() - start
  }
  await timed(byHand)
  await timed(byDesk)
  const ratios = []
  for (let round = 0; round < 3; round += 1) ratios.push((await timed(byHand)) / (await timed(byDesk)))
  await raw.end()
  const counters = await desk.paperCounter.findMany({ where: { period: '203001' } })
  expect(new Map(counters.map((counter) => [counter.kind, counter.last]))).toEqual(
    new Map([
      ['RAW', 640],
      ['DESK', 640],
    ]),
  )
  await desk.$disconnect()
  await database.drop()
  expect(ratios.sort()[1]).toBeGreaterThan(0.7)
})

it.each([
  ['set back a day', '2026-11-22T09:00:00+08:00', '2026-11-22'],
  ['one millisecond before midnight', '2026-11-23T23:59:59.999+08:00', '2026-11-23'],
  ['at midnight', '2026-11-24T00:00:00+08:00', '2026-11-24'],
])(
  'F18 with the clock %s the business date is Shanghai’s and numbers still rise',
  async (_name, instant, date) => {
    const desk = testDesk(company.db, { now: instant })
    const last = await company.db.paper.findFirst({
      where: { kind: 'DELIVERY_NOTE', period: '202611' },
      orderBy: { sequence: 'desc' },
    })
    await company.db.accountingPeriod.upsert({
      where: { accountSetId_period: { accountSetId: company.books.mainSetId, period: '202611' } },
      create: { accountSetId: company.books.mainSetId, period: '202611' },
      update: {},
    })
    const input = await noteFor({ ...company, desk }, 'K105', [{ product: 'LZ001', quantity: '1瓶' }])
    expect(input.businessDate).toBe(date)
    const number = valueOf(await issue({ ...company, desk }, input)).number
    expect(Number(number.slice(-5))).toBe((last?.sequence ?? 0) + 1)
  },
)

it('F18 a year ahead the period is not open and the note is refused', async () => {
  const desk = testDesk(company.db, { now: '2028-05-01T09:00:00+08:00' })
  const refusedNote = await issue(
    { ...company, desk },
    await noteFor({ ...company, desk }, 'K105', [{ product: 'LZ001', quantity: '1瓶' }]),
  )
  expect(refusedNote).toMatchObject({ status: 'refused', refusal: { code: 'gate.issue' } })
})

it('F25 two processes on one database behave as one', async () => {
  const other = openDatabase(company.database.url, { connections: 8 })
  const desks = [company.desk, testDesk(other)]
  const input = await noteFor(company, 'K105', [{ product: 'LZ002', quantity: '1瓶' }])
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, turn) =>
      issue({ ...company, desk: desks[turn % 2] ?? company.desk }, input, {
        key: `two-processes-${Math.floor(turn / 2)}`,
      }),
    ),
  )
  expect(new Set(answers.map((answer) => valueOf(answer).number)).size).toBe(30)
  await other.$disconnect()
})

it('A28 ten notes at once, each within the credit limit, never pass it together', async () => {
  const customerId = company.customerId('K104')
  const { creditLimitFen } = await company.db.customer.findFirstOrThrow({ where: { id: customerId } })
  const input = await noteFor(company, 'K104', [{ product: 'YS001', quantity: '1箱' }])
  const answers = await Promise.all(Array.from({ length: 10 }, () => issue(company, input)))
  const balance = await company.db.customerBalance.findFirstOrThrow({ where: { customerId } })
  expect(balance.committedFen).toBeLessThanOrEqual(creditLimitFen)
  expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(Number(creditLimitFen / 899_400n))
})
