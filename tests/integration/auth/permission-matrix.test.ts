import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { isPermission, PERMISSIONS, permissionsOf, ROLES, type Permission } from '#lib/auth/permissions.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { openDatabase } from '#lib/db/client.ts'
import { testDatabase } from '#tests/support/postgres.ts'
import { call, createPerson, testDesk } from '#tests/support/people.ts'

const database = await testDatabase()
const db = openDatabase(database.url, { connections: 4 })
const desk = testDesk(db)

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

/** The table a person can read, as permission to roles. */
function writtenTable(): Map<string, string[]> {
  const text = readFileSync(new URL('../../../lib/auth/README.md', import.meta.url), 'utf8')
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  const head = rows.find((cells) => cells[1] === 'permission') ?? []
  const table = new Map<string, string[]>()
  for (const cells of rows) {
    const name = cells[1] ?? ''
    if (!/^[a-zA-Z]+\.[a-zA-Z]+$/.test(name)) continue
    table.set(
      name,
      head.filter((_role, column) => column > 1 && cells[column] === 'x'),
    )
  }
  return table
}

const table = writtenTable()

function probe(permission: Permission) {
  return defineCommand({
    name: `probe.${permission}`,
    permission,
    input: z.strictObject({}),
    queryBudget: 5,
    load: () => Promise.resolve({}),
    decide: () => act({}),
    save: () => Promise.resolve({ value: 'done' }),
  })
}

describe('A04 role by permission', () => {
  it('A04 the table people read names every permission and no other', () => {
    expect([...table.keys()].toSorted()).toEqual(PERMISSIONS.toSorted())
  })

  it.each(ROLES)('A04 %s does what the table says and is refused everything else', async (role) => {
    const { person } = await createPerson(db, { roles: [role] })
    for (const permission of PERMISSIONS) {
      const answer = await runCommand(desk, probe(permission), call(person, {}))
      const isAllowed = table.get(permission)?.includes(role) === true
      const said = answer.status === 'refused' ? answer.refusal.code : answer.status
      expect(`${permission}: ${said}`).toBe(`${permission}: ${isAllowed ? 'done' : 'permission.missing'}`)
    }
    expect(desk.faults).toEqual([])
  })

  it('A04 nobody signed in is told so, whatever the permission', async () => {
    for (const permission of PERMISSIONS)
      expect(await runCommand(desk, probe(permission), call(null, {}))).toEqual({ status: 'signedOut' })
  })

  it('A04 a role in the input gives nothing and is refused as unknown', async () => {
    const { person } = await createPerson(db, { roles: ['DRIVER'] })
    const forged = await runCommand(desk, probe('note.deliver'), call(person, { role: 'ADMINISTRATOR' }))
    expect(forged.status).toBe('invalid')
  })

  it('A04 an unknown role gives no permission and an unknown permission is none', () => {
    expect(permissionsOf(['OWNER', 'toString', '__proto__']).size).toBe(0)
    expect(isPermission('toString')).toBe(false)
  })

  it('A04 the administrator has no permission that signs, moves goods or money', () => {
    const signing = PERMISSIONS.filter((name) =>
      /^(note|order|billingApplication|code|incident|receipt|handOver)\.(?!read$|verifySignatures$)/.test(
        name,
      ),
    )
    const administrator: Person['permissions'] = permissionsOf(['ADMINISTRATOR'])
    expect(signing.filter((name) => administrator.has(name))).toEqual([])
  })
})
