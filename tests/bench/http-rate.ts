import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#lib/ops/processes.ts'
import { startWebServer, type WebServer } from '#lib/ops/web-server.ts'
import type { BenchDesk } from '#tests/bench/bench-desk.ts'
import { TEST_PASSWORD, TEST_PIN, TEST_PIN_KEY } from '#tests/support/people.ts'

const SECRET = 'a-session-secret-that-only-the-bench-uses-01'

/** The production build serving the bench's database, with its clerk signed in. */
export type BenchWeb = {
  server: WebServer
  cookie: string
  issue: (bench: BenchDesk) => Promise<void>
  /** Largest resident memory of the server so far, in MB. */
  peakMegabytes: () => number
  close: () => Promise<void>
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Serves the desk over HTTP and signs the clerk in by the form's own requests. */
export async function openBenchWeb(bench: BenchDesk): Promise<BenchWeb> {
  const folder = await mkdtemp(join(tmpdir(), 'silian-bench-web-'))
  const port = await freePort()
  const settings = {
    DATABASE_URL: bench.url,
    NEXTAUTH_SECRET: SECRET,
    SILIAN_PIN_KEY: TEST_PIN_KEY,
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    DATABASE_POOL: '8',
    LOG_LEVEL: 'error',
  }
  const server = await startWebServer({ port, host: '127.0.0.1', folder, settings })
  const cookie = await signIn(server.address, bench.clerkName)
  const action = issueActionId()
  let turn = 0
  return {
    server,
    cookie,
    issue: async (of) => {
      const input = of.noteAt((turn += 1))
      const body = JSON.stringify([{ key: randomUUID(), input, proof: { pin: TEST_PIN } }])
      const headers = {
        'next-action': action,
        origin: server.address,
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
        cookie,
      }
      const answer = await send(server.address, '/notes/new', { method: 'POST', headers, body })
      if (!answer.body.includes('"status":"done"'))
        throw new Error(`the note was not issued over HTTP: ${answer.status} ${answer.body.slice(0, 400)}`)
    },
    peakMegabytes: () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    close: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Answer = { status: number; cookies: string[]; body: string }

function send(
  address: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${address}${path}`,
      { agent, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            cookies: answer.headers['set-cookie'] ?? [],
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

async function signIn(address: string, userName: string): Promise<string> {
  const asked = await send(address, '/api/auth/csrf')
  const { csrfToken }: { csrfToken: string } = JSON.parse(asked.body)
  const crumbs = (answer: Answer): string[] => answer.cookies.map((cookie) => cookie.split(';')[0] ?? '')
  const body = new URLSearchParams({ csrfToken, userName, password: TEST_PASSWORD, json: 'true' }).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: address,
    cookie: crumbs(asked).join('; '),
  }
  const answer = await send(address, '/api/auth/callback/credentials', { method: 'POST', headers, body })
  return [...crumbs(asked), ...crumbs(answer)].join('; ')
}

/** The build's id for the action that issues a note. */
function issueActionId(): string {
  const manifest: { node: Record<string, { exportedName?: string; workers: Record<string, unknown> }> } =
    JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const found = Object.entries(manifest.node).find(([, entry]) => entry.exportedName === 'issueNoteAction')
  if (!found) throw new Error('the build has no action that issues a note')
  return found[0]
}
