import type { Person } from '#lib/auth/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import { supplierReturnLines } from '#lib/domain/supplier-returns/postings.ts'
import { readReceived, readSupplier } from '#lib/domain/supplier-returns/received-queries.ts'
import type { GoingBack, OpenSupplierReturnFacts, ReceivedLine } from '#lib/domain/supplier-returns/rules.ts'
import type { OpenSupplierReturnInput } from '#lib/domain/supplier-returns/schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { GoodsDraft } from '#lib/papers/goods/open.ts'
import { type GoodsOpening, readGoodsOpening } from '#lib/papers/goods/opening.ts'
import { readOpeningLines } from '#lib/papers/goods/opening-line.ts'
import { openingFacts } from '#lib/papers/goods/opening-rules.ts'
import { holdSources } from '#lib/papers/goods/returned.ts'
import type { Counter } from '#lib/papers/goods/counting-queries.ts'

/** What opening a return to a supplier reads. */
export type SupplierReturnLoaded = {
  opening: GoodsOpening
  supplier: { id: string; name: string; contact: string }
  received: readonly ReceivedLine[]
}

/**
 * Holds the receipts, then the stock, and reads what a return needs. Null for what lies outside the person's account
 * sets, and for a supplier of another. Six statements, whatever the number of lines.
 */
export async function loadSupplierReturn(
  tx: Tx,
  person: Counter,
  input: OpenSupplierReturnInput,
  businessDate: BusinessDate,
): Promise<SupplierReturnLoaded | null> {
  const { accountSetId, warehouseId, handlerId, supplierId, lines } = input
  if (!person.accountSetIds.includes(accountSetId)) return null
  await holdSources(tx, accountSetId, [...new Set(lines.map(({ sourcePaperId }) => sourcePaperId))])
  const supplier = await readSupplier(tx, accountSetId, supplierId)
  if (!supplier) return null
  const received = await readReceived(tx, accountSetId, lines)
  const key = { accountSetId, warehouseId, handlerId, toWarehouseId: null, businessDate }
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const opening = await readGoodsOpening(tx, person, key, productIds, { lock: true })
  return opening && { opening, supplier, received }
}

type Worked =
  | { ok: true; facts: OpenSupplierReturnFacts; lines: GoodsDraft['lines'] }
  | { ok: false; fields: Record<string, string> }

/** The return's frozen lines and the facts of its gate, or which fields are wrong. Pure. */
export function workSupplierReturn(
  { opening, supplier, received }: SupplierReturnLoaded,
  input: OpenSupplierReturnInput,
  person: Pick<Person, 'userId' | 'isBillingSuspended'>,
  businessDate: BusinessDate,
): Worked {
  const receivedOf = (line: OpenSupplierReturnInput['lines'][number]): ReceivedLine | undefined =>
    received.find(({ paperId, lineNo }) => paperId === line.sourcePaperId && lineNo === line.sourceLineNo)
  const unknown = input.lines.flatMap((line, index) =>
    receivedOf(line)?.productId === line.productId ? [] : [[`lines.${index}.productId`, 'unknown'] as const],
  )
  if (unknown.length > 0) return { ok: false, fields: Object.fromEntries(unknown) }
  const read = readOpeningLines(input.lines, opening.products)
  if (!read.ok) return read
  const back = read.lines.flatMap((line, index): GoingBack[] => {
    const typed = input.lines[index]
    const from = typed && receivedOf(typed)
    return from ? [{ ...line, received: from }] : []
  })
  const facts: OpenSupplierReturnFacts = {
    ...openingFacts(opening, read.lines, person, businessDate),
    supplier,
    reason: input.reason,
    back,
  }
  return { ok: true, facts, lines: supplierReturnLines(back) }
}
