import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLES } from '#lib/auth/permissions.ts'
import { passwordProblem, pinProblem, resemblesName } from '#lib/domain/account/rules.ts'
import { staffListAddress, staffListQuestion } from '#lib/domain/staff/list-address.ts'
import { rolesProblem } from '#lib/domain/staff/rules.ts'
import { newOneTimePassword, ONE_TIME_PASSWORD } from '#lib/kernel/one-time-password.ts'
import { USER_NAME, userNameOf } from '#lib/kernel/user-name.ts'

describe('PIN', () => {
  it.each(['123456', '234567', '890123', '987654', '210987', '000000', '111111', '010101', '246246'])(
    'refuses %s as trivial',
    (pin) => expect(pinProblem(pin)).toBe('pinTrivial'),
  )
  it.each(['', '12345', '1234567', '12a456', '１２３４５６', '12 456'])('refuses %j as no PIN', (pin) =>
    expect(pinProblem(pin)).toBe('pinForm'),
  )
  it.each(['730518', '482915', '112358', '100001'])('takes %s', (pin) => expect(pinProblem(pin)).toBeNull())
})

describe('password', () => {
  it('counts characters, not bytes', () => {
    expect(passwordProblem('四联四联四联四联')).toBe('tooShort')
    expect(passwordProblem('春江潮水连海平海上明月')).toBeNull()
  })
  it.each(['password123!', 'QWERTYUIOP', 'abababababab', '1234567890'])(
    'refuses %s as too plain',
    (password) => expect(passwordProblem(password)).toBe('tooPlain'),
  )
  it('must not hold the user name, however it is written', () => {
    expect(resemblesName('X-Lin.XiaoHe-X', 'lin.xiaohe')).toBe(true)
    expect(resemblesName('moon-lantern', 'lin.xiaohe')).toBe(false)
  })
  it('a one-time password always has its form and never repeats', () => {
    const made = Array.from({ length: 500 }, newOneTimePassword)
    expect(made.every((password) => ONE_TIME_PASSWORD.test(password))).toBe(true)
    expect(new Set(made).size).toBe(500)
    expect(made.every((password) => passwordProblem(password) === null)).toBe(true)
  })
})

describe('roles', () => {
  it('the administrator stands alone', () => {
    expect(rolesProblem([])).toBe('noRole')
    expect(rolesProblem(['ADMINISTRATOR'])).toBeNull()
    expect(rolesProblem(['CLERK', 'KEEPER'])).toBeNull()
    for (const role of ROLES)
      if (role !== 'ADMINISTRATOR') expect(rolesProblem(['ADMINISTRATOR', role])).toBe('administratorAlone')
  })
})

describe('user names', () => {
  it('have one spelling', () => {
    expect(userNameOf('  Ｌｉｎ.XiaoHe ')).toBe('lin.xiaohe')
    expect(USER_NAME.test('林小禾')).toBe(true)
    for (const name of ['a', '-ab', 'a b', 'a\u202eb', 'x'.repeat(33)])
      expect(USER_NAME.test(name)).toBe(false)
  })
  it('are the same written once or twice over', () => {
    fc.assert(fc.property(fc.string(), (text) => userNameOf(userNameOf(text)) === userNameOf(text)))
  })
})

describe('the address of the staff list', () => {
  it('says what it was made of, and refuses to be more than words', () => {
    const address = staffListAddress('林', 'lin.xiaohe')
    const params = Object.fromEntries(new URL(address, 'http://desk.invalid').searchParams)
    expect(staffListQuestion(params)).toEqual({ search: '林', after: 'lin.xiaohe' })
    expect(staffListQuestion({ q: ['a', 'b'], after: '\0' })).toEqual({ search: null, after: null })
  })
})
