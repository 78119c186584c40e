import { describe, expect, it } from 'vitest'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'
import { asFen } from '#lib/kernel/money.ts'
import { isRetailWhole, type RetailAgreement } from '#lib/ops/import/retail-agreement.ts'
import { type RetailLine, retailTotals } from '#lib/ops/import/retail-file.ts'
import { planRetail } from '#lib/ops/import/retail-plan.ts'
import { exactText, refusedCsv } from '#lib/ops/import/retail-report.ts'
import { type RetailSelection, selectRetail } from '#lib/ops/import/retail-selection.ts'

const NONE = { papers: 0, lines: 0, pieces: 0, fileFen: asFen(0n), deskFen: asFen(0n) }

let lineNumber = 1

/** `536365 22752 2 7.65 17850 12-01`: invoice, code, quantity, price, customer, day; customer `-` where nobody is named. */
function line(written: string, name = 'GOODS'): RetailLine {
  const [invoice = '', code = '', quantity = '', price = '', customer = '', day = '12-01'] =
    written.split(' ')
  const date = parseBusinessDate(`2010-${day}`)
  if (!date.ok) throw new Error(`${day} is no day`)
  const priceE4 = BigInt(Math.round(Number(price) * 10_000))
  lineNumber += 1
  return {
    ...{ lineNumber, invoice, code: code.replaceAll('_', ' '), name, date: date.value, country: 'Norway' },
    ...{ quantity: Number(quantity), priceE4, amountE4: BigInt(quantity) * priceE4 },
    customer: customer === '-' ? '' : customer,
  }
}

function plan(...written: (string | RetailLine)[]) {
  const lines = written.map((each) => (typeof each === 'string' ? line(each) : each))
  const { days, refused } = planRetail(lines)
  const papers = days.flatMap(({ sales, returns, reversals, stockOuts }) => [
    ...sales.map(({ number, lines: own }) => ({ paper: `sale ${number}`, lines: own })),
    ...returns.map(({ number, lines: own }) => {
      return { paper: `return ${number}`, lines: own.map((taken) => taken.line) }
    }),
    ...reversals.map(({ number, sale, lines: own }) => ({ paper: `reversal ${number} ${sale}`, lines: own })),
    ...stockOuts.map(({ number, lines: own }) => ({ paper: `out ${number}`, lines: own })),
  ])
  const placed = [...papers.flatMap((paper) => paper.lines), ...refused.map((each) => each.line)]
  // Whatever is planned: no line is lost, none stands twice, and the money is the file's.
  expect(placed.map((each) => each.lineNumber).sort()).toEqual(lines.map((each) => each.lineNumber).sort())
  expect(retailTotals(placed)).toEqual(retailTotals(lines))
  return {
    papers: papers.map(({ paper, lines: own }) => `${paper}: ${own.length}`),
    refused: refused.map(({ line: own, reason }) => `${own.invoice} ${own.code} ${reason}`),
    days,
  }
}

describe('cancellations', () => {
  it('take a whole note back on its day by a reversal, later or in part by a return', () => {
    const sale = ['1 A 2 5 100', '1 B 1 9 100']
    expect(plan(...sale, 'C2 B -1 9 100', 'C2 A -2 5 100').papers).toEqual(['sale 1: 2', 'reversal C2 1: 2'])
    expect(plan(...sale, 'C2 B -1 9 100 12-02', 'C2 A -2 5 100 12-02').papers).toEqual([
      'sale 1: 2',
      'return C2: 2',
    ])
    expect(plan(...sale, 'C2 A -1 5 100').papers).toEqual(['sale 1: 2', 'return C2: 1'])
  })

  it('never reverse a note of which something came back, nor one that is reversed already', () => {
    const twice = plan('1 A 2 5 100', 'C2 A -1 5 100', 'C3 A -2 5 100', 'C4 A -1 5 100')
    expect(twice.papers).toEqual(['sale 1: 1', 'return C2: 1', 'return C4: 1'])
    expect(twice.refused).toEqual(['C3 A salesUsedUp'])
    const gone = plan('1 A 2 5 100', 'C2 A -2 5 100', 'C3 A -2 5 100')
    expect(gone.papers).toEqual(['sale 1: 1', 'reversal C2 1: 1'])
    expect(gone.refused).toEqual(['C3 A salesUsedUp'])
  })

  it('are taken from the newest sales of the same customer, product and price, and from nothing sold later', () => {
    const { days } = plan('1 A 2 5 100', '2 A 2 5 100', '3 A 9 5 200', '4 A 9 4 100', 'C5 A -3 5 100')
    expect(days[0]?.returns[0]?.lines[0]?.from).toEqual([
      { sale: '2', lineNo: 1, quantity: 2 },
      { sale: '1', lineNo: 1, quantity: 1 },
    ])
    expect(plan('C1 A -1 5 100', '2 A 1 5 100').refused).toEqual(['C1 A noSale'])
  })

  it('of discounts, fees and commissions are refused: they bring no goods back', () => {
    const { papers, refused } = plan('C1 D -1 27.5 100', 'C2 AMAZONFEE -1 9 -', 'C3 BANK_CHARGES -1 3 -')
    expect(papers).toEqual([])
    expect(refused).toEqual(['C1 D discount', 'C2 AMAZONFEE fee', 'C3 BANK CHARGES fee'])
  })
})

