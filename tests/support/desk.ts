import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseUrls } from '#lib/ops/database.ts'
import { prepareDemo } from '#lib/ops/demo-company.ts'
import { startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import type { EmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { buildWhenStale } from '#lib/ops/next-build.ts'
import { freePort } from '#lib/ops/processes.ts'
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
    const servers: WebServer[] = []
    for (let count = 0; count < (options.servers ?? 1); count += 1) {
      const server = await startOne(folder, database.url, secrets)
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

async function startOne(
  folder: string,
  databaseUrl: string,
  secrets: { readonly nextauthSecret: string; readonly pinKey: string },
): Promise<WebServer> {
  const port = await freePort()
  return startWebServer({
    port,
    host: '127.0.0.1',
    folder,
    settings: {
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: secrets.nextauthSecret,
      SILIAN_PIN_KEY: secrets.pinKey,
      SILIAN_DEMO: '1',
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    },
  })
}
