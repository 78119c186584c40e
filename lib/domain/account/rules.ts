import { userNameOf } from '#lib/kernel/user-name.ts'

/** Passwords have between these many characters. Longer ones are refused unread, so that nobody can keep the processor busy. */
export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 128

const FEWEST_DIFFERENT = 5
const COMMON = /^(.*password.*|.*qwertyuiop.*|.*asdfghjkl.*|.*1234567890.*|.*0987654321.*|.*silian.*)$/i

export type PasswordProblem = 'tooShort' | 'tooLong' | 'tooPlain'

/** Why a text may not be a password, or null. Long and not obvious is all that is asked; no rule about signs. */
export function passwordProblem(password: string): PasswordProblem | null {
  const characters = [...password]
  if (characters.length < PASSWORD_MIN) return 'tooShort'
  if (password.length > PASSWORD_MAX) return 'tooLong'
  return new Set(characters).size < FEWEST_DIFFERENT || COMMON.test(password) ? 'tooPlain' : null
}

/** Whether a password holds the user name, or is held by it. */
export function resemblesName(password: string, userName: string): boolean {
  const plain = userNameOf(password)
  return userName.length >= 4 && plain.includes(userName)
}

export type PinProblem = 'pinForm' | 'pinTrivial'

/** Why a text may not be a signing PIN, or null: six digits, no run up or down, no repeated part. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^[0-9]{6}$/.test(pin)) return 'pinForm'
  const isRepeated = /^([0-9]{1,3})\1+$/.test(pin)
  const isRun = '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin)
  return isRepeated || isRun ? 'pinTrivial' : null
}
