import { expect, test } from 'vitest'
import { addressOf, asked, listPages } from '#lib/kernel/address.ts'

test('an address leaves out what was not asked', () => {
  expect(addressOf('/customers', { q: '', channel: null })).toBe('/customers')
  expect(addressOf('/customers', { q: '样板', set: 1 })).toBe('/customers?q=%E6%A0%B7%E6%9D%BF&set=1')
})

test('a word asked twice is the first of them, without what no database can look for', () => {
  expect(asked({ q: ['one', 'two'] }, 'q')).toBe('one')
  expect(asked({ q: 'a\u0000b' }, 'q')).toBe('ab')
  expect(asked({}, 'toString')).toBe('')
})

test('a list by key leads back to its beginning and on, and keeps what was asked', () => {
  const words = { q: 'A', channel: null }
  expect(listPages('/customers', words, { here: null, next: null })).toEqual({
    newerHref: null,
    olderHref: null,
  })
  expect(listPages('/customers', words, { here: 'K1', next: 'K9' })).toEqual({
    newerHref: '/customers?q=A',
    olderHref: '/customers?q=A&after=K9',
  })
  expect(listPages('/orders', { view: 'open' }, { name: 'before', here: 7n, next: '8' })).toEqual({
    newerHref: '/orders?view=open',
    olderHref: '/orders?view=open&before=8',
  })
})
