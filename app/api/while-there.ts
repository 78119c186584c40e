import { orWhenAway } from '#lib/command/answering.ts'
import en from '#lib/i18n/messages/en/errors.json' with { type: 'json' }
import zh from '#lib/i18n/messages/zh-CN/errors.json' with { type: 'json' }
import { AWAY_HEADERS } from '#lib/kernel/away.ts'

/**
 * A route that answers with a file or a picture. While the database is away it says so in both languages, and when to come
 * again (F13); any other fault is the server's to report.
 */
export function whileThere<Args extends readonly unknown[]>(
  get: (...args: Args) => Promise<Response>,
): (...args: Args) => Promise<Response> {
  return (...args) => orWhenAway(() => get(...args), comeAgain)
}

function comeAgain(): Response {
  return new Response(`${zh.page.awayBody}\n${en.page.awayBody}\n`, {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...AWAY_HEADERS },
  })
}
