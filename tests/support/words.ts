import { createTranslator } from 'next-intl'
import type { Locale } from '#lib/i18n/locales.ts'
import { messagesOf } from '#lib/i18n/messages.ts'
import type { Words } from '#lib/i18n/words.ts'

/** What says the desk's words in one language outside a page, and what went wrong while saying them. */
export function wordsOf(locale: Locale): { words: Words; broken: string[] } {
  const broken: string[] = []
  const messages: Record<string, string> = Object.fromEntries(leavesOf(messagesOf(locale), ''))
  const translate = createTranslator({ locale, messages, onError: (error) => broken.push(error.message) })
  const words: Words = Object.assign(
    (key: string, values?: Record<string, string | number>) => translate(flat(key), values),
    { has: (key: string) => translate.has(flat(key)) },
  )
  return { words, broken }
}

// Messages are looked up by one flat key, so that any text may be asked for.
const flat = (key: string): string => key.replaceAll('.', ' ')

function leavesOf(messages: unknown, path: string): [string, string][] {
  if (typeof messages === 'string') return [[path, messages]]
  const inner = Object.entries(typeof messages === 'object' && messages !== null ? messages : {})
  return inner.flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path} ${name}`))
}
