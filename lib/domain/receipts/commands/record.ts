import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { readReceiptCustomer, type ReceiptCustomer } from '#lib/domain/receipts/repository.ts'
import { draftOf, namedIn, readReceipt } from '#lib/domain/receipts/record-rules.ts'
import { receiptInput } from '#lib/domain/receipts/schema.ts'
import { moneyOfReceipt, moneyVoucher } from '#lib/domain/receipts/postings.ts'
import { writeReceipts } from '#lib/papers/receipts.ts'
import { newId } from '#lib/kernel/ids.ts'
import { allocateMoney, enterMoney } from '#lib/ledger/allocations.ts'
import { allocationVouchers, enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'

type Loaded = { customer: ReceiptCustomer; period: PeriodStatus }
type Plan = { customer: ReceiptCustomer; amountFen: bigint }

export type RecordedReceipt = { paperId: string; number: string; allocatedFen: string }

/**
 * Records money received (R94) with its own gapless number. It pays the note it is meant for, then the customer's oldest
 * open notes; what is left waits for the next receipt. Money of customers who pay before delivery waits until their note
 * is posted (R48), a prepayment for the next act, a deposit until it is released.
 */
export const recordReceipt = defineCommand({
  name: 'receipt.record',
  permission: 'receipt.record',
  input: receiptInput,
  queryBudget: 14,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, input.receivedOn)
    const customer = await readReceiptCustomer(tx, input.accountSetId, input.customerId, namedIn(input))
    return customer ? { customer, period } : null
  },
  decide: ({ customer, period }, input, { today }): Decision<Plan> => {
    const read = readReceipt(input, customer, today)
    if ('invalid' in read) return read
    if (period !== 'OPEN') return refuse('receipt.periodClosed', { date: input.receivedOn })
    return act<Plan>({ customer, amountFen: read.amountFen })
  },
  save: async ({ tx, actor, now }, { customer, amountFen }, input) => {
    const { accountSetId, customerId, receivedOn, method } = input
    const paperId = newId(now)
    const recorder = { recordedById: actor.userId, at: now }
    const draft = { ...draftOf(input, amountFen), paperId }
    const money = moneyOfReceipt({ ...draft, bookedOn: receivedOn, noteStatus: customer.noteStatus })
    await enterMoney(tx, accountSetId, [money], now)
    const paysNow = draft.purpose === null && !customer.paysBefore
    const payers = paysNow ? [{ customerId, businessDate: receivedOn }] : []
    const meant = draft.forPaperId === null ? [] : [draft.forPaperId]
    const paid = await allocateMoney(tx, { accountSetId, meant, payers }, now)
    await enterVouchers(tx, recorder, [
      moneyVoucher({ accountSetId, paperId, method, amountFen, bookedOn: receivedOn }, now),
      ...allocationVouchers(paid, now),
    ])
    const { numberFormat } = customer
    const [written] = await writeReceipts(tx, recorder, [draft], { numberFormat, status: 'RECORDED' })
    if (!written) throw new Error('one receipt was written')
    const allocatedFen = `${paid.reduce((sum, each) => sum + each.amountFen, 0n)}`
    return {
      value: { paperId, number: written.number, allocatedFen },
      events: [
        {
          accountSetId,
          paperId,
          payload: { number: written.number, amountFen: `${amountFen}`, method, allocatedFen },
        },
      ],
    }
  },
})
