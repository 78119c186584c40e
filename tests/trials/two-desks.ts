import { strict as assert } from 'node:assert'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { openDatabase } from '#lib/db/client.ts'
import { AWAY_DIGEST } from '#lib/kernel/away.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { sleep } from '#lib/ops/processes.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { type Answer, type Ledger, press, pressUntilDone, send, signIn } from '#tests/trials/clients.ts'
import { cookieOf, type TrialDesk } from '#tests/trials/trial-desk.ts'

const CLIENTS = 24
const WRONG_PIN = '000000'

/** Clients at both servers in turn until they are told to stop; each finishes the act it has in hand. */
export async function work(
  desk: TrialDesk,
  ledger: Ledger,
  round: string,
  isOver: () => boolean,
  clients = CLIENTS,
): Promise<void> {
  const { clerk, accountant } = desk.people
  const [first = '', second = ''] = desk.servers
  const clerkCookie = await cookieOf(first, clerk, '198.51.100.1')
  const moneyCookie = await cookieOf(second, accountant, '198.51.100.2')
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; !isOver(); turn += 1) {
        const n = turn * clients + client
        const isMoney = client % 4 === 3
        const key = `${isMoney ? 'money' : 'note'}-${round}-${n}`
        const act = isMoney ? desk.moneyAct(key, n) : desk.noteAct(key, n)
        await pressUntilDone(desk.servers, isMoney ? moneyCookie : clerkCookie, act, ledger, n)
      }
    }),
  )
}

/** F25, F27: both servers work behind the pooler while two more processes' worth of sealing goes on. */
export async function workTogether(desk: TrialDesk, ledger: Ledger, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000
  const isOver = (): boolean => performance.now() > until
  const other = openDatabase(desk.url, { connections: 1 })
  const seal = async (db: typeof other): Promise<void> => {
    while (!isOver()) await sealEvents(db, systemClock).then(() => sleep(200))
  }
  await Promise.all([work(desk, ledger, 'together', isOver), seal(other), seal(desk.db)])
  await other.$disconnect()
  assert.deepEqual([...ledger.heard], [], 'something else than done was heard while all was well')
}

/** A session opened at one server is good at both, and once ended at one it is dead at both at the next request. */
export async function sessionsEndEverywhere({ servers, people }: TrialDesk): Promise<void> {
  const [first = '', second = ''] = servers
  const [person] = people.others
  assert.ok(person)
  const cookie = await cookieOf(first, person, '198.51.100.3')
  const pages = (): Promise<Answer[]> =>
    Promise.all(servers.map((server) => send(`${server}/notes`, { headers: { cookie } })))
  assert.deepEqual(
    (await pages()).map(({ status }) => status),
    [200, 200],
  )
  const administrator = await cookieOf(second, people.administrator, '198.51.100.4')
  const { userId } = person.person
  const page = `/staff/${userId}`
  const ended = await press(second, administrator, {
    ...{ page, action: 'endSessionsAction', key: 'end-everywhere-1', input: { userId } },
  })
  assert.equal(ended.status, 'done', JSON.stringify(ended))
  assert.deepEqual(
    (await pages()).map(({ status }) => status),
    [307, 307],
  )
}

/** Wrong tries at either server count together: five in all shut the PIN and the name at both. */
export async function throttlesCountTogether(desk: TrialDesk): Promise<void> {
  const { servers, people, noteAct } = desk
  const [first = '', second = ''] = servers
  const [, signer, name] = people.others
  assert.ok(signer && name)
  const cookie = await cookieOf(first, signer, '198.51.100.5')
  for (const [at, server] of [first, second, first, second, first].entries()) {
    const said = await press(server, cookie, { ...noteAct(`wrong-pin-${at}-0`, 1), pin: WRONG_PIN })
    assert.equal(said.code, 'signing.wrongPin')
  }
  for (const server of servers)
    assert.equal((await press(server, cookie, noteAct('right-pin-too-late', 1))).code, 'signing.locked')
  for (const [at, server] of [first, second, first, second, first].entries())
    assert.equal(await signIn(server, name.userName, 'not the password', `203.0.113.${at}`), null)
  for (const server of servers)
    assert.equal(await signIn(server, name.userName, name.password, '203.0.113.9'), null)
}

/**
 * F13: two hundred requests while the database lets nobody in: each is told within the limits to come again, and the
 * desk goes on by itself. Answers the seconds the last of them waited.
 */
export async function crowdIsTurnedAway({ servers, people, pair }: TrialDesk): Promise<number> {
  const [first = ''] = servers
  const cookie = await cookieOf(first, people.clerk, '198.51.100.6')
  return onConnection(pair.primary.urlOf('superuser', 'desk'), async (client) => {
    await client.query('BEGIN')
    await client.query('LOCK TABLE session IN ACCESS EXCLUSIVE MODE')
    const began = performance.now()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => {
        const path = at % 2 === 0 ? '/notes' : '/api/search/customers?q=1'
        return send(`${servers[at % 2] ?? ''}${path}`, { headers: { cookie } })
      }),
    )
    const seconds = (performance.now() - began) / 1000
    await client.query('COMMIT')
    for (const { status, headers, body } of answers)
      if (status === 503) assert.equal(headers['retry-after'], '5')
      else assert.ok(status >= 500 && body.includes(AWAY_DIGEST), `answered ${status}: ${body.slice(0, 200)}`)
    assert.ok(seconds < 30, `waited ${seconds} s`)
    for (const server of servers)
      assert.equal((await send(`${server}/notes`, { headers: { cookie } })).status, 200)
    return seconds
  })
}

/** The servers seal by themselves: within a little over a minute nothing of what happened is unsealed. */
export async function sealedByThemselves(desk: TrialDesk, ledger: Ledger): Promise<number> {
  const { db, servers, people } = desk
  const cookie = await cookieOf(servers[0] ?? '', people.clerk, '198.51.100.8')
  await pressUntilDone(servers, cookie, desk.noteAct('note-to-be-sealed', 1), ledger, 0)
  const began = performance.now()
  for (;;) {
    const [found] = await db.$queryRaw<{ unsealed: number }[]>`
      SELECT (SELECT count(*) FROM paper_event)::int - (SELECT coalesce(sum(event_count), 0) FROM seal)::int AS unsealed`
    if (found?.unsealed === 0) return (performance.now() - began) / 1000
    assert.ok(performance.now() - began < 75_000, 'no server seals what happened')
    await sleep(500)
  }
}
