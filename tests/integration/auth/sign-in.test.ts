import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { endSession, personOfToken, sessionIdOf } from '#lib/auth/session-store.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { openDatabase } from '#lib/db/client.ts'
import { testDatabase } from '#tests/support/postgres.ts'
import { createPerson, testDesk } from '#tests/support/people.ts'

const database = await testDatabase()
const statements: string[] = []
const db = openDatabase(database.url, { connections: 4, onStatement: (text) => statements.push(text) })
const desk = testDesk(db, { now: '2026-11-23T01:00:00Z' })
const trace = { address: '203.0.113.7', userAgent: 'test' }
const minutes = (count: number): string => new Date(Date.UTC(2026, 10, 23, 1, count)).toISOString()

beforeEach(async () => {
  desk.setNow(minutes(0))
  await db.throttle.deleteMany()
})

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const attempt = (userName: string, password: string, address: string | null = trace.address) =>
  signIn(desk, { userName, password, address, userAgent: 'test' })

describe('sign-in', () => {
  it('opens a session with the right password and keeps only the hash of its token', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const opened = await attempt(clerk.userName, clerk.password)
    expect(opened?.userId).toBe(clerk.person.userId)
    const kept = await db.session.findMany({ where: { userId: clerk.person.userId } })
    expect(kept.map((session) => session.id)).toEqual([sessionIdOf(opened?.token ?? '')])
    expect(JSON.stringify(kept)).not.toContain(opened?.token)
  })

  it('takes capital and full-width letters of a user name as the same name', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    expect(await attempt(` ${clerk.userName.toUpperCase()} `, clerk.password)).not.toBeNull()
  })

  it('A37 gives a new session at each sign-in and ends the one the browser held', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const first = await attempt(clerk.userName, clerk.password)
    const second = await signIn(desk, {
      userName: clerk.userName,
      password: clerk.password,
      ...trace,
      heldToken: first?.token ?? null,
    })
    expect(second?.token).not.toBe(first?.token)
    expect(await personOfToken(desk, first?.token ?? '', trace)).toBeNull()
    expect(await personOfToken(desk, second?.token ?? '', trace)).not.toBeNull()
  })

  it('A37 does not take a token that the browser brought along as the new session', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const planted = 'planted-planted-planted-1'
    const opened = await signIn(desk, { ...clerk, ...trace, heldToken: planted })
    expect(opened?.token).not.toBe(planted)
    expect(await personOfToken(desk, planted, trace)).toBeNull()
  })

  it('A39 blocks a user name after five wrong passwords, even for the right one, and lets it in again later', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    for (let count = 0; count < 5; count += 1) await attempt(clerk.userName, `wrong-${count}`, null)
    expect(await attempt(clerk.userName, clerk.password, null)).toBeNull()
    desk.setNow(minutes(1))
    expect(await attempt(clerk.userName, clerk.password, null)).not.toBeNull()
  })

  it('A39 lets no more than five of a hundred passwords sent at once be looked at', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    statements.length = 0
    await Promise.all(
      Array.from({ length: 100 }, (_unused, index) => attempt(clerk.userName, `wrong-${index}`, null)),
    )
    const looked = statements.filter((text) => text.includes('password_hash AS hash')).length
    expect(looked).toBe(5)
  })

  it('A39 blocks an address that tries one password on many names, and other addresses go on', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    for (let count = 0; count < 30; count += 1) await attempt(`nobody-${count}`, 'spring2026', '198.51.100.9')
    expect(await attempt(clerk.userName, clerk.password, '198.51.100.9')).toBeNull()
    expect(await attempt(clerk.userName, clerk.password, '198.51.100.10')).not.toBeNull()
  })

  it('A39 does not forget an address its failures because it once signed in rightly', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    for (let count = 0; count < 29; count += 1) await attempt(`nobody-${count}`, 'spring2026', '198.51.100.9')
    expect(await attempt(clerk.userName, clerk.password, '198.51.100.9')).not.toBeNull()
    await attempt('nobody-30', 'spring2026', '198.51.100.9')
    expect(await attempt(clerk.userName, clerk.password, '198.51.100.9')).toBeNull()
  })

  it('A39 makes each further block twice as long, up to a quarter of an hour', async () => {
    for (let count = 0; count < 5; count += 1) await attempt('nobody', 'x', null)
    const blockedFor: number[] = []
    for (let count = 0; count < 7; count += 1) {
      const row = await db.throttle.findFirstOrThrow()
      blockedFor.push(((row.blockedUntil?.getTime() ?? 0) - row.lastFailedAt.getTime()) / 1000)
      desk.setNow(row.blockedUntil?.toISOString() ?? '')
      await attempt('nobody', 'x', null)
    }
    expect(blockedFor).toEqual([30, 60, 120, 240, 480, 900, 900])
  })

  it('A39 answers unknown name, wrong password and deactivated alike and in like time', async () => {
    const clerk = await createPerson(db, { roles: ['CLERK'] })
    const gone = await createPerson(db, { roles: ['CLERK'] })
    await db.user.update({ where: { id: gone.person.userId }, data: { isActive: false } })
    const names = { known: clerk.userName, unknown: 'nobody-at-all', inactive: gone.userName }
    const fastest = { known: Infinity, unknown: Infinity, inactive: Infinity }
    const sent = { known: 0, unknown: 0, inactive: 0 }
    for (let round = 0; round < 10; round += 1) {
      await db.throttle.deleteMany()
      for (const kind of ['known', 'unknown', 'inactive'] as const) {
        statements.length = 0
        const start = performance.now()
        expect(await attempt(names[kind], 'not-the-password', null)).toBeNull()
        fastest[kind] = Math.min(fastest[kind], performance.now() - start)
        sent[kind] = statements.length
      }
    }
    expect(sent.unknown).toBe(sent.known)
    expect(sent.inactive).toBe(sent.known)
    const times = Object.values(fastest)
    expect(Math.min(...times) / Math.max(...times)).toBeGreaterThan(0.4)
  })

  it('leaves no user name and no password in the throttle', async () => {
    await attempt('my-password-by-mistake', 'x')
    expect(JSON.stringify(await db.throttle.findMany())).not.toContain('mistake')
  })
})

