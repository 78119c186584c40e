import type { Person } from '#lib/auth/actor.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { keyOf, newCode, type NoteRef, run } from '#tests/support/road.ts'

/*
 * The steps of a goods paper that goods leave by, by the hands of the company's people, one by one.
 */

/** The lines of a goods paper with their quantity in base units, as a keeper states it. */
export async function goodsLinesOf(company: TestCompany, paper: NoteRef) {
  const lines = await company.db.goodsPaperLine.findMany({ where: keyOf(paper), orderBy: { lineNo: 'asc' } })
  return lines.map((line) => ({ ...line, stated: String(Number(line.qtyE3) / 1000) }))
}

/** Fresh codes for everything that is due. */
export async function codedGoods(company: TestCompany, paper: NoteRef, by?: Person): Promise<string[]> {
  const scans = (await goodsLinesOf(company, paper)).flatMap(({ lineNo, codesDue }) =>
    Array.from({ length: codesDue }, () => ({ typed: newCode(), lineNo, kind: null })),
  )
  if (scans.length === 0) return []
  const input = { ...keyOf(paper), scans }
  const { answers } = valueOf(await run(company, captureGoodsCodes, by ?? company.staff.keeper, input))
  return answers.map((answer) => answer.code)
}

/** The keeper picked everything as written and signs for it. */
export async function countAsWritten(company: TestCompany, paper: NoteRef, by?: Person) {
  const lines = (await goodsLinesOf(company, paper)).map(({ lineNo, stated }) => ({
    ...{ lineNo, productId: null, good: stated, damaged: '', rejected: '' },
    ...{ batchNo: '', producedOn: '', reason: '' },
  }))
  const input = { ...keyOf(paper), lines, stroke: null }
  return run(company, countGoods, by ?? company.staff.keeper, input, { pin: TEST_PIN })
}

/** A second person counts the same. */
export async function verifyAsWritten(company: TestCompany, paper: NoteRef, by?: Person) {
  const lines = (await goodsLinesOf(company, paper)).map(({ lineNo, stated }) => {
    return { lineNo, isNameRight: true, counted: stated, damaged: '' }
  })
  return run(company, verifyGoods, by ?? company.staff.otherClerk, { ...keyOf(paper), lines })
}

/** The person signs the slot that is theirs. */
export function signGoodsAs(company: TestCompany, paper: NoteRef, person: Person) {
  return run(company, signGoods, person, { ...keyOf(paper), stroke: null }, { pin: TEST_PIN })
}

/** Codes, the keeper's count and signature, the second person, then these sign: VERIFIED. */
export async function readyGoods(company: TestCompany, paper: NoteRef, ...signers: Person[]): Promise<void> {
  await codedGoods(company, paper)
  valueOf(await countAsWritten(company, paper))
  valueOf(await verifyAsWritten(company, paper))
  for (const signer of signers) valueOf(await signGoodsAs(company, paper, signer))
}

/** Asked to be void by the clerk and approved by the manager. */
export async function voidGoods(company: TestCompany, paper: NoteRef) {
  const { otherClerk, manager } = company.staff
  valueOf(await run(company, requestGoodsVoid, otherClerk, { ...keyOf(paper), reason: '客户改期' }))
  return run(company, decideGoodsVoid, manager, { ...keyOf(paper), decision: 'APPROVED', remark: '' })
}

/** What the books have of a product in a warehouse: on hand, reserved (base units) and worth (fen). */
export async function stockOf(company: TestCompany, warehouseId: string, product: string) {
  const row = await company.db.stockBalance.findFirst({
    where: { accountSetId: company.books.mainSetId, warehouseId, productId: company.productId(product) },
  })
  const base = (qtyE3: bigint | undefined) => Number(qtyE3 ?? 0n) / 1000
  return { onHand: base(row?.onHandE3), reserved: base(row?.reservedE3), valueFen: row?.valueFen ?? 0n }
}

/** The place that goods of a store go to when damaged or on their way. */
export async function companionOf(company: TestCompany, storeId: string, kind: 'DAMAGED' | 'TRANSIT') {
  const warehouse = await company.db.warehouse.findFirstOrThrow({ where: { parentId: storeId, kind } })
  return warehouse.id
}

/** What a paper entered in the books, as `USE<USE amount` by the account set's own chart. */
export async function bookedBy(company: TestCompany, { accountSetId, paperId }: NoteRef): Promise<string[]> {
  const uses = await company.db.accountUse.findMany({ where: { accountSetId } })
  const useOf = (code: string) => uses.find((use) => use.code === code)?.use ?? code
  const vouchers = await company.db.journalVoucher.findMany({
    where: { accountSetId, paperId },
    select: { id: true },
  })
  const entries = await company.db.journalEntry.findMany({
    where: { accountSetId, voucherId: { in: vouchers.map(({ id }) => id) } },
  })
  return entries.map(
    (entry) => `${useOf(entry.debitAccount)}<${useOf(entry.creditAccount)} ${entry.amountFen}`,
  )
}

/** Closes the month of today in the main books; answers how to open it again. */
export async function withMonthClosed(company: TestCompany): Promise<() => Promise<void>> {
  const accountSetId = company.books.mainSetId
  const day = company.desk.clock.now().toISOString().slice(0, 7).replace('-', '')
  const turn = async (status: string) => {
    await company.db.accountingPeriod.updateMany({ where: { accountSetId, period: day }, data: { status } })
  }
  await turn('CLOSED')
  return () => turn('OPEN')
}
