import { CHECK_NAMES, VerificationCutShort, verifyStepwise } from '#lib/domain/audit-trail/queries.ts'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { withDatabase } from './database.ts'
import { OperatorFailure, runOperatorScript } from './failure.ts'

const AN_HOUR_MS = 3_600_000

function cutShort({ done }: VerificationCutShort): OperatorFailure {
  const total = CHECK_NAMES.length
  return new OperatorFailure(
    `核验到一半数据库断开了，已核 ${done} / ${total} 项：等数据库恢复后重新运行 npm run verify`,
    `The database went away after ${done} of ${total} checks: run npm run verify again once it is back`,
  )
}

/**
 * `npm run verify`: seals what is new, recomputes everything while the desk may go on working, and names the
 * first paper and event that does not agree.
 */
await runOperatorScript(() =>
  withDatabase(async ({ url }) => {
    const db = openDatabase(url, { connections: 2 })
    try {
      await sealEvents(db, systemClock)
      let checked = 0
      const troubles: string[] = []
      for await (const { check, outcome, found } of verifyStepwise(db, systemClock, AN_HOUR_MS)) {
        checked += 1
        console.log(`${outcome === 'DONE' && found.length === 0 ? '✓' : '✗'} ${check}`)
        if (outcome !== 'DONE') troubles.push(check)
        for (const { subject, sequence, detail } of found) {
          const where = sequence === null ? subject : `${subject} #${sequence}`
          troubles.push(where)
          console.log(`    ${where}: ${detail}`)
        }
      }
      if (troubles.length > 0)
        throw new OperatorFailure(
          `核验发现 ${troubles.length} 处不符或未完成，最先的是 ${troubles[0]}`,
          `Verification found ${troubles.length} disagreements or unfinished checks, the first at ${troubles[0]}`,
        )
      console.log(`核验 ${checked} 项，全部相符 / ${checked} checks, everything agrees`)
    } catch (error) {
      throw error instanceof VerificationCutShort ? cutShort(error) : error
    } finally {
      await db.$disconnect()
    }
  }),
)
