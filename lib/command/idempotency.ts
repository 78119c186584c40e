import type { Tx } from '#lib/db/client.ts'

/** Shared by every writer, taken alone by the sealer: so that a seal never overtakes an event. */
export const EVENT_GATE = 7_403_001

/** What the first statement of a transaction found. */
export type Claim = { kind: 'new' } | { kind: 'replay'; result: unknown } | { kind: 'keyReused' }

/**
 * The first statement of every command: claims the actor's key. Waits for another transaction with the same
 * key to end; then its stored result is the answer. The same key with another input is refused.
 */
export async function claimKey(
  tx: Tx,
  actorId: string,
  key: string,
  command: string,
  inputHash: Buffer,
): Promise<Claim> {
  const claimed = await tx.$queryRaw<{ claimed: number }[]>`
    WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${EVENT_GATE}::bigint))
    INSERT INTO command_receipt (actor_id, key, command, input_hash)
    SELECT ${actorId}::uuid, ${key}, ${command}, ${inputHash} FROM gate
    ON CONFLICT DO NOTHING RETURNING 1 AS claimed`
  if (claimed.length === 1) return { kind: 'new' }
  const stored = await tx.$queryRaw<{ isSame: boolean; result: unknown }[]>`
    SELECT command = ${command} AND input_hash = ${inputHash} AS "isSame", result
    FROM command_receipt WHERE actor_id = ${actorId}::uuid AND key = ${key}`
  const receipt = stored[0]
  if (receipt?.isSame === true) return { kind: 'replay', result: receipt.result }
  return { kind: 'keyReused' }
}
