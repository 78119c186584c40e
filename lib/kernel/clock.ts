import { type BusinessDate, businessDateOf } from '#lib/kernel/business-date.ts'

/** The one source of time. Tests inject their own. */
export type Clock = { now: () => Date }

/** The machine's clock; nothing else in the desk asks the machine for the time. */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still (tests, imports of past days). */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant)
  return { now: () => new Date(at) }
}

/** Today in Asia/Shanghai. */
export function today(clock: Clock): BusinessDate {
  return businessDateOf(clock.now())
}
