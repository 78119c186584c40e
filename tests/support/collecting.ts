import { escalate } from '#lib/domain/collections/commands/escalate.ts'
import { openDispute } from '#lib/domain/collections/commands/open-dispute.ts'
import { recordContact } from '#lib/domain/collections/commands/record-contact.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { answerStatement } from '#lib/domain/statements/commands/answer.ts'
import { makeStatementLink } from '#lib/domain/statements/commands/make-link.ts'
import { makeStatement } from '#lib/domain/statements/commands/make.ts'
import { linkToken } from '#lib/domain/statements/link-token.ts'
import { customerOf, openStatementLink } from '#lib/domain/statements/queries-link.ts'
import { decideWriteOff } from '#lib/domain/write-offs/commands/decide.ts'
import { proposeWriteOff } from '#lib/domain/write-offs/commands/propose.ts'
import type { Person } from '#lib/auth/actor.ts'
import { today } from '#lib/kernel/clock.ts'
import { type TestCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf, run } from '#tests/support/road.ts'

/* What an accountant does about money that does not come, step by step. */

/** A posted note of a customer: owed whole, for goods of 86.40 yuan. */
export async function owed(company: TestCompany, customer = 'K102', product = 'LZ001', quantity = '2箱') {
  const note = await noteAt(company, 'READY_TO_POST', { lines: [{ product, quantity }], customer })
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

export function contactOf(company: TestCompany, customer: string, more: object = {}) {
  return {
    ...{ accountSetId: company.books.mainSetId, customerId: company.customerId(customer) },
    ...{ contactedOn: today(company.desk.clock), way: 'PHONE', spokenWith: '王会计', said: '月底付清' },
    ...{ promisedAmount: '', promisedOn: '', ...more },
  }
}

/** Proposes to write this much of a note off. */
export function propose(
  company: TestCompany,
  customer: string,
  lines: readonly { noteId: string; amount: string }[],
  more: { actor?: Person; key?: string; reason?: string } = {},
) {
  const { actor = company.staff.accountant, reason = '店已关门', key } = more
  const input = {
    ...{ accountSetId: company.books.mainSetId, customerId: company.customerId(customer) },
    ...{ reason, lines },
  }
  return run(company, proposeWriteOff, actor, input, key === undefined ? {} : { key })
}

export function decide(
  company: TestCompany,
  writeOff: { accountSetId: number; paperId: string },
  decision = 'APPROVED',
  actor: Person = company.staff.manager,
) {
  return run(company, decideWriteOff, actor, { ...keyOf(writeOff), decision, remark: '核过' })
}

/** A statement of the customer's month to date. */
export async function statementOf(company: TestCompany, customer: string) {
  const day = today(company.desk.clock)
  const input = {
    ...{ accountSetId: company.books.mainSetId, customerId: company.customerId(customer) },
    ...{ from: `${day.slice(0, 8)}01`, to: day },
  }
  return valueOf(await run(company, makeStatement, company.staff.accountant, input))
}

/** A link to a statement, as the token in its address. */
export async function linked(
  company: TestCompany,
  statement: { accountSetId: number; paperId: string },
  days = '7',
) {
  const input = { ...keyOf(statement), sentTo: '王会计', days }
  const { linkId } = valueOf(await run(company, makeStatementLink, company.staff.accountant, input))
  const token = linkToken(company.desk.pinKey, { accountSetId: statement.accountSetId, linkId })
  return { linkId, token }
}

/** Opens a link as a customer's browser does. */
export function opened(company: TestCompany, token: string, address: string | null = '192.0.2.7') {
  const { db, desk } = company
  return openStatementLink({ db, pinKey: desk.pinKey, now: desk.clock.now() }, token, { address })
}

/** What a customer answers through a link. */
export async function answered(company: TestCompany, token: string, more: object = {}, key?: string) {
  const found = await opened(company, token)
  if (!found) throw new Error('the link opens nothing')
  const actor = customerOf(found, { address: '192.0.2.7', userAgent: 'phone' })
  const input = { answer: 'CONFIRMED', answeredBy: '王会计', note: '', disputed: [], ...more }
  return run(company, answerStatement, actor, input, key === undefined ? {} : { key })
}

/** A row of every kind that collection leaves behind. */
export async function collectedDay(company: TestCompany): Promise<void> {
  const { accountant, manager } = company.staff
  const note = await owed(company, 'K106')
  const promised = { promisedAmount: '50', promisedOn: today(company.desk.clock) }
  valueOf(await run(company, recordContact, accountant, contactOf(company, 'K106', promised)))
  const { accountSetId, customerId } = contactOf(company, 'K106')
  const told = { accountSetId, customerId, level: '3', toUserId: manager.userId, reason: '多次不付' }
  valueOf(await run(company, escalate, accountant, told))
  valueOf(await run(company, openDispute, accountant, { ...keyOf(note), reason: '少收一箱' }))
  const proposed = valueOf(await propose(company, 'K106', [{ noteId: note.paperId, amount: '10' }]))
  valueOf(await decide(company, proposed))
  const { token } = await linked(company, await statementOf(company, 'K106'))
  valueOf(await answered(company, token))
}
