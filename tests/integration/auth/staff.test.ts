import { afterAll, describe, expect, it } from 'vitest'
import { personOfToken } from '#lib/auth/session-store.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import type { Command } from '#lib/command/define-command.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { openDatabase } from '#lib/db/client.ts'
import { setPin } from '#lib/domain/account/commands/set-pin.ts'
import { activateStaff } from '#lib/domain/staff/commands/activate.ts'
import { clearSigning } from '#lib/domain/staff/commands/clear-signing.ts'
import { createStaff } from '#lib/domain/staff/commands/create.ts'
import { deactivateStaff } from '#lib/domain/staff/commands/deactivate.ts'
import { endSessions } from '#lib/domain/staff/commands/end-sessions.ts'
import { resetPassword } from '#lib/domain/staff/commands/reset-password.ts'
import { setRoles } from '#lib/domain/staff/commands/set-roles.ts'
import { setScope } from '#lib/domain/staff/commands/set-scope.ts'
import { suspendBilling } from '#lib/domain/staff/commands/suspend-billing.ts'
import { listStaff, scopeOptions, staffDetail } from '#lib/domain/staff/queries.ts'
import { newOneTimePassword } from '#lib/kernel/one-time-password.ts'
import { createFirstAdministrator } from '#lib/ops/first-administrator.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { testDatabase } from '#tests/support/postgres.ts'
import { call, createPerson, testDesk, type TestPerson } from '#tests/support/people.ts'

const database = await testDatabase()
const statements: string[] = []
const db = openDatabase(database.url, { connections: 4, onStatement: (text) => statements.push(text) })
const desk = testDesk(db)
const trace = { address: null, userAgent: 'test' }
const first = await createFirstAdministrator(database.url)
const WAREHOUSE = '01919191-9191-7919-9919-919191919191'
await db.accountSet.createMany({
  data: [1, 2].map((id) => ({ id, code: `S${id}`, name: `账套${id}`, noteTitle: '送货单' })),
})
await db.warehouse.create({ data: { id: WAREHOUSE, code: 'W1', name: '一号仓' } })
const administrator = await createPerson(db, { roles: ['ADMINISTRATOR'] })
const manager = await createPerson(db, { roles: ['MANAGER'] })

afterAll(async () => {
  expect(desk.faults).toEqual([])
  await db.$disconnect()
  await database.drop()
})

type Answer = Awaited<ReturnType<typeof runCommand>>
const codeOf = (answer: Answer): string => (answer.status === 'refused' ? answer.refusal.code : answer.status)

async function act<Input, Loaded, Plan, Value>(
  who: TestPerson,
  command: Command<Input, Loaded, Plan, Value>,
  input: unknown,
): Promise<Answer> {
  statements.length = 0
  const answer = await runCommand(desk, command, call(who.person, input))
  expect(statements.length).toBeLessThanOrEqual(command.queryBudget + 1)
  return answer
}

const versionOf = async (userId: string): Promise<number> =>
  (await db.user.findUniqueOrThrow({ where: { id: userId } })).version

const newcomer = (userName: string) => ({
  userName,
  displayName: '林小禾',
  roles: ['CLERK'],
  accountSetIds: [1],
  warehouseIds: [],
  oneTimePassword: newOneTimePassword(),
})

describe('the first administrator', () => {
  it('A40 is made once, with a one-time password and nothing but the administrator’s role', async () => {
    expect(first?.userName).toBe('admin')
    expect(await createFirstAdministrator(database.url)).toBeUndefined()
    const opened = await signIn(desk, { userName: 'admin', password: first?.oneTimePassword ?? '', ...trace })
    const person = await personOfToken(desk, opened?.token ?? '', trace)
    expect(person).toMatchObject({ roles: ['ADMINISTRATOR'], mustChangePassword: true })
  })
})

