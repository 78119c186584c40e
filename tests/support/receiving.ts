import type { Person } from '#lib/auth/actor.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { codedGoods, goodsLinesOf, signGoodsAs } from '#tests/support/goods-steps.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { keyOf, run } from '#tests/support/road.ts'

/*
 * The steps of a receipt's life by the hands of the company's people, one by one. `receiptAt` walks them in a row.
 */

export type GoodsRef = { accountSetId: number; paperId: string }

/** What a keeper found on a line; what is left out was as the paper says. */
export type Found = {
  lineNo: number | null
  productId?: string
  good?: string
  damaged?: string
  rejected?: string
  batchNo?: string
  producedOn?: string
  reason?: string
}

/** The input that opens a receipt for an order, or without one where `sourcePaperId` is left out. */
export function receiptInput(company: TestCompany, changes: object = {}) {
  return {
    accountSetId: company.books.mainSetId,
    warehouseId: company.books.eastWarehouseId,
    handlerId: company.staff.salesperson.userId,
    ...changes,
  }
}

/** Opens the receipt as the company's clerk. */
export function open(company: TestCompany, changes: object = {}, by?: Person) {
  const input = receiptInput(company, changes)
  return run(company, openReceipt, by ?? company.staff.clerk, input, { pin: TEST_PIN })
}

/** What the keeper states: every line as the paper says but for `found`. */
export async function countInput(company: TestCompany, paper: GoodsRef, found: readonly Found[] = []) {
  const lines = await goodsLinesOf(company, paper)
  const plain = { damaged: '', rejected: '', batchNo: '', producedOn: '', reason: '' }
  const own = lines.map(({ lineNo, stated }) => {
    const said = found.find((each) => each.lineNo === lineNo)
    return { ...plain, good: stated, productId: null, ...said, lineNo }
  })
  const strangers = found
    .filter(({ lineNo }) => lineNo === null)
    .map((each) => ({ ...plain, good: '0', productId: null, ...each }))
  return { ...keyOf(paper), lines: [...own, ...strangers], stroke: null }
}

/** The keeper counts and signs. */
export async function count(
  company: TestCompany,
  paper: GoodsRef,
  found: readonly Found[] = [],
  by?: Person,
) {
  const input = await countInput(company, paper, found)
  return run(company, countGoods, by ?? company.staff.keeper, input, { pin: TEST_PIN })
}

/** What the second person states who finds what the keeper found. */
export async function verifyInput(company: TestCompany, paper: GoodsRef) {
  const counts = await company.db.goodsCount.findMany({ where: keyOf(paper), orderBy: { lineNo: 'asc' } })
  const plain = (qtyE3: bigint): string => String(Number(qtyE3) / 1000)
  const lines = counts.map(({ lineNo, goodE3, damagedE3 }) => {
    return { lineNo, isNameRight: true, counted: plain(goodE3), damaged: plain(damagedE3) }
  })
  return { ...keyOf(paper), lines }
}

/** The second person counts again and finds what the keeper found. */
export async function verify(company: TestCompany, paper: GoodsRef, by?: Person) {
  return run(company, verifyGoods, by ?? company.staff.otherClerk, await verifyInput(company, paper))
}

/** The receipt is entered, by the sales manager unless said otherwise. */
export function post(company: TestCompany, paper: GoodsRef, by?: Person, changes: object = {}) {
  return run(company, postReceipt, by ?? company.staff.salesManager, { ...keyOf(paper), ...changes })
}

/** Counted, verified and signed by handler and supervisor: ready to be posted. */
export async function readied(
  company: TestCompany,
  paper: GoodsRef,
  found: readonly Found[] = [],
): Promise<void> {
  const { salesperson, salesManager } = company.staff
  await codedGoods(company, paper)
  valueOf(await count(company, paper, found))
  valueOf(await verify(company, paper))
  valueOf(await signGoodsAs(company, paper, salesperson))
  valueOf(await signGoodsAs(company, paper, salesManager))
}

/** A receipt for what the order has open, posted. */
export async function posted(
  company: TestCompany,
  sourcePaperId: string,
  found: readonly Found[] = [],
): Promise<GoodsRef & { number: string }> {
  const receipt = valueOf(await open(company, { sourcePaperId }))
  await readied(company, receipt, found)
  valueOf(await post(company, receipt))
  return receipt
}
