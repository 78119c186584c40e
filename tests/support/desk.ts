import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_DATABASE, type DatabaseUrls } from '#lib/ops/database.ts'
import { prepareDemo } from '#lib/ops/demo-company.ts'
import { startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import type { EmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { buildWhenStale } from '#lib/ops/next-build.ts'
import { freePort } from '#lib/ops/processes.ts'
import { createDatabase } from '#lib/ops/roles.ts'
import { keepDemoSecrets } from '#lib/ops/secrets.ts'
import { startWebServer } from '#lib/ops/web-server.ts'
import type { WebServer } from '#lib/ops/web-server.ts'

/** A whole desk of a test's own: PostgreSQL with the demo company, and web servers on the production build. */
export interface TestDesk {
  /** Addresses of the web servers, such as http://127.0.0.1:40123. */
  readonly addresses: readonly string[]
  readonly servers: readonly WebServer[]
  readonly postgres: EmbeddedPostgres
  readonly database: DatabaseUrls
  /** Peppers the PINs of the demo's people, for commands that a test runs as one of them. */
  readonly pinKey: string
  stop(): Promise<void>
}

/** How a test's desk differs from the ordinary one. */
export interface TestDeskOptions {
  /** Web servers on the one database; two behave as one (F25). Default 1. */
  readonly servers?: number
  /** On for trials that kill PostgreSQL. Default off. */
  readonly fsync?: boolean
  /** Further databases with the same company, for trials that need the books to themselves. Nobody serves them yet. */
  readonly copies?: readonly string[]
}

/** What a web server of a desk is started with. */
export interface DeskServing {
  readonly folder: string
  readonly databaseUrl: string
  readonly nextauthSecret: string
  readonly pinKey: string
}

/** Starts a desk of a test's own on free ports, building first when the build is stale. */
export async function startTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  await buildWhenStale()
  const folder = await mkdtemp(join(tmpdir(), `silian-test-${process.pid}-`))
  const undoing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  const stop = async (): Promise<void> => {
    for (const undo of undoing.splice(0).reverse()) await undo()
  }
  try {
    const postgres = await startEmbeddedPostgres({ folder, fsync: options.fsync ?? false })
    undoing.push(() => postgres.stop())
    const secrets = await keepDemoSecrets(folder)
    const database = await prepareDemo(postgres, secrets.pinKey, () => undefined)
    const superuserUrl = postgres.urlOf('superuser', 'postgres')
    for (const name of options.copies ?? []) await createDatabase(superuserUrl, name, DEMO_DATABASE)
    const servers: WebServer[] = []
    for (let count = 0; count < (options.servers ?? 1); count += 1) {
      const server = await serveDesk({ folder, databaseUrl: database.url, ...secrets })
      undoing.push(() => server.stop())
      servers.push(server)
    }
    const addresses = servers.map((server) => server.address)
    return { addresses, servers, postgres, database, pinKey: secrets.pinKey, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Starts one web server on the production build, on a free port, over a database that holds a company. */
export async function serveDesk(serving: DeskServing): Promise<WebServer> {
  const { folder, databaseUrl, nextauthSecret, pinKey } = serving
  const port = await freePort()
  return startWebServer({
    port,
    host: '127.0.0.1',
    folder,
    settings: {
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: nextauthSecret,
      SILIAN_PIN_KEY: pinKey,
      SILIAN_DEMO: '1',
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    },
  })
}
