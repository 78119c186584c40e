import { z } from 'zod'
import { ROLES } from '#lib/kernel/roles.ts'
import { rolesProblem } from '#lib/domain/staff/rules.ts'
import { accountSetField, idField, parsedField, textField, versionField } from '#lib/kernel/fields.ts'
import { ONE_TIME_PASSWORD } from '#lib/kernel/one-time-password.ts'
import { Secret } from '#lib/kernel/secret.ts'
import { USER_NAME, userNameOf } from '#lib/kernel/user-name.ts'

const userName = parsedField((typed) => {
  const name = userNameOf(typed)
  if (name === '') return { ok: false, code: 'empty' }
  return USER_NAME.test(name) ? { ok: true, value: name } : { ok: false, code: 'userNameForm' }
})

const roles = z
  .array(z.enum(ROLES, 'unknown'))
  .max(ROLES.length, 'tooMany')
  .transform((given, context) => {
    const distinct = [...new Set(given)].sort()
    const code = rolesProblem(distinct)
    if (code === null) return distinct
    context.addIssue({ code: 'custom', message: code })
    return z.NEVER
  })

const accountSetIds = z
  .array(accountSetField)
  .max(100, 'tooMany')
  .transform((given) => [...new Set(given)].sort((one, other) => one - other))
const warehouseIds = z
  .array(idField)
  .max(500, 'tooMany')
  .transform((given) => [...new Set(given)].sort())

/** Made in the browser of whoever gives it, shown to them once, and kept by nobody. */
const oneTimePassword = z
  .string('text')
  .regex(ONE_TIME_PASSWORD, 'oneTimePassword')
  .transform((typed) => new Secret(typed))

const member = { userId: idField, version: versionField }
const reason = textField(200)

/** What the dialogs ask for that need nothing but a reason. */
export const reasonInput = z.strictObject({ reason })

export const createStaffInput = z.strictObject({
  userName,
  displayName: textField(40),
  roles,
  accountSetIds,
  warehouseIds,
  oneTimePassword,
})
export const setRolesInput = z.strictObject({ ...member, roles })
export const setScopeInput = z.strictObject({ ...member, accountSetIds, warehouseIds })
export const deactivateInput = z.strictObject({ ...member, reason })
export const activateInput = z.strictObject({ ...member, reason })
export const suspendBillingInput = z.strictObject({ ...member, isSuspended: z.boolean('notAChoice'), reason })
export const resetPasswordInput = z.strictObject({ ...member, oneTimePassword })
export const clearSigningInput = z.strictObject({ ...member, reason })
export const endSessionsInput = z.strictObject({ userId: idField })

export type ReasonForm = z.input<typeof reasonInput>
export type CreateStaffForm = z.input<typeof createStaffInput>
export type SetRolesForm = z.input<typeof setRolesInput>
export type SetScopeForm = z.input<typeof setScopeInput>
