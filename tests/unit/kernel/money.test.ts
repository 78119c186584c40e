import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asBp,
  asFen,
  asUnitPriceE4,
  divideRounded,
  formatFen,
  formatFenPlain,
  formatUnitPrice,
  formatUnitPricePlain,
  isAmountInRange,
  lineAmount,
  maxAmountFen,
  maxUnitPriceE4,
  parseUnitPrice,
  parseYuan,
  portionOf,
  splitTax,
  spreadFen,
  sumFen,
  withTax,
} from '#lib/kernel/money.ts'
import type { Fen, PriceMode } from '#lib/kernel/money.ts'
import { asQtyE3, maxQtyE3 } from '#lib/kernel/quantity.ts'

const anyFen = fc.bigInt({ min: -maxAmountFen, max: maxAmountFen }).map(asFen)
const anyRate = fc.constantFrom(0, 100, 300, 600, 900, 1300, 1600, 1700).map(asBp)

describe('rounding', () => {
  it('goes to the nearest fen, half away from zero on both sides', () => {
    const cases: [bigint, bigint, bigint][] = [
      [5n, 10n, 1n],
      [-5n, 10n, -1n],
      [4n, 10n, 0n],
      [-4n, 10n, 0n],
      [15n, 10n, 2n],
      [25n, 10n, 3n],
      [5n, -10n, -1n],
      [-5n, -10n, 1n],
      [1n, 3n, 0n],
      [2n, 3n, 1n],
    ]
    for (const [numerator, denominator, expected] of cases) {
      expect(divideRounded(numerator, denominator)).toBe(expected)
    }
  })

  it('is never more than half a step away from the exact quotient, for numbers of any size', () => {
    const nonZero = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).filter((value) => value !== 0n)
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), nonZero, (numerator, denominator) => {
        const distance = 2n * (divideRounded(numerator, denominator) * denominator - numerator)
        const bound = denominator < 0n ? -denominator : denominator
        return distance <= bound && distance >= -bound
      }),
    )
  })

  it('A18 ten thousand random lines agree with the exact rational total', () => {
    const line = fc.record({
      unitPriceE4: fc.bigInt({ min: 0n, max: maxUnitPriceE4 }),
      qtyE3: fc.bigInt({ min: -maxQtyE3, max: maxQtyE3 }),
      factorE3: fc.constantFrom(1000n, 6000n, 12_000n, 24_000n, 7000n),
    })
    const lines = fc.sample(line, { numRuns: 10_000, seed: 18 })
    let exactDifferences = 0
    for (const { unitPriceE4, qtyE3, factorE3 } of lines) {
      const amountFen = lineAmount(asUnitPriceE4(unitPriceE4), asQtyE3(qtyE3), factorE3)
      if (amountFen !== halfAwayFromZero(unitPriceE4 * qtyE3, factorE3 * 100n)) exactDifferences += 1
    }
    expect(exactDifferences).toBe(0)
  })

  it('A18 a total is the sum of the rows a person can read', () => {
    fc.assert(
      fc.property(fc.array(anyFen, { maxLength: 50 }), (rows) => {
        const readBack = rows.map((row) => yuanOf(formatFen(row)))
        return sumFen(rows) === readBack.reduce((sum, row) => sum + row, 0n)
      }),
    )
  })
})

