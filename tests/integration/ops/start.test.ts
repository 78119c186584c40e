import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DATABASE } from '#lib/ops/database.ts'
import { buildWhenStale } from '#lib/ops/next-build.ts'
import { freePort, stopProcess, waitUntilGone } from '#lib/ops/processes.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { PROJECT_FOLDER, projectPath } from '#lib/ops/project.ts'

/* npm start as an operator meets it: started, stopped, killed, and started again. */

interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  /** What was printed so far. */
  output(): string
}

let folder = ''
let port = 0
const started: Started[] = []

beforeAll(async () => {
  await buildWhenStale()
  folder = await mkdtemp(join(tmpdir(), `silian-test-${process.pid}-`))
  port = await freePort()
}, 300_000)
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.process.kill('SIGTERM')
    await one.ended
  }
})
afterAll(async () => {
  const lock = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  if (lock !== '') await stopProcess(Number(lock.split('\n')[0]), [['SIGQUIT', 5_000]])
  await rm(folder, { recursive: true, force: true })
})

function start(settings: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, [projectPath('lib/ops/start.ts')], {
    cwd: PROJECT_FOLDER,
    env: { ...plainEnvironment(), SILIAN_DATA_DIR: folder, PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const one = { process: child, ended, output: () => output }
  started.push(one)
  return one
}

/** What a shell would give: none of the variables a test runner sets. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR'].map((name) => [name, process.env[name]])
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' }
}

async function startAndWait(): Promise<Started> {
  const one = start()
  await expect.poll(() => one.output(), { timeout: 50_000, interval: 50 }).toContain('Demo accounts')
  return one
}

async function health(): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.status ?? 0
}

/** How many seals the running desk has written by itself. */
async function seals(): Promise<number> {
  const { superuserPassword }: { superuserPassword: string } = JSON.parse(
    await readFile(join(folder, 'secrets.json'), 'utf8'),
  )
  const postgres = `127.0.0.1:${(await readFile(join(folder, 'postgres-port'), 'utf8')).trim()}`
  return onConnection(
    `postgresql://postgres:${superuserPassword}@${postgres}/${DEMO_DATABASE}`,
    async (client) => {
      const found = await client.query<{ seals: number }>('SELECT count(*)::int AS seals FROM seal')
      return found.rows[0]?.seals ?? 0
    },
  )
}

async function pidIn(file: string): Promise<number> {
  return Number((await readFile(join(folder, file), 'utf8')).split('\n')[0])
}

describe('starting', () => {
  it('creates the demo company once, prints an account for each role, and answers', async () => {
    const first = await startAndWait()
    expect(first.output()).toContain('Creating the demo company')
    for (const role of ['Clerk', 'keeper', 'Driver', 'Accountant', 'Manager', 'administrator']) {
      expect(first.output()).toContain(role)
    }
    expect(await health()).toBe(200)
    await expect.poll(seals, { timeout: 10_000, interval: 100 }).toBeGreaterThan(0)
  })

  it('a second time takes under ten seconds and creates nothing', async () => {
    const began = performance.now()
    const again = await startAndWait()
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(again.output()).not.toContain('Creating')
  })

  it('refuses beside a running one, in one sentence', async () => {
    await startAndWait()
    const second = start({ PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.output().trim().split('\n')).toHaveLength(1)
    expect(second.output()).toMatch(/already running at http/)
  })

  it('refuses a taken port, in one sentence', async () => {
    const stranger = createServer().listen(port, '127.0.0.1')
    const refused = start()
    expect(await refused.ended).toBe(1)
    expect(refused.output().trim().split('\n')).toHaveLength(1)
    expect(refused.output()).toContain(`Port ${port} is taken`)
    await new Promise((resolve) => stranger.close(resolve))
  })

  it('A40 refuses a database of your own without secrets of your own', async () => {
    const refused = start({ DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/desk' })
    expect(await refused.ended).toBe(1)
    expect(refused.output()).toMatch(/Refusing to start without: NEXTAUTH_SECRET, SILIAN_PIN_KEY/)
  })

  it('refuses an unreachable database, in one sentence', async () => {
    const secret = 'k'.repeat(40)
    const refused = start({
      DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/desk',
      NEXTAUTH_SECRET: secret,
      SILIAN_PIN_KEY: secret,
    })
    expect(await refused.ended).toBe(1)
    expect(refused.output().trim().split('\n')).toHaveLength(1)
    expect(refused.output()).toMatch(/cannot be reached \(ECONNREFUSED\)/)
  })
})

describe('stopping', () => {
  it('F28 finishes the request in flight, takes no new one, and exits with 0 within ten seconds', async () => {
    const one = await startAndWait()
    const request = await halfSent()
    const began = performance.now()
    one.process.kill('SIGTERM')
    await expect.poll(health, { timeout: 3_000 }).toBe(0)
    expect(await request.finish()).toMatch(/^HTTP\/1\.1 \d{3}/)
    expect(await one.ended).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  it('F28 does not wait for ever on a request that never ends', async () => {
    const one = await startAndWait()
    await halfSent()
    const began = performance.now()
    one.process.kill('SIGINT')
    expect(await one.ended).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

describe('after kill -9', () => {
  it('of the launcher, the next start recovers by itself', async () => {
    const killed = await startAndWait()
    const database = await pidIn('postgres/postmaster.pid')
    killed.process.kill('SIGKILL')
    await killed.ended
    await startAndWait()
    expect(await waitUntilGone(database, 1_000)).toBe(true)
    expect(await health()).toBe(200)
  })

  it('of the launcher, the database and the web server, the next start recovers by itself', async () => {
    const killed = await startAndWait()
    const others = [await pidIn('postgres/postmaster.pid'), await pidIn(`web-${port}.pid`)]
    killed.process.kill('SIGKILL')
    for (const pid of others) process.kill(pid, 'SIGKILL')
    await killed.ended
    await startAndWait()
    expect(await health()).toBe(200)
  })

  it('F02 of the database or the web server alone, both are back within five seconds', async () => {
    await startAndWait()
    for (const file of ['postgres/postmaster.pid', `web-${port}.pid`]) {
      process.kill(await pidIn(file), 'SIGKILL')
      await expect.poll(health, { timeout: 2_000, interval: 20 }).not.toBe(200)
      await expect.poll(health, { timeout: 5_000, interval: 50 }).toBe(200)
    }
  })
})

/** A request whose body is half sent: the server is in the middle of it until the rest comes. */
async function halfSent(): Promise<{ finish(): Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const answer = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (bytes) => (text += bytes.toString())).once('close', () => resolve(text))
  })
  const head = [
    'POST /api/auth/callback/credentials HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Length: 16',
  ]
  socket.write([...head, 'Content-Type: application/x-www-form-urlencoded', '', 'userName'].join('\r\n'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  return {
    finish: () => {
      socket.write('=nobody1')
      return answer
    },
  }
}
