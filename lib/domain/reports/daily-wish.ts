import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { asked, askedNumber, type AskedParams } from '#lib/kernel/address.ts'

/** Which day and whose books a report is about. */
export type DailyWish = {
  date: BusinessDate
  /** Null: all of the reader's account sets together. */
  accountSetId: number | null
}

/** What an address asks for: today and everything, unless it says otherwise. A day that does not exist is today. */
export function dailyWish(params: AskedParams, today: BusinessDate): DailyWish {
  const date = parseBusinessDate(asked(params, 'date'))
  return { date: date.ok ? date.value : today, accountSetId: askedNumber(params, 'set') }
}

/** The reader's account sets that the wish is about: none when it names one that is not theirs. */
export function setsOf(wish: DailyWish, scope: { accountSetIds: readonly number[] }): number[] {
  const { accountSetId } = wish
  if (accountSetId === null) return [...scope.accountSetIds]
  return scope.accountSetIds.includes(accountSetId) ? [accountSetId] : []
}
