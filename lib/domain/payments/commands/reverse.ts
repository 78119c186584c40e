import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type HeldPayment, holdPayment, insertReversal } from '#lib/domain/payments/repository.ts'
import { reversePaymentInput } from '#lib/domain/payments/schema.ts'
import { reverseVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { takeAdvanceBack } from '#lib/ledger/take-back.ts'

/**
 * 红冲付款: undoes a payment by mirror entries on today's date; the payment itself never changes (R96). Never by who
 * recorded it, and once. What was paid last is owed again as far as the supplier's advance does not cover the amount;
 * what is left over pays the oldest bills anew.
 */
export const reversePayment = defineCommand({
  name: 'payment.reverse',
  permission: 'payment.reverse',
  input: reversePaymentInput,
  queryBudget: 14,
  load: async (
    { tx, actor, today },
    input,
  ): Promise<{ payment: HeldPayment; period: PeriodStatus } | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, today)
    const payment = await holdPayment(tx, input)
    return payment && { payment, period }
  },
  decide: ({ payment, period }, _input, { actor, today }): Decision<HeldPayment> => {
    const { number } = payment
    if (payment.isReversed) return refuse('payment.alreadyReversed', { number })
    if (payment.recordedById === actor.userId) return refuse('payment.secondPerson', { number })
    return period === 'OPEN' ? act(payment) : refuse('payment.periodClosed', { date: today })
  },
  save: async ({ tx, actor, now, today }, payment, { accountSetId, paperId, reason }) => {
    const { number, supplierId, amountFen, recordedById } = payment
    const recorder = { recordedById: actor.userId, at: now }
    const undone = { accountSetId, supplierId, paperId, businessDate: today }
    await insertReversal(
      tx,
      { accountSetId, paperId },
      { recordedById, reversedById: actor.userId, reason, on: today, at: now },
    )
    const freed = await takeAdvanceBack(tx, recorder, undone, amountFen)
    await reverseVouchers(tx, recorder, { accountSetId, paperId, businessDate: today })
    const bills = freed.map((part) => ({ paperId: part.paperId, amountFen: `${part.amountFen}` }))
    const payload = { number, reason, on: today, amountFen: `${amountFen}`, bills }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
