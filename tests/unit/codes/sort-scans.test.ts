import { describe, expect, it } from 'vitest'
import { type Scan, type ScanFacts, type ScanLine, sortScans } from '#lib/codes/sort-scans.ts'

const policy = {
  kinds: ['SECONDARY', 'CASE', 'BOTTLE'],
  hasCaseCodes: true,
  hasBottleCodes: true,
  coverageBp: 10_000,
}

/** Two cases and three bottles of six. */
const line: ScanLine = {
  lineNo: 1,
  qtyE3: 15_000n,
  caseFactorE3: 6000n,
  codesDue: 5,
  policy,
  gtins: ['6901234567892', '16901234567899'],
  kept: { cases: 0, bottles: 0 },
}
const otherLine: ScanLine = { ...line, lineNo: 2, gtins: ['6909999999996'] }

const facts = (changes: Partial<ScanFacts> = {}): ScanFacts => ({
  lines: [line],
  bound: new Map(),
  barcodes: new Set(),
  ...changes,
})

const scan = (typed: string, more: Partial<Scan> = {}): Scan => ({ typed, lineNo: null, kind: null, ...more })
const outcomes = (scans: Scan[], given = facts()) =>
  sortScans(scans, given).answers.map((answer) => answer.outcome)

describe('sorting scans', () => {
  it('R7 keeps a code for each full case first, then one for each loose bottle, and no more', () => {
    const scans = Array.from({ length: 6 }, (_, index) => scan(`FREE-000${index}`))
    const sorted = sortScans(scans, facts())
    expect(sorted.kept.map((code) => code.kind)).toEqual([
      'SECONDARY',
      'SECONDARY',
      'BOTTLE',
      'BOTTLE',
      'BOTTLE',
    ])
    expect(sorted.answers.at(-1)).toMatchObject({ outcome: 'notDue', lineNo: 1 })
  })

  it('answers a code twice in one batch as already here', () => {
    expect(outcomes([scan('CODE-0001'), scan('code-0001'.toUpperCase())])).toEqual(['kept', 'here'])
  })

  it('tells where a foreign code was last seen', () => {
    const seen = { number: 'XH202611-00007', customerName: '样例酒行', at: '2026-11-20T03:00:00Z', lineNo: 1 }
    const bound = new Map([
      ['CODE-0001', { ...seen, isHere: false }],
      ['CODE-0002', { ...seen, isHere: true }],
    ])
    const { answers, kept } = sortScans([scan('CODE-0001'), scan('CODE-0002')], facts({ bound }))
    expect(kept).toEqual([])
    expect(answers[0]).toMatchObject({
      outcome: 'elsewhere',
      number: 'XH202611-00007',
      customerName: '样例酒行',
    })
    expect(answers[1]).toMatchObject({ outcome: 'here', lineNo: 1 })
  })

  it('does not take a product’s barcode for the code of one bottle, and says which line it names', () => {
    const given = facts({ lines: [otherLine, line], barcodes: new Set(['06901234567892', '06200000000008']) })
    const { answers } = sortScans([scan('6901234567892'), scan('6200000000008')], given)
    expect(answers).toMatchObject([
      { outcome: 'productBarcode', lineNo: 1 },
      { outcome: 'productBarcode', lineNo: null },
    ])
  })

  it('finds the line by the product the code names, and refuses a product that is not on the note', () => {
    const given = facts({ lines: [line, otherLine] })
    const { answers } = sortScans([scan('01069099999999962112AB'), scan('01169012345678992155')], given)
    expect(answers.map((answer) => 'lineNo' in answer && answer.lineNo)).toEqual([2, 1])
    expect(outcomes([scan('01062000000000082112AB')], given)).toEqual(['otherProduct'])
  })

  it('asks for the line when a free code could belong to several', () => {
    const given = facts({ lines: [line, otherLine] })
    expect(outcomes([scan('CODE-0001'), scan('CODE-0002', { lineNo: 2 })], given)).toEqual([
      'whichLine',
      'kept',
    ])
    expect(outcomes([scan('CODE-0003', { lineNo: 9 })], given)).toEqual(['noLine'])
  })

  it('believes the label before the switch: a shipping code is a case', () => {
    const { kept } = sortScans([scan('00369012345678901239', { lineNo: 1, kind: 'BOTTLE' })], facts())
    expect(kept).toEqual([{ lineNo: 1, kind: 'CASE', code: '369012345678901239' }])
  })

  it('refuses a kind that the product’s policy does not name', () => {
    const onlySecondary = { ...line, policy: { ...policy, kinds: ['SECONDARY', 'BOTTLE'] } }
    expect(outcomes([scan('00369012345678901239')], facts({ lines: [onlySecondary] }))).toEqual(['wrongKind'])
  })

  it('says what is no code at all', () => {
    const { answers } = sortScans([scan('123'), scan('0000000000')], facts())
    expect(answers).toMatchObject([
      { outcome: 'malformed', reason: 'tooShort' },
      { outcome: 'malformed', reason: 'allZero' },
    ])
  })
})
