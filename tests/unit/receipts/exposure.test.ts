import { describe, expect, it } from 'vitest'
import { creditWarning, type HeldTerms } from '#lib/domain/delivery-notes/held-notes.ts'
import { exposureOf, sellsOnCredit } from '#lib/domain/receivables/exposure.ts'

const parts = { committedFen: 700n, receivableFen: 500n, prepaidFen: 200n }
const terms: HeldTerms = {
  settlementMethod: 'MONTHLY',
  maxOpenNotes: null,
  rollingCeilingFen: null,
  openNotes: [],
  balanceFen: 0n,
  grossFen: 700n,
  credit: { ...parts, limitFen: 1000n, requiresPrepayment: false, oldestDueOn: null },
}
const warning = (credit: Partial<HeldTerms['credit']>, settlementMethod = 'MONTHLY') =>
  creditWarning({ ...terms, settlementMethod, credit: { ...terms.credit, ...credit } }, '2026-11-24')

describe('R117 exposure', () => {
  it('is notes not yet posted and what is owed, less money that pays nothing yet, and the note being written', () => {
    expect(exposureOf(parts)).toBe(1000n)
    expect(exposureOf(parts, 1n)).toBe(1001n)
    expect(exposureOf({ ...parts, prepaidFen: 5000n })).toBe(-3800n)
  })

  it('stays the same as a note is posted and falls only when it is paid', () => {
    const posted = { committedFen: 0n, receivableFen: 1200n, prepaidFen: 200n }
    expect(exposureOf(posted)).toBe(exposureOf(parts))
    expect(exposureOf({ ...posted, receivableFen: 1000n, prepaidFen: 0n })).toBe(1000n)
  })

  it('warns at the gate when the limit was passed or a note fell due since the issue, each by a fen and a day', () => {
    expect(warning({})).toBeNull()
    expect(warning({ limitFen: 999n })).toBe('overCredit')
    expect(warning({ oldestDueOn: '2026-11-24' })).toBeNull()
    expect(warning({ oldestDueOn: '2026-11-23' })).toBe('overdue')
    expect(warning({ limitFen: 0n }, 'CASH')).toBeNull()
    expect(warning({ limitFen: 0n, requiresPrepayment: true })).toBeNull()
  })

  it('is asked only of customers who are sold to on credit', () => {
    expect(sellsOnCredit({ settlementMethod: 'CASH', requiresPrepayment: false })).toBe(false)
    expect(sellsOnCredit({ settlementMethod: 'ROLLING', requiresPrepayment: true })).toBe(false)
    expect(sellsOnCredit({ settlementMethod: 'HELD_NOTE', requiresPrepayment: false })).toBe(true)
  })
})
