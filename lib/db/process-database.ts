import { type Database, openDatabase } from '#lib/db/client.ts'
import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'

type Kept = typeof globalThis & { silianDatabase?: Database; silianReports?: Database }

/** The bundler may load this file more than once in a process; the pool is kept where all copies see it. */
function keptByProcess(): Kept {
  return globalThis as Kept
}

/** This process's one pool of connections, opened at the first use. Refuses without DATABASE_URL (A40). */
export function theDatabase(): Database {
  const environment = readEnvironment()
  const kept = keptByProcess()
  kept.silianDatabase ??= openDatabase(requireServerSettings(environment).databaseUrl, {
    connections: environment.DATABASE_POOL,
  })
  return kept.silianDatabase
}

/** Reports at once in one process: more wait, and no one who writes waits for them (F14). */
const REPORTS_AT_ONCE = 2

/**
 * Connections of this process for reports and files alone: they only read, and however long they take, writing has
 * all of its own.
 */
export function theReportDatabase(): Database {
  const kept = keptByProcess()
  kept.silianReports ??= openDatabase(requireServerSettings(readEnvironment()).databaseUrl, {
    connections: REPORTS_AT_ONCE,
    isReadOnly: true,
  })
  return kept.silianReports
}
