import { verifyPassword } from '#lib/auth/password.ts'
import { refuse } from '#lib/command/define-command.ts'
import { type OwnCredentials, WRONG_PASSWORD } from '#lib/domain/account/repository.ts'
import type { Secret } from '#lib/kernel/secret.ts'

const FREE_TRIES = 5

/** How the present password was found: right, wrong, or not looked at after too many wrong ones. */
export type PresentPassword = 'right' | 'wrong' | 'locked'

/** Checks the present password that a person gave to change their own way in. */
export async function checkPresentPassword(own: OwnCredentials, given: Secret): Promise<PresentPassword> {
  if (own.recentFailures >= FREE_TRIES) return 'locked'
  return (await verifyPassword(own.passwordHash, given.reveal())) ? 'right' : 'wrong'
}

/** The refusal for a present password that is not right, or null. */
export function refusePresentPassword(found: PresentPassword): ReturnType<typeof refuse> | null {
  if (found === 'locked') return refuse('account.locked')
  return found === 'wrong' ? refuse(WRONG_PASSWORD) : null
}
