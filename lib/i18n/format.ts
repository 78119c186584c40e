import { deskTimeZone } from './locales.ts'

const minute = new Intl.DateTimeFormat('en-CA', {
  timeZone: deskTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function partsOf(isoInstant: string): Record<string, string> {
  return Object.fromEntries(
    minute.formatToParts(Date.parse(isoInstant)).map(({ type, value }) => [type, value]),
  )
}

/** An instant (ISO 8601) as the desk's clock shows it: `2026-11-23 14:05`. The same in both languages. */
export function formatInstant(isoInstant: string): string {
  const { year, month, day, hour, minute } = partsOf(isoInstant)
  return `${year}-${month}-${day} ${hour}:${minute}`
}

/** The time of day of an instant (ISO 8601) at the desk: `14:05`. */
export function formatTimeOfDay(isoInstant: string): string {
  const { hour, minute } = partsOf(isoInstant)
  return `${hour}:${minute}`
}

/** A business date `2026-11-02` in its short form `11-02`, for columns where the year is plain. */
export function formatShortDate(businessDate: string): string {
  return businessDate.slice(5)
}
