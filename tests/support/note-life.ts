import { assignDriver } from '#lib/domain/delivery-notes/commands/assign-driver.ts'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { acceptCopiesCommand } from '#lib/papers/commands/accept-copies.ts'
import { offerCopiesCommand } from '#lib/papers/commands/offer-copies.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { Person } from '#lib/auth/actor.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  coded,
  handedOver,
  keyOf,
  type LineWish,
  prepared,
  run,
  signedBy,
  verified,
} from '#tests/support/road.ts'

/*
 * The whole life of a note by the hands of the company's people, command by command, up to the accountant's desk.
 */

/** A stroke as a customer draws it. */
export const STROKE = { kind: 'path', path: 'M0 0 L40 20', width: 100, height: 40 } as const

/** What the customer took of a line; lines that are not named were taken whole. */
export type Taken = { lineNo: number; accepted: string; reason: string; returnedCodes?: string[] }

/** A note whose goods have left with the driver: DISPATCHED, every offer still open. */
export async function dispatched(
  company: TestCompany,
  lines?: readonly LineWish[],
  customer?: string,
): Promise<IssuedNote> {
  const { keeper, salesperson, driver } = company.staff
  const note = await handedOver(company, lines, customer)
  await prepared(company, note)
  await coded(company, note)
  await signedBy(company, note, keeper, salesperson)
  await verified(company, note)
  valueOf(await run(company, assignDriver, keeper, { ...keyOf(note), driverId: driver.userId }))
  valueOf(await run(company, dispatchNote, keeper, { ...keyOf(note), notice: 'PHONE' }))
  return note
}

/** The driver has been there: DELIVERED, signed by the customer unless everything was refused. */
export async function delivered(
  company: TestCompany,
  options: {
    lines?: readonly LineWish[]
    customer?: string
    taken?: readonly Taken[]
    isSigned?: boolean
  } = {},
): Promise<IssuedNote> {
  const { driver } = company.staff
  const note = await dispatched(company, options.lines, options.customer)
  await acceptCopiesOf(company, note, driver, ['DRIVER', 'CUSTOMER'])
  const lines = (options.taken ?? []).map((line) => ({ returnedCodes: [], ...line }))
  const signature = options.isSigned === false ? null : { kind: 'STROKE', stroke: STROKE }
  valueOf(await run(company, deliverNote, driver, { ...keyOf(note), lines, signature }))
  return note
}

/** Delivered, and the accountant has both the accounting copy and the signed customer copy: ready to be posted. */
export async function ready(
  company: TestCompany,
  options: Parameters<typeof delivered>[1] = {},
): Promise<IssuedNote> {
  const note = await delivered(company, options)
  await acceptCopiesOf(company, note, company.staff.accountant, ['ACCOUNTING'])
  await customerCopyToAccounting(company, note)
  return note
}

/** The signed customer copy goes from the driver to the clerk and on to the accountant (R46, R60). */
export async function customerCopyToAccounting(company: TestCompany, note: IssuedNote): Promise<void> {
  const { driver, clerk, accountant } = company.staff
  await offerCopyOf(company, note, driver, 'CUSTOMER', 'DESK', clerk.userId)
  await acceptCopiesOf(company, note, clerk, ['CUSTOMER'])
  const { accountSetId, paperId } = note
  const input = { accountSetId, paperIds: [paperId], toId: null }
  valueOf(await run(company, handToAccounting, clerk, input))
  await acceptCopiesOf(company, note, accountant, ['CUSTOMER'])
}

/** The person accepts copies that were offered. */
export async function acceptCopiesOf(
  company: TestCompany,
  note: IssuedNote,
  person: Person,
  kinds: readonly CopyKind[],
): Promise<void> {
  const copies = kinds.map((kind) => ({ ...keyOf(note), kind }))
  valueOf(await run(company, acceptCopiesCommand, person, { of: { copies }, remark: '' }))
}

/** The person offers a copy to another. */
export async function offerCopyOf(
  company: TestCompany,
  note: IssuedNote,
  person: Person,
  kind: CopyKind,
  toPlace: CopyPlace,
  toId: string,
): Promise<void> {
  const copies = [{ ...keyOf(note), kind }]
  valueOf(await run(company, offerCopiesCommand, person, { copies, toPlace, toId, remark: '' }))
}
