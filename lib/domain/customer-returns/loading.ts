import type { Person } from '#lib/auth/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import { returnLines } from '#lib/domain/customer-returns/postings.ts'
import { readCustomer, readSold } from '#lib/domain/customer-returns/sold-queries.ts'
import type { OpenReturnFacts, ReturnedLine, SoldLine } from '#lib/domain/customer-returns/rules.ts'
import type { OpenCustomerReturnInput } from '#lib/domain/customer-returns/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { type GoodsOpening, readGoodsOpening } from '#lib/papers/goods/opening.ts'
import { readOpeningLines } from '#lib/papers/goods/opening-line.ts'
import type { GoodsDraft } from '#lib/papers/goods/open.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import { holdSources } from '#lib/papers/goods/returned.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

/** What opening a return reads. */
export type ReturnLoaded = {
  opening: GoodsOpening
  customer: { id: string; name: string; contact: string }
  sold: readonly SoldLine[]
}

/**
 * Holds the notes and reads what a return needs. Null for what lies outside the person's account sets, and for a
 * customer of another. Six statements, whatever the number of lines.
 */
export async function loadReturnOpening(
  tx: Tx,
  person: Counter,
  input: OpenCustomerReturnInput,
  businessDate: BusinessDate,
): Promise<ReturnLoaded | null> {
  const { accountSetId, warehouseId, handlerId, customerId, lines } = input
  if (!person.accountSetIds.includes(accountSetId)) return null
  await holdSources(tx, accountSetId, [...new Set(lines.map(({ sourcePaperId }) => sourcePaperId))])
  const customer = await readCustomer(tx, accountSetId, customerId)
  if (!customer) return null
  const sold = await readSold(tx, accountSetId, lines)
  const key = { accountSetId, warehouseId, handlerId, toWarehouseId: null, businessDate }
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const opening = await readGoodsOpening(tx, person, key, productIds, { lock: false })
  return opening && { opening, customer, sold }
}

type Worked =
  | { ok: true; facts: OpenReturnFacts; lines: GoodsDraft['lines']; priceMode: SoldLine['priceMode'] }
  | { ok: false; fields: Record<string, string> }

/** The return's frozen lines and the facts of its gate, or which fields are wrong. Pure. */
export function workReturn(
  { opening, customer, sold }: ReturnLoaded,
  input: OpenCustomerReturnInput,
  person: Pick<Person, 'userId' | 'isBillingSuspended'>,
  businessDate: BusinessDate,
): Worked {
  const soldOf = (line: OpenCustomerReturnInput['lines'][number]): SoldLine | undefined =>
    sold.find(({ paperId, lineNo }) => paperId === line.sourcePaperId && lineNo === line.sourceLineNo)
  const unknown = input.lines.flatMap((line, index) =>
    soldOf(line)?.productId === line.productId ? [] : [[`lines.${index}.productId`, 'unknown'] as const],
  )
  if (unknown.length > 0) return { ok: false, fields: Object.fromEntries(unknown) }
  const read = readOpeningLines(input.lines, opening.products)
  if (!read.ok) return read
  const returned = read.lines.flatMap((line, index): ReturnedLine[] => {
    const typed = input.lines[index]
    const from = typed && soldOf(typed)
    return from ? [{ ...line, sold: from, disposition: typed.disposition }] : []
  })
  const facts: OpenReturnFacts = {
    ...openingFacts(opening, read.lines, person, businessDate),
    customer,
    reason: input.reason,
    returned,
  }
  const priceMode = sold[0]?.priceMode ?? 'TAX_INCLUSIVE'
  return { ok: true, facts, lines: returnLines(returned), priceMode }
}
