import type { IncomingHttpHeaders } from 'node:http'

type Trust = { TRUST_PROXY: boolean; PUBLIC_URL?: string | undefined }

/** Only Next itself sets these; from outside they have been used to walk around it (A03). */
const NEVER_FROM_OUTSIDE = ['x-middleware-subrequest', 'x-nonce', 'x-desk-path']

/**
 * Takes out of a request's headers what its sender has no right to say: which host was asked for and over what,
 * so that the Origin of a writing request is compared with the Host the browser really used (A03, A29). The web
 * server then writes what it sees itself. Behind an own proxy (TRUST_PROXY) the proxy's word stands, but the
 * host is the one of PUBLIC_URL where it is given.
 */
export function dropForgedHeaders(headers: IncomingHttpHeaders, trust: Trust): void {
  for (const name of NEVER_FROM_OUTSIDE) delete headers[name]
  if (!trust.TRUST_PROXY) {
    for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name]
    delete headers.forwarded
    return
  }
  if (trust.PUBLIC_URL === undefined) return
  const address = new URL(trust.PUBLIC_URL)
  headers['x-forwarded-host'] = address.host
  headers['x-forwarded-proto'] = address.protocol.slice(0, -1)
}
