import { describe, expect, it } from 'vitest'
import type { CodedKind, Standing } from '#lib/codes/way.ts'
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
  productId: 'liquor',
  sourcePaperId: null,
  qtyE3: 15_000n,
  caseFactorE3: 6000n,
  codesDue: 5,
  policy,
  gtins: ['6901234567892', '16901234567899'],
  kept: { cases: 0, bottles: 0 },
}
const otherLine: ScanLine = { ...line, lineNo: 2, productId: 'beer', gtins: ['6909999999996'] }

const facts = (changes: Partial<ScanFacts> = {}): ScanFacts => ({
  way: { kind: 'DELIVERY_NOTE', warehouseId: 'east', customerId: 'shop' },
  lines: [line],
  bound: new Map(),
  opened: new Map(),
  barcodes: new Set(),
  ...changes,
})

/** A case on a delivery note that is not posted yet. */
const standing: Standing = {
  number: 'XH202611-00007',
  customerName: '样例酒行',
  at: '2026-11-20T03:00:00Z',
  isHere: false,
  lineNo: 1,
  paperId: 'note-7',
  sequence: 1,
  paperKind: 'DELIVERY_NOTE',
  isSettled: false,
  customerId: 'shop',
  kind: 'CASE',
  productId: 'liquor',
  hop: 1,
  warehouseId: null,
  caseCode: null,
  lost: null,
}

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
    const bound = new Map([
      ['CODE-0001', standing],
      ['CODE-0002', { ...standing, isHere: true }],
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

  it('tells a label that names a product and no serial from a code', () => {
    const outcome = (typed: string) => sortScans([scan(typed)], facts()).answers[0]
    expect(outcome('(01)16901234567899(10)LOT7')).toMatchObject({ outcome: 'malformed', reason: 'noSerial' })
    expect(outcome('0116901234567899')).toMatchObject({ outcome: 'malformed', reason: 'noSerial' })
    expect(outcome('(01)16901234567899(11)261101(10)LOT7(21)55')).toMatchObject({
      code: '01169012345678992155',
    })
  })
})

describe('where a code may go from where it stands', () => {
  const inEast: Standing = {
    ...standing,
    number: 'RK202611-00001',
    paperId: 'receipt-1',
    paperKind: 'GOODS_RECEIPT',
    isSettled: true,
    customerId: null,
    warehouseId: 'east',
  }
  const outOnNote: Standing = { ...standing, isSettled: true }
  const on = (kind: CodedKind, seen: Standing | null, changes: Partial<ScanFacts> = {}) => {
    const way = { kind, warehouseId: 'east', customerId: kind === 'CUSTOMER_RETURN' ? 'shop' : null }
    const bound = new Map(seen === null ? [] : [['CODE-0001', seen]])
    return outcomes([scan('CODE-0001')], facts({ way, bound, ...changes }))[0]
  }

  it.each(['DELIVERY_NOTE', 'STOCK_OUT', 'SUPPLIER_RETURN', 'TRANSFER', 'STOCK_COUNT'] as const)(
    'takes over on a %s what stands in its warehouse, and nothing else',
    (kind) => {
      expect(on(kind, inEast)).toBe('kept')
      expect(on(kind, null)).toBe('kept')
      expect(on(kind, { ...inEast, warehouseId: 'west' })).toBe('elsewhere')
      expect(on(kind, { ...inEast, isSettled: false })).toBe('elsewhere')
      expect(on(kind, outOnNote)).toBe('elsewhere')
      expect(on(kind, { ...inEast, productId: 'beer' })).toBe('otherProduct')
    },
  )

  it('R16 lets a code be born at a receipt, and come again only from where it was returned to', () => {
    expect(on('GOODS_RECEIPT', null)).toBe('kept')
    expect(on('GOODS_RECEIPT', inEast)).toBe('elsewhere')
    expect(on('GOODS_RECEIPT', outOnNote)).toBe('elsewhere')
    expect(on('GOODS_RECEIPT', { ...outOnNote, paperKind: 'SUPPLIER_RETURN' })).toBe('kept')
    expect(on('GOODS_RECEIPT', { ...outOnNote, paperKind: 'SUPPLIER_RETURN', isSettled: false })).toBe(
      'elsewhere',
    )
  })

  it('R25 takes back only what went to that customer, on the line of its note', () => {
    expect(on('CUSTOMER_RETURN', outOnNote)).toBe('kept')
    expect(on('CUSTOMER_RETURN', null)).toBe('neverSeen')
    expect(on('CUSTOMER_RETURN', inEast)).toBe('elsewhere')
    expect(on('CUSTOMER_RETURN', { ...outOnNote, customerId: 'other shop' })).toBe('elsewhere')
    expect(on('CUSTOMER_RETURN', { ...outOnNote, isSettled: false })).toBe('elsewhere')
    const lines = [
      { ...line, sourcePaperId: 'note-6' },
      { ...line, lineNo: 2, sourcePaperId: 'note-7' },
    ]
    const way = { kind: 'CUSTOMER_RETURN', warehouseId: 'east', customerId: 'shop' } as const
    const given = facts({ way, lines, bound: new Map([['CODE-0001', outOnNote]]) })
    expect(sortScans([scan('CODE-0001')], given).answers[0]).toMatchObject({ outcome: 'kept', lineNo: 2 })
    expect(on('CUSTOMER_RETURN', outOnNote, { lines: [{ ...line, sourcePaperId: 'note-6' }] })).toBe(
      'otherProduct',
    )
  })

  it('refuses a case of which a bottle goes its own way, and a bottle whose case has left', () => {
    const opened = new Map([['CODE-0001', { bottle: 'CODE-0009', number: 'XH202611-00008' }]])
    expect(on('DELIVERY_NOTE', inEast, { opened })).toBe('opened')
    const inside: Standing = { ...inEast, kind: 'BOTTLE', caseCode: 'CASE-0001' }
    expect(on('DELIVERY_NOTE', inside)).toBe('kept')
    expect(on('DELIVERY_NOTE', { ...outOnNote, kind: 'BOTTLE', caseCode: 'CASE-0001' })).toBe('elsewhere')
    expect(on('GOODS_RECEIPT', inside)).toBe('elsewhere')
  })

  it('R19 never tells a blind counter that a code is one too many', () => {
    const scans = Array.from({ length: 9 }, (_, index) => scan(`FREE-000${index}`))
    const way = { kind: 'GOODS_RECEIPT', warehouseId: 'east', customerId: null } as const
    expect(new Set(outcomes(scans, facts({ way })))).toEqual(new Set(['kept']))
  })
})