describe('sessions', () => {
  const signedIn = async (roles: Parameters<typeof createPerson>[1]['roles'] = ['CLERK']) => {
    const created = await createPerson(db, { roles })
    const opened = await attempt(created.userName, created.password)
    return { ...created, token: opened?.token ?? '' }
  }

  it('tells the whole person in one statement', async () => {
    const { token, person } = await signedIn()
    statements.length = 0
    const found = await personOfToken(desk, token, trace)
    expect(statements).toHaveLength(1)
    expect(found).toMatchObject({
      userId: person.userId,
      roles: ['CLERK'],
      accountSetIds: [],
      warehouseIds: [],
    })
    expect(found?.permissions.has('note.issue')).toBe(true)
  })

  it('A38 ends at the very next request when it is signed out', async () => {
    const { token } = await signedIn()
    await endSession(desk, token)
    expect(await personOfToken(desk, token, trace)).toBeNull()
  })

  it('A38 ends at the very next request when the person is deactivated', async () => {
    const { token, person } = await signedIn()
    await db.user.update({ where: { id: person.userId }, data: { isActive: false } })
    expect(await personOfToken(desk, token, trace)).toBeNull()
  })

  it('A09 knows a role that was taken away no longer, at the very next request', async () => {
    const { token, person } = await signedIn(['CLERK', 'SALESPERSON'])
    await db.userRole.delete({ where: { userId_role: { userId: person.userId, role: 'CLERK' } } })
    const found = await personOfToken(desk, token, trace)
    expect(found?.roles).toEqual(['SALESPERSON'])
    expect(found?.permissions.has('note.issue')).toBe(false)
  })

  it('A09 ends after twelve idle hours', async () => {
    const { token } = await signedIn()
    desk.setNow(minutes(12 * 60 - 1))
    expect(await personOfToken(desk, token, trace)).not.toBeNull()
    desk.setNow(minutes(24 * 60))
    expect(await personOfToken(desk, token, trace)).toBeNull()
  })

  it('A09 ends after seven days even when it is never idle', async () => {
    const { token } = await signedIn()
    for (let hour = 0; hour < 7 * 24; hour += 6) {
      desk.setNow(minutes(hour * 60))
      expect(await personOfToken(desk, token, trace)).not.toBeNull()
    }
    desk.setNow(minutes(7 * 24 * 60))
    expect(await personOfToken(desk, token, trace)).toBeNull()
  })

  it('writes the last request at most every five minutes', async () => {
    const { token, person } = await signedIn()
    const seen = async (minute: number): Promise<string | undefined> => {
      desk.setNow(minutes(minute))
      await personOfToken(desk, token, trace)
      const row = await db.session.findFirstOrThrow({ where: { userId: person.userId } })
      return row.lastSeenAt.toISOString()
    }
    expect(await seen(4)).toBe(minutes(0))
    expect(await seen(6)).toBe(minutes(6))
    expect(await seen(9)).toBe(minutes(6))
  })

  it('A40 gives nothing but the change of password until the first password is changed', async () => {
    const fresh = await createPerson(db, { roles: ['ADMINISTRATOR'], mustChangePassword: true })
    const opened = await attempt(fresh.userName, fresh.password)
    const found = await personOfToken(desk, opened?.token ?? '', trace)
    expect(found?.mustChangePassword).toBe(true)
    expect([...(found?.permissions ?? [])]).toEqual(['account.changePassword'])
  })
})
