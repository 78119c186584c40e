import { expect } from 'vitest'
import { sealEvents } from '#lib/domain/audit-trail/seal-events.ts'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import type { Database } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'

/** The five invariants (I1 to I5) and every other check of the desk: each trial ends with this. */
export async function expectWhole(db: Database): Promise<void> {
  await sealEvents(db, systemClock)
  expect((await verifyDesk(db)).disagreements).toEqual([])
}
