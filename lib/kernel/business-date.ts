import type { Parsed } from '#lib/kernel/decimal.ts'

/** A day of business in Asia/Shanghai, `YYYY-MM-DD`. Compares with < and > as text. */
export type BusinessDate = string & { readonly brand: 'BusinessDate' }
/** An accounting period, `YYYYMM`. */
export type Period = string & { readonly brand: 'Period' }

const dayMilliseconds = 86_400_000
/** China has kept UTC+8 without daylight saving time since 1991. */
const shanghaiOffsetMilliseconds = 8 * 3_600_000

/**
 * Reads `YYYY-MM-DD` from 1900-01-01 to 9999-12-31; the day must exist in the calendar (no 02-30).
 */
export function parseBusinessDate(text: string): Parsed<BusinessDate, 'empty' | 'notADate'> {
  if (text.trim() === '') return { ok: false, code: 'empty' }
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return { ok: false, code: 'notADate' }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const isCalendarDay =
    year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return isCalendarDay ? { ok: true, value: asBusinessDate(text) } : { ok: false, code: 'notADate' }
}

/** The business date of an instant, by the wall clock in Shanghai. */
export function businessDateOf(instant: Date): BusinessDate {
  return dateOfDayNumber(Math.floor((instant.getTime() + shanghaiOffsetMilliseconds) / dayMilliseconds))
}

/** The period a date is booked in: `2026-11-23` is in `202611`. */
export function periodOf(date: BusinessDate): Period {
  return asPeriod(`${date.slice(0, 4)}${date.slice(5, 7)}`)
}

/** The date a number of days later, or earlier when negative. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOfDayNumber(dayNumberOf(date) + days)
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dayNumberOf(to) - dayNumberOf(from)
}

/** The last day of the month a date is in. */
export function lastDayOfMonth(date: BusinessDate): BusinessDate {
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  return asBusinessDate(`${date.slice(0, 8)}${days}`)
}

function dayNumberOf(date: BusinessDate): number {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
    dayMilliseconds
  )
}

function dateOfDayNumber(dayNumber: number): BusinessDate {
  return asBusinessDate(new Date(dayNumber * dayMilliseconds).toISOString().slice(0, 10))
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function asPeriod(text: string): Period {
  return text as Period
}

function asBusinessDate(text: string): BusinessDate {
  return text as BusinessDate
}
