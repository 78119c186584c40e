import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { personOfToken } from '#lib/auth/session-store.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { openDatabase } from '#lib/db/client.ts'
import { changePassword } from '#lib/domain/account/commands/change-password.ts'
import { changePin } from '#lib/domain/account/commands/change-pin.ts'
import { endOtherSessions } from '#lib/domain/account/commands/end-other-sessions.ts'
import { removePasskey } from '#lib/domain/account/commands/remove-passkey.ts'
import { setPin } from '#lib/domain/account/commands/set-pin.ts'
import { ownAccount } from '#lib/domain/account/queries.ts'
import { testDatabase } from '#tests/support/postgres.ts'
import { call, createPerson, TEST_PASSWORD, TEST_PIN, testDesk } from '#tests/support/people.ts'

const database = await testDatabase()
const statements: string[] = []
const db = openDatabase(database.url, { connections: 4, onStatement: (text) => statements.push(text) })
const desk = testDesk(db)
const trace = { address: null, userAgent: 'test' }
const NEW_PASSWORD = 'quiet-river-stone'

beforeEach(() => {
  statements.length = 0
})
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await db.$disconnect()
  await database.drop()
})

const codeOf = (answer: Awaited<ReturnType<typeof runCommand>>): string =>
  answer.status === 'refused' ? answer.refusal.code : answer.status

async function signedIn(options: { mustChangePassword?: boolean; pin?: string | null } = {}) {
  const created = await createPerson(db, { roles: ['CLERK'], ...options })
  const opened = await signIn(desk, { ...created, ...trace })
  const person = await personOfToken(desk, opened?.token ?? '', trace)
  if (!opened || !person) throw new Error('not signed in')
  return { ...created, person, token: opened.token }
}

const passwords = (currentPassword: string, newPassword: string, repeatedPassword = newPassword) => ({
  currentPassword,
  newPassword,
  repeatedPassword,
})
const pins = (newPin: string, repeatedPin = newPin) => ({ newPin, repeatedPin })

describe('one’s own password', () => {
  it('A38 changes and ends every other session at once, but not this one', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(desk, { ...here, ...trace })
    const answer = await runCommand(
      desk,
      changePassword,
      call(here.person, passwords(here.password, NEW_PASSWORD)),
    )
    expect(answer).toEqual({ status: 'done', value: { endedSessions: 1 } })
    expect(await personOfToken(desk, here.token, trace)).not.toBeNull()
    expect(await personOfToken(desk, elsewhere?.token ?? '', trace)).toBeNull()
    expect(await signIn(desk, { ...here, ...trace })).toBeNull()
    expect(await signIn(desk, { ...here, password: NEW_PASSWORD, ...trace })).not.toBeNull()
  })

  it('A40 opens the rest of the desk once the first password is changed', async () => {
    const fresh = await signedIn({ mustChangePassword: true })
    expect(codeOf(await runCommand(desk, endOtherSessions, call(fresh.person, {})))).toBe(
      'permission.missing',
    )
    await runCommand(desk, changePassword, call(fresh.person, passwords(fresh.password, NEW_PASSWORD)))
    const now = await personOfToken(desk, fresh.token, trace)
    expect(now?.mustChangePassword).toBe(false)
    expect(now?.permissions.has('note.issue')).toBe(true)
  })

  it.each([
    ['short', 'tooShort'],
    ['aaaaaaaaaaaa', 'tooPlain'],
    ['1234567890', 'tooPlain'],
    ['x'.repeat(129), 'tooLong'],
    [TEST_PASSWORD, 'sameAsBefore'],
  ])('refuses %s as the new password at its field', async (wanted, code) => {
    const here = await signedIn()
    const answer = await runCommand(desk, changePassword, call(here.person, passwords(here.password, wanted)))
    expect(answer).toMatchObject({ status: 'invalid', fields: { newPassword: code } })
  })

  it('refuses a password that holds the user name, and one that was repeated differently', async () => {
    const here = await signedIn()
    const withName = passwords(here.password, `my-${here.userName}-here`)
    expect(await runCommand(desk, changePassword, call(here.person, withName))).toMatchObject({
      fields: { newPassword: 'holdsName' },
    })
    const unlike = passwords(here.password, NEW_PASSWORD, `${NEW_PASSWORD}x`)
    expect(await runCommand(desk, changePassword, call(here.person, unlike))).toMatchObject({
      fields: { repeatedPassword: 'notTheSame' },
    })
  })

  it('A39 refuses after five wrong present passwords, even the right one', async () => {
    const here = await signedIn()
    const change = (present: string) =>
      runCommand(desk, changePassword, call(here.person, passwords(present, NEW_PASSWORD)))
    for (let count = 0; count < 5; count += 1)
      expect(codeOf(await change('wrong'))).toBe('account.wrongPassword')
    expect(codeOf(await change(here.password))).toBe('account.locked')
  })

  it('leaves no trace of a password in receipts, events or refusals', async () => {
    const here = await signedIn()
    await runCommand(desk, changePassword, call(here.person, passwords('wrong-present-1', NEW_PASSWORD)))
    const input = passwords(here.password, NEW_PASSWORD)
    const request = call(here.person, input)
    await runCommand(desk, changePassword, request)
    const other = passwords('never-seen-before', 'never-seen-either')
    const again = await runCommand(desk, changePassword, { ...request, input: other })
    expect(again).toMatchObject({ status: 'done', isReplay: true })
    const rows = [
      await db.commandReceipt.findMany(),
      await db.deskEvent.findMany(),
      await db.refusal.findMany(),
    ]
    const text = JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    )
    for (const secret of [here.password, NEW_PASSWORD, 'wrong-present-1']) expect(text).not.toContain(secret)
  })
})

