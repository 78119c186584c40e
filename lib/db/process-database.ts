import { type Database, openDatabase } from '#lib/db/client.ts'
import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'

type Kept = typeof globalThis & { silianDatabase?: Database }

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
