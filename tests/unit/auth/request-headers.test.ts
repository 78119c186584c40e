import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '#lib/auth/content-security-policy.ts'
import { dropForgedHeaders } from '#lib/auth/forwarded-headers.ts'
import { isOwnOrigin } from '#lib/auth/own-origin.ts'
import { requestTrace } from '#lib/auth/request-trace.ts'
import { passkeyOriginOf } from '#lib/command/desk.ts'

const left = (
  headers: IncomingHttpHeaders,
  trust: Parameters<typeof dropForgedHeaders>[1],
): IncomingHttpHeaders => {
  const copy = { ...headers }
  dropForgedHeaders(copy, trust)
  return copy
}

describe('what of a request’s headers is believed', () => {
  const forged = {
    host: 'desk.example.com',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '198.51.100.1',
    forwarded: 'host=evil.example',
    'x-middleware-subrequest': 'proxy:proxy',
    'x-nonce': 'guess',
    'x-desk-path': '//evil.example',
  }

  it('A03 A29 A39 nothing about host, path or caller without a trusted proxy', () => {
    expect(left(forged, { TRUST_PROXY: false })).toEqual({ host: 'desk.example.com' })
  })

  it('A29 the host of PUBLIC_URL behind a trusted proxy, whatever the proxy passed on', () => {
    const kept = left(forged, { TRUST_PROXY: true, PUBLIC_URL: 'https://desk.example.com' })
    expect(kept['x-forwarded-host']).toBe('desk.example.com')
    expect(kept['x-forwarded-proto']).toBe('https')
    expect(kept['x-nonce']).toBeUndefined()
  })

  it('A39 the address comes from our own web server alone, and IPv6 neighbours count as one', () => {
    const address = (headers: Record<string, string>): string | null =>
      requestTrace(new Headers(headers)).address
    expect(address({ 'x-forwarded-for': '198.51.100.1' })).toBeNull()
    expect(address({ 'x-silian-client': '203.0.113.9' })).toBe('203.0.113.9')
    expect(address({ 'x-silian-client': '::ffff:203.0.113.9' })).toBe('203.0.113.9')
    expect(address({ 'x-silian-client': '2001:db8:0:1::5' })).toBe('2001:db8:0:1::/64')
    expect(address({ 'x-silian-client': '2001:DB8:0:1:ffff::9' })).toBe('2001:db8:0:1::/64')
    expect(address({ 'x-silian-client': '::1' })).toBe('0:0:0:0::/64')
    expect(address({ 'x-silian-client': 'evil' })).toBeNull()
  })
})

describe('A29 where a writing request comes from', () => {
  const from = (headers: Record<string, string>): boolean =>
    isOwnOrigin(new Headers({ host: 'desk.example.com', ...headers }))

  it.each([
    [{ origin: 'https://desk.example.com' }, true],
    [{ origin: 'http://desk.example.com' }, true],
    [{}, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'https://desk.example.com.evil.example' }, false],
    [{ origin: 'https://desk.example.com:8443' }, false],
    [{ origin: 'null' }, false],
    [{ origin: 'not an origin' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
  ])('A29 %j is taken: %s', (headers, isTaken) => {
    expect(from(headers)).toBe(isTaken)
  })
})

describe('A30 what a page may load', () => {
  it('A30 allows scripts by nonce alone and no frame around the desk', () => {
    const policy = contentSecurityPolicy({ nonce: 'n0nce', isSecure: true, isDevelopment: false })
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("script-src 'self' 'nonce-n0nce' 'strict-dynamic' 'wasm-unsafe-eval';")
    expect(policy).toContain('upgrade-insecure-requests')
    expect(/script-src[^;]*unsafe-(inline|eval)'/.test(policy.replace("'wasm-unsafe-eval'", ''))).toBe(false)
  })

  it('does not ask for https where the desk is served without it', () => {
    const policy = contentSecurityPolicy({ nonce: 'n', isSecure: false, isDevelopment: false })
    expect(policy).not.toContain('upgrade-insecure-requests')
  })
})

describe('where passkeys are offered', () => {
  it.each([
    [{ PORT: 3000 }, 'http://localhost:3000'],
    [{ PORT: 3000, PUBLIC_URL: 'https://desk.example.com/' }, 'https://desk.example.com'],
    [{ PORT: 3000, PUBLIC_URL: 'http://192.0.2.7:3000' }, null],
  ])('%j -> %s', (environment, origin) => {
    expect(passkeyOriginOf(environment)).toBe(origin)
  })
})
