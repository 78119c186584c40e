import type { CustomerMatch, NoteCustomer } from '#lib/domain/customers/queries.ts'
import type { NoteCheck } from '#lib/domain/delivery-notes/issue-check.ts'
import type { NoteProduct, PastPrice } from '#lib/domain/delivery-notes/issue-queries.ts'

/** Reading failed because nobody is signed in any more; everything typed stays. */
export class SignedOut extends Error {}

async function read<Answer>(path: string, init?: RequestInit): Promise<Answer | null> {
  const response = await fetch(`/api/notes/${path}`, { ...init, headers: { accept: 'application/json' } })
  if (response.status === 401) throw new SignedOut()
  if (response.status === 404 || response.status === 400) return null
  if (!response.ok) throw new Error(`read ${response.status}`)
  return answerOf(await response.json())
}

/** The route and this function are of one version: the form of the answer is the route's. */
function answerOf<Answer>(json: unknown): Answer {
  return json as Answer
}

function post(body: object, signal?: AbortSignal): RequestInit {
  const init = { method: 'POST', body: JSON.stringify(body) }
  return signal === undefined ? init : { ...init, signal }
}

/** Whose prices and which stock: the day is as typed, the server reads it. */
export type ReadScope = {
  accountSetId: number
  customerId: string
  warehouseId: string
  businessDate: string
}

/** Customers by 拼音首字母, name, code, contact or phone. */
export async function findCustomers(text: string): Promise<CustomerMatch[]> {
  const query = new URLSearchParams({ q: text })
  return (await read<{ customers: CustomerMatch[] }>(`customers?${query}`))?.customers ?? []
}

/** One customer with everything the note shows of it; null outside one's account sets. */
export function fetchCustomer(customerId: string): Promise<NoteCustomer | null> {
  return read<NoteCustomer>(`customers/${encodeURIComponent(customerId)}`)
}

/** A product in the list of matches: `taken` is how often this customer took it in the last half year. */
export type ProductMatch = { product: NoteProduct; taken: number; scannedUnit: string | null }

type FoundProducts = {
  products: NoteProduct[]
  taken: Record<string, number>
  scanned: { productId: string; unit: string } | null
}

/** Products for a line; without text, what this customer takes. */
export async function findProducts(scope: ReadScope, text: string): Promise<ProductMatch[]> {
  const query = new URLSearchParams({ ...scope, accountSetId: String(scope.accountSetId), q: text })
  const found = await read<FoundProducts>(`products?${query}`)
  return (found?.products ?? []).map((product) => ({
    product,
    taken: found?.taken[product.productId] ?? 0,
    scannedUnit: found?.scanned?.productId === product.productId ? found.scanned.unit : null,
  }))
}

/** The same products afresh: stock and prices of another warehouse, day or customer. */
export async function fetchProducts(scope: ReadScope, productIds: readonly string[]): Promise<NoteProduct[]> {
  if (productIds.length === 0) return []
  const found = await read<{ products: NoteProduct[] }>('products', post({ ...scope, productIds }))
  return found?.products ?? []
}

/** What this customer last paid for a product. */
export async function fetchPastPrices(
  scope: Pick<ReadScope, 'accountSetId' | 'customerId'>,
  productId: string,
): Promise<PastPrice[]> {
  const { accountSetId, customerId } = scope
  const query = new URLSearchParams({ accountSetId: String(accountSetId), customerId, productId })
  return (await read<{ prices: PastPrice[] }>(`past-prices?${query}`))?.prices ?? []
}

/** The issue gate over the note as it stands. */
export async function fetchCheck(typed: object, signal: AbortSignal): Promise<NoteCheck | null> {
  return (await read<{ check: NoteCheck | null }>('checklist', post(typed, signal)))?.check ?? null
}
