'use server'

import { toAction } from '#lib/command/to-action.ts'
import { activateStaff } from '#lib/domain/staff/commands/activate.ts'
import { clearSigning } from '#lib/domain/staff/commands/clear-signing.ts'
import { createStaff } from '#lib/domain/staff/commands/create.ts'
import { deactivateStaff } from '#lib/domain/staff/commands/deactivate.ts'
import { endSessions } from '#lib/domain/staff/commands/end-sessions.ts'
import { resetPassword } from '#lib/domain/staff/commands/reset-password.ts'
import { setRoles } from '#lib/domain/staff/commands/set-roles.ts'
import { setScope } from '#lib/domain/staff/commands/set-scope.ts'
import { suspendBilling } from '#lib/domain/staff/commands/suspend-billing.ts'

export const createStaffAction = toAction(createStaff)
export const setRolesAction = toAction(setRoles)
export const setScopeAction = toAction(setScope)
export const activateStaffAction = toAction(activateStaff)
export const deactivateStaffAction = toAction(deactivateStaff)
export const suspendBillingAction = toAction(suspendBilling)
export const resetPasswordAction = toAction(resetPassword)
export const clearSigningAction = toAction(clearSigning)
export const endSessionsAction = toAction(endSessions)
