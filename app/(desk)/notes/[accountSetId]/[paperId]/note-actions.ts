import type { NoteActions } from '#components/note-page/note-actions.ts'
import * as actions from './actions.ts'

/** The server actions of a note's page, under the names its components know. */
export const noteActions: NoteActions = {
  acceptAtWarehouse: actions.acceptAtWarehouseAction,
  handToKeeper: actions.handToKeeperAction,
  handToAccounting: actions.handToAccountingAction,
  sign: actions.signNoteAction,
  askToSign: actions.startSigningAction,
  offer: actions.offerCopiesAction,
  accept: actions.acceptCopiesAction,
  decline: actions.declineCopiesAction,
  takeBack: actions.takeBackCopiesAction,
  attach: actions.attachPictureAction,
  writeIncident: actions.writeIncidentAction,
  ruleIncident: actions.ruleIncidentAction,
  requestVoid: actions.requestVoidAction,
  decideVoid: actions.decideVoidAction,
  reverse: actions.reverseNoteAction,
}
