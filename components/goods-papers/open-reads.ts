import { addressOf } from '#lib/kernel/address.ts'
import type { FormProduct, Returnable } from '#lib/papers/goods/open-form.ts'

/** Reading failed because nobody is signed in any more; everything typed stays. */
export class SignedOut extends Error {}

export type OpenMatch = { product: FormProduct; scannedUnit: string | null }

async function read<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (response.status === 401) throw new SignedOut()
  if (!response.ok) throw new Error(`read ${response.status}`)
  return answerOf(await response.json())
}

/** The route and this function are of one version: the form of the answer is the route's. */
function answerOf<Answer>(json: unknown): Answer {
  return json as Answer
}

type Scope = { accountSetId: number; warehouseId: string }

/** Products for a line by 拼音, name, code or barcode, with what can be taken from the warehouse. */
export async function findOpenProducts(scope: Scope, text: string): Promise<OpenMatch[]> {
  const words = { set: scope.accountSetId, warehouse: scope.warehouseId, q: text }
  return (await read<{ matches: OpenMatch[] }>(addressOf('/api/goods/products', words))).matches
}

/** The products of lines afresh, when the warehouse has changed. */
export async function fetchOpenProducts(scope: Scope, productIds: readonly string[]): Promise<FormProduct[]> {
  if (productIds.length === 0) return []
  const words = { set: scope.accountSetId, warehouse: scope.warehouseId, ids: productIds.join(',') }
  return (await read<{ products: FormProduct[] }>(addressOf('/api/goods/products', words))).products
}

/** Kinds whose lines are lines of other papers. */
export type ReturnKind = 'CUSTOMER_RETURN' | 'SUPPLIER_RETURN'

/** Lines that can be taken back: by a code, by the number or address of a paper, or of the party, the newest first. */
export async function findReturnable(
  kind: ReturnKind,
  scope: { accountSetId: number; partyId: string },
  text: string,
): Promise<Returnable[]> {
  const words = { kind, set: scope.accountSetId, party: scope.partyId, q: text }
  return (await read<{ found: Returnable[] }>(addressOf('/api/goods/returnable', words))).found
}
