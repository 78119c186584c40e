import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { OperatorFailure, takenPortFailure } from './failure.ts'
import { commandLineOf, isAlive, portTrouble, sleep, stopProcess } from './processes.ts'
import { PROJECT_FOLDER, projectPath } from './project.ts'
import { writeWhole } from './secrets.ts'

/** A web server of ours that answers. */
export interface WebServer {
  readonly pid: number
  readonly address: string
  /** Settles with the exit code when the process has ended, whoever ended it. */
  readonly ended: Promise<number>
  /** Takes no new request, finishes those in flight, ends. Within seven seconds. */
  stop(): Promise<void>
}

/** What a web server is started with; `settings` are environment variables for it alone. */
export interface WebServerOptions {
  readonly port: number
  readonly host: string
  /** Folder where the process is noted, so that a later start finds it when this one is killed. */
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
}

const STOP: readonly [NodeJS.Signals, number][] = [
  ['SIGTERM', 5_000],
  ['SIGKILL', 2_000],
]

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('failed'), sentence: z.string() }),
])

/** Starts the web server on the production build and waits until it is healthy. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { port, host, folder, settings } = options
  const child = spawn(process.execPath, ['--enable-source-maps', projectPath('lib/ops/serve.ts')], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, ...settings, NODE_ENV: 'production', PORT: String(port), HOST: host },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A process group of its own: Ctrl-C in the terminal reaches the launcher, which stops things in order.
    detached: true,
  })
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  const pid = child.pid ?? 0
  const address = `http://${isAnyAddress(host) ? '127.0.0.1' : host}:${port}`
  const note = join(folder, `web-${port}.pid`)
  await mkdir(folder, { recursive: true })
  await writeWhole(note, `${pid}\n`)
  const stop = async (): Promise<void> => {
    await stopProcess(pid, STOP)
    await ended
    await rm(note, { force: true })
  }
  try {
    await saidReady(child)
    await waitUntilHealthy(address, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { pid, address, ended, stop }
}

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function saidReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const said = messageSchema.parse(message)
      if (said.kind === 'ready') resolve()
      else reject(OperatorFailure.relayed(said.sentence))
    })
    child.once('error', reject)
    child.once('exit', () => reject(didNotStart()))
  })
}

function didNotStart(): OperatorFailure {
  return new OperatorFailure(
    '网页服务没有启动，原因见上',
    'The web server did not start for the reason above',
  )
}

/** Asks /api/health until it says yes; a server that cannot reach its database never does. */
async function waitUntilHealthy(address: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000
  while (child.exitCode === null && performance.now() < deadline) {
    const answer = await fetch(`${address}/api/health`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok === true) return
    await sleep(100)
  }
  throw new OperatorFailure(
    '网页服务已启动，但一分钟内未能正常应答',
    'The web server started but did not become healthy within a minute',
  )
}

/**
 * Makes sure a port is free to listen on: a web server that a killed launcher left behind there is ended first.
 * Refuses when somebody else holds the port.
 */
export async function claimPort(port: number, host: string, folder: string): Promise<void> {
  const note = join(folder, `web-${port}.pid`)
  const left = Number(await readFile(note, 'utf8').catch(() => '0'))
  const isOurs = left > 1 && isAlive(left) && (await commandLineOf(left)).includes('lib/ops/serve.ts')
  if (isOurs) await stopProcess(left, STOP)
  await rm(note, { force: true })
  const trouble = await portTrouble(port, host)
  if (trouble === undefined) return
  if (trouble === 'EADDRINUSE') throw takenPortFailure(port)
  throw new OperatorFailure(
    `无法在 ${host}:${port} 上监听（${trouble}）`,
    `Cannot listen on ${host}:${port} (${trouble})`,
  )
}
