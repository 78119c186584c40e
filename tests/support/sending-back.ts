import type { Person } from '#lib/auth/actor.ts'
import { openSupplierReturn } from '#lib/domain/supplier-returns/commands/open.ts'
import { postSupplierReturn } from '#lib/domain/supplier-returns/commands/post.ts'
import { reverseSupplierReturn } from '#lib/domain/supplier-returns/commands/reverse.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { countAsWritten, signGoodsAs, verifyAsWritten } from '#tests/support/goods-steps.ts'
import type { GoodsRef } from '#tests/support/receiving.ts'
import { keyOf, run } from '#tests/support/road.ts'

/*
 * The steps of a return to a supplier by the hands of the company's people, one by one.
 */

/** A line that goes back: the receipt, which of its lines, how much. */
export type BackToSupplier = { receipt: GoodsRef; quantity: string; line?: number }

/** The input that opens a return out of the east warehouse, to the supplier of the first receipt. */
export async function sendBackInput(
  company: TestCompany,
  lines: readonly BackToSupplier[],
  changes: object = {},
) {
  const typed = []
  let supplierId = ''
  for (const { receipt, quantity, line = 1 } of lines) {
    const where = { ...keyOf(receipt), lineNo: line }
    const row = await company.db.goodsPaperLine.findFirstOrThrow({ where, include: { paper: true } })
    if (supplierId === '') supplierId = row.paper.supplierId ?? ''
    const source = { sourcePaperId: receipt.paperId, sourceLineNo: line }
    typed.push({ productId: row.productId, quantity, ...source })
  }
  return {
    ...{ accountSetId: company.books.mainSetId, warehouseId: company.books.eastWarehouseId, supplierId },
    ...{ handlerId: company.staff.salesperson.userId, reason: '质量问题', lines: typed, ...changes },
  }
}

/** Opens the return as the company's clerk. */
export async function openSendBack(
  company: TestCompany,
  lines: readonly BackToSupplier[],
  changes: object = {},
  by?: Person,
) {
  const wish = await sendBackInput(company, lines, changes)
  return run(company, openSupplierReturn, by ?? company.staff.clerk, wish, { pin: company.pin })
}

/** Opened, counted, verified and signed: ready to leave. */
export async function readySendBack(
  company: TestCompany,
  lines: readonly BackToSupplier[],
  changes: object = {},
) {
  const paper = valueOf(await openSendBack(company, lines, changes))
  valueOf(await countAsWritten(company, paper))
  valueOf(await verifyAsWritten(company, paper))
  valueOf(await signGoodsAs(company, paper, company.staff.salesperson))
  valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
  return paper
}

/** The goods leave, by the keeper unless said otherwise. */
export async function postSendBack(company: TestCompany, paper: GoodsRef, by?: Person) {
  const { version } = await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
  const wish = { ...keyOf(paper), seenVersion: version }
  return run(company, postSupplierReturn, by ?? company.staff.keeper, wish)
}

/** A return that went its whole way. */
export async function sentBack(company: TestCompany, lines: readonly BackToSupplier[]) {
  const paper = await readySendBack(company, lines)
  valueOf(await postSendBack(company, paper))
  return paper
}

/** A second person, the manager unless said otherwise, reverses the return. */
export function reverseSendBack(company: TestCompany, paper: GoodsRef, by?: Person) {
  return run(company, reverseSupplierReturn, by ?? company.staff.manager, {
    ...keyOf(paper),
    reason: '退错货',
  })
}
