import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  businessDateOf,
  daysBetween,
  lastDayOfMonth,
  parseBusinessDate,
  periodOf,
} from '#lib/kernel/business-date.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'

describe('business dates', () => {
  it('takes days of the calendar and refuses the rest', () => {
    for (const text of ['2026-11-23', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31']) {
      expect(parseBusinessDate(text)).toEqual({ ok: true, value: text })
    }
    const refused = [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-1-2',
      '20261123',
    ]
    for (const text of [
      ...refused,
      '2026-11-23T00:00',
      '0001-01-01',
      ' 2026-11-23',
      '２０２６-11-23',
      'today',
    ]) {
      expect([text, parseBusinessDate(text)]).toEqual([text, { ok: false, code: 'notADate' }])
    }
    expect(parseBusinessDate(' ')).toEqual({ ok: false, code: 'empty' })
  })

  it('F18 the day turns at midnight in Shanghai, wherever the machine stands', () => {
    expect(businessDateOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23')
    expect(businessDateOf(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24')
    expect(businessDateOf(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01')
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
    const instants = fc.date({
      min: new Date('1992-01-01T00:00:00Z'),
      max: new Date('2199-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(fc.property(instants, (instant) => businessDateOf(instant) === shanghai.format(instant)))
  })

  it('names the period of a date and the last day of its month', () => {
    expect(periodOf(day('2026-11-23'))).toBe('202611')
    expect(lastDayOfMonth(day('2026-11-23'))).toBe('2026-11-30')
    expect(lastDayOfMonth(day('2026-02-01'))).toBe('2026-02-28')
    expect(lastDayOfMonth(day('2028-02-01'))).toBe('2028-02-29')
    expect(lastDayOfMonth(day('2026-12-31'))).toBe('2026-12-31')
  })

  it('counts days across months and leap years, there and back', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(day('2028-03-01'), -1)).toBe('2028-02-29')
    expect(daysBetween(day('2026-01-01'), day('2027-01-01'))).toBe(365)
    expect(daysBetween(day('2026-11-23'), day('2026-11-20'))).toBe(-3)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 36_500 }),
        fc.integer({ min: -3650, max: 36_500 }),
        (start, days) => {
          const from = addDays(day('2000-01-01'), start)
          const to = addDays(from, days)
          expect(daysBetween(from, to)).toBe(days)
          expect(parseBusinessDate(to)).toEqual({ ok: true, value: to })
          expect(to > from).toBe(days > 0)
        },
      ),
    )
  })
})

function day(text: string): BusinessDate {
  const parsed = parseBusinessDate(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}
