import { expect, test } from 'vitest'
import { firstRoomOf, phoneRoomsOf, roomAt, rooms, roomsFor } from '#components/shell/navigation.ts'
import { permissionsOf, ROLES } from '#lib/auth/permissions.ts'
import { messagesOf } from '#lib/i18n/messages.ts'

test('a person sees the rooms of their permissions and no other', () => {
  expect(roomsFor(new Set())).toEqual([])
  expect(roomsFor(permissionsOf(['KEEPER'])).map(({ key }) => key)).not.toContain('posting')
  expect(roomsFor(permissionsOf(['ACCOUNTANT'])).map(({ key }) => key)).toContain('posting')
})

test('a keeper and a driver find their own work first at the lower edge of the phone', () => {
  expect(phoneRoomsOf(roomsFor(permissionsOf(['KEEPER'])))[0]?.key).toBe('keeper')
  expect(phoneRoomsOf(roomsFor(permissionsOf(['DRIVER'])))[0]?.key).toBe('driver')
})

test('the phone never shows more than four rooms', () => {
  expect(phoneRoomsOf(roomsFor(permissionsOf(ROLES)))).toHaveLength(4)
})

test('the open room is the one with the longest address that leads to the page', () => {
  expect(roomAt(rooms, '/notes/new')?.key).toBe('newNote')
  expect(roomAt(rooms, '/notes/0192')?.key).toBe('notes')
  expect(roomAt(rooms, '/notes-of-old')).toBeUndefined()
})

test('every room and every role has its name in both languages', () => {
  for (const messages of [messagesOf('zh-CN'), messagesOf('en')]) {
    expect(messages['shell']).toMatchObject({
      room: Object.fromEntries(rooms.map(({ key }) => [key, expect.any(String)])),
      glyph: Object.fromEntries(rooms.map(({ key }) => [key, expect.any(String)])),
      role: Object.fromEntries(ROLES.map((role) => [role, expect.any(String)])),
    })
  }
})

test.each([
  ['CLERK', '/notes/new'],
  ['KEEPER', '/keeper'],
  ['DRIVER', '/driver'],
  ['ACCOUNTANT', '/posting'],
  ['MANAGER', '/reports/daily'],
  ['SALES_MANAGER', '/reports/daily'],
  ['SALESPERSON', '/orders'],
  ['ADMIN_STAFF', '/orders'],
  ['ADMINISTRATOR', '/staff'],
] as const)('a %s begins at %s', (role, href) => {
  expect(firstRoomOf(permissionsOf([role])).href).toBe(href)
})
