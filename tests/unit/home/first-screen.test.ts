import { describe, expect, it } from 'vitest'
import { firstScreen } from '#app/(desk)/first-screen.ts'
import { roomAt, rooms } from '#components/shell/navigation.ts'
import { permissionsOf, ROLES } from '#lib/auth/permissions.ts'

describe('where a person begins', () => {
  it.each(ROLES)('%s begins in a room that the role may enter', (role) => {
    const room = roomAt(rooms, firstScreen([role]))
    expect(room).toBeDefined()
    expect(permissionsOf([role]).has(room?.permission ?? 'account.own')).toBe(true)
  })

  it('gives each role a screen of its own', () => {
    expect(new Set(ROLES.map((role) => firstScreen([role]))).size).toBe(ROLES.length)
  })

  it('lets whoever also writes notes begin with a note, and whoever has no role at their account', () => {
    expect(firstScreen(['MANAGER', 'CLERK'])).toBe('/notes/new')
    expect(firstScreen([])).toBe('/account')
  })
})
