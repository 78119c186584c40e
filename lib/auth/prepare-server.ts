import { IncomingMessage, Server } from 'node:http'
import { format } from 'node:util'
import { dropForgedHeaders } from '#lib/auth/forwarded-headers.ts'
import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'
import { errorFacts, log } from '#lib/db/log.ts'

/**
 * What must hold before the first request: the secrets are given (A40), no request carries headers that only we
 * may write (A03, A29, A39), and whatever the framework prints is one JSON line (A42).
 */
export function prepareServer(): void {
  const environment = readEnvironment()
  requireServerSettings(environment)
  const emit = Server.prototype.emit
  Server.prototype.emit = function (this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    const [request] = rest
    if ((event === 'request' || event === 'upgrade') && request instanceof IncomingMessage)
      dropForgedHeaders(request.headers, environment)
    return Reflect.apply(emit, this, [event, ...rest])
  }
  if (environment.NODE_ENV === 'production') logConsole()
}

/** The console of the framework and its libraries, as lines of our own log. */
function logConsole(): void {
  const levels = { log: 'info', info: 'info', warn: 'warn', error: 'error', debug: 'debug' } as const
  for (const [name, level] of Object.entries(levels)) {
    const write = (...words: unknown[]): void => {
      const error = words.find((word) => word instanceof Error)
      if (error) log[level](errorFacts(error), 'console')
      else log[level](format(...words))
    }
    Object.defineProperty(console, name, { value: write, configurable: true, writable: true })
  }
}
