/** The question part of a page's address, as Next gives it. */
export type AskedParams = Readonly<Record<string, string | string[] | undefined>>

type Words = Readonly<Record<string, string | number | null>>

const LONGEST = 200

/**
 * One word of the question: the first when it was asked twice, at most 200 characters, without what no database
 * can look for. Empty when it was not asked.
 */
export function asked(params: AskedParams, name: string): string {
  const given = Object.hasOwn(params, name) ? params[name] : undefined
  const first = Array.isArray(given) ? given[0] : given
  return (first ?? '').slice(0, LONGEST).replaceAll('\u0000', '').toWellFormed()
}

/** The same, or null when it was not asked. */
export function askedOrNull(params: AskedParams, name: string): string | null {
  const word = asked(params, name)
  return word === '' ? null : word
}

/** A whole number of the question, or null. */
export function askedNumber(params: AskedParams, name: string): number | null {
  const word = asked(params, name)
  return /^\d{1,9}$/.test(word) ? Number(word) : null
}

/** An address with its question; what is empty or null is left out. */
export function addressOf(path: string, words: Words): string {
  const question = new URLSearchParams()
  for (const [name, word] of Object.entries(words)) {
    if (word !== null && word !== '') question.set(name, String(word))
  }
  const text = question.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Where a list by key leads from here: back to its beginning and on to what follows; null at its ends. */
export function listPages(
  path: string,
  words: Words,
  key: { name?: 'after' | 'before'; here: string | bigint | null; next: string | null },
): { newerHref: string | null; olderHref: string | null } {
  const { name = 'after', here, next } = key
  return {
    newerHref: here === null ? null : addressOf(path, words),
    olderHref: next === null ? null : addressOf(path, { ...words, [name]: next }),
  }
}
