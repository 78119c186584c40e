import { readEnvironment, requireServerSettings } from '#lib/db/env.ts'
import type { Environment } from '#lib/db/env.ts'
import { dataFolder, ownDatabase } from './database.ts'
import type { DatabaseUrls } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { noteLauncher } from './launcher-note.ts'
import { Launch } from './launch.ts'
import { isBuildStale, makeBuild } from './next-build.ts'
import { generateClientWhenStale } from './prisma-client.ts'
import { keepDemoSecrets } from './secrets.ts'
import { keepRunning } from './supervise.ts'
import { claimPort, startWebServer } from './web-server.ts'
import type { WebServerOptions } from './web-server.ts'

/*
 * npm start, on the project's own Node: the database, its migrations, the build, the web server. Then it waits, and
 * keeps both running until it is told to stop.
 */

/** What the web server needs to know of the database, and what to print once it answers. */
interface Ground {
  readonly settings: Readonly<Record<string, string>>
  readonly lines: readonly string[]
}

const launch = new Launch()
await launch.run(async () => {
  const environment = readEnvironment()
  const own = ownDatabase()
  const folder = dataFolder()
  if (own !== undefined) requireServerSettings(environment)
  const address = environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`
  if (own === undefined) launch.beforeEnding(await noteLauncher(folder, address))
  await claimPort(environment.PORT, environment.HOST, folder)
  await generateClientWhenStale()
  const ground = own === undefined ? await demoGround(folder) : await ownGround(own, environment)
  await buildWhenStale()
  await serve({
    port: environment.PORT,
    host: environment.HOST,
    folder,
    settings: { NEXTAUTH_URL: address, ...ground.settings },
  })
  for (const line of [`四联 / Silian: ${address}`, ...ground.lines]) console.log(line)
})

async function demoGround(folder: string): Promise<Ground> {
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

async function ownGround(urls: DatabaseUrls, environment: Environment): Promise<Ground> {
  const { prepareOwnDatabase } = await import('./own-database.ts')
  const lines = await prepareOwnDatabase(urls)
  const { databaseUrl, nextauthSecret, pinKey } = requireServerSettings(environment)
  return {
    settings: {
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: nextauthSecret,
      SILIAN_PIN_KEY: pinKey,
      SILIAN_DEMO: '0',
    },
    lines,
  }
}

async function buildWhenStale(): Promise<void> {
  if (!(await isBuildStale())) return
  console.log('正在构建，约半分钟 / Building, about half a minute')
  await makeBuild()
}

async function serve(options: WebServerOptions): Promise<void> {
  const begin = (): ReturnType<typeof startWebServer> => startWebServer(options)
  const kept = keepRunning(await begin(), begin)
  launch.beforeEnding(kept.stop)
  launch.endWith(kept.gaveUp)
}
