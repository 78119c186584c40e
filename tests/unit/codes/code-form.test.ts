import { describe, expect, it } from 'vitest'
import { barcodeSpellings, readCode } from '#lib/codes/code-form.ts'

const read = (typed: string) => {
  const answer = readCode(typed)
  return answer.ok ? answer.value : answer.code
}

describe('reading a code', () => {
  it.each([
    ['00369012345678901239', 'with its identifier'],
    ['(00) 3 6901234567890123 9', 'as printed for people'],
    [']C100369012345678901239', 'with the scanner’s own prefix'],
  ])('takes a shipping code %s %s as one case, the same every time', (typed) => {
    expect(read(typed)).toEqual({ code: '369012345678901239', kind: 'CASE', isCertain: true, gtin: null })
  })

  it('takes an item code as one bottle and knows its product, from a code or from a link', () => {
    const bottle = {
      code: '01069012345678922112AB',
      kind: 'BOTTLE',
      isCertain: true,
      gtin: '06901234567892',
    }
    expect(read('010690123456789221' + '12AB')).toEqual(bottle)
    expect(read(']d2010690123456789221' + '12AB\u001d1726')).toEqual(bottle)
    expect(read('https://codes.example/01/06901234567892/21/12AB?x=1')).toEqual(bottle)
  })

  it('takes the item code of an outer pack as one case', () => {
    expect(read('011690123456789921C7')).toMatchObject({ kind: 'CASE', gtin: '16901234567899' })
  })

  it('leaves the kind of a free code to the line, and reads full-width and lower-case alike', () => {
    const free = { code: 'AB12345678', kind: null, isCertain: false, gtin: null }
    expect(read('ab12345678')).toEqual(free)
    expect(read(' ＡＢ１２３４５６７８\r\n')).toEqual(free)
    expect(read('aB12345678')).toMatchObject({ code: 'aB12345678' })
  })

  it.each([
    ['', 'empty'],
    ['12345', 'tooShort'],
    ['x'.repeat(101), 'tooLong'],
    ['坏码123456', 'characters'],
    ['AB 123456', 'characters'],
    ['AB\u202e123456', 'characters'],
    ['AB\u0000123456', 'characters'],
    ['000000000000', 'allZero'],
  ])('refuses %j as %s', (typed, code) => {
    expect(read(typed)).toBe(code)
  })

  it('knows every spelling under which a product’s barcode may be on file', () => {
    expect(barcodeSpellings('06901234567892')).toEqual(['06901234567892', '6901234567892'])
    expect(barcodeSpellings('6901234567892')).toEqual(['6901234567892', '06901234567892'])
    expect(barcodeSpellings('369012345678901239')).toEqual([])
  })
})
