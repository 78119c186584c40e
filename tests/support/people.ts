import { randomUUID } from 'node:crypto'
import type { Person } from '#lib/auth/actor.ts'
import { hashPassword } from '#lib/auth/password.ts'
import { permissionsOf, type Role } from '#lib/auth/permissions.ts'
import { hashPin } from '#lib/auth/reauth.ts'
import type { Call, Desk } from '#lib/command/run-command.ts'
import type { Database } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'

/** The pepper of every test's PINs. */
export const TEST_PIN_KEY = 'a-pin-key-that-only-tests-ever-use-0123456789'

/** The PIN of everyone made by `createPerson`, unless the test says otherwise. */
export const TEST_PIN = '730518'

/** The password of everyone made by `createPerson`. */
export const TEST_PASSWORD = 'harbour-lantern-27'

let passwordHash: Promise<string> | undefined

export type TestPerson = {
  person: Person
  userName: string
  password: string
  pin: string | null
}

type PersonOptions = {
  roles: readonly Role[]
  /** The sets must exist. */
  accountSetIds?: readonly number[]
  /** The warehouses must exist. */
  warehouseIds?: readonly string[]
  /** Null: no PIN yet. */
  pin?: string | null
  displayName?: string
  isBillingSuspended?: boolean
  mustChangePassword?: boolean
}

/**
 * Writes a user with roles, scope, password and PIN, and answers the Person a signed-in request of theirs
 * would carry. No session row is made; sign in through `signIn` where the trial is about sessions.
 */
export async function createPerson(db: Database, options: PersonOptions): Promise<TestPerson> {
  const { roles, accountSetIds = [], warehouseIds = [], pin = TEST_PIN, mustChangePassword = false } = options
  passwordHash ??= hashPassword(TEST_PASSWORD)
  const userId = newId(systemClock.now())
  const userName = `u${userId.slice(-12)}`
  const displayName = options.displayName ?? `${roles[0] ?? 'Nobody'} ${userId.slice(-4)}`
  const isBillingSuspended = options.isBillingSuspended ?? false
  await db.user.create({
    data: {
      id: userId,
      userName,
      displayName,
      passwordHash: await passwordHash,
      mustChangePassword,
      isBillingSuspended,
      signingPinHash: pin === null ? null : hashPin(TEST_PIN_KEY, userId, pin),
      roles: { create: roles.map((role) => ({ role })) },
      accountSets: { create: accountSetIds.map((accountSetId) => ({ accountSetId })) },
      warehouses: { create: warehouseIds.map((warehouseId) => ({ warehouseId })) },
    },
  })
  const person: Person = {
    kind: 'person',
    userId,
    displayName,
    roles,
    permissions: permissionsOf(roles),
    accountSetIds,
    warehouseIds,
    isBillingSuspended,
    mustChangePassword,
    sessionId: `session-of-${userId}`,
    address: '127.0.0.1',
    userAgent: 'test',
  }
  return { person, userName, password: TEST_PASSWORD, pin }
}

/** A Desk for tests. `faults` holds every fault it was told; a test that expects none asserts that it is empty. */
export type TestDesk = Desk & {
  faults: { requestId: string; command: string; error: unknown }[]
  /** Puts the clock at another instant (ISO 8601). It then stands still. */
  setNow: (instant: string) => void
}

/** The desk over a test's database. With `now` (ISO 8601) the clock stands still there; else it is the machine's. */
export function testDesk(
  db: Database,
  options: { now?: string; passkeyOrigin?: string | null } = {},
): TestDesk {
  let standing = options.now
  const faults: TestDesk['faults'] = []
  return {
    db,
    clock: { now: () => (standing === undefined ? systemClock.now() : new Date(standing)) },
    setNow: (instant) => {
      standing = instant
    },
    pinKey: TEST_PIN_KEY,
    passkeyOrigin: options.passkeyOrigin ?? null,
    reportFault: (fault) => {
      faults.push(fault)
    },
    faults,
  }
}

/**
 * A call of this person, ready for `runCommand`. A fresh key unless given; a PIN makes the proof of a signing
 * command.
 */
export function call(
  actor: Person | null,
  input: unknown,
  options: { pin?: string; key?: string } = {},
): Call {
  const key = options.key ?? randomUUID()
  return options.pin === undefined
    ? { actor, key, input }
    : { actor, key, input, proof: { pin: options.pin } }
}
