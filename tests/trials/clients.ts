import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { sleep } from '#lib/ops/processes.ts'

/*
 * People at two web servers of one desk, over HTTP as their browsers are: whatever is not answered for certain is sent
 * again with its key, to the other server.
 */

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** Sends one request; a connection that breaks answers status 0. */
export function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const lost = (): void => resolve({ status: 0, headers: {}, body: '' })
    const { method = 'GET', headers = {} } = options
    const sent = request(url, { agent, method, headers, timeout: 30_000 }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', lost)
      answer.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
      })
    })
    sent.on('error', lost).on('timeout', () => sent.destroy())
    sent.end(options.body)
  })
}

const crumbs = ({ headers }: Answer): string[] =>
  [headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0] ?? '')

/** Signs in by the form's two requests, from an address of its own; the cookie header, or null when not let in. */
export async function signIn(
  server: string,
  userName: string,
  password: string,
  from: string,
): Promise<string | null> {
  const asked = await send(`${server}/api/auth/csrf`)
  const { csrfToken }: { csrfToken: string } = JSON.parse(asked.body)
  const answer = await send(`${server}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/x-www-form-urlencoded', origin: server },
      ...{ cookie: crumbs(asked).join('; '), 'x-forwarded-for': from },
    },
    body: new URLSearchParams({ csrfToken, userName, password, json: 'true' }).toString(),
  })
  const held = crumbs(answer)
  return held.some((cookie) => cookie.includes('session')) ? [...crumbs(asked), ...held].join('; ') : null
}

/** What a verb answered: the desk's own words, or `lost` when nothing certain came back. */
export type Said = { status: string; value?: { number?: string; paperId?: string }; code?: string }

type Manifest = { node: Record<string, { exportedName?: string }> }
let known: Manifest | undefined

function actionId(name: string): string {
  known ??= JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const found = Object.entries(known?.node ?? {}).find(([, { exportedName }]) => exportedName === name)
  if (!found) throw new Error(`the build has no action ${name}`)
  return found[0]
}

/** A verb of the desk: the page it stands on, its action, and what is sent. */
export type Act = { page: string; action: string; key: string; input: unknown; pin?: string }

/** Presses the button: one request to one server. */
export async function press(server: string, cookie: string, act: Act): Promise<Said> {
  const { page, action, key, input, pin } = act
  const sent = pin === undefined ? { key, input } : { key, input, proof: { pin } }
  const { status, body } = await send(`${server}${page}`, {
    method: 'POST',
    headers: {
      ...{ 'next-action': actionId(action), origin: server, cookie },
      ...{ 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' },
    },
    body: JSON.stringify([sent]),
  })
  const line = /^\w+:(\{"status":.*\})$/m.exec(body)?.[1]
  if (status !== 200 || line === undefined) return { status: 'lost', code: String(status) }
  const said: Said & { refusal?: { code: string } } = JSON.parse(line)
  return said.refusal === undefined ? said : { ...said, code: said.refusal.code }
}

/** What people were told while they worked: what was acknowledged, and how often each other word was heard. */
export type Ledger = { done: Map<string, string>; heard: Map<string, number>; lastDoneAt: number }

export function newLedger(): Ledger {
  return { done: new Map(), heard: new Map(), lastDoneAt: 0 }
}

/** One act until its answer is certain: an unknown outcome is asked for again at the other server. */
export async function pressUntilDone(
  servers: readonly string[],
  cookie: string,
  act: Act,
  ledger: Ledger,
  first: number,
): Promise<void> {
  for (let turn = first; ; turn += 1) {
    const said = await press(servers[turn % servers.length] ?? '', cookie, act)
    if (said.status === 'done') {
      ledger.done.set(act.key, said.value?.number ?? '')
      ledger.lastDoneAt = performance.now()
      return
    }
    const word = said.code === undefined ? said.status : `${said.status} ${said.code}`
    ledger.heard.set(word, (ledger.heard.get(word) ?? 0) + 1)
    await sleep(150)
  }
}
