import { readHeldCodes } from '#lib/codes/seen-queries.ts'
import { linesOnRoad } from '#lib/domain/transfers/lost-codes.ts'
import { readTransit } from '#lib/domain/transfers/transit-queries.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import type { TestCompany } from '#tests/support/company.ts'
import { keyOf, type NoteRef } from '#tests/support/road.ts'

/** The codes that somebody would name who writes off the rest of a transfer: of each line as many as fit into what is missing. */
export async function lostCodesOf(company: TestCompany, paper: NoteRef): Promise<string[]> {
  const { db, staff } = company
  const transfer = await readGoodsPaper(db, staff.manager, keyOf(paper), ['TRANSFER'])
  if (!transfer || transfer.toWarehouseId === null) return []
  const transit = await readTransit(db, { ...keyOf(paper), toWarehouseId: transfer.toWarehouseId })
  const held = await readHeldCodes(db, paper, linesOnRoad(transfer, transit))
  return transit.lines.flatMap(({ lineNo, qtyE3 }) => {
    let restE3 = qtyE3
    return held
      .filter((each) => each.lineNo === lineNo)
      .toReversed()
      .flatMap((each) => {
        if (each.qtyE3 > restE3) return []
        restE3 -= each.qtyE3
        return [each.code]
      })
  })
}
