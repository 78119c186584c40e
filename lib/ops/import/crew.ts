import type { Person } from '#lib/auth/actor.ts'
import type { Role } from '#lib/auth/permissions.ts'
import { endSession, personOfToken, type SessionVault } from '#lib/auth/session-store.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import type { Database } from '#lib/db/client.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import { DEMO_ACCOUNTS } from '#prisma/seed/demo.ts'

const ROLES = {
  clerk: 'CLERK',
  salesperson: 'SALESPERSON',
  salesManager: 'SALES_MANAGER',
  keeper: 'KEEPER',
  driver: 'DRIVER',
  accountant: 'ACCOUNTANT',
  adminStaff: 'ADMIN_STAFF',
  manager: 'MANAGER',
} as const satisfies Record<string, Role>

type Part = keyof typeof ROLES

/** Someone at work: the person of their session, and the PIN they sign with. */
export type Worker = { person: Person; pin: string }
export type Crew = Record<Part, Worker>

/** The demo's staff, each signed in with their own password. */
export type SignedInCrew = {
  /** The people as their sessions know them now. Refuses when one was ended. */
  atWork: () => Promise<Crew>
  signOut: () => Promise<void>
}

const TRACE = { address: null, userAgent: 'npm run import' }
/** A session is looked up again this often: ending one ends the import. */
const LOOK_AGAIN_MILLISECONDS = 15_000

/** Signs the demo's staff in as anybody signs in. Refuses when one of them cannot. */
export async function signInCrew(db: Database): Promise<SignedInCrew> {
  const vault: SessionVault = { db, clock: systemClock }
  const sessions = new Map<Part, { token: string; pin: string; userName: string }>()
  for (const part of partsOf()) {
    const account = DEMO_ACCOUNTS.find(({ role }) => role === ROLES[part])
    if (account === undefined) throw new Error(`the demo has no ${ROLES[part]}`)
    const { userName, password, pin } = account
    const session = await signIn(vault, { ...TRACE, userName, password })
    if (session === null) throw signedOut(userName)
    sessions.set(part, { token: session.token, pin, userName })
  }
  const look = async (part: Part): Promise<Worker> => {
    const session = sessions.get(part)
    const person = session && (await personOfToken(vault, session.token, TRACE))
    if (!session || !person) throw signedOut(session?.userName ?? part)
    return { person, pin: session.pin }
  }
  let seen: { crew: Crew; at: number } | null = null
  return {
    atWork: async () => {
      if (seen === null || performance.now() - seen.at > LOOK_AGAIN_MILLISECONDS)
        seen = { crew: await crewOf(look), at: performance.now() }
      return seen.crew
    },
    signOut: async () => {
      for (const { token } of sessions.values()) await endSession(vault, token)
    },
  }
}

async function crewOf(look: (part: Part) => Promise<Worker>): Promise<Crew> {
  return {
    clerk: await look('clerk'),
    salesperson: await look('salesperson'),
    salesManager: await look('salesManager'),
    keeper: await look('keeper'),
    driver: await look('driver'),
    accountant: await look('accountant'),
    adminStaff: await look('adminStaff'),
    manager: await look('manager'),
  }
}

function partsOf(): readonly Part[] {
  return ['clerk', 'salesperson', 'salesManager', 'keeper', 'driver', 'accountant', 'adminStaff', 'manager']
}

function signedOut(userName: string): OperatorFailure {
  return new OperatorFailure(
    `演示账号 ${userName} 不能登录：密码已更改、账号已停用或会话已结束`,
    `The demo account ${userName} is not signed in: its password was changed, it was deactivated, or its session was ended`,
  )
}
