import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chown, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorFailure, errorCode, errorMessage, fullDiskFailure, speaksOfFullDisk } from './failure.ts'
import { findPostgresHome, makeOwnFolder } from './postgres-home.ts'
import type { PostgresHome } from './postgres-home.ts'
import { commandLineOf, endWithUs, freePort, isAlive, portTrouble, sleep, stopProcess } from './processes.ts'
import { ensureLoginRoles } from './roles.ts'
import { keepDemoSecrets, writeWhole } from './secrets.ts'
import type { DemoSecrets } from './secrets.ts'

/** How to run an embedded PostgreSQL. */
export interface EmbeddedPostgresOptions {
  /** Folder that keeps the cluster, its secrets, port and log. */
  readonly folder: string
  /** Off only for ordinary tests: a crash may then lose what was committed. Default on. */
  readonly fsync?: boolean
  /** Server settings beside the usual ones, such as `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A PostgreSQL of ours that answers on 127.0.0.1. */
export interface EmbeddedPostgres {
  readonly pid: number
  readonly port: number
  readonly cluster: string
  /** The connection string of the superuser, the owner who migrates, or the application, to one database. */
  urlOf(role: 'superuser' | 'owner' | 'app', database: string): string
  /** Settles when the server process has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends sessions, writes everything down, and ends the server. Twice is once. */
  stop(): Promise<void>
}

const FAST_STOP: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 2_000],
]

/**
 * Starts the embedded PostgreSQL of a folder, making the cluster on first use. Recovers by itself from a killed
 * server: an orphan of the same folder is ended first, a stale lock file is removed. Refuses with one sentence
 * when the disk is full or the folder cannot be used.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = await findPostgresHome(options.folder)
  const secrets = await keepDemoSecrets(options.folder)
  const isFresh = (await stat(join(home.cluster, 'PG_VERSION')).catch(() => undefined)) === undefined
  if (isFresh) await makeCluster(home, secrets, options.fsync ?? true)
  await endOrphan(home.cluster)
  const port = await rememberedPort(options.folder)
  const server = await launchUntilReady(home, secrets, port, options)
  const running = describeServer(server, home.cluster, port, secrets)
  await ensureLoginRoles(running.urlOf('superuser', 'postgres'), secrets).catch(async (error: unknown) => {
    await running.stop()
    throw error
  })
  return running
}

function describeServer(
  server: ChildProcess,
  cluster: string,
  port: number,
  secrets: DemoSecrets,
): EmbeddedPostgres {
  const pid = server.pid ?? 0
  const ended = new Promise<void>((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve()
    else server.once('exit', () => resolve())
  })
  const users = {
    superuser: `postgres:${secrets.superuserPassword}`,
    owner: `silian_owner:${secrets.ownerPassword}`,
    app: `silian_app:${secrets.appPassword}`,
  }
  return {
    pid,
    port,
    cluster,
    ended,
    urlOf: (role, database) => `postgresql://${users[role]}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null) await stopProcess(pid, FAST_STOP)
      await ended
    },
  }
}

/** Makes the cluster beside its place and moves it there when whole, so that a killed start leaves nothing. */
async function makeCluster(home: PostgresHome, secrets: DemoSecrets, fsync: boolean): Promise<void> {
  const fresh = `${home.cluster}.new`
  const desk = await mkdtemp(join(tmpdir(), 'silian-initdb-'))
  const passwordFile = join(desk, 'password')
  try {
    await makeOwnFolder(fresh, home.runsAs)
    await writeFile(passwordFile, `${secrets.superuserPassword}\n`, { mode: 0o600 })
    for (const path of home.runsAs === undefined ? [] : [desk, passwordFile]) {
      await chown(path, home.runsAs?.uid ?? 0, home.runsAs?.gid ?? 0)
    }
    await runInitdb(home, fresh, passwordFile, fsync)
    await rename(fresh, home.cluster)
  } catch (error) {
    if (speaksOfFullDisk(`${errorCode(error)} ${errorMessage(error)}`)) throw fullDiskFailure(home.cluster)
    throw error
  } finally {
    await rm(desk, { recursive: true, force: true })
    await rm(fresh, { recursive: true, force: true })
  }
}