describe('staff', () => {
  it('takes a person in, who must change the password first', async () => {
    const input = newcomer('Lin.XiaoHe')
    const answer = await act(administrator, createStaff, input)
    expect(answer).toMatchObject({ status: 'done', value: { userName: 'lin.xiaohe' } })
    const opened = await signIn(desk, { userName: 'lin.xiaohe', password: input.oneTimePassword, ...trace })
    expect(await personOfToken(desk, opened?.token ?? '', trace)).toMatchObject({
      mustChangePassword: true,
      accountSetIds: [1],
      roles: ['CLERK'],
    })
    expect((await act(administrator, createStaff, newcomer('lin.xiaohe'))).status).toBe('invalid')
    const receipts = JSON.stringify(await db.commandReceipt.findMany())
    expect(receipts).not.toContain(input.oneTimePassword)
  })

  it.each([
    [{ roles: ['ADMINISTRATOR', 'CLERK'] }, { roles: 'administratorAlone' }],
    [{ roles: [] }, { roles: 'noRole' }],
    [{ roles: ['OWNER'] }, { 'roles.0': 'unknown' }],
    [{ userName: 'a b' }, { userName: 'userNameForm' }],
    [{ displayName: 'x\u202Ey' }, { displayName: 'bidi' }],
    [{ accountSetIds: [7] }, { accountSetIds: 'unknown' }],
    [{ warehouseIds: ['01919191-9191-7919-9919-919191919192'] }, { warehouseIds: 'unknown' }],
    [{ oneTimePassword: 'password1' }, { oneTimePassword: 'oneTimePassword' }],
    [{ isAdmin: true }, { form: 'unrecognized_keys' }],
  ])('refuses %j at its field', async (bent, fields) => {
    const answer = await act(administrator, createStaff, { ...newcomer('somebody-new'), ...bent })
    expect(answer).toEqual({ status: 'invalid', fields })
  })

  it('A04 is changed by the administrator alone; the manager only reads', async () => {
    expect(codeOf(await act(manager, createStaff, newcomer('by-manager')))).toBe('permission.missing')
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    expect(codeOf(await act(clerk, createStaff, newcomer('by-clerk')))).toBe('permission.missing')
  })

  it('A09 changes roles from the very next request, and says so when somebody was there first', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const opened = await signIn(desk, { ...clerk, ...trace })
    const input = { userId: clerk.person.userId, version: 0, roles: ['KEEPER'] }
    expect(codeOf(await act(administrator, setRoles, input))).toBe('done')
    expect((await personOfToken(desk, opened?.token ?? '', trace))?.roles).toEqual(['KEEPER'])
    expect((await act(administrator, setRoles, { ...input, roles: ['DRIVER'] })).status).toBe('stale')
    const detail = await staffDetail(db, clerk.person.userId, desk.clock.now())
    expect(detail?.events[0]).toMatchObject({
      command: 'staff.setRoles',
      before: '["CLERK"]',
      after: '["KEEPER"]',
    })
  })

  it('A04 nobody changes, lets in or puts out themselves', async () => {
    const self = { userId: administrator.person.userId, version: 0 }
    const answers = [
      await act(administrator, setRoles, { ...self, roles: ['CLERK'] }),
      await act(administrator, setScope, { ...self, accountSetIds: [1], warehouseIds: [] }),
      await act(administrator, deactivateStaff, { ...self, reason: '试' }),
      await act(administrator, resetPassword, { ...self, oneTimePassword: newOneTimePassword() }),
    ]
    for (const answer of answers) expect(codeOf(answer)).toBe('staff.notOneself')
  })

  it('bounds a person to account sets and warehouses', async () => {
    const keeper = await createPerson(db, { roles: ['KEEPER'], accountSetIds: [1] })
    const input = {
      userId: keeper.person.userId,
      version: 0,
      accountSetIds: [2, 2],
      warehouseIds: [WAREHOUSE],
    }
    expect(codeOf(await act(administrator, setScope, input))).toBe('done')
    const detail = await staffDetail(db, keeper.person.userId, desk.clock.now())
    expect(detail).toMatchObject({ accountSetIds: [2], warehouseIds: [WAREHOUSE] })
    expect(await act(administrator, setScope, { ...input, version: 1, accountSetIds: [9] })).toMatchObject({
      status: 'invalid',
      fields: { accountSetIds: 'unknown' },
    })
  })

  it('A38 a deactivated person is out at the next request, and their old session stays dead when let in again', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const opened = await signIn(desk, { ...clerk, ...trace })
    const member = { userId: clerk.person.userId, reason: '离职' }
    expect(await act(administrator, deactivateStaff, { ...member, version: 0 })).toMatchObject({
      status: 'done',
      value: { endedSessions: 1 },
    })
    expect(await personOfToken(desk, opened?.token ?? '', trace)).toBeNull()
    expect(await signIn(desk, { ...clerk, ...trace })).toBeNull()
    expect(codeOf(await act(administrator, deactivateStaff, { ...member, version: 1 }))).toBe(
      'staff.inactiveAlready',
    )
    expect(codeOf(await act(administrator, activateStaff, { ...member, version: 1 }))).toBe('done')
    expect(await personOfToken(desk, opened?.token ?? '', trace)).toBeNull()
    expect(await signIn(desk, { ...clerk, ...trace })).not.toBeNull()
  })

  it('two administrators who put each other out at once leave one of them in', async () => {
    const [one, two] = [
      await createPerson(db, { roles: ['ADMINISTRATOR'] }),
      await createPerson(db, { roles: ['ADMINISTRATOR'] }),
    ]
    const answers = await Promise.all([
      runCommand(
        desk,
        deactivateStaff,
        call(one.person, { userId: two.person.userId, version: 0, reason: '试' }),
      ),
      runCommand(
        desk,
        deactivateStaff,
        call(two.person, { userId: one.person.userId, version: 0, reason: '试' }),
      ),
    ])
    expect(answers.map(codeOf).toSorted()).toEqual(['done', 'notFound'])
  })

  it('A38 signs a person out everywhere', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const opened = await signIn(desk, { ...clerk, ...trace })
    expect(codeOf(await act(administrator, endSessions, { userId: clerk.person.userId }))).toBe('done')
    expect(await personOfToken(desk, opened?.token ?? '', trace)).toBeNull()
  })

  it('R130 the manager suspends and restores billing, with a reason that is kept', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const input = { userId: clerk.person.userId, version: 0, isSuspended: true, reason: '抽查未过' }
    expect(codeOf(await act(administrator, suspendBilling, input))).toBe('permission.missing')
    expect(codeOf(await act(manager, suspendBilling, input))).toBe('done')
    const detail = await staffDetail(db, clerk.person.userId, desk.clock.now())
    expect(detail).toMatchObject({ isBillingSuspended: true, events: [{ reason: '抽查未过' }] })
  })
})

