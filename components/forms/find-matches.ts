import { addressOf } from '#lib/kernel/address.ts'

/** What can be found by typing; each has a route of its own that answers matches, best first. */
export type Findable = 'SUPPLIER' | 'CUSTOMER' | 'PRODUCT'

/** One of them, by name and code. */
export type Match = { id: string; code: string; name: string; specification?: string; isActive: boolean }

const ROUTES: Readonly<Record<Findable, { path: string; answer: string }>> = {
  SUPPLIER: { path: '/api/search/suppliers', answer: 'suppliers' },
  CUSTOMER: { path: '/api/search/customers', answer: 'customers' },
  PRODUCT: { path: '/api/search/products', answer: 'products' },
}

/** Suppliers or customers of an account set, or products, that the text names. Throws when the desk does not answer. */
export async function findMatches(
  of: Findable,
  accountSetId: number | null,
  text: string,
): Promise<readonly Match[]> {
  const { path, answer } = ROUTES[of]
  const response = await fetch(addressOf(path, { q: text, set: accountSetId ?? '' }))
  if (!response.ok) throw new Error('no answer')
  return matchesOf(await response.json())[answer] ?? []
}

/** Our own server answers this shape. */
function matchesOf(answer: unknown): Record<string, readonly Match[]> {
  return answer as Record<string, readonly Match[]>
}
