import * as actions from './actions.ts'

/** Every act of a driver's phone by its kind. */
export const driverActs = {
  accept: actions.acceptCopiesAction,
  arrive: actions.arriveAction,
  deliver: actions.deliverNoteAction,
  notDelivered: actions.notDeliveredAction,
  offer: actions.offerCopiesAction,
}
