import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { migrate } from '#lib/ops/migrate.ts'
import { commandLineOf, isAlive, stopProcess } from '#lib/ops/processes.ts'
import { createDatabase, dropDatabase } from '#lib/ops/roles.ts'
import { type Pooler, startPooler } from '#tests/trials/pooler.ts'

/*
 * One embedded PostgreSQL for a whole test run, with a migrated template; every test file clones its own
 * database from it in a few hundredths of a second.
 */

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrls: { superuser: string; owner: string; app: string }
  }
}

const TEMPLATE = 'silian_template'
const PREFIX = 'silian-test-'
/** F27: the application reaches every test's database through pgbouncer in transaction mode. */
const isPooled = process.env['SILIAN_TEST_POOLER'] === '1'

/** Vitest's global set-up: starts the server and migrates the template; answers the tear-down. */
export default async function startServerForTests(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const server = await startEmbeddedPostgres({
    folder,
    fsync: false,
    settings: { max_connections: '200', timezone: isPooled ? 'Asia/Shanghai' : 'UTC' },
  })
  let pooler: Pooler | undefined
  const stop = async (): Promise<void> => {
    await pooler?.stop()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await createDatabase(server.urlOf('superuser', 'postgres'), TEMPLATE)
    await migrate(server.urlOf('owner', TEMPLATE))
    if (isPooled) pooler = await startPooler(folder, [server.urlOf('app', 'postgres')], 24)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgresUrls', {
    superuser: server.urlOf('superuser', 'postgres'),
    owner: server.urlOf('owner', 'postgres'),
    app: pooler?.through(server.urlOf('app', 'postgres')) ?? server.urlOf('app', 'postgres'),
  })
  return stop
}

/** A database of one test file's own, migrated and empty. */
export interface TestDatabase {
  readonly name: string
  /** The application's connection, without the right to rewrite history. */
  readonly url: string
  /** The owner's connection: what a database administrator could do. */
  readonly ownerUrl: string
  readonly superuserUrl: string
  /** Drops it, ending whoever is still connected. */
  drop(): Promise<void>
}

/** Clones a fresh database from the migrated template. Call `drop()` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const urls = inject('postgresUrls')
  const name = `test_${randomBytes(6).toString('hex')}`
  await createDatabase(urls.superuser, name, TEMPLATE)
  return {
    name,
    url: onDatabase(urls.app, name),
    ownerUrl: onDatabase(urls.owner, name),
    superuserUrl: onDatabase(urls.superuser, name),
    drop: () => dropDatabase(urls.superuser, name),
  }
}

function onDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}

/** A run that was killed could not tidy up: end its server and remove its folder. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? '0')
    if (pid === 0 || isAlive(pid)) continue
    const folder = join(tmpdir(), name)
    const lock = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    const server = Number(lock.split('\n')[0])
    if (server > 1 && (await commandLineOf(server)).includes(folder)) {
      await stopProcess(server, [['SIGQUIT', 5_000]])
    }
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
