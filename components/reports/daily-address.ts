import { addressOf } from '#lib/kernel/address.ts'

/** Which day and whose books; null set: all together. */
export type ShownDay = { date: string; accountSetId: number | null }

/** The address of a day's report. */
export function dailyAddress({ date, accountSetId }: ShownDay): string {
  return addressOf('/reports/daily', { date, set: accountSetId })
}

/** The address of the notes behind a figure of the report. */
export function figureAddress(
  { date, accountSetId }: ShownDay,
  figure: string,
  key: string | null = null,
  before: string | null = null,
): string {
  return addressOf('/reports/daily/notes', { date, set: accountSetId, figure, key, before })
}

/** The address of the day's refusals. */
export function refusalsAddress(
  { date, accountSetId }: ShownDay,
  command: string | null = null,
  before: string | null = null,
): string {
  return addressOf('/reports/daily/refusals', { date, set: accountSetId, command, before })
}

/** The address of the paper of a day's report. */
export function printAddress({ date, accountSetId }: ShownDay): string {
  return addressOf('/print/daily-report', { date, set: accountSetId })
}

/** The page of a note. */
export function noteAddress(note: { accountSetId: number; paperId: string }): string {
  return `/notes/${note.accountSetId}/${note.paperId}`
}
