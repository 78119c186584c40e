import type { AskToSign } from '#components/account/ask-passkey.ts'
import type { FormAction } from '#components/forms/use-action.ts'
import type { CapturedCodes } from '#lib/codes/capturing.ts'

/** The acts of the keeper's note page, handed down by the page. */
export type KeeperActions = {
  accept: FormAction<unknown>
  recordPicks: FormAction<unknown>
  prepare: FormAction<unknown>
  capture: FormAction<CapturedCodes>
  removeCode: FormAction<unknown>
  reportDamaged: FormAction<unknown>
  sign: FormAction<unknown>
  askToSign: AskToSign
  assignDriver: FormAction<unknown>
  dispatch: FormAction<unknown>
}
