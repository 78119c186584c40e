import { requireServerSettings } from '#lib/db/env.ts'
import type { Environment } from '#lib/db/env.ts'
import { dataFolder, ownDatabase } from './database.ts'
import type { DatabaseUrls } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Launch } from './launch.ts'
import { noteLauncher } from './launcher-note.ts'
import { generateClientWhenStale } from './prisma-client.ts'
import { keepDemoSecrets } from './secrets.ts'
import { keepRunning } from './supervise.ts'
import { claimPort } from './web-server.ts'

/** A database ready to serve from: what the web server is told of it, and what to print once it answers. */
export interface Ground {
  readonly folder: string
  readonly address: string
  readonly settings: Readonly<Record<string, string>>
  readonly lines: readonly string[]
}

/**
 * Everything below the web server: the settings checked, the port free, the database running, migrated and filled.
 * Whatever it starts is handed to the launch to be stopped.
 */
export async function layGround(launch: Launch, environment: Environment): Promise<Ground> {
  const own = ownDatabase()
  const folder = dataFolder()
  if (own !== undefined) requireServerSettings(environment)
  const address = environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`
  if (own === undefined) launch.beforeEnding(await noteLauncher(folder, address))
  await claimPort(environment.PORT, environment.HOST, folder)
  await generateClientWhenStale()
  const { settings, lines } =
    own === undefined ? await demoGround(launch, folder) : await ownGround(own, environment)
  return { folder, address, settings: { NEXTAUTH_URL: address, ...settings }, lines }
}

type Filled = Pick<Ground, 'settings' | 'lines'>

async function demoGround(launch: Launch, folder: string): Promise<Filled> {
  const begin = (): ReturnType<typeof startEmbeddedPostgres> => startEmbeddedPostgres({ folder })
  const server = await begin()
  const kept = keepRunning(server, begin)
  launch.beforeEnding(kept.stop)
  launch.endWith(kept.gaveUp)
  const secrets = await keepDemoSecrets(folder)
  // Not before now: it needs the generated Prisma client.
  const { demoAccountLines, prepareDemo } = await import('./demo-company.ts')
  const urls = await prepareDemo(server, secrets.pinKey, console.log)
  return {
    settings: {
      DATABASE_URL: urls.url,
      NEXTAUTH_SECRET: secrets.nextauthSecret,
      SILIAN_PIN_KEY: secrets.pinKey,
      SILIAN_DEMO: '1',
    },
    lines: demoAccountLines(),
  }
}

async function ownGround(urls: DatabaseUrls, environment: Environment): Promise<Filled> {
  const { prepareOwnDatabase } = await import('./own-database.ts')
  // At once: the password is shown once, and what follows may yet fail.
  for (const line of await prepareOwnDatabase(urls)) console.log(line)
  const { databaseUrl, nextauthSecret, pinKey } = requireServerSettings(environment)
  return {
    settings: {
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: nextauthSecret,
      SILIAN_PIN_KEY: pinKey,
      SILIAN_DEMO: '0',
    },
    lines: [],
  }
}
