import { describe, expect, it } from 'vitest'
import { checkSignOf, readCreditCode } from '#lib/kernel/credit-code.ts'

describe('a unified social credit code', () => {
  it('R99 is 18 signs of which the last checks the others', () => {
    expect(readCreditCode('91350100M000100Y43')).toEqual({ ok: true, value: '91350100M000100Y43' })
    expect(checkSignOf('91350100M000100Y4')).toBe('3')
    expect(readCreditCode(' 91350100m000100y43 ')).toMatchObject({ ok: true })
    expect(readCreditCode('９１３５０１００M000100Y43')).toMatchObject({ ok: true })
  })

  it('R99 is refused when a sign is wrong, missing, swapped or never used', () => {
    expect(readCreditCode('91350100M000100Y44')).toEqual({ ok: false, code: 'checkDigit' })
    expect(readCreditCode('93150100M000100Y43')).toEqual({ ok: false, code: 'checkDigit' })
    expect(readCreditCode('91350100M000100Y4')).toEqual({ ok: false, code: 'wrongLength' })
    expect(readCreditCode('91350100I000100Y43')).toEqual({ ok: false, code: 'creditCodeSigns' })
    expect(readCreditCode('')).toEqual({ ok: false, code: 'empty' })
  })

  it('R99 tells every wrong single sign', () => {
    const code = '91350100M000100Y43'
    for (let at = 0; at < code.length; at += 1) {
      for (const sign of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        if (sign === code[at]) continue
        expect(readCreditCode(code.slice(0, at) + sign + code.slice(at + 1)).ok).toBe(false)
      }
    }
  })
})
