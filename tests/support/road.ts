import { randomInt } from 'node:crypto'
import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { acceptAtWarehouse } from '#lib/domain/delivery-notes/commands/accept-at-warehouse.ts'
import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { handToKeeper } from '#lib/domain/delivery-notes/commands/hand-to-keeper.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { prepareNote } from '#lib/domain/delivery-notes/commands/prepare.ts'
import { signNote } from '#lib/domain/delivery-notes/commands/sign.ts'
import { verifyNote } from '#lib/domain/delivery-notes/commands/verify.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { issue, noteFor, type TestCompany, valueOf } from '#tests/support/company.ts'
import { call, TEST_PIN } from '#tests/support/people.ts'

type NoteRef = { accountSetId: number; paperId: string }

/** Runs a command of the desk as this person; a PIN makes the proof of a signing command. */
export function run<Input, Loaded, Plan, Value>(
  company: TestCompany,
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

export type LineWish = { product: string; quantity: string }

/** Issues a note and brings it to the keeper: PICKING. */
export async function handedOver(
  company: TestCompany,
  lines: readonly LineWish[] = [{ product: 'YS003', quantity: '2箱3瓶' }],
  customer = 'K102',
): Promise<IssuedNote> {
  const { clerk, keeper } = company.staff
  const note = valueOf(await issue(company, await noteFor(company, customer, lines)))
  valueOf(await run(company, handToKeeper, clerk, { ...keyOf(note), keeperId: keeper.userId }))
  valueOf(await run(company, acceptAtWarehouse, keeper, keyOf(note)))
  return note
}

/** What the lines of a note say, as a keeper or verifier states it when all is right. */
export async function linesOf(company: TestCompany, note: NoteRef) {
  const lines = await company.db.deliveryNoteLine.findMany({ where: keyOf(note), orderBy: { lineNo: 'asc' } })
  return lines.map((line) => ({ ...line, stated: String(Number(line.qtyE3) / 1000) }))
}

/** The keeper has picked everything: PREPARED. */
export async function prepared(company: TestCompany, note: NoteRef): Promise<void> {
  const lines = (await linesOf(company, note)).map(({ lineNo, stated }) => {
    return { lineNo, picked: stated, isQualityGood: true, remark: '' }
  })
  valueOf(await run(company, prepareNote, company.staff.keeper, { ...keyOf(note), lines }))
}

/** Fresh codes for everything that is due on the note. */
export async function coded(company: TestCompany, note: NoteRef): Promise<string[]> {
  const scans = (await linesOf(company, note)).flatMap(({ lineNo, codesDue }) =>
    Array.from({ length: codesDue }, () => ({ typed: newCode(), lineNo, kind: null })),
  )
  if (scans.length === 0) return []
  const { answers } = valueOf(
    await run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans }),
  )
  return answers.map((answer) => answer.code)
}

/** Keeper and handler have signed. */
export async function signedBy(company: TestCompany, note: NoteRef, ...people: Person[]): Promise<void> {
  for (const person of people)
    valueOf(await run(company, signNote, person, { ...keyOf(note), stroke: null }, { pin: TEST_PIN }))
}

/** A second person has counted: VERIFIED. */
export async function verified(company: TestCompany, note: NoteRef, by?: Person): Promise<void> {
  const lines = (await linesOf(company, note)).map(({ lineNo, stated }) => {
    return { lineNo, isNameRight: true, counted: stated }
  })
  valueOf(await run(company, verifyNote, by ?? company.staff.otherClerk, { ...keyOf(note), lines }))
}

/** A stroke as a finger draws it. */
export const STROKE = { kind: 'path', path: 'M10 40 C 40 10 60 70 90 30', width: 300, height: 120 } as const

/** Everything up to the loading bay: prepared, coded, signed by keeper and handler, verified, a driver named. */
export async function readyToLeave(
  company: TestCompany,
  lines?: readonly LineWish[],
  customer?: string,
): Promise<IssuedNote> {
  const { keeper, salesperson, driver } = company.staff
  const note = await handedOver(company, lines, customer)
  await coded(company, note)
  await prepared(company, note)
  await signedBy(company, note, keeper, salesperson)
  await verified(company, note)
  valueOf(await run(company, assignDriver, keeper, { ...keyOf(note), driverId: driver.userId }))
  return note
}

/** The keeper lets the goods go. */
export function dispatch(company: TestCompany, note: NoteRef, by?: Person) {
  return run(company, dispatchNote, by ?? company.staff.keeper, { ...keyOf(note), notice: 'PHONE' })
}

/** The driver has taken over the blue and the customer copy. */
export async function withDriver(company: TestCompany, note: NoteRef): Promise<void> {
  const copies = ['DRIVER', 'CUSTOMER'].map((kind) => ({ ...keyOf(note), kind }))
  valueOf(await run(company, acceptCopiesCommand, company.staff.driver, { of: { copies }, remark: '' }))
}

/** A note whose goods are on the road with the driver. */
export async function onTheRoad(
  company: TestCompany,
  lines?: readonly LineWish[],
  customer?: string,
): Promise<IssuedNote> {
  const note = await readyToLeave(company, lines, customer)
  valueOf(await dispatch(company, note))
  await withDriver(company, note)
  return note
}

/** What the driver records at the stop; everything accepted and signed on the screen unless said otherwise. */
export function deliver(company: TestCompany, note: NoteRef, more: object = {}) {
  const signature = { kind: 'STROKE', stroke: STROKE }
  return run(company, deliverNote, company.staff.driver, { ...keyOf(note), lines: [], signature, ...more })
}