describe('R9 one’s own PIN', () => {
  it('R9 is set the first time with the password', async () => {
    const here = await signedIn({ pin: null })
    const input = { currentPassword: here.password, ...pins('482915') }
    expect(codeOf(await runCommand(desk, setPin(desk.pinKey), call(here.person, input)))).toBe('done')
    expect((await ownAccount(db, here.person, desk.clock.now()))?.hasPin).toBe(true)
    expect(statements.length).toBeGreaterThan(0)
  })

  it('R9 that is there is not replaced by whoever knows the password', async () => {
    const here = await signedIn()
    const input = { currentPassword: here.password, ...pins('482915') }
    expect(codeOf(await runCommand(desk, setPin(desk.pinKey), call(here.person, input)))).toBe(
      'account.canSignAlready',
    )
  })

  it('R9 is changed with the present PIN and with nothing less', async () => {
    const here = await signedIn()
    const change = (pin?: string) =>
      runCommand(
        desk,
        changePin(desk.pinKey),
        call(here.person, pins('482915'), pin === undefined ? {} : { pin }),
      )
    expect(codeOf(await change())).toBe('signing.noProof')
    expect(codeOf(await change('000001'))).toBe('signing.wrongPin')
    expect(codeOf(await change(TEST_PIN))).toBe('done')
    expect(codeOf(await change(TEST_PIN))).toBe('signing.wrongPin')
  })

  it.each(['123456', '654321', '000000', '121212', '123123', '901234'])(
    'refuses %s as trivial',
    async (pin) => {
      const here = await signedIn()
      const answer = await runCommand(
        desk,
        changePin(desk.pinKey),
        call(here.person, pins(pin), { pin: TEST_PIN }),
      )
      expect(answer).toMatchObject({ status: 'invalid', fields: { newPin: 'pinTrivial' } })
    },
  )

  it('A42 keeps no PIN: neither in the user row nor as an input hash that could be guessed', async () => {
    const here = await signedIn()
    const request = call(here.person, pins('482915'), { pin: TEST_PIN })
    await runCommand(desk, changePin(desk.pinKey), request)
    const receipt = await db.commandReceipt.findFirstOrThrow({ where: { key: request.key } })
    const twin = call(here.person, pins('770431'), { pin: '482915', key: `${request.key}-2` })
    await runCommand(desk, changePin(desk.pinKey), twin)
    const other = await db.commandReceipt.findFirstOrThrow({ where: { key: twin.key } })
    expect(Buffer.from(other.inputHash).equals(Buffer.from(receipt.inputHash))).toBe(true)
    const user = await db.user.findUniqueOrThrow({ where: { id: here.person.userId } })
    expect(user.signingPinHash).not.toContain('770431')
  })
})

describe('one’s own sessions and passkeys', () => {
  it('ends the others and keeps this one', async () => {
    const here = await signedIn()
    await signIn(desk, { ...here, ...trace })
    expect(await runCommand(desk, endOtherSessions, call(here.person, {}))).toEqual({
      status: 'done',
      value: { endedSessions: 1 },
    })
    const account = await ownAccount(db, here.person, desk.clock.now())
    expect(account?.sessions.map((session) => session.isThisOne)).toEqual([true])
  })

  it('takes no passkey of somebody else away', async () => {
    const owner = await signedIn()
    const other = await signedIn()
    await db.passkey.create({
      data: {
        id: 'key-of-owner',
        userId: owner.person.userId,
        publicKey: Buffer.from('x'),
        counter: 0n,
        label: 'x',
      },
    })
    const removal = call(other.person, { passkeyId: 'key-of-owner' }, { pin: TEST_PIN })
    expect((await runCommand(desk, removePasskey, removal)).status).toBe('stale')
    expect(await db.passkey.count({ where: { id: 'key-of-owner' } })).toBe(1)
  })

  it('stays within its query budgets', async () => {
    const here = await signedIn()
    statements.length = 0
    await runCommand(desk, changePassword, call(here.person, passwords(here.password, NEW_PASSWORD)))
    expect(statements.length).toBeLessThanOrEqual(changePassword.queryBudget)
    const pinChange = changePin(desk.pinKey)
    statements.length = 0
    await runCommand(desk, pinChange, call(here.person, pins('482915'), { pin: TEST_PIN }))
    expect(statements.length).toBeLessThanOrEqual(pinChange.queryBudget)
    statements.length = 0
    await ownAccount(db, here.person, desk.clock.now())
    expect(statements.length).toBeLessThanOrEqual(3)
  })
})