describe('invoices', () => {
  it('sell charges beside goods, and give away what has no price', () => {
    expect(plan('1 A 1 5 100', '1 POST 1 18 100', '1 B 1 0 100').papers).toEqual(['sale 1: 3'])
    expect(plan('1 B 1 0 100').papers).toEqual(['out 1: 1'])
    expect(plan('1 B 1 0 -', '2 POST 1 0 100').refused).toEqual(['1 B foundStock', '2 POST nothingCharged'])
  })

  it('write off what leaves without money, by what somebody wrote beside it', () => {
    const { papers, days } = plan(
      '1 A -2 0 -',
      line('2 A -1 0 -', 'damaged'),
      line('3 B -1 0 -', 'samples/damages'),
    )
    expect(papers).toEqual(['out 1: 1', 'out 2: 1', 'out 3: 1'])
    expect(days[0]?.stockOuts.map(({ purpose }) => purpose)).toEqual(['DAMAGE', 'DAMAGE', 'SAMPLE'])
  })

  it('are refused line by line where they are no trade or less than a fen', () => {
    expect(plan('A1 B 1 11 -', 'A1 B 1 -11 -', '2 A 1 5 100', '2 PADS 1 0.001 100').refused).toEqual([
      'A1 B badDebt',
      'A1 B badDebt',
      '2 PADS belowFen',
    ])
  })

  it('with more lines than a note holds become several, and come back line by line', () => {
    const many = Array.from({ length: 501 }, (_, index) => `1 P${index} 1 2 -`)
    const back = Array.from({ length: 501 }, (_, index) => `C2 P${index} -1 2 -`)
    expect(plan(...many, ...back).papers).toEqual([
      ...['sale 1: 500', 'sale 1-2: 1'],
      ...['return C2: 200', 'return C2-2: 200', 'return C2-3: 101'],
    ])
  })
})

it('writes amounts exactly, and lets no text of the file become a formula', () => {
  expect([9_747_747_934_0n, -10n, 27_5000n].map(exactText)).toEqual(['9747747.934', '-0.001', '27.50'])
  const csv = refusedCsv([{ line: line('1 A -1 5 100', '=HYPERLINK("x")'), reason: 'noSale' }])
  expect(csv).toContain(`,"'=HYPERLINK(""x"")",-1,5.00,-5.00,`)
})

describe('a selection', () => {
  const lines = [
    ...['1 A 2 5 100', '2 A 1 5 200', '3 B 4 5 100', 'C4 A -1 5 100 12-02', 'C5 B -9 5 100 12-02'].map(
      (each) => line(each),
    ),
  ]
  const whole = planRetail(lines)
  const chosen = (selection: Partial<RetailSelection>) => {
    const selected = selectRetail(whole, lines, { from: null, to: null, most: null, ...selection })
    const placed = selected.plan.days.flatMap((day) => [
      ...day.sales.flatMap((sale) => sale.lines),
      ...day.returns.flatMap((back) => back.lines.map((taken) => taken.line)),
    ])
    const all = [...placed, ...selected.plan.refused.map((refused) => refused.line)]
    expect(retailTotals(all)).toEqual(retailTotals(selected.lines))
    return { invoices: selected.lines.map(({ invoice }) => invoice), isWhole: selected.isWhole }
  }

  it('of a day brings the earlier invoices that it takes something back from', () => {
    const from = lines[3]?.date ?? null
    expect(chosen({ from, to: from })).toEqual({ invoices: ['1', 'C4', 'C5'], isWhole: false })
  })

  it('takes the first invoices, or the whole file', () => {
    expect(chosen({ most: 2 })).toEqual({ invoices: ['1', '2'], isWhole: false })
    expect(chosen({})).toEqual({ invoices: ['1', '2', '3', 'C4', 'C5'], isWhole: true })
  })
})

describe('the agreement', () => {
  const equal: RetailAgreement = {
    parts: { sales: NONE, returns: NONE, reversals: NONE, stockOuts: NONE },
    missing: [],
    differing: [],
    accepted: { lines: 2, amountE4: 1100n },
    refused: { lines: 1, amountE4: 10n },
    control: { lines: 3, amountE4: 1110n },
  }

  it('holds when accepted and refused are the control totals to the penny', () => {
    expect(isRetailWhole(equal)).toBe(true)
  })

  it.each<[string, Partial<RetailAgreement>]>([
    ['a penny is missing', { accepted: { lines: 2, amountE4: 1000n } }],
    ['a line is missing', { refused: { lines: 0, amountE4: 10n } }],
    ['a paper is missing', { missing: ['1'] }],
    ['two papers differ by as much', { differing: ['1', '2'] }],
  ])('does not hold when %s', (_what, change) => {
    expect(isRetailWhole({ ...equal, ...change })).toBe(false)
  })
})
