import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asQtyE3,
  formatQtyPlain,
  formatQuantity,
  maxQtyE3,
  parseQuantity,
  sayBaseUnits,
  splitCases,
} from '#lib/kernel/quantity.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'

const bottlesOfTwelve: ProductUnit[] = [
  { unit: '箱', factorE3: 12_000n },
  { unit: '瓶', factorE3: 1000n },
]
const threeUnits: ProductUnit[] = [
  { unit: '瓶', factorE3: 1000n },
  { unit: '提', factorE3: 6000n },
  { unit: '箱', factorE3: 24_000n },
]
const weighed: ProductUnit[] = [
  { unit: 'kg', factorE3: 1000n, isDivisible: true },
  { unit: '袋', factorE3: 12_500n },
]
const bottlesOnly: ProductUnit[] = [{ unit: '瓶', factorE3: 1000n }]

describe('quantities as people say them', () => {
  it('reads cases and bottles in every form the desk uses', () => {
    const typed: [string, bigint, number, bigint][] = [
      ['2箱3瓶', 27_000n, 2, 3000n],
      ['2箱', 24_000n, 2, 0n],
      ['3瓶', 3000n, 0, 3000n],
      ['3', 3000n, 0, 3000n],
      ['2/3', 27_000n, 2, 3000n],
      ['1/3', 15_000n, 1, 3000n],
      ['0/3', 3000n, 0, 3000n],
      ['2/0', 24_000n, 2, 0n],
      ['2/15', 39_000n, 3, 3000n],
      ['0.5箱', 6000n, 0, 6000n],
      ['2.5箱', 30_000n, 2, 6000n],
      ['２箱３瓶', 27_000n, 2, 3000n],
      [' 2 箱 3 瓶 ', 27_000n, 2, 3000n],
      ['２／３', 27_000n, 2, 3000n],
      ['3瓶2箱', 27_000n, 2, 3000n],
      ['15瓶', 15_000n, 1, 3000n],
      ['1,200瓶', 1_200_000n, 100, 0n],
      ['3.0', 3000n, 0, 3000n],
    ]
    for (const [text, qtyE3, caseCount, looseE3] of typed) {
      const expected = { ok: true, qtyE3, caseCount, looseE3 }
      expect([text, parseQuantity(text, bottlesOfTwelve)]).toEqual([text, expected])
    }
  })

  it('takes a bare number in the default unit where there is one', () => {
    expect(parseQuantity('3', bottlesOfTwelve, '箱')).toEqual({
      ok: true,
      qtyE3: 36_000n,
      caseCount: 3,
      looseE3: 0n,
    })
    expect(parseQuantity('3', bottlesOfTwelve, '托')).toEqual({ ok: false, code: 'unknownUnit' })
  })

  it('reads units of any case and decimals of a base unit that can be divided', () => {
    expect(parseQuantity('0.125KG', weighed)).toMatchObject({ ok: true, qtyE3: 125n })
    expect(parseQuantity('2袋0.5kg', weighed)).toMatchObject({ ok: true, qtyE3: 25_500n, caseCount: 2 })
    expect(parseQuantity('1袋', weighed)).toMatchObject({ ok: true, qtyE3: 12_500n })
    expect(parseQuantity('0.0001kg', weighed)).toEqual({ ok: false, code: 'notWhole' })
  })

  it('A16 refuses what is no quantity, each with its own code', () => {
    const refused: [string, string][] = [
      ['', 'empty'],
      ['  ', 'empty'],
      ['-1', 'negative'],
      ['－1箱', 'negative'],
      ['-2/3', 'negative'],
      ['2箱-3瓶', 'negative'],
      ['0', 'zero'],
      ['0箱0瓶', 'zero'],
      ['0/0', 'zero'],
      ['0.0001', 'notWhole'],
      ['0.5', 'notWhole'],
      ['0.3箱', 'notWhole'],
      ['0.5/3', 'notWhole'],
      ['1e3', 'notANumber'],
      ['1e308', 'notANumber'],
      ['NaN', 'notANumber'],
      ['Infinity', 'notANumber'],
      ['两箱', 'notANumber'],
      ['箱', 'notANumber'],
      ['2/', 'notANumber'],
      ['/3', 'notANumber'],
      ['1/2/3', 'notANumber'],
      ['1/3箱', 'notANumber'],
      ['2箱3', 'notANumber'],
      ['2箱3箱', 'notANumber'],
      ['1 2瓶', 'notANumber'],
      ['1 2', 'notANumber'],
      ['1,2瓶', 'notANumber'],
      ['½箱', 'notANumber'],
      ['3托', 'unknownUnit'],
      ['3²', 'unknownUnit'],
      ['2箱瓶', 'unknownUnit'],
      ['10000000', 'tooLarge'],
      ['833334箱', 'tooLarge'],
      ['3瓶'.repeat(5_000_000), 'notANumber'],
    ]
    for (const [text, code] of refused) {
      const shown = text.slice(0, 40)
      expect([shown, parseQuantity(text, bottlesOfTwelve)]).toEqual([shown, { ok: false, code }])
    }
  })

  it('A16 reads full-width digits as the same number, and 1/3 never as a third', () => {
    expect(parseQuantity('１２', bottlesOfTwelve)).toMatchObject({ ok: true, qtyE3: 12_000n })
    expect(parseQuantity('1/3', bottlesOnly)).toEqual({ ok: false, code: 'unknownUnit' })
  })

  it('holds 9,999,999 base units and not one more', () => {
    expect(parseQuantity('9999999', bottlesOfTwelve)).toMatchObject({ ok: true, qtyE3: maxQtyE3 })
    expect(parseQuantity('9,999,999瓶', bottlesOfTwelve)).toMatchObject({ ok: true })
    expect(parseQuantity('10,000,000瓶', bottlesOfTwelve)).toEqual({ ok: false, code: 'tooLarge' })
  })

  it('A16 never throws and answers only whole quantities in range, whatever is typed', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,-/ e箱瓶２／') }))
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseQuantity(text, bottlesOfTwelve)
        return !parsed.ok || (parsed.qtyE3 > 0n && parsed.qtyE3 <= maxQtyE3 && parsed.qtyE3 % 1000n === 0n)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('quantities as shown', () => {
  it('says cases and bottles, leaves out what is nothing and marks what comes back', () => {
    const shown = (qtyE3: bigint, units: ProductUnit[]) => formatQuantity(asQtyE3(qtyE3), units)
    expect(shown(27_000n, bottlesOfTwelve)).toBe('2箱3瓶')
    expect(shown(24_000n, bottlesOfTwelve)).toBe('2箱')
    expect(shown(3000n, bottlesOfTwelve)).toBe('3瓶')
    expect(shown(0n, bottlesOfTwelve)).toBe('0瓶')
    expect(shown(-27_000n, bottlesOfTwelve)).toBe('-2箱3瓶')
    expect(shown(31_000n, threeUnits)).toBe('1箱1提1瓶')
    expect(shown(13_250n, weighed)).toBe('1袋0.75kg')
    expect(formatQtyPlain(27_000n)).toBe('27')
  })

  it('says base units as people say them, and gives back what is no number', () => {
    const units = [
      { unit: '瓶', factorE3: '1000' },
      { unit: '箱', factorE3: '12000' },
    ]
    const said = ['1206', '0', '-13', '—'].map((plain) => sayBaseUnits(plain, units))
    expect(said).toEqual(['100箱6瓶', '0瓶', '-1箱1瓶', '—'])
  })

  it('reads every quantity back from how it is shown', () => {
    const anyUnits = fc.constantFrom(bottlesOfTwelve, threeUnits, bottlesOnly)
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_999_999n }), anyUnits, (bottles, units) => {
        const qtyE3 = asQtyE3(bottles * 1000n)
        expect(parseQuantity(formatQuantity(qtyE3, units), units)).toMatchObject({ ok: true, qtyE3 })
      }),
    )
  })

  it('R7 splits into full cases of the largest unit and the loose rest, losing nothing', () => {
    expect(splitCases(asQtyE3(31_000n), threeUnits)).toEqual({ cases: 1, looseE3: 7000n })
    expect(splitCases(asQtyE3(31_000n), bottlesOnly)).toEqual({ cases: 0, looseE3: 31_000n })
    fc.assert(
      fc.property(fc.bigInt({ min: -maxQtyE3, max: maxQtyE3 }), (qtyE3) => {
        const { cases, looseE3 } = splitCases(asQtyE3(qtyE3), bottlesOfTwelve)
        return BigInt(cases) * 12_000n + looseE3 === qtyE3
      }),
    )
  })
})
