import { decode } from 'next-auth/jwt'
import { readEnvironment } from '#lib/db/env.ts'

/** Whether pages are served over https, so that cookies may say so. */
export function isServedSecurely(): boolean {
  return readEnvironment().PUBLIC_URL?.startsWith('https://') === true
}

/** The cookies of sign-in: never readable by scripts, never sent along by other sites' forms. */
export function signInCookies(): Record<
  'sessionToken' | 'callbackUrl' | 'csrfToken',
  { name: string; options: { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean } }
> {
  const secure = isServedSecurely()
  const prefix = secure ? '__Host-' : ''
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return {
    sessionToken: { name: `${prefix}silian-session`, options },
    callbackUrl: { name: `${prefix}silian-callback`, options },
    csrfToken: { name: `${prefix}silian-csrf`, options },
  }
}

/**
 * The session token inside a session cookie, or null when the cookie is not ours or too old. The cookie holds
 * nothing else: who this is and what they may do is asked of PostgreSQL at every request.
 */
export async function tokenOfCookie(cookie: string | undefined, secret: string): Promise<string | null> {
  if (cookie === undefined || cookie.length > 4096) return null
  try {
    const claims = await decode({ token: cookie, secret })
    return typeof claims?.['sessionToken'] === 'string' ? claims['sessionToken'] : null
  } catch {
    return null
  }
}
