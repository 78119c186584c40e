import { createTranslator } from 'next-intl'
import type { SayBoth } from '#components/statements/customer-answer.tsx'
import { deskTimeZone, type Locale } from '#lib/i18n/locales.ts'
import { messagesOf } from '#lib/i18n/messages.ts'

type Say = (key: string, values?: Record<string, string | number>) => string

/** What says the words of statements in one language, whatever the browser asks for. */
export function sayIn(locale: Locale): Say {
  const messages: Record<string, string> = Object.fromEntries(leavesOf(messagesOf(locale)['statements'], ''))
  const t = createTranslator({ locale, messages, timeZone: deskTimeZone })
  return (key, values) => t(flat(key), values)
}

/** Says each sentence in Chinese with English after it: a customer has no settings. */
export function sayBoth(): SayBoth {
  const [chinese, english] = [sayIn('zh-CN'), sayIn('en')]
  return (key, values) => `${chinese(key, values)} ${english(key, values)}`
}

function leavesOf(messages: unknown, path: string): [string, string][] {
  if (typeof messages === 'string') return [[path, messages]]
  if (typeof messages !== 'object' || messages === null) return []
  return Object.entries(messages).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path} ${name}`),
  )
}

// Looked up by one flat key, so that any key may be asked for.
const flat = (key: string): string => key.replaceAll('.', ' ')
