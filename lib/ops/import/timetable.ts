/*
 * The day that is imported is played from eight to six, Shanghai time, in minutes after midnight. Every note has its
 * own seconds within each hour, the same at every run.
 */

/** Master data, prices, opening stock and the period come before the first note. */
export const MORNING = 7 * 60

/**
 * When each step begins. What is due is paid and goods are received before the first note; the last note of the day is an
 * hour later than the first; the driver is settled with before the notes are posted, and what comes back is taken in after.
 */
export const STEPS = {
  pay: 7 * 60 + 5,
  order: 7 * 60 + 10,
  approve: 7 * 60 + 15,
  receive: 7 * 60 + 20,
  takeIn: 7 * 60 + 25,
  count: 7 * 60 + 30,
  recount: 7 * 60 + 35,
  receiptHandler: 7 * 60 + 40,
  receiptSupervisor: 7 * 60 + 42,
  enter: 7 * 60 + 45,
  price: 7 * 60 + 50,
  record: 7 * 60 + 51,
  check: 7 * 60 + 52,
  apply: 7 * 60 + 53,
  agree: 7 * 60 + 55,
  prepay: 7 * 60 + 56,
  issue: 8 * 60,
  hand: 8 * 60 + 10,
  take: 8 * 60 + 20,
  prepare: 9 * 60,
  code: 9 * 60 + 5,
  keeperSigns: 9 * 60 + 10,
  handlerSigns: 9 * 60 + 20,
  verify: 9 * 60 + 40,
  plan: 9 * 60 + 50,
  load: 9 * 60 + 55,
  dispatch: 10 * 60,
  leave: 10 * 60 + 30,
  driverTakes: 11 * 60,
  arrive: 12 * 60 + 50,
  deliver: 13 * 60,
  waybill: 13 * 60 + 5,
  closeTrip: 14 * 60,
  driverReturns: 15 * 60,
  clerkTakes: 15 * 60 + 10,
  clerkHandsOn: 15 * 60 + 20,
  accountantTakes: 15 * 60 + 30,
  openSession: 15 * 60 + 40,
  countCash: 15 * 60 + 45,
  driverAgrees: 15 * 60 + 50,
  closeSession: 15 * 60 + 55,
  acceptMoney: 16 * 60 + 30,
  post: 17 * 60,
  return: 18 * 60 + 10,
  returnCode: 18 * 60 + 15,
  returnCount: 18 * 60 + 20,
  returnRecount: 18 * 60 + 25,
  returnHandler: 18 * 60 + 30,
  returnEnter: 18 * 60 + 35,
  reverse: 18 * 60 + 40,
  writeOff: 18 * 60 + 45,
  writeOffCount: 18 * 60 + 48,
  writeOffRecount: 18 * 60 + 50,
  writeOffHandler: 18 * 60 + 52,
  writeOffSupervisor: 18 * 60 + 54,
  writeOffLeaves: 18 * 60 + 56,
  closeMonth: 20 * 60,
} as const

export type Step = keyof typeof STEPS

/** Seconds after the step's beginning for the note with this place among so many. */
export function secondsOf(place: number, of: number): number {
  return Math.floor((place * 3599) / Math.max(of, 1))
}
