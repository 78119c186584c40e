import type { Database } from '#lib/db/client.ts'

/** How many tries are free, and how long one more failure blocks: doubling from the first block to the longest. */
export type ThrottlePolicy = {
  freeTries: number
  firstBlockSeconds: number
  longestBlockSeconds: number
  /** Failures this long ago no longer count. */
  forgetSeconds: number
}

/** Sign-in under one user name. */
export const USER_NAME_POLICY: ThrottlePolicy = {
  freeTries: 5,
  firstBlockSeconds: 30,
  longestBlockSeconds: 15 * 60,
  forgetSeconds: 24 * 3600,
}

/** Sign-in from one network address; a whole office may share one. */
export const ADDRESS_POLICY: ThrottlePolicy = {
  freeTries: 30,
  firstBlockSeconds: 60,
  longestBlockSeconds: 3600,
  forgetSeconds: 24 * 3600,
}

/** Signing PINs: six digits must outlast whoever tries. */
export const PIN_POLICY: ThrottlePolicy = {
  freeTries: 5,
  firstBlockSeconds: 15 * 60,
  longestBlockSeconds: 24 * 3600,
  forgetSeconds: 24 * 3600,
}

/** Two to the thirtieth first blocks are longer than any longest block. */
const MOST_DOUBLINGS = 30

/**
 * Counts a try before it is looked at, so that a thousand at once are no better than one after another. Answers
 * the failures counted so far, this one included, or null while the bucket is blocked; then nothing is counted.
 */
export async function takeTry(
  db: Database,
  bucket: string,
  policy: ThrottlePolicy,
  now: Date,
): Promise<number | null> {
  const { freeTries, firstBlockSeconds, longestBlockSeconds, forgetSeconds } = policy
  const forgottenBefore = new Date(now.getTime() - forgetSeconds * 1000)
  const counted = await db.$queryRaw<{ failures: number }[]>`
    INSERT INTO throttle (bucket, failures, last_failed_at) VALUES (${bucket}, 1, ${now})
    ON CONFLICT (bucket) DO UPDATE SET
      failures = CASE WHEN throttle.last_failed_at < ${forgottenBefore} THEN 1 ELSE throttle.failures + 1 END,
      last_failed_at = ${now},
      blocked_until = CASE
        WHEN throttle.last_failed_at >= ${forgottenBefore} AND throttle.failures + 1 >= ${freeTries}::int
        THEN ${now}::timestamptz + make_interval(secs => least(${longestBlockSeconds}::float8,
          ${firstBlockSeconds}::float8 * power(2, least(throttle.failures + 1 - ${freeTries}::int, ${MOST_DOUBLINGS}::int))))
        END
    WHERE throttle.blocked_until IS NULL OR throttle.blocked_until <= ${now}
    RETURNING failures`
  return counted[0]?.failures ?? null
}

/** The try was right: the bucket starts anew. */
export async function forgetTries(db: Database, bucket: string): Promise<void> {
  await db.$executeRaw`DELETE FROM throttle WHERE bucket = ${bucket}`
}

/** The try was right, but it vouches only for itself: earlier failures of the bucket stay counted. */
export async function giveBackTry(db: Database, bucket: string): Promise<void> {
  await db.$executeRaw`
    UPDATE throttle SET failures = greatest(failures - 1, 0), blocked_until = NULL WHERE bucket = ${bucket}`
}
