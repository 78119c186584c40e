import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { withDatabase } from './database.ts'
import { OperatorFailure, runOperatorScript } from './failure.ts'

/** `npm run verify`: recomputes everything and names the first paper and event that does not agree. */
await runOperatorScript(() =>
  withDatabase(async ({ url }) => {
    const db = openDatabase(url, { connections: 2 })
    try {
      await sealEvents(db, systemClock)
      const { checked, disagreements } = await verifyDesk(db, (check, found) => {
        console.log(`${found.length === 0 ? '✓' : '✗'} ${check}`)
        for (const each of found)
          console.log(
            `    ${each.subject}${each.sequence === null ? '' : ` #${each.sequence}`}: ${each.detail}`,
          )
      })
      const first = disagreements[0]
      if (first)
        throw new OperatorFailure(
          `核验发现 ${disagreements.length} 处不符，最先的是 ${first.subject}`,
          `Verification found ${disagreements.length} disagreements, the first at ${first.subject}`,
        )
      console.log(`核验 ${checked} 项，全部相符 / ${checked} checks, everything agrees`)
    } finally {
      await db.$disconnect()
    }
  }),
)
