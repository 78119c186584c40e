import { describe, expect, it } from 'vitest'
import { dueDate, type SettlementTerms, standsByDecision7 } from '#lib/domain/receivables/due-date.ts'
import { addDays, type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'

function day(text: string): BusinessDate {
  const parsed = parseBusinessDate(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

const terms = (more: Partial<SettlementTerms>): SettlementTerms => {
  return { settlementMethod: 'MONTHLY', creditDays: 0, cutoffDay: null, ...more }
}

describe('R91 when a note is due', () => {
  it('cash as the goods are handed over, whatever credit days say; never before the note is written', () => {
    const cash = terms({ settlementMethod: 'CASH', creditDays: 30, cutoffDay: 25 })
    expect(dueDate(day('2026-12-31'), cash, day('2027-01-02'))).toBe('2027-01-02')
    expect(dueDate(day('2026-12-31'), cash, day('2026-12-30'))).toBe('2026-12-31')
    expect(dueDate(day('2026-12-31'), cash)).toBe('2026-12-31')
  })

  it('a remittance on the day of the note: it came before', () => {
    const remitted = terms({ settlementMethod: 'REMITTANCE', creditDays: 30, cutoffDay: 25 })
    expect(dueDate(day('2026-03-05'), remitted, day('2026-03-09'))).toBe('2026-03-05')
  })

  it.each([
    // On the cut-off day, the day after it, over the end of a year.
    [25, 0, '2026-11-25', '2026-11-25'],
    [25, 30, '2026-11-25', '2026-12-25'],
    [25, 30, '2026-11-26', '2027-01-24'],
    [25, 0, '2026-12-26', '2027-01-25'],
    // A cut-off day the month does not have is its last day, in February of a leap year and of another.
    [31, 0, '2027-02-10', '2027-02-28'],
    [31, 0, '2028-02-29', '2028-02-29'],
    [30, 5, '2027-02-28', '2027-03-05'],
    [31, 0, '2026-04-30', '2026-04-30'],
    [31, 0, '2026-12-31', '2026-12-31'],
    [29, 0, '2027-02-28', '2027-02-28'],
    [29, 0, '2027-01-30', '2027-02-28'],
    [29, 0, '2027-01-31', '2027-02-28'],
    [1, 10, '2026-12-02', '2027-01-11'],
  ])(
    'monthly, cut off on the %i., %i days on: a note of %s is due on %s',
    (cutoffDay, creditDays, of, due) => {
      expect(dueDate(day(of), terms({ cutoffDay, creditDays }))).toBe(due)
    },
  )

  it('monthly is never due before its note, and no note of a later day before one of an earlier', () => {
    for (const cutoffDay of [1, 15, 28, 29, 30, 31]) {
      let before = day('2027-01-01')
      for (let date = day('2027-01-01'); date < '2029-01-01'; date = addDays(date, 1)) {
        const due = dueDate(date, terms({ cutoffDay }))
        expect(due >= date && due >= before, `${cutoffDay} ${date} ${due}`).toBe(true)
        expect(daysBetween(date, due)).toBeLessThan(31)
        before = due
      }
    }
  })

  it('held notes and rolling by decision 7, and at the latest after their days from the note', () => {
    for (const settlementMethod of ['HELD_NOTE', 'ROLLING']) {
      const held = terms({ settlementMethod, creditDays: 15, cutoffDay: 25 })
      expect(dueDate(day('2026-12-20'), held, day('2026-12-22'))).toBe('2027-01-04')
      expect(standsByDecision7(settlementMethod)).toBe(true)
    }
    expect(dueDate(day('2026-12-20'), terms({ creditDays: 15 }))).toBe('2027-01-04')
    expect(standsByDecision7('MONTHLY')).toBe(false)
  })
})
