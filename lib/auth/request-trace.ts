import { isIP } from 'node:net'
import type { RequestTrace } from '#lib/auth/session-store.ts'

/** The header under which our web server says who called. It writes it over whatever the caller sent. */
export const CALLER_HEADER = 'x-silian-client'

/**
 * Where a request came from, as the web server saw it: X-Forwarded-For is believed there, and only where the
 * operator says that a proxy of theirs writes it (A39).
 */
export function requestTrace(headers: Pick<Headers, 'get'>): RequestTrace {
  const seen = headers.get(CALLER_HEADER)?.trim() ?? ''
  return { address: isIP(seen) === 0 ? null : addressGroup(seen), userAgent: headers.get('user-agent') }
}

/** An IPv6 customer holds a whole /64, so those count as one; IPv4 written as IPv6 is IPv4. */
function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (isIP(address) === 4) return address
  return `${ipv6Groups(address).slice(0, 4).join(':')}::/64`
}

function ipv6Groups(address: string): string[] {
  const plain = address.replace(/%.*$/, '')
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after].map((group) =>
    (group.replace(/^0+/, '') || '0').toLowerCase(),
  )
}
