import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gtinCheckDigit, toGtin14 } from '#lib/kernel/barcode.ts'

describe('barcodes', () => {
  it('R54 takes every form of a GTIN to the same fourteen digits', () => {
    const scanned: [string, string][] = [
      ['4006381333931', '04006381333931'],
      ['04006381333931', '04006381333931'],
      ['036000291452', '00036000291452'],
      ['0036000291452', '00036000291452'],
      ['96385074', '00000096385074'],
      ['10614141000415', '10614141000415'],
      [' 4006381333931\n', '04006381333931'],
      ['４００６３８１３３３９３１', '04006381333931'],
    ]
    for (const [text, value] of scanned) expect([text, toGtin14(text)]).toEqual([text, { ok: true, value }])
  })

  it('R54 refuses other lengths, other characters and a wrong check digit', () => {
    const refused: [string, string][] = [
      ['', 'empty'],
      ['40063813339', 'wrongLength'],
      ['400638133393', 'checkDigit'],
      ['4006381333932', 'checkDigit'],
      ['00000000', 'checkDigit'],
      ['400638133393X', 'notDigits'],
      ['4006-381333931', 'notDigits'],
      ['1'.repeat(100_000), 'wrongLength'],
    ]
    for (const [text, code] of refused) {
      expect([text.slice(0, 20), toGtin14(text)]).toEqual([text.slice(0, 20), { ok: false, code }])
    }
  })

  it('R54 one digit misread is always noticed', () => {
    const body = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 })
    const misread = fc.record({ position: fc.nat(12), by: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(body, misread, (digits, { position, by }) => {
        const gtin = `${digits}${gtinCheckDigit(digits)}`
        const wrong = (Number(gtin[position]) + by) % 10
        return !toGtin14(`${gtin.slice(0, position)}${wrong}${gtin.slice(position + 1)}`).ok
      }),
    )
  })
})
