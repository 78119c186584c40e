import { z } from 'zod'
import { PASSWORD_MAX, passwordProblem, pinProblem } from '#lib/domain/account/rules.ts'
import { textField } from '#lib/kernel/fields.ts'
import { Secret } from '#lib/kernel/secret.ts'

const secret = (problem: (typed: string) => string | null): z.ZodType<Secret, string> =>
  z
    .string('text')
    .max(PASSWORD_MAX, { error: 'tooLong', abort: true })
    .transform((typed, context) => {
      const code = problem(typed)
      if (code === null) return new Secret(typed)
      context.addIssue({ code: 'custom', message: code })
      return z.NEVER
    })

/** The password as it is now: whatever it is, it is only compared. */
const currentPassword = secret((typed) => (typed === '' ? 'empty' : null))
const repeated = secret((typed) => (typed === '' ? 'empty' : null))

function areAlike(one: Secret, other: Secret): boolean {
  return one.reveal() === other.reveal()
}

/** account.changePassword */
export const changePasswordInput = z
  .strictObject({ currentPassword, newPassword: secret(passwordProblem), repeatedPassword: repeated })
  .refine((input) => areAlike(input.newPassword, input.repeatedPassword), {
    path: ['repeatedPassword'],
    message: 'notTheSame',
  })

/** account.setPin: the first PIN of a person. */
export const setPinInput = z
  .strictObject({ currentPassword, newPin: secret(pinProblem), repeatedPin: repeated })
  .refine((input) => areAlike(input.newPin, input.repeatedPin), {
    path: ['repeatedPin'],
    message: 'notTheSame',
  })

/** account.changePin: the present PIN or a passkey comes beside it as the proof. */
export const changePinInput = z
  .strictObject({ newPin: secret(pinProblem), repeatedPin: repeated })
  .refine((input) => areAlike(input.newPin, input.repeatedPin), {
    path: ['repeatedPin'],
    message: 'notTheSame',
  })

/** account.addPasskey: the browser's answer to a registration challenge, and what the person calls the device. */
export const addPasskeyInput = z.strictObject({
  challengeId: z.guid('notAnId'),
  label: textField(40),
  answer: z.record(z.string().max(64), z.unknown()),
})

/** account.removePasskey */
export const removePasskeyInput = z.strictObject({
  passkeyId: z.string().min(1, 'notAnId').max(1400, 'notAnId'),
})

/** account.endOtherSessions */
export const endOtherSessionsInput = z.strictObject({})

export type ChangePasswordForm = z.input<typeof changePasswordInput>
export type SetPinForm = z.input<typeof setPinInput>
export type ChangePinForm = z.input<typeof changePinInput>
