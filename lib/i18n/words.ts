import { formatInstant } from '#lib/i18n/format.ts'
import type { Params } from '#lib/kernel/result.ts'

/** What says words: `useTranslations()` in the browser and `await getTranslations()` on the server, without a namespace. */
export type Words = {
  (key: string, values?: Record<string, string | number>): string
  has: (key: string) => boolean
}

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/

/**
 * The figures of a sentence as a person reads them: an instant on the desk's clock, a permission by its words. `wordOf`
 * may put a word of its own for a text.
 */
export function sayable(
  words: Words,
  params: Params,
  wordOf: (name: string, text: string) => string = (_name, text) => text,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]): [string, string | number] => {
      if (typeof value === 'number') return [name, value]
      const text = String(value ?? '')
      if (instantShape.test(text)) return [name, formatInstant(text)]
      return [name, name === 'permission' ? permissionName(words, text) : wordOf(name, text)]
    }),
  )
}

/** A permission in the desk's words, its own name where `permissions` is not on the page. */
export function permissionName(words: Words, permission: string): string {
  const key = `permissions.name.${permission}`
  return words.has(key) ? words(key) : permission
}