describe('line amounts', () => {
  it('R4 takes fifteen bottles at 1,499.00 as 22,485.00', () => {
    expect(formatFen(lineAmount(asUnitPriceE4(14_990_000n), asQtyE3(15_000n)))).toBe('22,485.00')
  })

  it('R4 takes a price for a case of twelve over loose bottles, rounded once', () => {
    expect(lineAmount(asUnitPriceE4(1_000_000n), asQtyE3(27_000n), 12_000n)).toBe(22_500n)
    expect(lineAmount(asUnitPriceE4(1_000_000n), asQtyE3(7_000n), 12_000n)).toBe(5833n)
  })

  it('A17 the largest price times the largest quantity stays exact and is seen to be out of range', () => {
    const amountFen = lineAmount(maxUnitPriceE4, maxQtyE3)
    expect(amountFen).toBe(99_999_989_999_900_000n)
    expect(isAmountInRange(amountFen)).toBe(false)
    const priced = parseUnitPrice('999999.9999')
    const worth = priced.ok ? lineAmount(priced.value, asQtyE3(999_999_999_999n)) : 0n
    expect(worth).toBe(99_999_999_989_900_000n)
    expect(isAmountInRange(worth)).toBe(false)
  })

  it('A17 the range holds its two ends and nothing past them', () => {
    expect([maxAmountFen, -maxAmountFen].map(isAmountInRange)).toEqual([true, true])
    expect([maxAmountFen + 1n, -maxAmountFen - 1n].map(isAmountInRange)).toEqual([false, false])
  })
})

describe('amounts as typed', () => {
  it('reads what people and spreadsheets write', () => {
    const typed: [string, bigint][] = [
      ['1,499.00', 149_900n],
      ['1499', 149_900n],
      [' 1499.5 ', 149_950n],
      ['￥1,499.00', 149_900n],
      ['¥ 12', 1200n],
      ['１，４９９．００', 149_900n],
      ['12。5', 1250n],
      ['.5', 50n],
      ['0', 0n],
      ['-0', 0n],
      ['-12.34', -1234n],
      ['－12.34', -1234n],
      ['9,999,999,999.99', 999_999_999_999n],
      ['-9999999999.99', -999_999_999_999n],
    ]
    for (const [text, value] of typed) expect([text, parseYuan(text)]).toEqual([text, { ok: true, value }])
  })

  it('A16 refuses what could be misread, each with its own code', () => {
    const refused: [string, string][] = [
      ['', 'empty'],
      ['   ', 'empty'],
      ['1e3', 'notANumber'],
      ['1e308', 'notANumber'],
      ['NaN', 'notANumber'],
      ['Infinity', 'notANumber'],
      ['0x10', 'notANumber'],
      ['1/3', 'notANumber'],
      ['14,99', 'notANumber'],
      ['1,499,0', 'notANumber'],
      ['1 499', 'notANumber'],
      ['5.', 'notANumber'],
      ['+5', 'notANumber'],
      ['--5', 'notANumber'],
      ['12²', 'notANumber'],
      ['½', 'notANumber'],
      ['١٢', 'notANumber'],
      ['.', 'notANumber'],
      ['-', 'notANumber'],
      ['￥', 'notANumber'],
      ['9'.repeat(10_000_000), 'notANumber'],
      ['1.005', 'tooManyDecimals'],
      ['0.0001', 'tooManyDecimals'],
      ['10,000,000,000.00', 'tooLarge'],
      ['-10000000000', 'tooLarge'],
    ]
    for (const [text, code] of refused) {
      expect([text.slice(0, 40), parseYuan(text)]).toEqual([text.slice(0, 40), { ok: false, code }])
    }
  })

  it('reads every amount back from both ways of writing it', () => {
    fc.assert(
      fc.property(anyFen, (amountFen) => {
        expect(parseYuan(formatFen(amountFen))).toEqual({ ok: true, value: amountFen })
        expect(parseYuan(formatFenPlain(amountFen))).toEqual({ ok: true, value: amountFen })
      }),
    )
  })

  it('A16 never throws and never answers past the range, whatever is typed', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,-eE+ ￥９。') }))
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseYuan(text)
        return !parsed.ok || isAmountInRange(parsed.value)
      }),
    )
  })
})

