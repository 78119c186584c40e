import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { registrationChallenge, signingChallenge } from '#lib/auth/passkeys.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { type Call, runCommand } from '#lib/command/run-command.ts'
import { openDatabase } from '#lib/db/client.ts'
import { addPasskey } from '#lib/domain/account/commands/add-passkey.ts'
import { type Bending, SoftAuthenticator } from '#tests/support/authenticator.ts'
import { testDatabase } from '#tests/support/postgres.ts'
import { call, createPerson, TEST_PIN, testDesk } from '#tests/support/people.ts'

const database = await testDatabase()
const statements: string[] = []
const db = openDatabase(database.url, { connections: 6, onStatement: (text) => statements.push(text) })
const ORIGIN = 'https://desk.example.com'
const desk = testDesk(db, { now: '2026-11-23T01:00:00Z', passkeyOrigin: ORIGIN })

beforeEach(() => desk.setNow('2026-11-23T01:00:00Z'))
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await db.$disconnect()
  await database.drop()
})

/** A signing act that only tells who signed, by the name in evidence. */
const sign = defineCommand({
  name: 'probe.sign',
  permission: 'note.sign',
  input: z.strictObject({ draft: z.string() }),
  queryBudget: 5,
  signs: true,
  load: () => Promise.resolve({}),
  decide: (_loaded, _input, context) => act({ signer: context.signer }),
  save: (_context, plan) => Promise.resolve({ value: { by: plan.signer?.userId, how: plan.signer?.method } }),
})

const codeOf = (answer: Awaited<ReturnType<typeof runCommand>>): string =>
  answer.status === 'refused' ? answer.refusal.code : answer.status

async function clerk(): Promise<Person & { userName: string }> {
  const { person, userName } = await createPerson(db, { roles: ['CLERK'] })
  return { ...person, userName }
}

async function withPasskey(): Promise<{ person: Person & { userName: string }; device: SoftAuthenticator }> {
  const person = await clerk()
  const device = new SoftAuthenticator(ORIGIN)
  const asked = await registrationChallenge(desk, person)
  if ('refuse' in asked) throw new Error(asked.refuse.code)
  const input = {
    challengeId: asked.challengeId,
    label: '手机',
    answer: device.register(asked.options.challenge),
  }
  expect(await runCommand(desk, addPasskey, call(person, input, { pin: TEST_PIN }))).toMatchObject({
    status: 'done',
  })
  return { person, device }
}

async function signed(
  person: Person,
  device: SoftAuthenticator,
  input: unknown,
  bending: Bending & { askedInput?: unknown } = {},
): Promise<Call> {
  const askedInput = bending.askedInput ?? input
  const asked = await signingChallenge(desk, person, { command: sign.name, input: askedInput })
  if ('refuse' in asked) throw new Error(asked.refuse.code)
  const response = device.assert(asked.options.challenge, bending)
  return {
    actor: person,
    key: randomUUID(),
    input,
    proof: { passkey: { challengeId: asked.challengeId, response } },
  }
}

describe('R9 signing with a PIN', () => {
  it('R9 signs as the actor with their own PIN, in one statement beside the act', async () => {
    const person = await clerk()
    statements.length = 0
    const answer = await runCommand(desk, sign, call(person, { draft: 'a' }, { pin: TEST_PIN }))
    expect(answer).toEqual({ status: 'done', value: { by: person.userId, how: 'PIN' } })
    expect(statements.filter((text) => text.includes('signing_pin_hash'))).toHaveLength(1)
    expect(statements.length).toBeLessThanOrEqual(sign.queryBudget)
  })

  it('R9 refuses without a proof, with a wrong PIN, and with the PIN of somebody else', async () => {
    const person = await clerk()
    const { person: keeper } = await createPerson(db, { roles: ['KEEPER'], pin: '918273' })
    const withPin = async (pin?: string): Promise<string> =>
      codeOf(await runCommand(desk, sign, call(person, { draft: 'a' }, pin === undefined ? {} : { pin })))
    expect(await withPin()).toBe('signing.noProof')
    expect(await withPin('000001')).toBe('signing.wrongPin')
    expect(await withPin('918273')).toBe('signing.wrongPin')
    expect(keeper.userId).not.toBe(person.userId)
  })

  it('A39 locks signing after five wrong PINs, even for the right one, and each later block is longer', async () => {
    const person = await clerk()
    const tryPin = (pin: string) => runCommand(desk, sign, call(person, { draft: 'a' }, { pin }))
    const left: unknown[] = []
    for (let count = 0; count < 5; count += 1) {
      const answer = await tryPin('000001')
      left.push(answer.status === 'refused' ? answer.refusal.params['left'] : answer)
    }
    expect(left).toEqual([4, 3, 2, 1, 0])
    expect(codeOf(await tryPin(TEST_PIN))).toBe('signing.locked')
    desk.setNow('2026-11-23T01:15:00Z')
    expect(codeOf(await tryPin('000001'))).toBe('signing.wrongPin')
    desk.setNow('2026-11-23T01:31:00Z')
    expect(codeOf(await tryPin(TEST_PIN))).toBe('signing.locked')
    desk.setNow('2026-11-23T01:46:00Z')
    expect(codeOf(await tryPin(TEST_PIN))).toBe('done')
  })

  it('A39 a hundred PINs sent at once are looked at five times', async () => {
    const person = await clerk()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_unused, index) =>
        runCommand(desk, sign, call(person, { draft: 'a' }, { pin: `1${String(index).padStart(5, '0')}` })),
      ),
    )
    expect(answers.filter((answer) => codeOf(answer) === 'signing.wrongPin')).toHaveLength(5)
    expect(answers.filter((answer) => codeOf(answer) === 'signing.locked')).toHaveLength(95)
  })
})

