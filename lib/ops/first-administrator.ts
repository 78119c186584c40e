import { hashPassword } from '#lib/auth/password.ts'
import { writeEvidence } from '#lib/command/evidence.ts'
import type { Database } from '#lib/db/client.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { newOneTimePassword } from '#lib/kernel/one-time-password.ts'

const USER_NAME = 'admin'
const DISPLAY_NAME = '系统管理员'
/** Held by whoever makes the first account, so that two starts at once make one. */
const FIRST_ACCOUNT_LOCK = 7_403_010

/**
 * Makes the first account of a desk that has none: a system administrator with a one-time password, which the
 * operator is shown once and which must be changed at the first sign-in (A40). Null when anybody exists.
 */
export async function createFirstAdministrator(
  db: Database,
  clock: Clock,
): Promise<{ userName: string; password: string } | null> {
  const password = newOneTimePassword()
  const passwordHash = await hashPassword(password)
  const now = clock.now()
  const userId = newId(now)
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)::text`
    const anybody = await tx.$queryRaw<unknown[]>`SELECT 1 FROM app_user LIMIT 1`
    if (anybody.length > 0) return null
    await tx.user.create({
      data: {
        id: userId,
        userName: USER_NAME,
        displayName: DISPLAY_NAME,
        passwordHash,
        createdAt: now,
        roles: { create: [{ role: 'ADMINISTRATOR' }] },
      },
    })
    const header = {
      actor: { kind: 'job', name: 'first start' },
      command: 'staff.create',
      at: now,
      requestId: newId(now),
    } as const
    const payload = { userName: USER_NAME, displayName: DISPLAY_NAME, roles: ['ADMINISTRATOR'] }
    await writeEvidence(
      tx,
      header,
      [],
      [{ accountSetId: null, subject: 'staff', subjectId: userId, payload }],
      null,
    )
    return { userName: USER_NAME, password }
  })
}
