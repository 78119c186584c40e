import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInCapitals } from '#lib/kernel/chinese-amount.ts'

const largestFen = 999_999_999_999_99n

describe('amounts in Chinese capitals', () => {
  it('R5 writes amounts as a bank would take them', () => {
    const written: [bigint, string][] = [
      [22_485_00n, '人民币贰万贰仟肆佰捌拾伍元整'],
      [0n, '人民币零元整'],
      [5n, '人民币伍分'],
      [50n, '人民币伍角整'],
      [55n, '人民币伍角伍分'],
      [1_00n, '人民币壹元整'],
      [1_05n, '人民币壹元零伍分'],
      [1_50n, '人民币壹元伍角整'],
      [10_00n, '人民币壹拾元整'],
      [10_01n, '人民币壹拾元零壹分'],
      [101_00n, '人民币壹佰零壹元整'],
      [1001_00n, '人民币壹仟零壹元整'],
      [1010_00n, '人民币壹仟零壹拾元整'],
      [1680_32n, '人民币壹仟陆佰捌拾元叁角贰分'],
      [16_409_02n, '人民币壹万陆仟肆佰零玖元零贰分'],
      [10_007_00n, '人民币壹万零柒元整'],
      [107_000_53n, '人民币壹拾万柒仟元伍角叁分'],
      [100_000_00n, '人民币壹拾万元整'],
      [100_005_00n, '人民币壹拾万零伍元整'],
      [1_0000_0000_00n, '人民币壹亿元整'],
      [1_0000_0007_00n, '人民币壹亿零柒元整'],
      [1_0000_7000_00n, '人民币壹亿零柒仟元整'],
      [1_0070_0000_00n, '人民币壹亿零柒拾万元整'],
      [99_9999_9999_99n, '人民币玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
      [-22_485_00n, '人民币负贰万贰仟肆佰捌拾伍元整'],
      [-5n, '人民币负伍分'],
    ]
    for (const [amountFen, text] of written) expect(amountInCapitals(amountFen)).toBe(text)
  })

  it('R5 reaches 9,999 亿 and goes no further', () => {
    expect(amountInCapitals(largestFen)).toBe(
      '人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分',
    )
    expect(() => amountInCapitals(largestFen + 1n)).toThrow(RangeError)
    expect(() => amountInCapitals(-largestFen - 1n)).toThrow(RangeError)
  })

  it('R5 every amount reads back as itself', () => {
    const sparse = fc
      .array(fc.constantFrom(...'0000123456789'), { minLength: 1, maxLength: 14 })
      .map((digits) => BigInt(digits.join('')))
    const any = fc.oneof(fc.bigInt({ min: -largestFen, max: largestFen }), sparse)
    fc.assert(
      fc.property(any, (amountFen) => {
        expect(readAloud(amountInCapitals(amountFen))).toBe(amountFen)
      }),
      { numRuns: 3000 },
    )
  })

  it('R5 never writes two 零 together nor one before a unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: largestFen }), (amountFen) => {
        const text = amountInCapitals(amountFen)
        expect(text).not.toMatch(/零零|零[万亿元拾佰仟角分整]/)
        expect(text.endsWith('整')).toBe(amountFen % 10n === 0n)
      }),
      { numRuns: 3000 },
    )
  })
})

/** The way a person reads it: each digit counts for the unit after it, each 万 and 亿 for all before it. */
function readAloud(text: string): bigint {
  const unitsFen: Record<string, bigint> = { 分: 1n, 角: 10n, 元: 100n }
  const places: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n }
  const sections: Record<string, bigint> = { 万: 10_000n, 亿: 100_000_000n }
  let total = 0n
  let beforeSection = 0n
  let sinceSection = 0n
  let digit = 0n
  for (const character of text.replace('人民币', '').replace('负', '')) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(character)
    const place = places[character]
    const section = sections[character]
    const unitFen = unitsFen[character]
    if (value >= 0) digit = BigInt(value)
    if (place !== undefined) sinceSection += digit * place
    if (section !== undefined) beforeSection += (sinceSection + digit) * section
    if (unitFen !== undefined) total += (beforeSection + sinceSection + digit) * unitFen
    if (section !== undefined || unitFen !== undefined) sinceSection = 0n
    if (unitFen !== undefined) beforeSection = 0n
    if (value < 0) digit = 0n
  }
  return text.includes('负') ? -total : total
}
