import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { receiptContentHash } from '#lib/domain/receipts/content.ts'
import { insertReceipt, readReceiptCustomer, type ReceiptCustomer } from '#lib/domain/receipts/repository.ts'
import { receiptInput } from '#lib/domain/receipts/schema.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { allocationVouchers, enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { allocateOldestFirst, enterMoney } from '#lib/ledger/receivables.ts'
import { chainStart } from '#lib/papers/paper.ts'

type Loaded = { customer: ReceiptCustomer; period: PeriodStatus }
type Plan = { customer: ReceiptCustomer; amountFen: bigint }

export type RecordedReceipt = { paperId: string; number: string; allocatedFen: string }

/**
 * Records money received (R94) with its own gapless number. It pays the customer's oldest open notes first; what is
 * left waits for the next receipt. Money of customers who pay before delivery waits until their note is posted (R48).
 */
export const recordReceipt = defineCommand({
  name: 'receipt.record',
  permission: 'receipt.record',
  input: receiptInput,
  queryBudget: 14,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, input.receivedOn)
    const customer = await readReceiptCustomer(tx, input.accountSetId, input.customerId)
    return customer ? { customer, period } : null
  },
  decide: ({ customer, period }, input, { today }) => {
    const amount = parseYuan(input.amount)
    if (!amount.ok) return { invalid: { amount: amount.code } }
    if (amount.value <= 0n) return { invalid: { amount: amount.value === 0n ? 'zero' : 'negative' } }
    if (input.receivedOn > today) return { invalid: { receivedOn: 'dateInFuture' } }
    if (period !== 'OPEN') return refuse('receipt.periodClosed', { date: input.receivedOn })
    return act<Plan>({ customer, amountFen: amount.value })
  },
  save: async ({ tx, actor, now }, plan, input) => {
    const { accountSetId, customerId } = input
    const paperId = newId(now)
    const recorder = { recordedById: actor.userId, at: now }
    await enterMoney(
      tx,
      { accountSetId, customerId, paperId, amountFen: plan.amountFen, businessDate: input.receivedOn },
      now,
    )
    const paid = plan.customer.paysBefore
      ? []
      : await allocateOldestFirst(tx, [{ accountSetId, customerId, businessDate: input.receivedOn }], now)
    await enterVouchers(tx, recorder, [
      {
        accountSetId,
        id: newId(now),
        paperId,
        kind: 'RECEIPT',
        businessDate: input.receivedOn,
        lines: [
          { debit: input.method === 'CASH' ? 'CASH' : 'BANK', credit: 'PREPAID', amountFen: plan.amountFen },
        ],
      },
      ...allocationVouchers(paid, now),
    ])
    const period = periodOf(input.receivedOn)
    const sequence = (await takeSequences(tx, accountSetId, period, ['RECEIPT'])).get('RECEIPT') ?? 0
    const number = paperNumber(plan.customer.numberFormat, 'RECEIPT', period, sequence)
    const content = {
      accountSetId,
      paperId,
      number,
      customerId,
      amountFen: String(plan.amountFen),
      method: input.method,
      receivedOn: input.receivedOn,
      remark: input.remark,
    }
    const contentHash = receiptContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'RECEIPT', number, contentHash })
    await insertReceipt(tx, {
      ...content,
      amountFen: plan.amountFen,
      period,
      sequence,
      contentHash,
      chainHash,
      recordedById: actor.userId,
      at: now,
    })
    const allocatedFen = String(paid.reduce((sum, each) => sum + each.amountFen, 0n))
    return {
      value: { paperId, number, allocatedFen },
      events: [
        {
          accountSetId,
          paperId,
          payload: { number, amountFen: content.amountFen, method: input.method, allocatedFen },
        },
      ],
    }
  },
})
