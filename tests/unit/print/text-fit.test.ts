import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDecimals, isZero, yuan } from '#lib/print/decimal-text.ts'
import { plainLine, textWidthMm, wrapText } from '#lib/print/text-fit.ts'

const words = fc.string({
  unit: fc.constantFrom('酒', '箱', '，', '）', 'a', 'W', '1', '.', ' ', '×', '𠮷', '\n'),
  maxLength: 120,
})

test('breaking a text into rows loses nothing but blanks and keeps to the width', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 8, max: 120 }), (text, widthMm) => {
      const lines = wrapText(text, widthMm, 10)
      expect(lines.join('').replaceAll(' ', '')).toBe(plainLine(text).replaceAll(' ', ''))
      for (const line of lines) expect(textWidthMm(line, 10)).toBeLessThanOrEqual(widthMm)
    }),
  )
})

test('a closing mark does not begin a row', () => {
  expect(wrapText('一二三四，五六', textWidthMm('一二三四', 10), 10)).toEqual(['一二三', '四，五六'])
})

test('control and direction marks do not reach the paper', () => {
  expect(plainLine(' 张\u202e三\u0007\n李四 ')).toBe('张三 李四')
})

test('R5 money stands right behind its sign with thousands separated', () => {
  expect(yuan('22485.00')).toBe('￥22,485.00')
  expect(yuan('-1499.50')).toBe('-￥1,499.50')
  expect(yuan('0.00')).toBe('￥0.00')
})

test('sums of decimal strings are exact', () => {
  expect(addDecimals('0.10', '0.20')).toBe('0.30')
  expect(addDecimals('9999999999.99', '0.01')).toBe('10000000000.00')
  expect(addDecimals('-3', '1.5')).toBe('-1.5')
  expect(isZero('0.000')).toBe(true)
  expect(isZero('-0.01')).toBe(false)
})
