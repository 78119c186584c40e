import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { paymentContentHash } from '#lib/domain/payments/content.ts'
import { insertPayment, readPaidSupplier } from '#lib/domain/payments/repository.ts'
import { paymentInput } from '#lib/domain/payments/schema.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { enterVouchers, paidVouchers } from '#lib/ledger/journal.ts'
import { allocatePaymentsOldestFirst, enterPaymentMoney } from '#lib/ledger/payables.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { chainStart } from '#lib/papers/paper.ts'

type Loaded = { numberFormat: string; period: PeriodStatus }
type Plan = { numberFormat: string; amountFen: bigint }

/**
 * Records money paid to a supplier (R92) with amount, date and method (R94) and its own gapless number. It pays the
 * supplier's oldest open bills first; what is left is an advance for the next one.
 */
export const recordPayment = defineCommand({
  name: 'payment.record',
  permission: 'payment.record',
  input: paymentInput,
  queryBudget: 12,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, input.paidOn)
    const supplier = await readPaidSupplier(tx, input.accountSetId, input.supplierId)
    return supplier && { numberFormat: supplier.numberFormat, period }
  },
  decide: ({ numberFormat, period }, input, { today }) => {
    const amount = parseYuan(input.amount)
    if (!amount.ok) return { invalid: { amount: amount.code } }
    if (amount.value <= 0n) return { invalid: { amount: amount.value === 0n ? 'zero' : 'negative' } }
    if (input.paidOn > today) return { invalid: { paidOn: 'dateInFuture' } }
    if (period !== 'OPEN') return refuse('payment.periodClosed', { date: input.paidOn })
    return act<Plan>({ numberFormat, amountFen: amount.value })
  },
  save: async ({ tx, actor, now }, { numberFormat, amountFen }, input) => {
    const { accountSetId, supplierId, method, paidOn, remark } = input
    const paperId = newId(now)
    const paidAct = { accountSetId, supplierId, paperId, businessDate: paidOn }
    await enterPaymentMoney(tx, { ...paidAct, amountFen }, now)
    const paid = await allocatePaymentsOldestFirst(tx, [paidAct], now)
    const money = method === 'CASH' ? 'CASH' : 'BANK'
    await enterVouchers(tx, { recordedById: actor.userId, at: now }, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'PAYMENT', businessDate: paidOn },
        lines: [{ debit: 'ADVANCE', credit: money, amountFen }],
      },
      ...paidVouchers(paid, now),
    ])
    const period = periodOf(paidOn)
    const sequence = (await takeSequences(tx, accountSetId, period, ['PAYMENT'])).get('PAYMENT') ?? 0
    const number = paperNumber(numberFormat, 'PAYMENT', period, sequence)
    const content = {
      accountSetId,
      paperId,
      number,
      supplierId,
      amountFen: `${amountFen}`,
      method,
      paidOn,
      remark,
    }
    const contentHash = paymentContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'PAYMENT', number, contentHash })
    const recorded = { period, sequence, contentHash, chainHash, recordedById: actor.userId, at: now }
    await insertPayment(tx, { ...content, ...recorded, amountFen })
    const allocatedFen = `${paid.reduce((sum, part) => sum + part.amountFen, 0n)}`
    const payload = { number, amountFen: content.amountFen, method, allocatedFen }
    return {
      value: { accountSetId, paperId, number, allocatedFen },
      events: [{ accountSetId, paperId, payload }],
    }
  },
})
