import { merkleRoot, sealHash } from '#lib/domain/audit-trail/merkle.ts'
import { EVENT_GATE } from '#lib/command/idempotency.ts'
import type { Database } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'

type Last = { sequence: number; toPosition: bigint; hash: Uint8Array }

/** Events sealed at once; more wait for the next round. */
const MOST_EVENTS = 50_000

/**
 * Seals what happened since the last seal, account set by account set; answers how many events were sealed.
 * Waits until no event is being written, so that none slips in behind a seal. Nothing new: no seal.
 */
export async function sealEvents(db: Database, clock: Clock): Promise<number> {
  const sets = await db.$queryRaw<{ id: number }[]>`SELECT id FROM account_set ORDER BY id`
  let sealed = 0
  for (const { id } of sets) sealed += await sealAccountSet(db, clock, id)
  return sealed
}

async function sealAccountSet(db: Database, clock: Clock, accountSetId: number): Promise<number> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${EVENT_GATE}::bigint)::text`
    const lasts = await tx.$queryRaw<Last[]>`
      SELECT sequence, to_position AS "toPosition", hash FROM seal WHERE account_set_id = ${accountSetId}
      ORDER BY sequence DESC LIMIT 1`
    const last = lasts[0]
    const events = await tx.$queryRaw<{ position: bigint; hash: Uint8Array }[]>`
      SELECT position, hash FROM paper_event WHERE account_set_id = ${accountSetId}
        AND position > ${last?.toPosition ?? 0n} ORDER BY position LIMIT ${MOST_EVENTS}`
    const first = events[0]
    const newest = events.at(-1)
    if (!first || !newest) return 0
    const seal = {
      accountSetId,
      sequence: (last?.sequence ?? 0) + 1,
      fromPosition: first.position,
      toPosition: newest.position,
      eventCount: events.length,
      merkleRoot: merkleRoot(events.map((event) => event.hash)),
      previousHash: last?.hash ?? new Uint8Array(),
      sealedAt: clock.now(),
    }
    await tx.$executeRaw`
      INSERT INTO seal (account_set_id, sequence, from_position, to_position, event_count, merkle_root, previous_hash, hash, sealed_at)
      VALUES (${accountSetId}, ${seal.sequence}, ${seal.fromPosition}, ${seal.toPosition}, ${seal.eventCount},
        ${seal.merkleRoot}, ${seal.previousHash}, ${sealHash(seal)}, ${seal.sealedAt})`
    return events.length
  })
}
