import type { Person } from '#lib/auth/actor.ts'
import { asked, askedNumber, type AskedParams, askedOrNull } from '#lib/kernel/address.ts'
import { type BusinessDate, parseBusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'

/** Which books over which months, `YYYYMM` each. */
export type BookSpan = { accountSetId: number; from: string; to: string }

const PERIOD = /^(19|20|21)\d{2}(0[1-9]|1[0-2])$/

/** What an address asks for: this month of the person's first account set unless it says otherwise. */
export function bookSpan(
  params: AskedParams,
  scope: Pick<Person, 'accountSetIds'>,
  today: BusinessDate,
): BookSpan {
  const set = askedNumber(params, 'set')
  const [first] = [...scope.accountSetIds].sort((one, other) => one - other)
  const month = (name: string): string | null => {
    // A browser's month field says 2026-11.
    const typed = asked(params, name).replace('-', '')
    return PERIOD.test(typed) ? typed : null
  }
  const to = month('to') ?? month('from') ?? periodOf(today)
  const from = month('from') ?? to
  const accountSetId = set !== null && scope.accountSetIds.includes(set) ? set : (first ?? 0)
  return from <= to ? { accountSetId, from, to } : { accountSetId, from: to, to: from }
}

/** A month as the browser's month field has it: `2026-11`. */
export function monthOf(period: string): string {
  return `${period.slice(0, 4)}-${period.slice(4)}`
}

/** The last line of the page before, in the order of date and moment of recording. */
export type VoucherKey = { on: BusinessDate; at: string; id: string; lineNo: number }

const AFTER = /^(\d{4}-\d{2}-\d{2})_(\d{1,15})_([0-9a-f-]{36})_(\d{1,4})$/

/** Reads the key of a page from its address; null when there is none. */
export function voucherKey(params: AskedParams): VoucherKey | null {
  const [, day = '', at = '', id = '', lineNo = ''] = AFTER.exec(askedOrNull(params, 'after') ?? '') ?? []
  const on = parseBusinessDate(day)
  return on.ok && isId(id) ? { on: on.value, at, id, lineNo: Number(lineNo) } : null
}

/** The same as an address has it. */
export function voucherKeyText(key: { on: string; at: string; id: string; lineNo: number }): string {
  return `${key.on}_${key.at}_${key.id}_${key.lineNo}`
}
