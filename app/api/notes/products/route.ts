import { z } from 'zod'
import type { Person } from '#lib/auth/actor.ts'
import { theDesk } from '#lib/command/desk.ts'
import { noteProducts } from '#lib/domain/delivery-notes/issue-queries.ts'
import { searchProductsForNote } from '#lib/domain/products/queries.ts'
import { dateField } from '#lib/kernel/fields.ts'
import { answerReading, readBody } from '../reading.ts'

const SHOWN = 12

const scopeShape = z.object({
  accountSetId: z.coerce.number().int().min(1).max(9999),
  customerId: z.guid(),
  warehouseId: z.guid(),
  businessDate: dateField,
})
const lookUpShape = scopeShape.extend({ productIds: z.array(z.guid()).max(500) })

type Scope = z.infer<typeof scopeShape>

/** Matches for a line: an exact code or barcode first, then what this customer takes most. */
export function GET(request: Request): Promise<Response> {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  return answerReading('order.record', async (actor) => {
    const scope = scopeShape.safeParse(asked)
    if (!scope.success || !isWithin(scope.data, actor)) return undefined
    const { db } = theDesk()
    const search = { ...scope.data, query: asked['q'] ?? '', limit: SHOWN }
    const matches = await searchProductsForNote(db, search)
    const ids = matches.map((match) => match.productId)
    const scanned = matches.find((match) => match.scannedUnit !== null)
    return {
      products: await noteProducts(db, { ...scope.data, person: actor }, ids),
      taken: Object.fromEntries(matches.map((match) => [match.productId, match.takenCount])),
      scanned: scanned ? { productId: scanned.productId, unit: scanned.scannedUnit } : null,
    }
  })
}

/** Products by id, when a draft is opened again or the warehouse, the day or the customer has changed. */
export async function POST(request: Request): Promise<Response> {
  const asked = lookUpShape.safeParse(await readBody(request))
  return answerReading('order.record', async (actor) => {
    if (!asked.success || !isWithin(asked.data, actor)) return undefined
    const ids = [...new Set(asked.data.productIds)]
    return { products: await noteProducts(theDesk().db, { ...asked.data, person: actor }, ids) }
  })
}

/** Whether the account set is the person's own. */
function isWithin(scope: Scope, actor: Pick<Person, 'accountSetIds'>): boolean {
  return actor.accountSetIds.includes(scope.accountSetId)
}
