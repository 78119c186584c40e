import { userNameOf } from '#lib/kernel/user-name.ts'

const LONGEST = 64

/** What the address of the staff list asks for. */
export function staffListQuestion(params: Readonly<Record<string, string | string[] | undefined>>): {
  search: string | null
  after: string | null
} {
  return { search: wordOf(params['q']), after: wordOf(params['after']) }
}

function wordOf(given: string | string[] | undefined): string | null {
  if (typeof given !== 'string') return null
  const word = userNameOf(given.slice(0, LONGEST)).replaceAll('\0', '')
  return word === '' ? null : word
}

/** The address of the staff list from a key on, with the same search. */
export function staffListAddress(search: string | null, after: string | null): string {
  const params = new URLSearchParams()
  if (search !== null) params.set('q', search)
  if (after !== null) params.set('after', after)
  return params.size === 0 ? '/staff' : `/staff?${params}`
}
