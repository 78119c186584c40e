import { afterAll, expect, it } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { DeskAway, isUnavailable, orAway } from '#lib/db/constraint-errors.ts'
import { openDatabase } from '#lib/db/client.ts'
import { startSealer } from '#lib/jobs/sealer.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call, type TestDesk, testDesk } from '#tests/support/people.ts'

const company = await testCompany({ connections: 8 })
const { db, staff, books } = company
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const WAIT_MS = 400

/** To the server itself, whatever stands before it in this run: what is tried is the desk's own pool. */
const direct = new URL(company.database.url)
direct.port = new URL(company.database.ownerUrl).port
const url = direct.toString()

/** Connections of this database that sleep. */
async function sleeping(): Promise<number> {
  const rows = await db.$queryRaw<{ asleep: number }[]>`
    SELECT count(*)::int AS asleep FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`
  return rows[0]?.asleep ?? 0
}

/** A desk on five connections whose work waits a moment for one of them, and lets somebody else hold them all. */
function crowdedDesk() {
  const narrow = openDatabase(url, { connections: 5, waitMs: WAIT_MS })
  const desk = testDesk(narrow)
  const holdAll = async (seconds: number) => {
    const held = Array.from({ length: 5 }, () =>
      narrow.$transaction((tx) => tx.$queryRaw`SELECT pg_sleep(${seconds}::float8)::text`),
    )
    await expect.poll(sleeping, { interval: 10, timeout: 5000 }).toBe(5)
    return { released: Promise.all(held) }
  }
  const receive = (at: number, by: TestDesk = desk) => {
    const money = { amount: '1.01', method: 'CASH', receivedOn: today(desk.clock), remark: `第 ${at} 笔` }
    const input = { accountSetId: books.mainSetId, customerId: company.customerId('K102'), ...money }
    return runCommand(by, recordReceipt, call(staff.accountant, input, { key: `one-of-a-crowd-${at}` }))
  }
  return { narrow, desk, holdAll, receive }
}

it('F13 two hundred at five connections that somebody holds hear to come again, and each is done once later', async () => {
  const { narrow, desk, holdAll, receive } = crowdedDesk()
  const held = await holdAll(1.5)
  const all = Array.from({ length: 200 }, (_, at) => at)
  const began = performance.now()
  const turnedAway = await Promise.all(all.map((at) => receive(at)))
  expect(performance.now() - began).toBeLessThan(1500)
  for (const answer of turnedAway)
    expect(answer).toMatchObject({ status: 'refused', refusal: { code: 'desk.unavailable' } })
  await held.released
  expect(await db.receipt.count()).toBe(0)
  const again = await Promise.all(all.slice(0, 60).map((at) => receive(at, company.desk)))
  expect(new Set(again.map((answer) => valueOf(answer).number)).size).toBe(60)
  const { prepaidFen, receivableFen } = await db.customerBalance.findFirstOrThrow({
    where: { customerId: company.customerId('K102') },
  })
  expect([prepaidFen, receivableFen]).toEqual([60n * 101n, 0n])
  expect(desk.faults.every(({ error }) => isUnavailable(error))).toBe(true)
  await narrow.$disconnect()
})

it('F13 a page whose database has no connection left says that the desk is away, and nothing else is called that', async () => {
  const { narrow, holdAll } = crowdedDesk()
  const held = await holdAll(1)
  const away = await orAway(narrow.$queryRaw`SELECT 1`).catch((error: unknown) => error)
  expect(away).toBeInstanceOf(DeskAway)
  expect(isUnavailable(away)).toBe(true)
  await held.released
  const ours = await orAway(narrow.$queryRaw`SELECT 1 / 0`).catch((error: unknown) => error)
  expect(ours).not.toBeInstanceOf(DeskAway)
  await narrow.$disconnect()
})

it('F14 reports wait for connections of their own, on which PostgreSQL lets nobody write, and money goes on meanwhile', async () => {
  const { receive } = crowdedDesk()
  const reports = openDatabase(url, { connections: 2, isReadOnly: true })
  await expect(reports.$executeRaw`UPDATE customer SET name = name`).rejects.toThrow(/read-only/)
  const long = Promise.all(
    Array.from({ length: 6 }, () => reports.$queryRaw`SELECT pg_sleep(0.5)::text, count(*) FROM receipt`),
  )
  const isLong = long.then(() => 'reports')
  const money = Promise.all([61, 62, 63, 64].map((at) => receive(at, company.desk))).then((answers) => {
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'done'))
    return 'money'
  })
  expect(await Promise.race([isLong, money])).toBe('money')
  await long
  await reports.$disconnect()
})

it('seals what happened as soon as a process starts, and two processes that start at once seal it once', async () => {
  const unsealed = await db.paperEvent.count()
  const stops = [startSealer(company.desk), startSealer({ ...testDesk(db), clock: systemClock })]
  await expect
    .poll(async () => (await db.seal.aggregate({ _sum: { eventCount: true } }))._sum.eventCount)
    .toBe(unsealed)
  for (const stop of stops) stop()
})
