import { globSync, readFileSync } from 'node:fs'
import { request } from 'node:http'

/** The address of the desk that this run serves. */
export function deskUrl(): string {
  const url = process.env['SILIAN_E2E_URL']
  if (url === undefined) throw new Error('no desk is being served')
  return url
}

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** Sends a request exactly as written: the path is not normalised and no header is added but Host. */
export function send(
  path: string,
  options: {
    method?: string
    headers?: Record<string, string>
    body?: string | Buffer
    cookie?: string
  } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(deskUrl())
  const headers = { ...options.headers, ...(options.cookie === undefined ? {} : { cookie: options.cookie }) }
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: options.method ?? 'GET', headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

/** Signs in by the same two requests the form sends; answers the cookie header. */
export async function signInCookie(userName: string, password: string): Promise<string> {
  const origin = deskUrl()
  const csrf = await send('/api/auth/csrf')
  const { csrfToken }: { csrfToken: string } = JSON.parse(csrf.body)
  const body = new URLSearchParams({
    csrfToken,
    userName,
    password,
    json: 'true',
    callbackUrl: origin,
  }).toString()
  const answer = await send('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    cookie: cookiesOf(csrf),
    body,
  })
  return [cookiesOf(csrf), cookiesOf(answer)].filter((part) => part !== '').join('; ')
}

function cookiesOf(answer: Answer): string {
  const set = answer.headers['set-cookie']
  const list = set === undefined ? [] : Array.isArray(set) ? set : [set]
  return list.map((cookie) => cookie.split(';')[0] ?? '').join('; ')
}

const SOME_ID = '0190a0a0-0000-7000-8000-000000000000'

/** Every page and route of the desk by its files, with something put in for each parameter. */
export function deskPaths(): { path: string; isRoute: boolean }[] {
  return globSync('app/**/{page.tsx,route.ts}').map((file) => {
    const path = file
      .replaceAll('\\', '/')
      .replace(/^app/, '')
      .replace(/\/(page\.tsx|route\.ts)$/, '')
      .replaceAll(/\/\([^)]+\)/g, '')
      .replaceAll(/\[accountSetId\]/g, '1')
      .replaceAll(/\[\.\.\.[^\]]+\]/g, 'x')
      .replaceAll(/\[[^\]]+\]/g, SOME_ID)
    return { path: path === '' ? '/' : path, isRoute: file.endsWith('route.ts') }
  })
}

/** The id of every server action of the build, with the pages that carry it. */
export function serverActions(): { id: string; pages: string[] }[] {
  const manifest: { node: Record<string, { workers: Record<string, unknown> }> } = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  )
  return Object.entries(manifest.node).map(([id, { workers }]) => ({ id, pages: Object.keys(workers) }))
}

/** The address of a page of the manifest (`app/(desk)/notes/new/page`). */
export function addressOf(page: string): string {
  const path = page
    .replace(/^app/, '')
    .replace(/\/page$/, '')
    .replaceAll(/\/\([^)]+\)/g, '')
    .replaceAll(/\[accountSetId\]/g, '1')
    .replaceAll(/\[[^\]]+\]/g, SOME_ID)
  return path === '' ? '/' : path
}
