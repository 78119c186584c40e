import { expect, test } from 'vitest'
import { isCombination, isText } from '#components/shell/key-combination.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('a combination needs exactly its modifiers, and ⌘ stands for Ctrl', () => {
  expect(isCombination(press('Enter', { ctrlKey: true }), 'Ctrl+Enter')).toBe(true)
  expect(isCombination(press('Enter', { metaKey: true }), 'Ctrl+Enter')).toBe(true)
  expect(isCombination(press('Enter'), 'Ctrl+Enter')).toBe(false)
  expect(isCombination(press('d', { ctrlKey: true, altKey: true }), 'Ctrl+D')).toBe(false)
  expect(isCombination(press('F7'), 'F7')).toBe(true)
})

test('? works with Shift held or not, as keyboards differ', () => {
  expect(isCombination(press('?', { shiftKey: true }), '?')).toBe(true)
  expect(isCombination(press('?'), '?')).toBe(true)
})

test('what would be text rests while one types; function keys and Ctrl do not', () => {
  expect(isText('?')).toBe(true)
  expect(isText('F7')).toBe(false)
  expect(isText('Ctrl+D')).toBe(false)
})
