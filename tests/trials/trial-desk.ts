import { strict as assert } from 'node:assert'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { SESSION_LIMITS } from '#lib/db/session-settings.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { buildWhenStale } from '#lib/ops/next-build.ts'
import { prepareOwnDatabase } from '#lib/ops/own-database.ts'
import { freePort } from '#lib/ops/processes.ts'
import { createDatabase, onConnection } from '#lib/ops/roles.ts'
import { startWebServer } from '#lib/ops/web-server.ts'
import { fillBenchCompany } from '#tests/bench/bench-desk.ts'
import { createPerson, TEST_PIN, TEST_PIN_KEY, type TestPerson } from '#tests/support/people.ts'
import { type Act, type Ledger, signIn } from '#tests/trials/clients.ts'
import { type Pair, SERVER_SETTINGS, startPair } from '#tests/trials/pair.ts'
import { type Pooler, startPooler } from '#tests/trials/pooler.ts'

const DATABASE = 'desk'

/** A whole desk as a house with two machines runs it: two web servers, a pooler, a server and its synchronous standby. */
export type TrialDesk = {
  folder: string
  /** Addresses of the two web servers. */
  servers: readonly string[]
  pooler: Pooler
  pair: Pair
  /** The application's connections through the pooler. */
  url: string
  db: Database
  people: { clerk: TestPerson; accountant: TestPerson; administrator: TestPerson; others: TestPerson[] }
  noteAct: (key: string, n: number) => Act
  moneyAct: (key: string, n: number) => Act
  stop: () => Promise<void>
}

/** Builds it all in an empty folder; whatever was started is stopped by `stop`, or at once when a step fails. */
export async function openTrialDesk(folder: string): Promise<TrialDesk> {
  await buildWhenStale(console.log)
  const undoing: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const undo of undoing.splice(0).reverse()) await undo().catch(() => undefined)
  }
  try {
    const alone = await startEmbeddedPostgres({ folder: join(folder, 'a'), settings: SERVER_SETTINGS })
    undoing.push(() => alone.stop())
    await createDatabase(alone.urlOf('superuser', 'postgres'), DATABASE)
    const pooler = await startPooler(folder, [alone.urlOf('app', DATABASE)])
    undoing.push(() => pooler.stop())
    const url = pooler.through(alone.urlOf('app', DATABASE))
    await prepareOwnDatabase({ url, ownerUrl: alone.urlOf('owner', DATABASE) })
    await limitRole(alone.urlOf('superuser', DATABASE))
    const db = openDatabase(url, { connections: 4 })
    undoing.push(() => db.$disconnect())
    const filled = await fill(db)
    await alone.stop()
    const pair = await startPair(join(folder, 'a'), join(folder, 'b'))
    undoing.push(
      () => pair.primary.stop(),
      () => pair.standby.stop(),
    )
    await pooler.pointAt(pair.primary.port)
    const servers = await startServers(folder, url, undoing)
    return { folder, servers, pooler, pair, url, db, ...filled, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The limits of a session that a pooler does not pass on, as README.md tells operators to set them. */
async function limitRole(superuserUrl: string): Promise<void> {
  await onConnection(superuserUrl, async (client) => {
    for (const [name, value] of Object.entries(SESSION_LIMITS))
      await client.query(`ALTER ROLE silian_app IN DATABASE ${DATABASE} SET ${name} = ${value}`)
  })
}

async function startServers(
  folder: string,
  url: string,
  undoing: (() => Promise<unknown>)[],
): Promise<string[]> {
  const secret = randomBytes(32).toString('hex')
  const addresses: string[] = []
  for (const name of ['one', 'two']) {
    const port = await freePort()
    const settings = {
      ...{ DATABASE_URL: url, NEXTAUTH_SECRET: secret, SILIAN_PIN_KEY: TEST_PIN_KEY, DATABASE_POOL: '6' },
      ...{
        NEXTAUTH_URL: `http://127.0.0.1:${port}`,
        LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
        TRUST_PROXY: '1',
      },
    }
    const server = await startWebServer({ port, host: '127.0.0.1', folder: join(folder, name), settings })
    undoing.push(() => server.stop())
    addresses.push(server.address)
  }
  return addresses
}

async function fill(db: Database): Promise<Pick<TrialDesk, 'people' | 'noteAct' | 'moneyAct'>> {
  const { books, noteAt } = await fillBenchCompany(db)
  const scope = { accountSetIds: [books.mainSetId] }
  const hire = (role: 'CLERK' | 'ACCOUNTANT' | 'ADMINISTRATOR'): Promise<TestPerson> =>
    createPerson(db, { roles: [role], ...scope })
  const others = [await hire('CLERK'), await hire('CLERK'), await hire('CLERK')]
  const people = {
    ...{ clerk: await hire('CLERK'), accountant: await hire('ACCOUNTANT') },
    ...{ administrator: await hire('ADMINISTRATOR'), others },
  }
  const customers = await db.customer.findMany({ select: { id: true }, orderBy: { code: 'asc' } })
  const money = (n: number): object => ({
    ...{ accountSetId: books.mainSetId, customerId: customers[n % customers.length]?.id, amount: '1.01' },
    ...{ method: 'CASH', receivedOn: today(systemClock), remark: '' },
  })
  return {
    people,
    noteAct: (key, n) => ({
      ...{ page: '/notes/new', action: 'issueNoteAction', key, input: noteAt(n), pin: TEST_PIN },
    }),
    moneyAct: (key, n) => ({
      page: `/receipts/${books.mainSetId}/${customers[n % customers.length]?.id}`,
      ...{ action: 'recordReceiptAction', key, input: money(n) },
    }),
  }
}

/** Signs somebody in at a server; fails where the desk keeps them out. */
export async function cookieOf(server: string, person: TestPerson, from: string): Promise<string> {
  const cookie = await signIn(server, person.userName, person.password, from)
  assert.ok(cookie, `${person.userName} could not sign in`)
  return cookie
}

/**
 * What was acknowledged is there under the number that was told, once; there is nothing else; and everything the desk
 * can verify agrees: numbers without a gap, goods, money, books, chains, seals.
 */
export async function expectNothingLost(db: Database, ledger: Ledger): Promise<void> {
  const keys = [...ledger.done.keys()]
  const kept = await db.$queryRaw<{ key: string; number: string }[]>`
    SELECT key, result->>'number' AS number FROM command_receipt WHERE key = ANY(${keys}::text[])`
  const found = new Map(kept.map(({ key, number }) => [key, number]))
  for (const [key, number] of ledger.done) assert.equal(found.get(key), number, `${key} was acknowledged`)
  for (const [kind, prefix] of [
    ['DELIVERY_NOTE', 'note-'],
    ['RECEIPT', 'money-'],
  ]) {
    const papers = await db.paper.count({ where: { kind: kind ?? '' } })
    const told = keys.filter((key) => key.startsWith(prefix ?? '')).length
    assert.equal(papers, told, `papers of kind ${kind} against acknowledgements`)
  }
  assert.equal(new Set(ledger.done.values()).size, keys.length, 'a number was told twice')
  await sealEvents(db, systemClock)
  assert.deepEqual((await verifyDesk(db)).disagreements, [])
}
