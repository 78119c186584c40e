import type { Person } from '#lib/auth/actor.ts'
import { approveCount } from '#lib/domain/stock-counts/commands/approve.ts'
import { finishCount } from '#lib/domain/stock-counts/commands/finish.ts'
import { openStockCount } from '#lib/domain/stock-counts/commands/open.ts'
import { postStockCount } from '#lib/domain/stock-counts/commands/post.ts'
import { recordCount } from '#lib/domain/stock-counts/commands/record.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { signGoodsAs, stockOf } from '#tests/support/goods-steps.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { keyOf, type NoteRef, run } from '#tests/support/road.ts'

/*
 * The steps of a stock count in the east warehouse by the hands of the company's people.
 */

/** What a keeper types: a line by its number (1 unless said), or a product that no line names. */
export type Counted = {
  lineNo?: number | null
  product?: string
  counted: string
  seenRound?: number
  remark?: string
}

/** A slice that is a list of products by their codes. */
export const listOf = (company: TestCompany, ...codes: string[]) => ({
  by: 'LIST',
  productIds: codes.map((code) => company.productId(code)),
})

/** Opens a count of the slice. */
export function openCount(company: TestCompany, slice: object, more: object = {}, by?: Person) {
  const { books, staff } = company
  const place = { accountSetId: books.mainSetId, warehouseId: books.eastWarehouseId }
  const input = { ...place, slice, reason: '月末盘点', ...more }
  return run(company, openStockCount, by ?? staff.clerk, input, { pin: TEST_PIN })
}

/** A count of these products. */
export async function countOf(company: TestCompany, ...codes: string[]): Promise<NoteRef> {
  return valueOf(await openCount(company, listOf(company, ...codes)))
}

/** A keeper writes down what was counted. */
export function record(company: TestCompany, paper: NoteRef, lines: readonly Counted[], by?: Person) {
  const typed = lines.map(({ product, ...line }) => ({
    ...{ lineNo: product === undefined ? 1 : null, seenRound: 0, remark: '' },
    ...{ productId: product === undefined ? null : company.productId(product), ...line },
  }))
  return run(company, recordCount, by ?? company.staff.keeper, { ...keyOf(paper), lines: typed })
}

/** The keeper signs that everything is counted. */
export function finish(company: TestCompany, paper: NoteRef, by?: Person) {
  return run(company, finishCount, by ?? company.staff.keeper, keyOf(paper), { pin: TEST_PIN })
}

async function seen(company: TestCompany, paper: NoteRef) {
  const row = await company.db.goodsPaper.findFirstOrThrow({ where: keyOf(paper) })
  return { ...keyOf(paper), seenVersion: row.version }
}

/** Somebody who did not count agrees to the differences. */
export async function approve(company: TestCompany, paper: NoteRef, by?: Person, remark = '已核对出入库单') {
  return run(company, approveCount, by ?? company.staff.accountant, {
    ...(await seen(company, paper)),
    remark,
  })
}

/** The differences enter stock and books. */
export async function post(company: TestCompany, paper: NoteRef, by?: Person) {
  return run(company, postStockCount, by ?? company.staff.accountant, await seen(company, paper))
}

/** The one line counted twice, signed, approved and signed by the supervisor: ready to be posted. */
export async function readyToPost(company: TestCompany, paper: NoteRef, counted: string): Promise<NoteRef> {
  valueOf(await record(company, paper, [{ counted }]))
  valueOf(await record(company, paper, [{ counted, seenRound: 1 }]))
  valueOf(await finish(company, paper))
  valueOf(await approve(company, paper))
  valueOf(await signGoodsAs(company, paper, company.staff.salesManager))
  return paper
}

/** What the books have of a product in the east warehouse. */
export async function onHand(company: TestCompany, product: string): Promise<number> {
  return (await stockOf(company, company.books.eastWarehouseId, product)).onHand
}

/** Twelve bottles leave the house while people count. */
export async function soldWhileCounting(company: TestCompany, product: string): Promise<void> {
  await noteAt(company, 'DISPATCHED', { lines: [{ product, quantity: '12瓶' }] })
}
