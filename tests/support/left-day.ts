import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { requestReopening } from '#lib/domain/account-sets/commands/reopen-period.ts'
import { requestInvoice } from '#lib/domain/invoices/commands/request.ts'
import { closeNotes } from '#lib/domain/note-closings/commands/close.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { removeCode } from '#lib/domain/delivery-notes/commands/remove-code.ts'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { reportDiversion } from '#lib/domain/diversions/commands/report.ts'
import { reversePayment } from '#lib/domain/payments/commands/reverse.ts'
import { setProductActive } from '#lib/domain/products/commands/set-active.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { readList } from '#lib/domain/bank-lists/commands/read.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { addDays, periodOf } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { ruleIncident } from '#lib/papers/commands/rule-incident.ts'
import { writeIncident } from '#lib/papers/commands/write-incident.ts'
import { scanned } from '#tests/support/coded-goods.ts'
import { approvedOrder, bill, billInput, pay, postBillAs, supplierIn } from '#tests/support/buying.ts'
import { issue, noteFor, type TestCompany, valueOf } from '#tests/support/company.ts'
import { countOf, onHand, post, readyToPost } from '#tests/support/counting.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { leaveASession } from '#tests/support/reconciling.ts'
import { collectedDay } from '#tests/support/collecting.ts'
import { open, posted as received, readied } from '#tests/support/receiving.ts'
import { readyNote, sentOff, tripWith } from '#tests/support/tripping.ts'
import { coded, keyOf, moveCopies, run } from '#tests/support/road.ts'

/** A day that leaves a row of every kind of evidence behind: a note, a void, money, cash said at a stop, a trip, goods in, a lost code. */
export async function leaveADay(company: TestCompany): Promise<void> {
  const { clerk, salesManager, accountant, manager, keeper } = company.staff
  const posted = await noteAt(company, 'READY_TO_POST', { lines: [{ product: 'YS003', quantity: '1箱2瓶' }] })
  valueOf(
    await run(company, postNotes, accountant, {
      accountSetId: posted.accountSetId,
      paperIds: [posted.paperId],
      postingDate: '',
    }),
  )
  const receipt = {
    accountSetId: posted.accountSetId,
    customerId: company.customerId('K102'),
    amount: '88.80',
    method: 'CASH',
    receivedOn: today(systemClock),
    remark: '',
  }
  valueOf(await run(company, recordReceipt, accountant, receipt))
  const mistaken = valueOf(await run(company, recordReceipt, accountant, receipt))
  const undone = { accountSetId: posted.accountSetId, paperId: mistaken.paperId, reason: '记错客户' }
  valueOf(await run(company, reverseReceipt, manager, undone))
  const list = {
    bankAccount: '基本户',
    fileName: '流水.csv',
    text: `日期,收入,对方户名\n${today(systemClock)},5,某店`,
  }
  valueOf(await run(company, readList, accountant, { accountSetId: posted.accountSetId, ...list }))
  const wrong = valueOf(
    await issue(company, await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '2箱' }])),
  )
  const lost = { ...keyOf(wrong), copy: 'CUSTOMER', kind: 'LOST', statement: '遗失' }
  const { incidentId } = valueOf(await run(company, writeIncident, keeper, lost))
  valueOf(
    await run(company, ruleIncident, manager, {
      accountSetId: wrong.accountSetId,
      incidentId,
      ruling: 'ACCEPTED',
      remark: '',
    }),
  )
  valueOf(await run(company, requestVoid, clerk, { ...keyOf(wrong), reason: '写错' }))
  valueOf(await run(company, decideVoid, salesManager, { ...keyOf(wrong), decision: 'APPROVED', remark: '' }))
  const picture = { of: keyOf(posted), purpose: 'SIGNED_COPY', picture: PICTURE }
  valueOf(await run(company, attachPicture, clerk, picture))
  const picked = await noteAt(company, 'PICKING', { lines: [{ product: 'YS003', quantity: '2箱' }] })
  const [code] = await coded(company, picked)
  valueOf(await run(company, removeCode, keeper, { ...keyOf(picked), code }))
  const damaged = { ...keyOf(picked), lineNo: 1, kind: 'CASE', code: '', reason: '标签浸水' }
  valueOf(await run(company, reportDamagedCode, keeper, damaged))
  const cheap = await noteFor(company, 'K102', [{ product: 'LZ002', quantity: '1瓶', unitPrice: '0.5' }])
  valueOf(await run(company, submitApplication, clerk, { note: cheap, remark: '' }))
  const retired = { id: company.productId('TC001'), version: 0, isActive: true }
  valueOf(await run(company, setProductActive, company.staff.adminStaff, retired))
  const print = { copyKind: 'STUB', sequence: 1, form: 'A4', medium: 'PAPER', printedById: clerk.userId }
  await company.db.printEvent.create({ data: { ...keyOf(posted), ...print } })
  await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '99999箱' }]))
  await noteAt(company, 'DELIVERED', { customer: 'K101' })
  const carried = [await readyNote(company)]
  await sentOff(company, await tripWith(company, carried), carried)
  await bought(company, posted)
  await lostACase(company)
  await collectedDay(company)
  await leaveASession(company)
  await closedAMonth(company)
  await invoiced(company, posted)
  await closedACase(company)
}

