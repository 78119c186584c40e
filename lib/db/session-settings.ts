/**
 * Session settings of every connection of the application. UTC because the adapter writes local times wrongly
 * otherwise; the time limits (in milliseconds) keep one bad query from holding the desk.
 */
export const SESSION_SETTINGS: Readonly<Record<string, string>> = {
  timezone: 'UTC',
  statement_timeout: '20000',
  lock_timeout: '8000',
  idle_in_transaction_session_timeout: '30000',
}

/** The settings as the start-up options of a connection. */
export function sessionOptions(more: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...SESSION_SETTINGS, ...more })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}
