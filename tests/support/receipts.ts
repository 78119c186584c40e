import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { type RoadCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf, run } from '#tests/support/road.ts'

/** Enters a note that is ready into the books. */
export async function postNote(
  company: RoadCompany,
  note: { accountSetId: number; paperId: string },
): Promise<void> {
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
}

/** A posted note of 86.40 yuan for the customer. */
export async function postedNote(company: RoadCompany, customer: string): Promise<IssuedNote> {
  const lines = [{ product: 'LZ001', quantity: '2箱' }]
  const note = await noteAt(company, 'READY_TO_POST', { lines, customer })
  await postNote(company, note)
  return note
}

/** What of a posted note is still to be paid, in fen. */
export async function openOf(
  company: RoadCompany,
  note: { accountSetId: number; paperId: string },
): Promise<bigint> {
  return (await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })).openFen
}

/** Where a receipt stands. */
export async function standingOf(company: RoadCompany, paperId: string): Promise<string> {
  return (await company.db.receipt.findFirstOrThrow({ where: { paperId } })).status
}
