import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pinyinInitials } from '#lib/kernel/pinyin.ts'
import { cleanText, csvRestore, csvSafe, isPhone, maskPhone, searchKey } from '#lib/kernel/text.ts'

const oneLine = { max: 40 }
const manyLines = { max: 40, multiline: true }

describe('text as kept', () => {
  it('trims, composes and keeps what people really write', () => {
    for (const text of [
      '示例烟酒行',
      '𠮷野家',
      '53°飞天 500ml',
      '👍🏽 急',
      '👨‍👩‍👧 家庭装',
      '❤️‍🔥',
      '葛\u{e0100}城',
      '<b>',
    ]) {
      expect([text, cleanText(text, oneLine)]).toEqual([text, { ok: true, value: text }])
    }
    expect(cleanText('  \u3000示例\ufeff ', oneLine)).toEqual({ ok: true, value: '示例' })
    expect(cleanText('Cafe\u0301', oneLine)).toEqual({ ok: true, value: 'Café' })
  })

  it('A15 refuses what cannot be seen', () => {
    const refused: [string, string][] = [
      ['', 'empty'],
      [' \u3000\t', 'empty'],
      ['a\u0000b', 'control'],
      ['a\u0007b', 'control'],
      ['a\u0085b', 'control'],
      ['a\nb', 'control'],
      ['a\tb', 'control'],
      ['a\u2028b', 'control'],
      ['a\u200bb', 'control'],
      ['a\u200db', 'control'],
      ['示\u2060例', 'control'],
      ['a\u00adb', 'control'],
      ['a\u3164b', 'control'],
      ['a\u{e0041}b', 'control'],
      ['a\uffffb', 'control'],
      ['a\ud842b', 'control'],
      ['\udfb7', 'control'],
      ['abc\u202etxt.exe', 'bidi'],
      ['a\u2066b', 'bidi'],
      ['a\u200fb', 'bidi'],
      ['x'.repeat(41), 'tooLong'],
      ['x'.repeat(10_000_000), 'tooLong'],
    ]
    for (const [text, code] of refused) {
      const shown = JSON.stringify(text.slice(0, 50))
      expect([shown, cleanText(text, oneLine)]).toEqual([shown, { ok: false, code }])
    }
  })

  it('counts rare characters and emoji as one each', () => {
    expect(cleanText('𠮷'.repeat(40), oneLine).ok).toBe(true)
    expect(cleanText('𠮷'.repeat(41), oneLine)).toEqual({ ok: false, code: 'tooLong' })
  })

  it('keeps line breaks only where lines are meant, in one form', () => {
    expect(cleanText('一\r\n二\r三\n四\t五', manyLines)).toEqual({ ok: true, value: '一\n二\n三\n四\t五' })
    expect(cleanText('一\u0000', manyLines)).toEqual({ ok: false, code: 'control' })
    expect(cleanText('一\r\n二', oneLine)).toEqual({ ok: false, code: 'control' })
  })

  it('A15 what was cleaned once stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const cleaned = cleanText(raw, { max: 200 })
        return !cleaned.ok || cleanText(cleaned.value, { max: 200 }).ok
      }),
    )
  })
})

describe('search', () => {
  it('A15 finds twins in width, case, spacing and composition', () => {
    expect(searchKey('ＡＢＣ 酒行')).toBe(searchKey('abc酒行'))
    expect(searchKey('Cafe\u0301')).toBe(searchKey('CAFÉ'))
    expect(searchKey('示例　烟酒 行')).toBe('示例烟酒行')
    expect(searchKey('葛\u{e0100}城')).toBe('葛城')
    expect(searchKey('示例甲')).not.toBe(searchKey('示例乙'))
  })

  it('A15 a key is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => searchKey(searchKey(text)) === searchKey(text)),
      // The capital sharp s has no lower case of its own kind.
      { examples: [['ẞ']] },
    )
  })

  it('takes the initials of a name', () => {
    expect(pinyinInitials('示例烟酒行')).toBe('slyjh')
    expect(pinyinInitials('示例商行有限公司')).toBe('slshyxgs')
    expect(pinyinInitials('行政仓(东)')).toBe('xzcd')
    expect(pinyinInitials('重庆啤酒 Beer')).toBe('cqpjbeer')
    expect(pinyinInitials('53°飞天 ５００ml')).toBe('53ft500ml')
    expect(pinyinInitials('𠮷野家')).toBe('yj')
    expect(pinyinInitials('')).toBe('')
  })
})

describe('phones', () => {
  it('R4 knows a phone number when it sees one', () => {
    const phones = [
      '13800000000',
      '138 0000 0000',
      '+86 13800000000',
      '86-13800000000',
      '１３８００００００００',
    ]
    const others = [
      '0871-60000000',
      '(010)60000000',
      '010 60000000-801',
      '4000000000',
      '400-000-0000',
      '+14150000000',
    ]
    for (const text of [...phones, ...others, '6000000']) expect([text, isPhone(text)]).toEqual([text, true])
    for (const text of ['', '无', '12345', '1380000000a', '1'.repeat(16), '138-0000', '+', '13800000000,']) {
      expect([text, isPhone(text)]).toEqual([text, false])
    }
  })

  it('R67 hides the middle of a number and keeps its shape', () => {
    expect(maskPhone('13812345678')).toBe('138****5678')
    expect(maskPhone('+86 138 1234 5678')).toBe('+86 138 **** 5678')
    expect(maskPhone('0871-63123456')).toBe('0871-****3456')
    expect(maskPhone('6312345')).toBe('***2345')
    expect(maskPhone('12345')).toBe('***45')
  })
})

describe('text in exports', () => {
  it('A14 takes the power from a formula', () => {
    const formulas = ['=HYPERLINK("x")', '+1', '-1', '@SUM', '\t=1', '\r=1', '＝1', "'=1"]
    for (const text of formulas) expect(csvSafe(text)).toBe(`'${text}`)
    for (const text of ['示例', "O'Brien", "'tis", '1=1', '']) expect(csvSafe(text)).toBe(text)
  })

  it('A14 reads every text back as it was', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', 'a', '示') })
    fc.assert(
      fc.property(text, (original) => {
        expect(csvRestore(csvSafe(original))).toBe(original)
        expect(csvSafe(original)).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})
