import { randomInt } from 'node:crypto'
import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import { type RoadCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

/*
 * The steps of a note's life by the hands of the company's people, one by one. `noteAt` walks them in a row.
 */

/** The key of a note. */
export type NoteRef = { accountSetId: number; paperId: string }

/** Runs a command of the desk as this person; a PIN makes the proof of a signing command. */
export function run<Input, Loaded, Plan, Value>(
  company: RoadCompany,
  command: Command<Input, Loaded, Plan, Value>,
  actor: Person,
  input: unknown,
  options: { pin?: string; key?: string } = {},
): Promise<ActionResult<Value>> {
  return runCommand(company.desk, command, call(actor, input, options))
}

/** The key of a note as commands take it. */
export function keyOf({ accountSetId, paperId }: NoteRef): NoteRef {
  return { accountSetId, paperId }
}

/** The code of a refusal, else the status: what a test compares. */
export function refusalOf(result: ActionResult<unknown>): string {
  return result.status === 'refused' ? result.refusal.code : result.status
}

/** The unmet lines of a refused gate as `R7 codesMissing`. */
export function unmetOf(result: ActionResult<unknown>): string[] {
  if (result.status !== 'refused') return [`answered ${JSON.stringify(result)}`]
  const { checklist } = result.refusal
  if (!checklist) return [`refused with ${result.refusal.code}`]
  return checklist.items.filter((item) => item.state === 'unmet').map((item) => `${item.rule} ${item.code}`)
}

/** A free code nobody has used. */
export function newCode(): string {
  return `T${randomInt(10 ** 12)
    .toString()
    .padStart(12, '0')}`
}

type Signing = { pin?: string; more?: object }

/** The note goes to the keeper and is accepted: PICKING. */
export async function toKeeper(company: RoadCompany, note: NoteRef): Promise<void> {
  const { clerk, keeper } = company.staff
  valueOf(await run(company, handToKeeper, clerk, { ...keyOf(note), keeperId: keeper.userId }))
  valueOf(await run(company, acceptAtWarehouse, keeper, keyOf(note)))
}

/** What the lines of a note say, as a keeper or verifier states it when all is right. */
export async function linesOf(company: RoadCompany, note: NoteRef) {
  const lines = await company.db.deliveryNoteLine.findMany({ where: keyOf(note), orderBy: { lineNo: 'asc' } })
  return lines.map((line) => ({ ...line, stated: String(Number(line.qtyE3) / 1000) }))
}

/** The keeper has picked everything: PREPARED. */
export async function prepared(company: RoadCompany, note: NoteRef): Promise<void> {
  const lines = (await linesOf(company, note)).map(({ lineNo, stated }) => {
    return { lineNo, picked: stated, isQualityGood: true, remark: '' }
  })
  valueOf(await run(company, prepareNote, company.staff.keeper, { ...keyOf(note), lines }))
}

/** Fresh codes for everything that is due on the note. */
export async function coded(company: RoadCompany, note: NoteRef): Promise<string[]> {
  const scans = (await linesOf(company, note)).flatMap(({ lineNo, codesDue }) =>
    Array.from({ length: codesDue }, () => ({ typed: newCode(), lineNo, kind: null })),
  )
  if (scans.length === 0) return []
  const { answers } = valueOf(
    await run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans }),
  )
  return answers.map((answer) => answer.code)
}

/** Signs as the person who is signed in; `more` is what else the input says. */
export function sign(company: RoadCompany, note: NoteRef, person: Person, options: Signing = {}) {
  const { pin = company.pin, more = {} } = options
  return run(company, signNote, person, { ...keyOf(note), stroke: null, ...more }, { pin })
}

/** These people have signed. */
export async function signedBy(company: RoadCompany, note: NoteRef, ...people: Person[]): Promise<void> {
  for (const person of people) valueOf(await sign(company, note, person))
}

/** A second person has counted: VERIFIED. */
export async function verified(company: RoadCompany, note: NoteRef, by?: Person): Promise<void> {
  const lines = (await linesOf(company, note)).map(({ lineNo, stated }) => {
    return { lineNo, isNameRight: true, counted: stated }
  })
  valueOf(await run(company, verifyNote, by ?? company.staff.otherClerk, { ...keyOf(note), lines }))
}

/** A stroke as a finger draws it. */
export const STROKE = { kind: 'path', path: 'M10 40 C 40 10 60 70 90 30', width: 300, height: 120 } as const

/** A driver is named. */
export async function driverNamed(company: RoadCompany, note: NoteRef): Promise<void> {
  const { keeper, driver } = company.staff
  valueOf(await run(company, assignDriver, keeper, { ...keyOf(note), driverId: driver.userId }))
}

/** The keeper lets the goods go. */
export function dispatch(company: RoadCompany, note: NoteRef, by?: Person) {
  return run(company, dispatchNote, by ?? company.staff.keeper, { ...keyOf(note), notice: 'PHONE' })
}

/** The driver has taken over the blue and the customer copy. */
export function withDriver(company: RoadCompany, note: NoteRef): Promise<void> {
  return acceptCopies(company, note, company.staff.driver, ['DRIVER', 'CUSTOMER'])
}

/** What the driver records at the stop; everything accepted and signed on the screen unless said otherwise. */
export function deliver(company: RoadCompany, note: NoteRef, more: object = {}) {
  const signature = { kind: 'STROKE', stroke: STROKE }
  return run(company, deliverNote, company.staff.driver, { ...keyOf(note), lines: [], signature, ...more })
}

/** The person accepts copies that were offered. */
export async function acceptCopies(
  company: RoadCompany,
  note: NoteRef,
  person: Person,
  kinds: readonly CopyKind[],
): Promise<void> {
  const copies = kinds.map((kind) => ({ ...keyOf(note), kind }))
  valueOf(await run(company, acceptCopiesCommand, person, { of: { copies }, remark: '' }))
}

type Way = { from: Person; to: Person; place: CopyPlace }

/** Copies are offered from one person to another, who has not accepted them. */
export async function offerCopies(
  company: RoadCompany,
  note: NoteRef,
  kinds: readonly CopyKind[],
  way: Way,
): Promise<void> {
  const copies = kinds.map((kind) => ({ ...keyOf(note), kind }))
  const offer = { copies, toPlace: way.place, toId: way.to.userId, remark: '' }
  valueOf(await run(company, offerCopiesCommand, way.from, offer))
}

/** Copies go from one person to another, both sides. */
export async function moveCopies(
  company: RoadCompany,
  note: NoteRef,
  kinds: readonly CopyKind[],
  way: Way,
): Promise<void> {
  await offerCopies(company, note, kinds, way)
  await acceptCopies(company, note, way.to, kinds)
}

/** The signed customer copy goes from the driver to the clerk and on to the accountant (R46, R60). */
export async function customerCopyToAccounting(company: RoadCompany, note: NoteRef): Promise<void> {
  const { driver, clerk, accountant } = company.staff
  await moveCopies(company, note, ['CUSTOMER'], { from: driver, to: clerk, place: 'DESK' })
  const { accountSetId, paperId } = note
  const input = { accountSetId, paperIds: [paperId], toId: null }
  valueOf(await run(company, handToAccounting, clerk, input))
  await acceptCopies(company, note, accountant, ['CUSTOMER'])
}
