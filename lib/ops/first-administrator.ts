import { hashPassword } from '#lib/auth/password.ts'
import { writeEvidence } from '#lib/command/evidence.ts'
import { openDatabase } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { newOneTimePassword } from '#lib/kernel/one-time-password.ts'

const USER_NAME = 'admin'
const DISPLAY_NAME = '系统管理员'
/** Held by whoever makes the first account, so that two starts at once make one. */
const FIRST_ACCOUNT_LOCK = 7_403_010

/**
 * Makes the first account of a desk that has none: a system administrator with a one-time password, which the
 * operator is shown once and which must be changed at the first sign-in (A40). Undefined when anybody exists.
 */
export async function createFirstAdministrator(
  url: string,
  clock = systemClock,
): Promise<{ userName: string; oneTimePassword: string } | undefined> {
  const oneTimePassword = newOneTimePassword()
  const passwordHash = await hashPassword(oneTimePassword)
  const now = clock.now()
  const userId = newId(now)
  const user = { id: userId, userName: USER_NAME, displayName: DISPLAY_NAME, passwordHash, createdAt: now }
  const db = openDatabase(url, { connections: 1 })
  try {
    return await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK}::bigint)::text`
      const anybody = await tx.$queryRaw<unknown[]>`SELECT 1 FROM app_user LIMIT 1`
      if (anybody.length > 0) return undefined
      await tx.user.create({ data: { ...user, roles: { create: [{ role: 'ADMINISTRATOR' }] } } })
      const actor = { kind: 'job', name: 'first start' } as const
      const header = { actor, command: 'staff.create', at: now, requestId: newId(now) }
      const payload = { userName: USER_NAME, displayName: DISPLAY_NAME, roles: ['ADMINISTRATOR'] }
      const event = { accountSetId: null, subject: 'staff', subjectId: userId, payload }
      await writeEvidence(tx, header, [], [event], null)
      return { userName: USER_NAME, oneTimePassword }
    })
  } finally {
    await db.$disconnect()
  }
}
