import { NextResponse, type NextRequest } from 'next/server'
import { isOwnOrigin } from '#lib/auth/own-origin.ts'
import { contentSecurityPolicy } from '#lib/auth/content-security-policy.ts'
import { readEnvironment } from '#lib/db/env.ts'

/*
 * Headers, and nothing that decides who may do what: every page, action and route asks for its actor itself.
 */

const READING = ['GET', 'HEAD', 'OPTIONS']
const TWO_YEARS = 63_072_000

export function proxy(request: NextRequest): NextResponse {
  const { method, headers, nextUrl } = request
  const { NODE_ENV, PUBLIC_URL } = readEnvironment()
  const isSecure = PUBLIC_URL?.startsWith('https://') === true
  if (!READING.includes(method) && !isOwnOrigin(headers)) return new NextResponse(null, { status: 403 })

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({ nonce, isSecure, isDevelopment: NODE_ENV === 'development' })
  const forwarded = new Headers(headers)
  forwarded.set('x-nonce', nonce)
  forwarded.set('content-security-policy', policy)
  forwarded.set('x-desk-path', `${nextUrl.pathname}${nextUrl.search}`)

  const response = NextResponse.next({ request: { headers: forwarded } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'private, no-store')
  if (isSecure) response.headers.set('strict-transport-security', `max-age=${TWO_YEARS}; includeSubDomains`)
  return response
}

/** Everything but what is the same for everybody: the built files and the pictures beside them. */
export const config = {
  matcher: ['/((?!_next/static/|_next/image|[^/]+[.](?:svg|ico|png|woff2)$).*)'],
}
