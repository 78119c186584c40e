import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOperatorScript } from '#lib/ops/failure.ts'
import { newLedger } from '#tests/trials/clients.ts'
import { pairAgain, serverDies } from '#tests/trials/failover.ts'
import { expectNothingLost, openTrialDesk, type TrialDesk } from '#tests/trials/trial-desk.ts'
import {
  crowdIsTurnedAway,
  sealedByThemselves,
  sessionsEndEverywhere,
  throttlesCountTogether,
  workTogether,
} from '#tests/trials/two-desks.ts'

const ROUNDS = 2
const TOGETHER_SECONDS = 15

const began = performance.now()

/** One figure a line, with the second it was seen at. */
function tell(what: string): void {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)
}

/**
 * `npm run trials`: F25, F26 and F27, and F13 with them, on two web servers of the production build behind pgbouncer in
 * transaction mode, before a PostgreSQL with a synchronous standby. Stops at the first thing that does not hold.
 */
await runOperatorScript(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'silian-trials-'))
  try {
    // PostgreSQL and pgbouncer refuse to run as root: whoever they run as must find their folders in here.
    await chmod(folder, 0o755)
    const desk = await openTrialDesk(folder)
    try {
      await tryEverything(desk)
    } finally {
      await desk.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function tryEverything(desk: TrialDesk): Promise<void> {
  const ledger = newLedger()
  tell('two web servers, pgbouncer in transaction mode, a server and its synchronous standby')
  await workTogether(desk, ledger, TOGETHER_SECONDS)
  await expectNothingLost(desk.db, ledger)
  tell(`F25 F27 ${ledger.done.size} papers by both servers in ${TOGETHER_SECONDS} s: each once, verified`)
  await sessionsEndEverywhere(desk)
  tell('F25 a session ended at one server is dead at both')
  await throttlesCountTogether(desk)
  tell('F25 five wrong tries at either server shut a PIN and a name at both')
  const crowd = await crowdIsTurnedAway(desk)
  tell(`F13 200 requests without a connection: all told to come again within ${crowd.toFixed(1)} s`)
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = ledger.done.size
    const { promotedAfter, workingAfter, resent } = await serverDies(desk, ledger, round)
    await expectNothingLost(desk.db, ledger)
    const papers = ledger.done.size - before
    tell(`F26 round ${round}: server killed, standby promoted after ${promotedAfter.toFixed(1)} s`)
    tell(`F26 round ${round}: people at work ${workingAfter.toFixed(1)} s later`)
    tell(`F26 round ${round}: ${papers} papers, ${resent} sends again, none lost or doubled, verified`)
    if (round < ROUNDS) await pairAgain(desk, round)
  }
  const sealed = await sealedByThemselves(desk, ledger)
  tell(`F25 a note was sealed by the servers themselves after ${sealed.toFixed(1)} s`)
  tell(`heard besides done: ${[...ledger.heard].map(([word, times]) => `${word} ×${times}`).join(', ')}`)
  console.log('all held')
}
