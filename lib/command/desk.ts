import type { Desk } from '#lib/command/run-command.ts'
import { readEnvironment, requireServerSettings, type Environment } from '#lib/db/env.ts'
import { errorFacts, log } from '#lib/db/log.ts'
import type { Database } from '#lib/db/client.ts'
import { theDatabase, theReportDatabase } from '#lib/db/process-database.ts'
import { systemClock } from '#lib/kernel/clock.ts'

let opened: Desk | undefined

/** The desk of this process, built from the environment at the first use. Pages take `theDesk().db` for queries. */
export function theDesk(): Desk {
  opened ??= openDesk(readEnvironment())
  return opened
}

/** What reports and files are read from: connections of their own that never write (F14). */
export function theReports(): Database {
  return theReportDatabase()
}

function openDesk(environment: Environment): Desk {
  return {
    db: theDatabase(),
    clock: systemClock,
    pinKey: requireServerSettings(environment).pinKey,
    passkeyOrigin: passkeyOriginOf(environment),
    reportFault: ({ requestId, command, error }) =>
      log.error({ requestId, command, ...errorFacts(error) }, 'fault'),
  }
}

/**
 * Where passkeys are bound to: the public address where it is https or this machine itself; null elsewhere, as
 * browsers offer none there.
 */
export function passkeyOriginOf(environment: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): string | null {
  const address = new URL(environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`)
  return address.protocol === 'https:' || address.hostname === 'localhost' ? address.origin : null
}