async function runInitdb(
  home: PostgresHome,
  cluster: string,
  passwordFile: string,
  fsync: boolean,
): Promise<void> {
  const words = ['-D', cluster, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  words.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C')
  words.push('--no-instructions', ...(fsync ? [] : ['--no-sync']))
  const initdb = spawn(join(home.programs, 'bin', 'initdb'), words, {
    ...home.runsAs,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  endWithUs(initdb, 'SIGTERM')
  let complaint = ''
  initdb.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    initdb.once('error', reject).once('close', resolve)
  })
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${complaint.trim()}`)
}

/** Ends a server that a killed start left behind in this cluster, and removes a lock that names nobody of ours. */
async function endOrphan(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  const text = await readFile(lock, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Number(text.split('\n')[0])
  const isOurs = Number.isInteger(pid) && pid > 1 && (await commandLineOf(pid)).includes(cluster)
  if (isOurs && !(await stopProcess(pid, FAST_STOP))) {
    throw new OperatorFailure(
      `上次的数据库进程 ${pid} 无法结束，请手工结束它`,
      `The database left from last time (process ${pid}) does not end: end it by hand`,
    )
  }
  if (!isOurs || !isAlive(pid)) await rm(lock, { force: true })
}

/** The port of last time when it is still free, otherwise a new one, remembered. */
async function rememberedPort(folder: string): Promise<number> {
  const path = join(folder, 'postgres-port')
  const last = Number(await readFile(path, 'utf8').catch(() => '0'))
  if (Number.isInteger(last) && last > 1023 && (await portTrouble(last, '127.0.0.1')) === undefined)
    return last
  const port = await freePort()
  await writeWhole(path, `${port}\n`)
  return port
}

const STILL_LEAVING = /pre-existing shared memory block|lock file "postmaster.pid" already exists/

async function launchUntilReady(
  home: PostgresHome,
  secrets: DemoSecrets,
  port: number,
  options: EmbeddedPostgresOptions,
): Promise<ChildProcess> {
  const deadline = performance.now() + 15_000
  for (;;) {
    const logStart = await logSize(options.folder)
    const server = await launch(home, port, options)
    const isReady = await waitUntilReady(server, port, secrets.superuserPassword)
    if (isReady) return server
    const complaint = await logSince(options.folder, logStart)
    if (speaksOfFullDisk(complaint)) throw fullDiskFailure(home.cluster)
    if (!STILL_LEAVING.test(complaint) || performance.now() > deadline) throw didNotStart(complaint)
    await sleep(200)
  }
}

function didNotStart(complaint: string): OperatorFailure {
  const reason =
    /(?:FATAL|PANIC|ERROR): +(.*)/.exec(complaint)?.[1] ?? complaint.trim().split('\n').at(-1) ?? ''
  return new OperatorFailure(
    `内置数据库无法启动：${reason}`,
    `The embedded database does not start: ${reason}`,
  )
}

async function launch(
  home: PostgresHome,
  port: number,
  options: EmbeddedPostgresOptions,
): Promise<ChildProcess> {
  const fsync = options.fsync ?? true
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  }
  const log = await open(join(options.folder, 'postgres.log'), 'a', 0o600)
  try {
    const words = ['-D', home.cluster, '-p', String(port)]
    for (const [name, value] of Object.entries(settings)) words.push('-c', `${name}=${value}`)
    // A process group of its own: Ctrl-C in the terminal must reach us first, so that the order of stopping is ours.
    const server = spawn(join(home.programs, 'bin', 'postgres'), words, {
      ...home.runsAs,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    })
    endWithUs(server, 'SIGINT')
    return server
  } finally {
    await log.close()
  }
}

/** Answers false when the server ended instead; recovery after a crash may take its time. */
async function waitUntilReady(server: ChildProcess, port: number, password: string): Promise<boolean> {
  let hasEnded = false
  server.once('error', () => (hasEnded = true)).once('exit', () => (hasEnded = true))
  const deadline = performance.now() + 300_000
  while (!hasEnded && performance.now() < deadline) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      database: 'postgres',
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return true
    } catch (error) {
      if (errorCode(error) === '28P01') throw wrongPassword()
    }
    await sleep(40)
  }
  return false
}

function wrongPassword(): OperatorFailure {
  return new OperatorFailure(
    '数据文件夹中的 secrets.json 与数据库不符，请恢复原来的 secrets.json',
    'secrets.json in the data folder does not fit its database: put the original secrets.json back',
  )
}

async function logSize(folder: string): Promise<number> {
  const found = await stat(join(folder, 'postgres.log')).catch(() => undefined)
  return found?.size ?? 0
}

async function logSince(folder: string, start: number): Promise<string> {
  const text = await readFile(join(folder, 'postgres.log')).catch(() => Buffer.alloc(0))
  return text.subarray(start).toString('utf8')
}
