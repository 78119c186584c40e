export type SignInAnswer = 'signedIn' | 'failed' | 'unreachable'

async function csrfToken(): Promise<string> {
  const response = await fetch('/api/auth/csrf', { cache: 'no-store' })
  const body: unknown = await response.json()
  const token = typeof body === 'object' && body !== null && 'csrfToken' in body ? body.csrfToken : undefined
  if (typeof token !== 'string') throw new Error('no csrf token')
  return token
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: 'true' }),
  })
}

/** Signs in with user name and password. Wrong, unknown and throttled are one answer, so that none can be told apart. */
export async function requestSignIn(userName: string, password: string): Promise<SignInAnswer> {
  try {
    const response = await post('/api/auth/callback/credentials', { userName, password })
    if (response.status >= 500) return 'unreachable'
    return response.ok ? 'signedIn' : 'failed'
  } catch {
    return 'unreachable'
  }
}

/** Ends the session on the server. Answers whether it did. */
export async function requestSignOut(): Promise<boolean> {
  try {
    return (await post('/api/auth/signout', {})).ok
  } catch {
    return false
  }
}
