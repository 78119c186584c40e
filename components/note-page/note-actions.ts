import type { AskToSign } from '#components/account/ask-passkey.ts'
import type { FormAction } from '#components/forms/use-action.ts'

/** The acts of a note's page; the page hands its server actions down. */
export type NoteActions = {
  acceptAtWarehouse: FormAction<unknown>
  handToKeeper: FormAction<unknown>
  handToAccounting: FormAction<unknown>
  sign: FormAction<unknown>
  askToSign: AskToSign
  offer: FormAction<unknown>
  accept: FormAction<unknown>
  decline: FormAction<unknown>
  takeBack: FormAction<unknown>
  attach: FormAction<unknown>
  writeIncident: FormAction<unknown>
  ruleIncident: FormAction<unknown>
  requestVoid: FormAction<unknown>
  decideVoid: FormAction<unknown>
  reverse: FormAction<unknown>
}
