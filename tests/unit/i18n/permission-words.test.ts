import { describe, expect, test } from 'vitest'
import { PERMISSION_GROUPS, PERMISSIONS } from '#lib/auth/permissions.ts'
import { locales } from '#lib/i18n/locales.ts'
import { sayable } from '#lib/i18n/words.ts'
import { wordsOf } from '#tests/support/words.ts'

describe.each(locales)('the words of %s', (locale) => {
  const { words } = wordsOf(locale)

  test('name every permission and every group of permissions', () => {
    const due = [
      ...PERMISSION_GROUPS.map(({ group }) => `permissions.group.${group}`),
      ...PERMISSIONS.map((permission) => `permissions.name.${permission}`),
    ]
    expect(due.filter((key) => !words.has(key)).map((key) => `${key} has no words in ${locale}`)).toEqual([])
  })

  test('give no two permissions the same name', () => {
    const names = PERMISSIONS.map((permission) => words(`permissions.name.${permission}`))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('tell a refused person the permission by its words', () => {
    const told = words('errors.refused.permission.missing', sayable(words, { permission: 'note.issue' }))
    expect(told).toContain(words('permissions.name.note.issue'))
    expect(told).not.toContain('note.issue')
  })
})

test('every permission stands in one group of the page', () => {
  const listed = PERMISSION_GROUPS.flatMap(({ permissions }) => permissions)
  expect(listed.toSorted()).toEqual(PERMISSIONS.toSorted())
})
