import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
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

/** Signed by keeper and handler and confirmed by a second person: VERIFIED. */
export async function verified(company: TestCompany, note?: IssuedNote): Promise<IssuedNote> {
  const paper = await prepared(company, note)
  const { keeper, salesperson, otherClerk } = company.staff
  valueOf(await sign(company, keeper, paper))
  valueOf(await sign(company, salesperson, paper))
  const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
  const lines = await company.db.deliveryNoteLine.findMany({ where: key, orderBy: { lineNo: 'asc' } })
  const counted = lines.map((line) => ({
    lineNo: line.lineNo,
    isNameRight: true,
    counted: String(line.qtyE3 / 1000n),
  }))
  valueOf(await runCommand(company.desk, verifyNote, call(otherClerk, { ...key, lines: counted })))
  return paper
}

/** Gone with the driver, who has accepted his copies: DISPATCHED. */
export async function dispatched(company: TestCompany, note?: IssuedNote): Promise<IssuedNote> {
  const paper = await verified(company, note)
  const { keeper, driver } = company.staff
  const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
  valueOf(await runCommand(company.desk, assignDriver, call(keeper, { ...key, driverId: driver.userId })))
  valueOf(await runCommand(company.desk, dispatchNote, call(keeper, { ...key, notice: 'PHONE' })))
  await accept(company, paper, ['DRIVER', 'CUSTOMER'], driver)
  await accept(company, paper, ['STUB'], company.staff.clerk)
  return paper
}

/** Handed to the customer, who signed; of line 1 only what is `accepted`: DELIVERED. */
export async function delivered(
  company: TestCompany,
  options: { note?: IssuedNote; accepted?: string } = {},
): Promise<IssuedNote> {
  const paper = await dispatched(company, options.note)
  const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
  const { accepted } = options
  const noCodes: string[] = []
  const lines =
    accepted === undefined ? [] : [{ lineNo: 1, accepted, reason: '破损', returnedCodes: noCodes }]
  const signature = { kind: 'STROKE', stroke: { kind: 'path', path: 'M1 1 L2 2', width: 30, height: 10 } }
  const input = { ...key, lines, signature }
  valueOf(await runCommand(company.desk, deliverNote, call(company.staff.driver, input)))
  return paper
}

/** Accepts copies that were offered. */
export async function accept(
  company: TestCompany,
  paper: Paper,
  kinds: readonly CopyKind[],
  actor: Person,
): Promise<void> {
  const copies = kinds.map((kind) => ({ accountSetId: paper.accountSetId, paperId: paper.paperId, kind }))
  valueOf(await runCommand(company.desk, acceptCopiesCommand, call(actor, { of: { copies }, remark: '' })))
}

/** Hands copies over from one to the other, both sides. */
export async function move(
  company: TestCompany,
  paper: Paper,
  kinds: readonly CopyKind[],
  way: { from: Person; to: Person; place: CopyPlace },
): Promise<void> {
  const copies = kinds.map((kind) => ({ accountSetId: paper.accountSetId, paperId: paper.paperId, kind }))
  const offer = { copies, toPlace: way.place, toId: way.to.userId, remark: '' }
  valueOf(await runCommand(company.desk, offerCopiesCommand, call(way.from, offer)))
  await accept(company, paper, kinds, way.to)
}
