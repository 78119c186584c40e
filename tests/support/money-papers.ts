import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { openAmendment } from '#lib/domain/delivery-notes/commands/open-amendment.ts'
import { requestInvoice } from '#lib/domain/invoices/commands/request.ts'
import { recordPendingReceipt } from '#lib/domain/receipts/commands/record-pending.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { linkToken } from '#lib/domain/statements/link-token.ts'
import { makeStatementLink } from '#lib/domain/statements/commands/make-link.ts'
import { makeStatement } from '#lib/domain/statements/commands/make.ts'
import { proposeWriteOff } from '#lib/domain/write-offs/commands/propose.ts'
import { today } from '#lib/kernel/clock.ts'
import { noteFor, type RoadCompany, valueOf } from '#tests/support/company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { postedNote } from '#tests/support/receipts.ts'
import { keyOf, run } from '#tests/support/road.ts'

/**
 * One of each paper about money that asks for a page of its own, on a posted note of the customer: a receipt, one that waits
 * for the cashier, a statement with its link, an invoice asked for, a write-off proposed, an application, an amendment slip.
 * Answers the address that the customer opens.
 */
export async function leaveMoneyPapers(company: RoadCompany, customer: string): Promise<string> {
  const { accountant, clerk } = company.staff
  const note = await postedNote(company, customer)
  const { accountSetId, paperId } = note
  const of = { accountSetId, customerId: company.customerId(customer) }
  const day = today(company.desk.clock)
  const money = { ...of, amount: '5', method: 'CASH', receivedOn: day, remark: '' }
  valueOf(await run(company, recordReceipt, accountant, { ...money, purpose: 'PREPAYMENT' }))
  valueOf(await run(company, recordPendingReceipt, clerk, money))
  const buyer = {
    kind: 'ORDINARY',
    buyerName: '样板二批部',
    buyerTaxNumber: '',
    buyerAddress: '',
    buyerBank: '',
  }
  const lines = [{ paperId, lineNo: 1 }]
  valueOf(await run(company, requestInvoice, clerk, { ...of, ...buyer, remark: '', lines }))
  const loss = { ...of, reason: '尾款收不回', lines: [{ noteId: paperId, amount: '1' }] }
  valueOf(await run(company, proposeWriteOff, accountant, loss))
  const cheap = await noteFor(company, customer, [{ product: 'LZ001', quantity: '1箱', unitPrice: '0.1' }])
  valueOf(await run(company, submitApplication, clerk, { note: cheap, remark: '清库存' }))
  const amended = await noteAt(company, 'DELIVERED', { customer })
  const change = { ...keyOf(amended), reason: '客户只要一箱', lines: [{ lineNo: 1, accepted: '1箱' }] }
  valueOf(await run(company, openAmendment, clerk, change, { pin: company.pin }))
  const span = { from: `${day.slice(0, 8)}01`, to: day }
  const statement = valueOf(await run(company, makeStatement, accountant, { ...of, ...span }))
  const link = { ...keyOf(statement), sentTo: '钱样板', days: '7' }
  const { linkId } = valueOf(await run(company, makeStatementLink, accountant, link))
  return `/statement/${linkToken(company.desk.pinKey, { accountSetId, linkId })}`
}
