import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesDueOf, codesNeeded, dueFor, kindsFor } from '#lib/codes/policy.ts'

const policy = {
  kinds: ['SECONDARY', 'CASE', 'BOTTLE'],
  hasCaseCodes: true,
  hasBottleCodes: true,
  coverageBp: 10_000,
}

describe('codes due (decision 2)', () => {
  it('R7 asks one code for each full case and one for each loose bottle', () => {
    expect(dueFor(15_000n, 6000n, policy)).toEqual({ cases: 2, bottles: 3 })
    expect(dueFor(15_000n, 6000n, { ...policy, hasBottleCodes: false })).toEqual({ cases: 2, bottles: 0 })
    expect(dueFor(15_000n, null, policy)).toEqual({ cases: 0, bottles: 15 })
    expect(dueFor(15_000n, 6000n, { ...policy, hasCaseCodes: false, hasBottleCodes: false })).toEqual({
      cases: 0,
      bottles: 0,
    })
  })

  it('keeps the number frozen at issue when the policy changes afterwards', () => {
    const line = { qtyE3: 15_000n, caseFactorE3: 6000n, codesDue: 2, policy }
    expect(codesDueOf(line)).toEqual({ cases: 2, bottles: 0 })
    expect(codesDueOf({ ...line, codesDue: 3 })).toEqual({ cases: 0, bottles: 3 })
    expect(codesDueOf({ ...line, codesDue: 5 })).toEqual({ cases: 2, bottles: 3 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (codesDue) => {
        const due = codesDueOf({ ...line, codesDue })
        expect(due.cases + due.bottles).toBe(codesDue)
      }),
    )
  })

  it('rounds the least coverage up', () => {
    const line = { qtyE3: 60_000n, caseFactorE3: 6000n, codesDue: 10, policy }
    expect(codesNeeded(line)).toBe(10)
    expect(codesNeeded({ ...line, policy: { ...policy, coverageBp: 9500 } })).toBe(10)
    expect(codesNeeded({ ...line, policy: { ...policy, coverageBp: 9000 } })).toBe(9)
    expect(codesNeeded({ ...line, policy: { ...policy, coverageBp: 0 } })).toBe(0)
  })

  it('accepts only the kinds the product names; a policy that names none accepts all of the slot', () => {
    expect(kindsFor('CASE', { ...policy, kinds: ['SECONDARY', 'BOTTLE'] })).toEqual(['SECONDARY'])
    expect(kindsFor('CASE', { ...policy, kinds: [] })).toEqual(['SECONDARY', 'CASE'])
    expect(kindsFor('BOTTLE', { ...policy, kinds: ['CASE'] })).toEqual(['BOTTLE'])
  })
})