/** A note of which nothing is open any more: its copies home, paid, closed. */
async function closedACase(company: TestCompany): Promise<void> {
  const { accountant, driver, clerk } = company.staff
  const note = await noteAt(company, 'READY_TO_POST')
  const { accountSetId, paperId } = note
  const one = { accountSetId, paperIds: [paperId] }
  valueOf(await run(company, postNotes, accountant, { ...one, postingDate: '' }))
  await moveCopies(company, note, ['DRIVER'], { from: driver, to: clerk, place: 'DESK' })
  const { openFen } = await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })
  const paid = { amount: formatFenPlain(openFen), method: 'CASH', receivedOn: today(systemClock), remark: '' }
  const money = { accountSetId, customerId: company.customerId('K102'), ...paid, forPaperId: paperId }
  valueOf(await run(company, recordReceipt, accountant, money))
  valueOf(await run(company, closeNotes, accountant, one))
}

/** An invoice asked for a posted note. */
async function invoiced(
  company: TestCompany,
  note: { accountSetId: number; paperId: string },
): Promise<void> {
  const { accountSetId, paperId } = note
  const buyer = { buyerName: '示例酒行', buyerTaxNumber: '', buyerAddress: '', buyerBank: '', remark: '' }
  const lines = [{ paperId, lineNo: 1 }]
  const asked = { accountSetId, customerId: company.customerId('K102'), kind: 'ORDINARY', ...buyer, lines }
  valueOf(await run(company, requestInvoice, company.staff.clerk, asked))
}

/** A month that was closed with a voucher in it, and that somebody asks to open again. */
async function closedAMonth(company: TestCompany): Promise<void> {
  const { accountant } = company.staff
  const accountSetId = company.books.mainSetId
  const day = today(systemClock)
  const receivedOn = addDays(day, -Number(day.slice(8)))
  const money = {
    customerId: company.customerId('K102'),
    amount: '12',
    method: 'CASH',
    receivedOn,
    remark: '',
  }
  valueOf(await run(company, recordReceipt, accountant, { accountSetId, ...money }))
  const month = { accountSetId, period: periodOf(receivedOn) }
  valueOf(await run(company, closePeriod, accountant, month))
  valueOf(await run(company, requestReopening, accountant, { ...month, reason: '补记一笔' }))
}

/** What buying leaves behind: an order, a receipt with a batch, a bill, a payment that is undone, a diversion case. */
async function bought(company: TestCompany, note: { accountSetId: number; paperId: string }): Promise<void> {
  const { salesperson, manager } = company.staff
  const supplierId = await supplierIn(company, 'GT01')
  const wanted = [{ product: 'XG001', quantity: '10箱', unitPrice: '60/箱' }]
  const ordered = await approvedOrder(company, supplierId, wanted)
  await received(company, ordered.paperId, [{ lineNo: 1, batchNo: 'B1', producedOn: '2026-11-01' }])
  const billed = valueOf(await bill(company, billInput(ordered, [{ line: 1, quantity: '10箱' }])))
  valueOf(await postBillAs(company, billed))
  const paid = valueOf(await pay(company, supplierId, '50'))
  const { accountSetId } = note
  const undone = { accountSetId, paperId: paid.paperId, reason: '付错' }
  valueOf(await run(company, reversePayment, manager, undone))
  const { code } = await company.db.codeCapture.findFirstOrThrow({ where: keyOf(note) })
  const found = { accountSetId, code, foundOn: today(systemClock), foundCustomerId: null, foundAt: '邻县' }
  valueOf(await run(company, reportDiversion, salesperson, { ...found, remark: '', picture: null }))
}

/** A case that a count no longer finds: received with its codes, counted away and posted. */
async function lostACase(company: TestCompany): Promise<void> {
  const supplierId = await supplierIn(company, 'GT02')
  const line = { productId: company.productId('YS003'), quantity: '2箱', unitPrice: '600/箱' }
  const receipt = valueOf(await open(company, { supplierId, reason: '厂家送样', lines: [line] }))
  await readied(company, receipt)
  valueOf(await run(company, postReceipt, company.staff.salesManager, keyOf(receipt)))
  const there = await company.db.codeHolding.findMany({ where: keyOf(receipt), orderBy: { code: 'asc' } })
  const count = await countOf(company, 'YS003')
  valueOf(await scanned(company, count, [there[0]?.code ?? '']))
  await readyToPost(company, count, String((await onHand(company, 'YS003')) - 6))
  valueOf(await post(company, count))
}

/** The smallest picture there is. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
