import { describe, expect, test } from 'vitest'
import { safeNextPath } from '#components/shell/next-path.ts'

describe('A41 after signing in one stays on the desk', () => {
  test.each(['/', '/notes/new', '/notes?status=DRAFT&after=1#row-3', '/客户', '/a/%2F%2Fevil.example'])(
    'goes to %s',
    (path) => {
      expect(safeNextPath(path)).toBe(
        new URL(path, 'http://desk.invalid').href.slice('http://desk.invalid'.length),
      )
    },
  )

  test.each([
    undefined,
    '',
    'notes',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\..\\evil',
    '/\t/evil.example',
    '/\n/evil.example',
    '/./\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /notes',
    '/api/auth/signout',
    '/sign-in?next=/sign-in',
    `/${'a'.repeat(500)}`,
    '/\u0000',
  ])('leads %j to the first page', (wanted) => {
    expect(safeNextPath(wanted)).toBe('/')
  })

  test('a repeated parameter leads to the first page', () => {
    expect(safeNextPath(['/notes', '//evil.example'])).toBe('/')
  })
})
