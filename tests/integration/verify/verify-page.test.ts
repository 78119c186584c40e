import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CHECK_NAMES,
  checkPrintedHead,
  readSealHeads,
  VerificationCutShort,
  verifyStepwise,
} from '#lib/domain/audit-trail/queries.ts'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

async function issued() {
  const input = await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '2箱' }])
  return valueOf(await issue(company, input))
}

async function verified(withinMs = 60_000) {
  const steps = []
  for await (const step of verifyStepwise(company.db, systemClock, withinMs)) steps.push(step)
  return steps
}

describe('verifying while the desk works', () => {
  it('tells every check in turn, and all agree while notes are being issued', async () => {
    const [steps] = await Promise.all([verified(), ...Array.from({ length: 10 }, () => issued())])
    expect(steps.map((step) => step.check)).toEqual(CHECK_NAMES)
    expect(steps.filter((step) => step.outcome !== 'DONE' || step.found.length > 0)).toEqual([])
  })

  it('keeps no one waiting: notes are issued while a check is held open', async () => {
    const steps = verifyStepwise(company.db, systemClock, 60_000)
    await steps.next()
    await issued()
    await steps.return()
    const { count } = (
      await company.db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'`
    )[0] ?? { count: -1 }
    expect(count).toBe(0)
  })

  it('ends in time: what had no time to run is told as unfinished, never as agreeing', async () => {
    const steps = await verified(0)
    expect(steps).toHaveLength(CHECK_NAMES.length)
    expect(steps.every((step) => step.outcome === 'UNFINISHED')).toBe(true)
  })
})

it('says once that the database went away, instead of calling every check unfinished', async () => {
  const own = await testCompany()
  const told: string[] = []
  const run = async () => {
    for await (const step of verifyStepwise(own.db, systemClock, 60_000)) {
      told.push(step.outcome)
      if (told.length === 3) await own.drop()
    }
  }
  const cut = await run().catch((error: unknown) => error)
  expect(cut).toBeInstanceOf(VerificationCutShort)
  expect(cut).toMatchObject({ done: 3 })
  expect(told).toEqual(['DONE', 'DONE', 'DONE'])
})

describe('a printed seal', () => {
  it('F21 stands while nobody cut the tail, and is missed afterwards', async () => {
    await issued()
    await sealEvents(company.db, systemClock)
    const scope = company.staff.manager
    const head = (await readSealHeads(company.db, scope))[0]
    if (!head?.seal) throw new Error('events were sealed')
    const printed = { accountSetId: head.accountSetId, sequence: head.seal.sequence, hash: head.seal.hash }
    expect(await checkPrintedHead(company.db, scope, printed)).toEqual({
      outcome: 'STANDS',
      sealedAt: head.seal.sealedAt,
    })
    const beginning = { ...printed, hash: printed.hash.slice(0, 16) }
    expect((await checkPrintedHead(company.db, scope, beginning)).outcome).toBe('STANDS')
    const other = { ...printed, hash: 'f'.repeat(16) }
    expect((await checkPrintedHead(company.db, scope, other)).outcome).toBe('DIFFERS')
    const later = { ...printed, sequence: printed.sequence + 1 }
    expect((await checkPrintedHead(company.db, scope, later)).outcome).toBe('MISSING')
    const root = openDatabase(company.database.superuserUrl, { connections: 1 })
    await root.$transaction([
      root.$executeRaw`SET LOCAL session_replication_role = replica`,
      root.$executeRaw`DELETE FROM seal WHERE account_set_id = ${printed.accountSetId} AND sequence = ${printed.sequence}`,
    ])
    await root.$disconnect()
    expect((await checkPrintedHead(company.db, scope, printed)).outcome).toBe('MISSING')
  })

  it('A05 says nothing of another account set', async () => {
    await issued()
    await sealEvents(company.db, systemClock)
    const [head] = await readSealHeads(company.db, company.staff.manager)
    if (!head?.seal) throw new Error('events were sealed')
    const outsider = { accountSetIds: [company.books.supermarketSetId] }
    expect((await readSealHeads(company.db, outsider)).map((each) => each.accountSetId)).toEqual([
      company.books.supermarketSetId,
    ])
    const printed = { accountSetId: head.accountSetId, ...head.seal }
    expect((await checkPrintedHead(company.db, outsider, printed)).outcome).toBe('MISSING')
  })

  it('counts what happened since the last seal', async () => {
    await sealEvents(company.db, systemClock)
    await issued()
    const [head] = await readSealHeads(company.db, company.staff.manager)
    expect(head?.unsealedCount).toBe(2)
  })
})
