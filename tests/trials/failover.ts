import { strict as assert } from 'node:assert'
import { join } from 'node:path'
import { AWAY_DIGEST } from '#lib/kernel/away.ts'
import { sleep } from '#lib/ops/processes.ts'
import { type Ledger, press, send } from '#tests/trials/clients.ts'
import { promote, startPair } from '#tests/trials/pair.ts'
import { cookieOf, type TrialDesk } from '#tests/trials/trial-desk.ts'
import { work } from '#tests/trials/two-desks.ts'

/** What a change of servers took, in seconds from the kill. */
export type Failover = { promotedAfter: number; workingAfter: number; resent: number }

/** Longer than a pooler and a pool let anybody wait, so that people really hear that the desk is away. */
const OPERATOR_NOTICES_MS = 9_000

/**
 * F26: while people work the server is killed, its synchronous standby is promoted, and the pooler is pointed at it. The
 * web servers are not touched.
 */
export async function serverDies(desk: TrialDesk, ledger: Ledger, round: number): Promise<Failover> {
  const { pair, pooler, servers, people } = desk
  const [first = ''] = servers
  const cookie = await cookieOf(first, people.clerk, '198.51.100.7')
  let isOver = false
  const heardBefore = total(ledger)
  const working = work(desk, ledger, `dies-${round}`, () => isOver, 12)
  await sleep(3_000)
  const killedAt = performance.now()
  process.kill(pair.primary.pid, 'SIGKILL')
  await pair.primary.ended
  const [health, page, act] = await Promise.all([
    send(`${first}/api/health`),
    send(`${first}/notes`, { headers: { cookie } }),
    press(first, cookie, desk.noteAct(`probe-while-away-${round}`, 1)),
    sleep(OPERATOR_NOTICES_MS),
  ])
  assert.equal(health.status, 503)
  assert.equal(health.headers['retry-after'], '5')
  assert.ok(page.body.includes(AWAY_DIGEST), `the page said ${page.status}`)
  assert.equal(act.code, 'desk.unavailable', JSON.stringify(act))
  await promote(pair.standby)
  await pooler.pointAt(pair.standby.port)
  const promotedAt = performance.now()
  const acknowledged = ledger.done.size
  while (ledger.done.size === acknowledged) {
    assert.ok(performance.now() - promotedAt < 30_000, 'nobody could work after the promotion')
    await sleep(20)
  }
  const workingAt = performance.now()
  await sleep(4_000)
  isOver = true
  await working
  return {
    promotedAfter: (promotedAt - killedAt) / 1000,
    workingAfter: (workingAt - promotedAt) / 1000,
    resent: total(ledger) - heardBefore,
  }
}

function total(ledger: Ledger): number {
  return [...ledger.heard.values()].reduce((sum, times) => sum + times, 0)
}

/** Gives the promoted server a new standby in the place of the dead one. */
export async function pairAgain(desk: TrialDesk, round: number): Promise<void> {
  const [from, to] = round % 2 === 1 ? ['b', 'a'] : ['a', 'b']
  await desk.pair.standby.stop()
  desk.pair = await startPair(join(desk.folder, from ?? ''), join(desk.folder, to ?? ''))
  await desk.pooler.pointAt(desk.pair.primary.port)
}
