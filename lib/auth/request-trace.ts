import { isIP } from 'node:net'
import type { RequestTrace } from '#lib/auth/session-store.ts'

/**
 * Where a request came from. The web server writes the address it saw at the end of X-Forwarded-For: the one
 * before it was written by whoever sent the request, and is believed by nobody (A39). `forwarded-headers.ts`
 * sees to it that a header of the sender's own making never gets this far.
 */
export function requestTrace(headers: Pick<Headers, 'get'>): RequestTrace {
  const seen = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
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
