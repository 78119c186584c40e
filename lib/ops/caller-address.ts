import type { IncomingMessage } from 'node:http'

/** The header under which the web server tells the application who called; a caller's own is overwritten. */
export const CALLER_HEADER = 'x-silian-client'

/**
 * The address of whoever called. X-Forwarded-For is believed only when the operator says that a proxy of theirs
 * writes it, and then only its last hop: the ones before it are the caller's word (A39).
 */
export function callerAddress(request: IncomingMessage, trustsProxy: boolean): string {
  const own = request.socket.remoteAddress ?? 'unknown'
  if (!trustsProxy) return own
  const forwarded = request.headers['x-forwarded-for']
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',')
  return hops.at(-1)?.trim() || own
}
