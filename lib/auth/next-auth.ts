import NextAuth, { type AuthOptions, type Session, type User } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { requestTrace } from '#lib/auth/request-trace.ts'
import { isServedSecurely, signInCookies, tokenOfCookie } from '#lib/auth/session-cookie.ts'
import { SESSION_SECONDS, type SessionVault, endSession } from '#lib/auth/session-store.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'
import { errorFacts, log } from '#lib/db/log.ts'
import { theDatabase } from '#lib/db/process-database.ts'
import { AWAY_HEADERS } from '#lib/kernel/away.ts'
import { systemClock } from '#lib/kernel/clock.ts'

/** What the door learns of an attempt beside next-auth's own answer. */
type AttemptReport = { isUnavailable: boolean }

/** All that the desk uses of next-auth; the rest of its addresses do not exist here. */
const DOORS = ['GET csrf', 'POST callback/credentials', 'POST signout']

type Given = Record<'userName' | 'password', string> | undefined

const FORM = 'application/x-www-form-urlencoded'

const provide = defaultOf(CredentialsProvider)
const answer = defaultOf(NextAuth)

/** Answers a request to /api/auth: 503 while the database cannot be asked, and never a way to another site (A41). */
export async function answerSignIn(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const { nextauth } = await context.params
  const isDoor = DOORS.includes(`${request.method} ${nextauth.join('/')}`) && request.nextUrl.search === ''
  if (!isDoor) return new Response(null, { status: 404 })
  if (request.method === 'POST' && !request.headers.get('content-type')?.startsWith(FORM))
    return new Response(null, { status: 415 })
  const report: AttemptReport = { isUnavailable: false }
  const answered: Response = await answer(request, context, authOptions(report))
  if (report.isUnavailable) return new Response(null, { status: 503, headers: AWAY_HEADERS })
  if (nextauth[0] === 'callback' && !holdsSession(answered)) return new Response(null, { status: 401 })
  const location = answered.headers.get('location')
  if (location !== null) answered.headers.set('location', ownPath(location))
  return answered
}

/** Whether somebody was let in: everything else next-auth says, such as a missing forgery token, is a no. */
function holdsSession(answered: Response): boolean {
  const { name } = signInCookies().sessionToken
  return answered.headers.getSetCookie().some((cookie) => cookie.startsWith(`${name}=`))
}

/** next-auth writes whole addresses from a setting that may not be there; the path is enough. */
function ownPath(location: string): string {
  const { pathname, search } = new URL(location, 'http://desk.invalid')
  return `/${pathname.replace(/^\/+/, '')}${search}`
}

/**
 * next-auth for one request: it keeps the cookie and its forgery token; who may come in is `signIn`, and the
 * cookie's JWT carries the random token of a session row and nothing else.
 */
function authOptions(report: AttemptReport): AuthOptions {
  const { nextauthSecret: secret } = requireServerSettings(readEnvironment())
  const vault: SessionVault = { db: theDatabase(), clock: systemClock }
  return {
    secret,
    useSecureCookies: isServedSecurely(),
    cookies: signInCookies(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      provide({
        credentials: { userName: {}, password: {} },
        authorize: (given, request) => authorize(vault, secret, report, given, request.headers),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sessionToken: user ? user.id : token['sessionToken'] }),
      session: ({ session }): Session => ({ expires: session.expires }),
      redirect: ({ baseUrl }) => baseUrl,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token['sessionToken'] === 'string') await endSession(vault, token['sessionToken'])
      },
    },
    logger: {
      error: (code, metadata) =>
        log.error({ code, ...errorFacts('error' in metadata ? metadata.error : metadata) }, 'next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
}

/** next-auth's user is the session that was opened: its id is the token, seen by the `jwt` callback alone. */
async function authorize(
  vault: SessionVault,
  secret: string,
  report: AttemptReport,
  given: Given,
  headers: Record<string, unknown> | undefined,
): Promise<User | null> {
  const { userName, password } = given ?? {}
  if (typeof userName !== 'string' || typeof password !== 'string') return null
  const trace = requestTrace(new Headers(textHeaders(headers ?? {})))
  try {
    const held = (await cookies()).get(signInCookies().sessionToken.name)?.value
    const heldToken = await tokenOfCookie(held, secret)
    const opened = await signIn(vault, { userName, password, heldToken, ...trace })
    if (!opened) log.warn({ address: trace.address }, 'sign-in refused')
    return opened && { id: opened.token }
  } catch (error) {
    report.isUnavailable = true
    log.error(errorFacts(error), 'sign-in')
    return null
  }
}

function textHeaders(headers: Record<string, unknown>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
}

/** next-auth 4 is CommonJS: some loaders hand over its module, some its default export. */
function defaultOf<T>(imported: T | { default: T }): T {
  if (typeof imported === 'object' && imported !== null && 'default' in imported) return imported.default
  return imported as T
}
