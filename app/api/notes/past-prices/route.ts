import { z } from 'zod'
import { theDesk } from '#lib/command/desk.ts'
import { pastPrices } from '#lib/domain/delivery-notes/issue-queries.ts'
import { answerReading } from '../reading.ts'

const asked = z.object({
  accountSetId: z.coerce.number().int().min(1).max(9999),
  customerId: z.guid(),
  productId: z.guid(),
})

/** What this customer last paid for a product. */
export function GET(request: Request): Promise<Response> {
  const key = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  return answerReading('order.record', async (actor) => {
    if (!key.success || !actor.accountSetIds.includes(key.data.accountSetId)) return undefined
    return { prices: await pastPrices(theDesk().db, key.data) }
  })
}
