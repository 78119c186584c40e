import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { readEnvironment } from '#lib/db/env.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import type { EmbeddedPostgres } from './embedded-postgres.ts'
import { portTrouble } from './processes.ts'
import { createDatabase, ensureAppRole } from './roles.ts'

/** The connections of one desk: the application's and the one that migrates. */
export interface DatabaseUrls {
  readonly url: string
  readonly ownerUrl: string
}

/** The embedded demo's database. */
export const DEMO_DATABASE = 'silian'

const secretsSchema = z.object({ ownerPassword: z.string(), appPassword: z.string() })

/**
 * Lends an operator's script the desk's database: DATABASE_URL when it is set, else the embedded one, which is
 * used as it runs or started for the time of the work.
 */
export async function withDatabase<T>(work: (urls: DatabaseUrls) => Promise<T>): Promise<T> {
  const own = ownDatabase()
  if (own !== undefined) {
    await ensureAppRole(own.ownerUrl, own.url)
    return work(own)
  }
  const folder = dataFolder()
  const running = await runningEmbedded(folder)
  if (running !== undefined) return work(running)
  const server = await startEmbeddedPostgres({ folder })
  try {
    return await work(await demoDatabase(server))
  } finally {
    await server.stop()
  }
}

/** The operator's own database from the environment, or undefined for the embedded demo. */
export function ownDatabase(): DatabaseUrls | undefined {
  const { DATABASE_URL, DATABASE_OWNER_URL } = readEnvironment()
  if (DATABASE_URL === undefined) return undefined
  return { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL ?? DATABASE_URL }
}

/** The folder of the embedded database, absolute. */
export function dataFolder(): string {
  return resolve(new URL('../..', import.meta.url).pathname, readEnvironment().SILIAN_DATA_DIR)
}

/** Makes the demo's database when it is not there yet. */
export async function demoDatabase(server: EmbeddedPostgres): Promise<DatabaseUrls> {
  await createDatabase(server.urlOf('superuser', 'postgres'), DEMO_DATABASE)
  return { url: server.urlOf('app', DEMO_DATABASE), ownerUrl: server.urlOf('owner', DEMO_DATABASE) }
}

async function runningEmbedded(folder: string): Promise<DatabaseUrls | undefined> {
  const port = Number(await readFile(join(folder, 'postgres-port'), 'utf8').catch(() => '0'))
  const secrets = await readFile(join(folder, 'secrets.json'), 'utf8').catch(() => undefined)
  const isRunning = port > 0 && (await portTrouble(port, '127.0.0.1')) === 'EADDRINUSE'
  if (!isRunning || secrets === undefined) return undefined
  const { ownerPassword, appPassword } = secretsSchema.parse(JSON.parse(secrets))
  const address = `127.0.0.1:${port}/${DEMO_DATABASE}`
  return {
    url: `postgresql://silian_app:${appPassword}@${address}`,
    ownerUrl: `postgresql://silian_owner:${ownerPassword}@${address}`,
  }
}