describe('unit prices', () => {
  it('reads up to four decimals and shows at least two', () => {
    const typed: [string, string][] = [
      ['1499', '1,499.00'],
      ['3.0625', '3.0625'],
      ['3.0620', '3.062'],
      ['3.06', '3.06'],
      ['0', '0.00'],
      ['0.0001', '0.0001'],
      ['99,999,999.9999', '99,999,999.9999'],
    ]
    for (const [text, shown] of typed) {
      const parsed = parseUnitPrice(text)
      expect(parsed.ok && formatUnitPrice(parsed.value)).toBe(shown)
    }
  })

  it('A16 refuses negative prices, a fifth decimal and prices past the range', () => {
    expect(parseUnitPrice('-1')).toEqual({ ok: false, code: 'negative' })
    expect(parseUnitPrice('0.00001')).toEqual({ ok: false, code: 'tooManyDecimals' })
    expect(parseUnitPrice('100000000')).toEqual({ ok: false, code: 'tooLarge' })
    expect(parseUnitPrice('1e3')).toEqual({ ok: false, code: 'notANumber' })
    expect(parseUnitPrice('')).toEqual({ ok: false, code: 'empty' })
  })

  it('reads every price back from its plain text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: maxUnitPriceE4 }), (unitPriceE4) => {
        expect(parseUnitPrice(formatUnitPricePlain(unitPriceE4))).toEqual({ ok: true, value: unitPriceE4 })
      }),
    )
  })
})

describe('tax, discount and shares', () => {
  it('R55 takes tax out of an inclusive amount and puts it on top of an exclusive one', () => {
    expect(splitTax(asFen(11_300n), asBp(1300), 'TAX_INCLUSIVE')).toEqual({
      netFen: 10_000n,
      taxFen: 1300n,
      grossFen: 11_300n,
    })
    expect(splitTax(asFen(10_000n), asBp(1300), 'TAX_EXCLUSIVE')).toEqual({
      netFen: 10_000n,
      taxFen: 1300n,
      grossFen: 11_300n,
    })
    expect(splitTax(asFen(100n), asBp(1300), 'TAX_INCLUSIVE').netFen).toBe(88n)
  })

  it('R55 makes a tax-inclusive unit price of an order price', () => {
    expect(formatUnitPrice(withTax(asUnitPriceE4(100_000n), asBp(1700)))).toBe('11.70')
    expect(formatUnitPrice(withTax(asUnitPriceE4(33_333n), asBp(1300)))).toBe('3.7666')
  })

  it('R55 net and tax make the gross for every amount, rate and mode', () => {
    const anyMode = fc.constantFrom<PriceMode>('TAX_INCLUSIVE', 'TAX_EXCLUSIVE')
    fc.assert(
      fc.property(anyFen, anyRate, anyMode, (amountFen, rateBp, priceMode) => {
        const { netFen, taxFen, grossFen } = splitTax(amountFen, rateBp, priceMode)
        expect(netFen + taxFen).toBe(grossFen)
        expect(priceMode === 'TAX_INCLUSIVE' ? grossFen : netFen).toBe(amountFen)
        expect(taxFen === 0n || taxFen < 0n === amountFen < 0n).toBe(true)
      }),
    )
  })

  it('R137 takes a discount rate of an amount', () => {
    expect(portionOf(asFen(10_050n), asBp(500))).toBe(503n)
  })

  it('A18 shares add up to the amount and none is off by more than a fen', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(anyFen, weights, (amountFen, rowWeights) => {
        const shares = spreadFen(amountFen, rowWeights)
        const total = rowWeights.reduce((sum, weight) => sum + weight, 0n)
        expect(sumFen(shares)).toBe(amountFen)
        if (total > 0n) {
          shares.forEach((share, row) => {
            const distance = share * total - amountFen * (rowWeights[row] ?? 0n)
            expect(distance <= total && distance >= -total).toBe(true)
          })
        }
      }),
    )
  })
})

/** The documented rule, written a second way: cut towards zero, then one more when the rest is half or above. */
function halfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const cut = numerator / denominator
  const rest = numerator - cut * denominator
  const isHalfOrMore = (rest < 0n ? -rest : rest) * 2n >= denominator
  return isHalfOrMore ? cut + (numerator < 0n ? -1n : 1n) : cut
}

function yuanOf(shown: string): Fen {
  return asFen(BigInt(shown.replaceAll(',', '').replace('.', '')))
}
