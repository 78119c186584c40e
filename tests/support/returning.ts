import type { Person } from '#lib/auth/actor.ts'
import { openCustomerReturn } from '#lib/domain/customer-returns/commands/open.ts'
import { postCustomerReturn } from '#lib/domain/customer-returns/commands/post.ts'
import { reverseCustomerReturn } from '#lib/domain/customer-returns/commands/reverse.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { countAsWritten, signGoodsAs, verifyAsWritten } from '#tests/support/goods-steps.ts'
import { noteAt, type NoteWish } from '#tests/support/note-life.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { keyOf, type NoteRef, run } from '#tests/support/road.ts'

/*
 * The steps of a customer's return by the hands of the company's people, one by one.
 */

/** A line that comes back: the note, which of its lines, how much. */
export type BackWish = { note: NoteRef; line?: number; quantity: string; disposition?: string }

/** A note that was sold, delivered and posted. */
export async function soldNote(company: TestCompany, wish: NoteWish = {}): Promise<IssuedNote> {
  const note = await noteAt(company, 'READY_TO_POST', wish)
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

/** The input that opens a return, into the east warehouse from customer K102. */
export async function returnInput(company: TestCompany, lines: readonly BackWish[], changes: object = {}) {
  const typed = []
  for (const { note, line = 1, quantity, disposition = 'STOCK' } of lines) {
    const where = { ...keyOf(note), lineNo: line }
    const sold = await company.db.deliveryNoteLine.findFirstOrThrow({ where })
    const source = { sourcePaperId: note.paperId, sourceLineNo: line }
    typed.push({ productId: sold.productId, quantity, disposition, ...source })
  }
  return {
    accountSetId: company.books.mainSetId,
    warehouseId: company.books.eastWarehouseId,
    customerId: company.customerId('K102'),
    handlerId: company.staff.salesperson.userId,
    reason: '客户退货',
    lines: typed,
    ...changes,
  }
}

/** Opens the return as the company's clerk. */
export async function openReturn(
  company: TestCompany,
  lines: readonly BackWish[],
  changes: object = {},
  by?: Person,
) {
  const input = await returnInput(company, lines, changes)
  return run(company, openCustomerReturn, by ?? company.staff.clerk, input, { pin: TEST_PIN })
}

/** The codes that a note bears, cases before bottles. */
export async function codesOf(company: TestCompany, note: NoteRef) {
  const rows = await company.db.codeCapture.findMany({ where: keyOf(note), orderBy: { sequence: 'asc' } })
  return rows.map(({ code, kind }) => ({
    typed: code,
    kind: kind === 'BOTTLE' ? 'BOTTLE' : null,
    lineNo: null,
  }))
}

/** The keeper scans what came back. */
export function scanBack(company: TestCompany, paper: NoteRef, scans: Awaited<ReturnType<typeof codesOf>>) {
  return run(company, captureGoodsCodes, company.staff.keeper, { ...keyOf(paper), scans })
}

/** Counted, verified and signed by the handler: ready to be posted. */
export async function readiedReturn(company: TestCompany, paper: NoteRef): Promise<void> {
  valueOf(await countAsWritten(company, paper))
  valueOf(await verifyAsWritten(company, paper))
  valueOf(await signGoodsAs(company, paper, company.staff.salesperson))
}

/** The return is entered by the accountant. */
export function postReturn(company: TestCompany, paper: NoteRef, by?: Person, changes: object = {}) {
  return run(company, postCustomerReturn, by ?? company.staff.accountant, { ...keyOf(paper), ...changes })
}

/** A return that went its whole way. */
export async function returned(
  company: TestCompany,
  lines: readonly BackWish[],
): Promise<NoteRef & { number: string }> {
  const paper = valueOf(await openReturn(company, lines))
  await readiedReturn(company, paper)
  valueOf(await postReturn(company, paper))
  return paper
}

/** A second person, the manager unless said otherwise, reverses the return. */
export function reverseReturn(company: TestCompany, paper: NoteRef, by?: Person) {
  const input = { ...keyOf(paper), reason: '退错单' }
  return run(company, reverseCustomerReturn, by ?? company.staff.manager, input)
}

/** How much of a note's line is spoken for by returns, in 1/1000 base units. */
export async function spokenFor(company: TestCompany, note: NoteRef, lineNo = 1): Promise<bigint> {
  const row = await company.db.goodsProgress.findFirst({ where: { ...keyOf(note), lineNo } })
  return row?.returnedE3 ?? 0n
}