describe('R9 signing with a passkey', () => {
  it('R9 signs the act it was asked for', async () => {
    const { person, device } = await withPasskey()
    const answer = await runCommand(desk, sign, await signed(person, device, { draft: 'a' }))
    expect(answer).toEqual({ status: 'done', value: { by: person.userId, how: 'PASSKEY' } })
    const kept = await db.passkey.findUniqueOrThrow({ where: { id: device.id } })
    expect(kept.counter).toBe(1n)
  })

  it('R9 does not sign another act with the same answer', async () => {
    const { person, device } = await withPasskey()
    const other = await signed(person, device, { draft: 'b' }, { askedInput: { draft: 'a' } })
    expect(codeOf(await runCommand(desk, sign, other))).toBe('signing.passkeyStale')
  })

  it('R9 takes an answer once; sent again with the same key it only repeats what was recorded', async () => {
    const { person, device } = await withPasskey()
    const sent = await signed(person, device, { draft: 'a' })
    expect(codeOf(await runCommand(desk, sign, sent))).toBe('done')
    expect(await runCommand(desk, sign, sent)).toMatchObject({ status: 'done', isReplay: true })
    expect(codeOf(await runCommand(desk, sign, { ...sent, key: randomUUID() }))).toBe('signing.passkeyStale')
    const changed = { ...sent, input: { draft: 'z' } }
    expect(codeOf(await runCommand(desk, sign, changed))).toBe('key.reused')
  })

  it('R9 refuses a challenge older than two minutes', async () => {
    const { person, device } = await withPasskey()
    const sent = await signed(person, device, { draft: 'a' })
    desk.setNow('2026-11-23T01:02:01Z')
    expect(codeOf(await runCommand(desk, sign, sent))).toBe('signing.passkeyStale')
  })

  it.each<[string, Bending]>([
    ['a page of another origin', { origin: 'https://desk.example.com.evil.example' }],
    ['a device that did not verify the person', { isUserVerified: false }],
    ['another challenge', { challenge: Buffer.from('another').toString('base64url') }],
  ])('R9 refuses the answer of %s', async (_case, bending) => {
    const { person, device } = await withPasskey()
    const sent = await signed(person, device, { draft: 'a' }, bending)
    expect(codeOf(await runCommand(desk, sign, sent))).toBe('signing.wrongPasskey')
  })

  it('R9 refuses a copied device, whose counter does not move on', async () => {
    const { person, device } = await withPasskey()
    await runCommand(desk, sign, await signed(person, device, { draft: 'a' }, { counter: 7 }))
    const copied = await signed(person, device, { draft: 'b' }, { counter: 7 })
    expect(codeOf(await runCommand(desk, sign, copied))).toBe('signing.wrongPasskey')
  })

  it('R9 refuses the passkey of somebody else, and a challenge that was asked by somebody else', async () => {
    const mine = await withPasskey()
    const theirs = await withPasskey()
    const withTheirDevice = await signed(mine.person, theirs.device, { draft: 'a' })
    expect(codeOf(await runCommand(desk, sign, withTheirDevice))).toBe('signing.wrongPasskey')
    const theirAnswer = await signed(theirs.person, theirs.device, { draft: 'a' })
    const taken = { ...theirAnswer, actor: mine.person }
    expect(codeOf(await runCommand(desk, sign, taken))).toBe('signing.passkeyStale')
  })

  it('R9 offers no passkeys where the page is not served securely', async () => {
    const { person, device } = await withPasskey()
    const plain = testDesk(db, { now: '2026-11-23T01:00:00Z' })
    const sent = await signed(person, device, { draft: 'a' })
    expect(codeOf(await runCommand(plain, sign, sent))).toBe('signing.passkeysNotServed')
    const asked = await registrationChallenge(plain, person)
    expect('refuse' in asked && asked.refuse.code).toBe('signing.passkeysNotServed')
  })

  it('keeps no passkey whose answer is of another origin, unverified, or not to this challenge', async () => {
    const person = await clerk()
    for (const bending of [
      { origin: 'https://evil.example' },
      { isUserVerified: false },
      { challenge: Buffer.from('another').toString('base64url') },
    ]) {
      const asked = await registrationChallenge(desk, person)
      if ('refuse' in asked) throw new Error(asked.refuse.code)
      const answer = new SoftAuthenticator(ORIGIN).register(asked.options.challenge, bending)
      const input = { challengeId: asked.challengeId, label: '手机', answer }
      const said = await runCommand(desk, addPasskey, call(person, input, { pin: TEST_PIN }))
      expect(codeOf(said)).toBe('account.passkeyNotMade')
    }
    expect(await db.passkey.count({ where: { userId: person.userId } })).toBe(0)
  })

  it('keeps no passkey for somebody who gives only their session', async () => {
    const person = await clerk()
    const asked = await registrationChallenge(desk, person)
    if ('refuse' in asked) throw new Error(asked.refuse.code)
    const answer = new SoftAuthenticator(ORIGIN).register(asked.options.challenge)
    const input = { challengeId: asked.challengeId, label: '手机', answer }
    expect(codeOf(await runCommand(desk, addPasskey, call(person, input)))).toBe('signing.noProof')
  })
})
