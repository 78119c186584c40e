import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { issue, noteFor, type TestCompany, valueOf } from '#tests/support/company.ts'
import { call, TEST_PIN } from '#tests/support/people.ts'

export type Paper = { accountSetId: number; paperId: string }

/** The status of an answer, or the code of its refusal. */
export function outcomeOf(result: ActionResult<unknown>): string {
  return result.status === 'refused' ? result.refusal.code : result.status
}

/** A fresh note of two cases without codes, for a customer on cash. */
export async function issued(company: TestCompany, changes: Partial<NoteInput> = {}): Promise<IssuedNote> {
  const input = await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '2箱' }], changes)
  return valueOf(await issue(company, input))
}

/** Hands the set to the keeper and has it accepted: PICKING. */
export async function picking(company: TestCompany, note?: IssuedNote): Promise<IssuedNote> {
  const paper = note ?? (await issued(company))
  const { clerk, keeper } = company.staff
  const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
  const handed = call(clerk, { ...key, keeperId: keeper.userId })
  valueOf(await runCommand(company.desk, handToKeeper, handed))
  valueOf(await runCommand(company.desk, acceptAtWarehouse, call(keeper, key)))
  return paper
}

/** Picks every line as written: PREPARED. */
export async function prepared(company: TestCompany, note?: IssuedNote): Promise<IssuedNote> {
  const paper = await picking(company, note)
  const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
  const lines = await company.db.deliveryNoteLine.findMany({ where: key, orderBy: { lineNo: 'asc' } })
  const picked = lines.map((line) => ({
    lineNo: line.lineNo,
    picked: String(line.qtyE3 / 1000n),
    isQualityGood: true,
    remark: '',
  }))
  const input = { ...key, lines: picked }
  valueOf(await runCommand(company.desk, prepareNote, call(company.staff.keeper, input)))
  return paper
}

/** Signs as the person who is signed in. */
export function sign(
  company: TestCompany,
  actor: Person,
  paper: Paper,
  options: { pin?: string; extra?: object } = {},
) {
  const { pin = TEST_PIN, extra = {} } = options
  const input = { accountSetId: paper.accountSetId, paperId: paper.paperId, stroke: null, ...extra }
  return runCommand(company.desk, signNote, call(actor, input, { pin }))
}
