import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type MatchedLine, matchBill } from '#lib/domain/purchase-bills/match.ts'
import { type OrderToBill, readOrderToBill } from '#lib/domain/purchase-bills/queries.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/** The match of a bill that is recorded: each of its lines with the order's line it asks for. */
export type BillMatch = { order: OrderToBill; lines: (MatchedLine & { lineNo: number })[] }

/** Reads the order behind a bill and matches the two; null when the order is out of the person's reach. One statement. */
export async function readBillMatch(
  reader: Reader,
  person: Pick<Person, 'accountSetIds'>,
  paper: GoodsPaper,
): Promise<BillMatch | null> {
  if (paper.sourcePaperId === null) return null
  const key = { accountSetId: paper.accountSetId, paperId: paper.sourcePaperId }
  const asked = { invoiceNumber: paper.externalNumber, except: paper.paperId }
  const order = await readOrderToBill(reader, person.accountSetIds, key, asked)
  if (!order) return null
  const lines = paper.lines.flatMap((line) => {
    const { lineNo, sourceLineNo, qtyE3, unitPriceE4, amountFen, taxRateBp, netFen, taxFen, remark } = line
    const bill = {
      ...{ orderLineNo: sourceLineNo ?? 0, qtyE3, unitPriceE4, amountFen, taxRateBp, netFen, taxFen },
      remark,
    }
    return matchBill(order.lines, [bill], { countsWaiting: false }).map((match) => ({ ...match, lineNo }))
  })
  return { order, lines }
}
