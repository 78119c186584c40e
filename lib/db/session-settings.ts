/**
 * Limits of every session of the application, in milliseconds: one bad query does not hold the desk. A pooler in between
 * drops them; then they are set on the role.
 */
export const SESSION_LIMITS: Readonly<Record<string, string>> = {
  statement_timeout: '20000',
  lock_timeout: '8000',
  idle_in_transaction_session_timeout: '30000',
}

/** The limits as the start-up options of a connection. */
export function sessionOptions(more: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...SESSION_LIMITS, ...more })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/** The first statement of every connection: the adapter writes instants without their zone. A pooler keeps this one. */
export const IN_UTC = `SET timezone = 'UTC'`