describe('R9 the administrator signs for nobody', () => {
  it('R9 a reset password ends sessions, must be changed, and leads to no PIN', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const before = await signIn(desk, { ...clerk, ...trace })
    const oneTimePassword = newOneTimePassword()
    const input = { userId: clerk.person.userId, version: 0, oneTimePassword }
    expect(codeOf(await act(administrator, resetPassword, input))).toBe('done')
    expect(await personOfToken(desk, before?.token ?? '', trace)).toBeNull()
    const opened = await signIn(desk, { ...clerk, password: oneTimePassword, ...trace })
    const thief = await personOfToken(desk, opened?.token ?? '', trace)
    expect(thief?.mustChangePassword).toBe(true)
    await db.user.update({ where: { id: clerk.person.userId }, data: { mustChangePassword: false } })
    const ready = await personOfToken(desk, opened?.token ?? '', trace)
    const pin = { currentPassword: oneTimePassword, newPin: '482915', repeatedPin: '482915' }
    expect(codeOf(await runCommand(desk, setPin(desk.pinKey), call(ready, pin)))).toBe(
      'account.canSignAlready',
    )
  })

  it('R9 only the manager takes a PIN away, and only that opens the way to a first one again', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const input = { userId: clerk.person.userId, version: 0, reason: '忘记签字密码' }
    expect(codeOf(await act(administrator, clearSigning, input))).toBe('permission.missing')
    expect(codeOf(await act(manager, clearSigning, input))).toBe('done')
    const pin = { currentPassword: clerk.password, newPin: '482915', repeatedPin: '482915' }
    expect(codeOf(await runCommand(desk, setPin(desk.pinKey), call(clerk.person, pin)))).toBe('done')
    expect(await versionOf(clerk.person.userId)).toBe(2)
  })
})

describe('staff pages', () => {
  it('tells a member’s history newest first, whatever number the events have', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    await onConnection(database.ownerUrl, (owner) =>
      owner.query("SELECT setval(pg_get_serial_sequence('desk_event', 'position'), 94)"),
    )
    for (let version = 0; version < 12; version += 1) {
      const input = {
        userId: clerk.person.userId,
        version,
        isSuspended: version % 2 === 0,
        reason: `第${version}次`,
      }
      expect(codeOf(await act(manager, suspendBilling, input))).toBe('done')
    }
    const detail = await staffDetail(db, clerk.person.userId, desk.clock.now())
    expect(detail?.events.map((event) => event.reason)).toEqual(
      Array.from({ length: 12 }, (_unused, index) => `第${11 - index}次`),
    )
  })

  it('lists by key in one statement and finds part of a name', async () => {
    for (let count = 0; count < 55; count += 1)
      await createPerson(db, { roles: ['DRIVER'], displayName: `司机${count}%` })
    statements.length = 0
    const page = await listStaff(db, { after: null, search: null })
    expect(statements).toHaveLength(1)
    expect(page.rows).toHaveLength(50)
    const next = await listStaff(db, { after: page.olderKey, search: null })
    expect(next.rows[0]?.userName).not.toBe(page.rows.at(-1)?.userName)
    expect((await listStaff(db, { after: null, search: '司机7%' })).rows).toHaveLength(1)
    statements.length = 0
    await staffDetail(db, manager.person.userId, desk.clock.now())
    await scopeOptions(db)
    expect(statements.length).toBeLessThanOrEqual(4)
  })
})
