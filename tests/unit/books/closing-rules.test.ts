import { describe, expect, it } from 'vitest'
import { CLOSE_PERIOD_GATE, type ClosingFacts } from '#lib/domain/account-sets/closing-rules.ts'
import { CHARTS } from '#lib/domain/books/charts.ts'
import { bookSpan, voucherKey, voucherKeyText } from '#lib/domain/books/wish.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'

const DONE: ClosingFacts = {
  ...{ period: '202610', thisPeriod: '202611', unpostedNotes: 0, firstNote: null, waitingGoods: 0 },
  ...{ firstGoods: null, pendingReceipts: 0, firstReceipt: null, openReconciliations: 0 },
  ...{ firstReconciliation: null, waitingInvoices: 0, unnumbered: 0, earlierOpen: null },
}

const told = (changes: Partial<ClosingFacts>): string[] =>
  evaluate(CLOSE_PERIOD_GATE, { ...DONE, ...changes })
    .items.filter(({ state }) => state !== 'met')
    .map(({ rule, state, code }) => `${rule} ${state} ${code}`)

describe('closing a month', () => {
  it.each([
    [{}, []],
    [{ unpostedNotes: 2, firstNote: 'XH1' }, ['R64 unmet unposted']],
    [{ pendingReceipts: 1, firstReceipt: 'SK1' }, ['R95 unmet pending']],
    [{ openReconciliations: 1, firstReconciliation: 'DD1' }, ['R58 unmet reconciliationsOpen']],
    [{ waitingGoods: 1, firstGoods: 'RK1' }, ['R90 warn waiting']],
    [{ waitingInvoices: 1 }, ['R100 warn invoicesWaiting']],
    [{ unnumbered: 5 }, ['R63 warn willNumber']],
    [{ earlierOpen: '202609' }, ['R120 warn earlierOpen']],
    [{ period: '202611' }, ['R120 warn notOver']],
    [{ period: '202612' }, ['R120 unmet notBegun']],
  ])('R64 R95 R58 R120 %o answers %o', (changes, lines) => {
    expect(told(changes)).toEqual(lines)
  })
})

describe('the charts of accounts', () => {
  it.each(Object.entries(CHARTS))(
    '%s names every part once, codes once, and each account under its own',
    (_name, chart) => {
      const uses = chart.flatMap(([, , , use]) => (use === undefined ? [] : [use]))
      expect(new Set(uses).size).toBe(uses.length)
      expect(uses.toSorted()).toEqual(CHARTS.ENTERPRISE.flatMap(([, , , use]) => use ?? []).toSorted())
      const codes = chart.map(([code]) => code)
      expect(new Set(codes).size).toBe(codes.length)
      expect(codes).toEqual(codes.toSorted())
      for (const code of codes.filter(({ length }) => length > 4)) expect(codes).toContain(code.slice(0, -2))
    },
  )
})

describe('what an address of the books asks for', () => {
  const day = parseBusinessDate('2026-11-24')
  const today = day.ok ? day.value : expect.unreachable()
  const scope = { accountSetIds: [2, 1] }

  it('is this month of the first account set, or what is asked, the right way round', () => {
    expect(bookSpan({}, scope, today)).toEqual({ accountSetId: 1, from: '202611', to: '202611' })
    expect(bookSpan({ set: '2', from: '2026-12', to: '202601' }, scope, today)).toEqual({
      ...{ accountSetId: 2, from: '202601', to: '202612' },
    })
    expect(bookSpan({ set: '7', from: "1' or 1=1", to: '202613' }, scope, today)).toMatchObject({
      ...{ accountSetId: 1, from: '202611' },
    })
  })

  it('reads its own key back and nothing else', () => {
    const key = {
      on: '2026-11-24',
      at: '1763910000123',
      id: '01a20b06-8ee9-7278-929f-2957d883f540',
      lineNo: 3,
    }
    expect(voucherKey({ after: voucherKeyText(key) })).toEqual(key)
    expect(voucherKey({ after: "2026-11-24_1_x'_1" })).toBeNull()
    expect(voucherKey({})).toBeNull()
  })
})
