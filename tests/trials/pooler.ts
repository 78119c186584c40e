import { execFileSync, spawn } from 'node:child_process'
import { chown, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorFailure } from '#lib/ops/failure.ts'
import { findPostgresHome, makeOwnFolder } from '#lib/ops/postgres-home.ts'
import { endWithUs, freePort, sleep, stopProcess } from '#lib/ops/processes.ts'

/** A pgbouncer in transaction mode between the desk and a PostgreSQL on this machine. */
export interface Pooler {
  readonly port: number
  /** The same connection string, by way of the pooler. */
  through(url: string): string
  /** From now on connections lead to the server on that port. */
  pointAt(port: number): Promise<void>
  stop(): Promise<void>
}

const PROGRAMS = ['/usr/sbin/pgbouncer', '/usr/local/sbin/pgbouncer', '/opt/homebrew/bin/pgbouncer']

/** Server connections for each database and user: far fewer than the desks would open by themselves. */
const POOL_SIZE = 4

/** Starts pgbouncer for the users of these connection strings, before the server they lead to. */
export async function startPooler(
  folder: string,
  urls: readonly string[],
  poolSize = POOL_SIZE,
): Promise<Pooler> {
  const program = findProgram()
  const { runsAs } = await findPostgresHome(folder)
  const home = join(folder, 'pooler')
  await makeOwnFolder(home, runsAs)
  const port = await freePort()
  const keep = async (name: string, text: string): Promise<void> => {
    await writeFile(join(home, name), text, { mode: 0o600 })
    if (runsAs !== undefined) await chown(join(home, name), runsAs.uid, runsAs.gid)
  }
  const users = urls.map((url) => new URL(url))
  await keep('users.txt', users.map((user) => `"${user.username}" "${user.password}"\n`).join(''))
  const settle = (server: string): Promise<void> => keep('pgbouncer.ini', settingsOf(port, server, poolSize))
  await settle(users[0]?.port ?? '')
  const child = spawn(program, ['-q', join(home, 'pgbouncer.ini')], {
    ...runsAs,
    cwd: home,
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  endWithUs(child, 'SIGTERM')
  const through = (url: string): string => {
    const changed = new URL(url)
    changed.port = String(port)
    return changed.toString()
  }
  const ask = users[0] === undefined ? '' : through(users[0].toString())
  await waitUntilOpen(ask)
  return {
    port,
    through,
    pointAt: async (server) => {
      await settle(String(server))
      child.kill('SIGHUP')
    },
    stop: async () => void (await stopProcess(child.pid ?? 0, [['SIGTERM', 5_000]])),
  }
}

/** What a desk behind pgbouncer needs of it; README.md says the same to operators. */
function settingsOf(port: number, server: string, poolSize: number): string {
  return `[databases]
* = host=127.0.0.1 port=${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = users.txt
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 400
ignore_startup_parameters = options,extra_float_digits
server_login_retry = 1
server_connect_timeout = 2
query_wait_timeout = 6
logfile = pgbouncer.log
`
}

function findProgram(): string {
  for (const program of ['pgbouncer', ...PROGRAMS]) {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' })
      return program
    } catch {
      continue
    }
  }
  throw new OperatorFailure(
    '没有找到 pgbouncer，请先安装（Debian：apt-get install pgbouncer）',
    'There is no pgbouncer here: install it first (Debian: apt-get install pgbouncer)',
  )
}

async function waitUntilOpen(url: string): Promise<void> {
  const deadline = performance.now() + 10_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('SELECT 1')
      await client.end()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await client.end().catch(() => undefined)
      await sleep(50)
    }
  }
}
