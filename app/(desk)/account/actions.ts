'use server'

import { startPasskey, startSigning } from '#lib/command/passkey-actions.ts'
import { toAction } from '#lib/command/to-action.ts'
import { addPasskey } from '#lib/domain/account/commands/add-passkey.ts'
import { changePassword } from '#lib/domain/account/commands/change-password.ts'
import { changePin } from '#lib/domain/account/commands/change-pin.ts'
import { endOtherSessions } from '#lib/domain/account/commands/end-other-sessions.ts'
import { removePasskey } from '#lib/domain/account/commands/remove-passkey.ts'
import { setPin } from '#lib/domain/account/commands/set-pin.ts'

export const changePasswordAction = toAction(changePassword)
export const setPinAction = toAction((desk) => setPin(desk.pinKey))
export const changePinAction = toAction((desk) => changePin(desk.pinKey))
export const addPasskeyAction = toAction(addPasskey)
export const removePasskeyAction = toAction(removePasskey)
export const endOtherSessionsAction = toAction(endOtherSessions)

export async function startPasskeyAction() {
  return startPasskey()
}

export async function startSigningAction(asked: unknown) {
  return startSigning(asked)
}
