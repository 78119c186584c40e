import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { requestInvoice } from '#lib/domain/invoices/commands/request.ts'
import { reviewInvoice } from '#lib/domain/invoices/commands/review.ts'
import { closeNotes } from '#lib/domain/note-closings/commands/close.ts'
import { closingOf, closingWish, listClosings } from '#lib/domain/note-closings/queries.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf, moveCopies, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const close = (notes: readonly IssuedNote[], actor: Person = company.staff.accountant) =>
  run(company, closeNotes, actor, {
    accountSetId: company.books.mainSetId,
    paperIds: notes.map(({ paperId }) => paperId),
  })

async function posted(): Promise<IssuedNote> {
  const note = await noteAt(company, 'READY_TO_POST')
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

async function paidInFull(): Promise<void> {
  const customerId = company.customerId('K102')
  const { receivableFen, prepaidFen } = await company.db.customerBalance.findFirstOrThrow({
    where: { customerId },
  })
  valueOf(
    await run(company, recordReceipt, company.staff.accountant, {
      ...{
        accountSetId: 1,
        customerId,
        amount: formatFenPlain(receivableFen - prepaidFen),
        method: 'TRANSFER',
      },
      ...{ receivedOn: today(company.desk.clock), remark: '' },
    }),
  )
}

const driverCopyHome = (note: IssuedNote) => {
  const { driver, clerk } = company.staff
  return moveCopies(company, note, ['DRIVER'], { from: driver, to: clerk, place: 'DESK' })
}

test('R135 R57 R91 R100 R11 a note closes only when nothing of it is open, and says what it waits for until then', async () => {
  const early = await noteAt(company, 'DISPATCHED')
  expect(unmetOf(await close([early])).map((line) => line.split(' ')[0])).toEqual([
    ...['R114', 'R11', 'R57', 'R46', 'R65', 'R64'],
  ])
  const note = await posted()
  expect(unmetOf(await close([note]))).toEqual(['R57 driverCopyAway', 'R91 notPaid'])
  await driverCopyHome(note)
  await paidInFull()
  const asked = valueOf(
    await run(company, requestInvoice, company.staff.clerk, {
      ...{ accountSetId: 1, customerId: company.customerId('K102'), kind: 'ORDINARY', buyerName: '示例酒行' },
      ...{ buyerTaxNumber: '', buyerAddress: '', buyerBank: '', remark: '' },
      lines: [{ paperId: note.paperId, lineNo: 1 }],
    }),
  )
  expect(unmetOf(await close([note]))).toEqual(['R100 invoiceWaiting'])
  const state = await closingOf(company.db, keyOf(note))
  expect(state?.checklist.items.filter((item) => item.state === 'unmet')).toMatchObject([
    { rule: 'R100', params: { number: asked.number } },
  ])
  const refusal = { ...keyOf(asked), version: 0, decision: 'REJECTED', remark: '客户不要了' }
  valueOf(await run(company, reviewInvoice, company.staff.accountant, refusal))
  company.forgetStatements()
  expect(valueOf(await close([note])).closed).toEqual([{ paperId: note.paperId, number: note.number }])
  expect(company.statements.length).toBeLessThanOrEqual(closeNotes.queryBudget)
  expect(unmetOf(await close([note]))).toEqual(['R135 alreadyClosed'])
  expect((await closingOf(company.db, keyOf(note)))?.closed?.by).toBe(company.staff.accountant.displayName)
  const event = await company.db.paperEvent.findFirst({ where: { ...keyOf(note), command: 'note.close' } })
  expect(event?.payload).toEqual({ number: note.number })
})

test('R135 many at once: those that can close do, the others come back with what they wait for; twice is once', async () => {
  const [ready, waiting] = [await posted(), await posted()]
  await driverCopyHome(ready)
  await paidInFull()
  const wish = closingWish({}, { accountSetIds: [1] }, today(company.desk.clock))
  const rows = (await listClosings(company.db, wish)).rows
  const of = (note: IssuedNote) => rows.find((row) => row.paperId === note.paperId)
  expect([of(ready)?.canClose, of(waiting)?.waits.map(({ rule }) => rule)]).toEqual([true, ['R57']])
  const both = await Promise.all([close([ready, waiting]), close([ready, waiting])])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  const done = both.find((answer) => answer.status === 'done')
  expect(done).toMatchObject({ value: { refused: [{ number: waiting.number }] } })
  expect((await listClosings(company.db, wish)).rows.map(({ paperId }) => paperId)).not.toContain(
    ready.paperId,
  )
  await expect(
    company.db.$executeRaw`DELETE FROM note_closing WHERE paper_id = ${ready.paperId}::uuid`,
  ).rejects.toThrow()
  const unpaid = await posted()
  const slipped = {
    ...keyOf(unpaid),
    closedById: company.staff.clerk.userId,
    closedAt: company.desk.clock.now(),
  }
  await expect(company.db.noteClosing.create({ data: slipped })).rejects.toThrow('not posted and paid')
})

test('A05 A07 nobody else closes, and nothing outside the account set', async () => {
  const note = await posted()
  const { clerk, manager, accountant } = company.staff
  for (const actor of [clerk, manager])
    expect(await close([note], actor)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await close([note], { ...accountant, accountSetIds: [2] })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect(await close([{ ...note, paperId: newId(company.desk.clock.now()) }])).toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect(await close([])).toMatchObject({ fields: { paperIds: 'noNotes' } })
})
