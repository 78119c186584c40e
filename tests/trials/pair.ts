import { execFileSync } from 'node:child_process'
import { appendFile, chown, copyFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/ops/embedded-postgres.ts'
import { findPostgresHome } from '#lib/ops/postgres-home.ts'
import { sleep } from '#lib/ops/processes.ts'
import { onConnection } from '#lib/ops/roles.ts'

/** Two PostgreSQL servers: what the first commits, the second has on its disk before anyone is told. */
export interface Pair {
  readonly primary: EmbeddedPostgres
  readonly standby: EmbeddedPostgres
}

/** The zone of the machines: not UTC, so that a session setting lost on the way would show. */
export const SERVER_SETTINGS = { timezone: 'Asia/Shanghai', max_connections: '60' }

const SYNCHRONOUS = { ...SERVER_SETTINGS, synchronous_standby_names: '*' }

/** Makes a standby of a stopped server's folder and starts both. Answers once the standby is synchronous. */
export async function startPair(primaryFolder: string, standbyFolder: string): Promise<Pair> {
  const from = await findPostgresHome(primaryFolder)
  await rm(standbyFolder, { recursive: true, force: true })
  const to = await findPostgresHome(standbyFolder)
  await rm(to.cluster, { recursive: true, force: true })
  execFileSync('cp', ['-a', from.cluster, to.cluster])
  await copyFile(join(primaryFolder, 'secrets.json'), join(standbyFolder, 'secrets.json'))
  const primary = await startEmbeddedPostgres({ folder: primaryFolder, settings: SYNCHRONOUS })
  const source = new URL(primary.urlOf('superuser', 'postgres'))
  const account = `user=${source.username} password=${source.password}`
  const signal = join(to.cluster, 'standby.signal')
  await writeFile(signal, '', { mode: 0o600 })
  if (to.runsAs !== undefined) await chown(signal, to.runsAs.uid, to.runsAs.gid)
  await appendFile(
    join(to.cluster, 'postgresql.auto.conf'),
    `\nprimary_conninfo = 'host=127.0.0.1 port=${source.port} ${account} application_name=standby'\n`,
  )
  const standby = await startEmbeddedPostgres({ folder: standbyFolder, settings: SERVER_SETTINGS })
  await untilSynchronous(source.toString())
  return { primary, standby }
}

async function untilSynchronous(url: string): Promise<void> {
  const deadline = performance.now() + 30_000
  await onConnection(url, async (client) => {
    for (;;) {
      const found = await client.query<{ state: string }>(
        'SELECT sync_state AS state FROM pg_stat_replication',
      )
      if (found.rows[0]?.state === 'sync') return
      if (performance.now() > deadline) throw new Error('the standby does not become synchronous')
      await sleep(100)
    }
  })
}

/** Makes the standby the server, as an operator would once the first one is known to be dead. */
export async function promote(standby: EmbeddedPostgres): Promise<void> {
  await onConnection(standby.urlOf('superuser', 'postgres'), async (client) => {
    await client.query('SELECT pg_promote(true, 30)')
  })
}
