import type { Person } from '#lib/auth/actor.ts'
import type { Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { CHECKS } from '#lib/domain/audit-trail/verify-desk.ts'
import type { Database, Reader } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** One check as it ended: what it found, or that it had no time to end. */
export type CheckStep = {
  check: string
  outcome: 'DONE' | 'UNFINISHED'
  found: Disagreement[]
  milliseconds: number
}

/** No single check may take longer. */
const LONGEST_CHECK_MS = 120_000

/** The checks in the order in which they run. */
export const CHECK_NAMES: readonly string[] = CHECKS.map((check) => check.name)

/** The database went away in the middle: so many checks had ended. Nothing can be said of the rest. */
export class VerificationCutShort extends Error {
  readonly done: number

  constructor(done: number, cause: unknown) {
    super(`the database went away after ${done} of ${CHECKS.length} checks`, { cause })
    this.name = 'VerificationCutShort'
    this.done = done
  }
}

/**
 * Recomputes the desk while it works, check by check: each in a read-only snapshot of its own, so that nothing
 * waits for it and nothing moves under it. One connection at a time. What has not begun when `withinMs` have
 * passed, and what fails, answers UNFINISHED; leaving off iterating stops after the check that runs. Throws
 * `VerificationCutShort` when the database itself is gone.
 */
export async function* verifyStepwise(
  db: Database,
  clock: Clock,
  withinMs: number,
): AsyncGenerator<CheckStep, void> {
  const begun = clock.now().getTime()
  for (const [done, check] of CHECKS.entries()) {
    const before = clock.now().getTime()
    const leftMs = Math.min(begun + withinMs - before, LONGEST_CHECK_MS)
    const found =
      leftMs <= 0 ? null : await inSnapshot(db, leftMs, check.run).catch(() => stillThere(db, done))
    const milliseconds = clock.now().getTime() - before
    yield {
      check: check.name,
      outcome: found === null ? 'UNFINISHED' : 'DONE',
      found: found ?? [],
      milliseconds,
    }
  }
}

/** Null while the database still answers: then it was the check alone that failed. */
async function stillThere(db: Database, done: number): Promise<null> {
  await db.$queryRaw`SELECT 1`.catch((error: unknown) => {
    throw new VerificationCutShort(done, error)
  })
  return null
}

function inSnapshot<T>(db: Database, withinMs: number, read: (reader: Reader) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(withinMs)}, true)`
      return read(tx)
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, timeout: withinMs + 1000 },
  )
}

/** The newest seal of an account set, and how many events have happened since. */
export type SealHead = {
  accountSetId: number
  accountSetName: string
  /** Null before the first seal. */
  seal: { sequence: number; hash: string; sealedAt: string; eventCount: number } | null
  unsealedCount: number
}

/** The head of the seals of each account set of the person, as reports print it. One statement. */
export async function readSealHeads(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
): Promise<SealHead[]> {
  const rows = await reader.$queryRaw<(Omit<SealHead, 'seal'> & FlatSeal)[]>`
    SELECT a.id AS "accountSetId", a.name AS "accountSetName", s.sequence, encode(s.hash, 'hex') AS hash,
      s.sealed_at AS "sealedAt", s.event_count AS "eventCount",
      (SELECT count(*)::int FROM paper_event e WHERE e.account_set_id = a.id AND e.position > coalesce(s.to_position, 0)) AS "unsealedCount"
    FROM account_set a
    LEFT JOIN LATERAL (SELECT * FROM seal s WHERE s.account_set_id = a.id ORDER BY s.sequence DESC LIMIT 1) s ON true
    WHERE a.id = ANY(${[...scope.accountSetIds]}::int[]) ORDER BY a.id`
  return rows.map(({ sequence, hash, sealedAt, eventCount, ...row }) => {
    if (sequence === null || hash === null || sealedAt === null || eventCount === null)
      return { ...row, seal: null }
    return { ...row, seal: { sequence, hash, sealedAt: sealedAt.toISOString(), eventCount } }
  })
}

type FlatSeal = {
  sequence: number | null
  hash: string | null
  sealedAt: Date | null
  eventCount: number | null
}

/** A head as somebody reads it from paper: the hash whole, or its first sixteen figures and more. */
export type PrintedHead = { accountSetId: number; sequence: number; hash: string }

/** What an address says of a printed head; null when it names none, WRONG when it cannot be one. */
export function printedHead(
  asked: Record<string, string | string[] | undefined>,
): PrintedHead | 'WRONG' | null {
  const { set, sequence, hash } = asked
  if (set === undefined && sequence === undefined && hash === undefined) return null
  if (typeof set !== 'string' || typeof sequence !== 'string' || typeof hash !== 'string') return 'WRONG'
  const figures = hash.replace(/\s/g, '').toLowerCase()
  const isHead = /^\d{1,4}$/.test(set) && /^[1-9]\d{0,8}$/.test(sequence) && /^[0-9a-f]{16,64}$/.test(figures)
  return isHead ? { accountSetId: Number(set), sequence: Number(sequence), hash: figures } : 'WRONG'
}

/** What became of a printed head: it stands, another stands in its place, or there is none (F21). */
export type HeadFinding = { outcome: 'STANDS'; sealedAt: string } | { outcome: 'DIFFERS' | 'MISSING' }

/** Whether a printed head is still in the chain of the person's account set: what finds a cut tail (F21). */
export async function checkPrintedHead(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  printed: PrintedHead,
): Promise<HeadFinding> {
  const rows = await reader.$queryRaw<{ hash: string; sealedAt: Date }[]>`
    SELECT encode(hash, 'hex') AS hash, sealed_at AS "sealedAt" FROM seal
    WHERE account_set_id = ${printed.accountSetId} AND account_set_id = ANY(${[...scope.accountSetIds]}::int[])
      AND sequence = ${printed.sequence}`
  const seal = rows[0]
  if (!seal) return { outcome: 'MISSING' }
  if (!seal.hash.startsWith(printed.hash)) return { outcome: 'DIFFERS' }
  return { outcome: 'STANDS', sealedAt: seal.sealedAt.toISOString() }
}
