import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { listPending, receiptDetail, settlementDesk } from '#lib/domain/receipts/queries-detail.ts'
import { listReceipts, receiptWish } from '#lib/domain/receipts/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { type PendingReceiptDraft, recordPendingReceipts } from '#lib/papers/receipts.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'
import { postedNote } from '#tests/support/receipts.ts'

const company = await testCompany()
const { db, desk, staff, books } = company
const DAY = today(desk.clock)
const accountSetId = books.mainSetId
const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await company.drop()
})

const draft: Omit<PendingReceiptDraft, 'takenById'> = {
  accountSetId,
  customerId: company.customerId('K102'),
  amountFen: 5000n,
  method: 'CASH',
  receivedOn: DAY,
  remark: '',
  payer: '店长',
  forPaperId: null,
  purpose: null,
  reconciliationId: null,
}
const record = (changes: object) =>
  runCommand(
    desk,
    recordReceipt,
    call(staff.accountant, {
      ...{
        accountSetId,
        customerId: company.customerId('K102'),
        amount: '100',
        method: 'TRANSFER',
        receivedOn: DAY,
        remark: '',
      },
      ...changes,
    }),
  )

test('R58 the cashier sees what waits, who took it, and what is for another cashier, in one statement', async () => {
  await db.$transaction((tx) =>
    recordPendingReceipts(tx, { recordedById: staff.clerk.userId, at: desk.clock.now() }, [
      { ...draft, takenById: staff.driver.userId },
      { ...draft, takenById: staff.accountant.userId },
    ]),
  )
  company.forgetStatements()
  const { rows, hasMore } = await listPending(db, staff.accountant, accountSetId)
  expect(company.statements).toHaveLength(1)
  expect(hasMore).toBe(false)
  expect(rows.map(({ isOwn, amount, payer }) => ({ isOwn, amount, payer }))).toEqual([
    { isOwn: false, amount: '50.00', payer: '店长' },
    { isOwn: true, amount: '50.00', payer: '店长' },
  ])
  expect((await listPending(db, outside, accountSetId)).rows).toEqual([])
  const pending = await listReceipts(db, staff.clerk, receiptWish({ status: 'PENDING' }))
  expect(pending.rows.map(({ status }) => status)).toEqual(['PENDING', 'PENDING'])
})

test('R96 a receipt’s page tells its parts, what it paid, and that it was undone, in one statement', async () => {
  const note = await postedNote(company, 'K102')
  const { paperId } = valueOf(await record({ payer: '王老板' }))
  company.forgetStatements()
  const stood = await receiptDetail(db, staff.manager, { accountSetId, paperId })
  expect(company.statements).toHaveLength(1)
  expect(stood).toMatchObject({
    status: 'RECORDED',
    amount: '100.00',
    open: '13.60',
    payer: '王老板',
    isOwn: false,
  })
  expect(stood?.settled).toMatchObject([
    { paperId: note.paperId, number: note.number, amount: '86.40', undoneOn: null },
  ])
  expect(await receiptDetail(db, outside, { accountSetId, paperId })).toBeNull()
  expect(await receiptDetail(db, staff.manager, { accountSetId, paperId: 'x' })).toBeNull()
  valueOf(
    await runCommand(desk, reverseReceipt, call(staff.manager, { accountSetId, paperId, reason: '退票' })),
  )
  const undone = await receiptDetail(db, staff.accountant, { accountSetId, paperId })
  expect(undone).toMatchObject({
    status: 'REVERSED',
    open: null,
    isOwn: true,
    reversal: { reason: '退票', on: DAY },
  })
  expect(undone?.settled[0]?.undoneOn).toBe(DAY)
})

test('settling by hand sees free money without what is put aside, and what was settled last', async () => {
  const key = { accountSetId, customerId: company.customerId('K104') }
  await postedNote(company, 'K104')
  valueOf(await record({ customerId: key.customerId, amount: '30', purpose: 'DEPOSIT' }))
  valueOf(await record({ customerId: key.customerId, amount: '20', purpose: 'PREPAYMENT' }))
  valueOf(await record({ customerId: key.customerId, amount: '6.40' }))
  company.forgetStatements()
  const found = await settlementDesk(db, staff.accountant, key)
  expect(company.statements).toHaveLength(1)
  expect(found?.receipts.map(({ waits, open }) => [waits, open])).toEqual([['DEPOSIT', '30.00']])
  expect(found?.free).toBe('0.00')
  expect(found?.latest.map(({ amount }) => amount).toSorted()).toEqual(['20.00', '6.40'])
  expect(await settlementDesk(db, outside, key)).toBeNull()
})
