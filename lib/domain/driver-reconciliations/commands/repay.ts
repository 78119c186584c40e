import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type HeldDifference,
  holdDifference,
  insertRepayment,
} from '#lib/domain/driver-reconciliations/repayment-repository.ts'
import {
  repaymentLines,
  repaymentRefusal,
  type RepaymentSide,
  sideOf,
} from '#lib/domain/driver-reconciliations/repayment-rules.ts'
import { repayDifferenceInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { parseYuan } from '#lib/kernel/money.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'

type Loaded = { difference: HeldDifference; period: PeriodStatus }
type Plan = { difference: HeldDifference; side: RepaymentSide; amountFen: bigint }

/**
 * 差额还款: a driver pays what was short at a session, or gets back what was over, whole or in parts and never more. The
 * accountant takes it, never the driver (R58); it enters the books on the day it was paid.
 */
export const repayDifference = defineCommand({
  name: 'reconciliation.repay',
  permission: 'reconciliation.repay',
  input: repayDifferenceInput,
  queryBudget: 10,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const difference = await holdDifference(tx, actor.accountSetIds, input)
    return difference && { difference, period: await holdPeriod(tx, input.accountSetId, input.paidOn) }
  },
  decide: ({ difference, period }, input, { actor, today }): Decision<Plan> => {
    const amount = parseYuan(input.amount)
    if (!amount.ok) return { invalid: { amount: amount.code } }
    if (amount.value <= 0n) return { invalid: { amount: amount.value === 0n ? 'zero' : 'negative' } }
    if (input.paidOn > today) return { invalid: { paidOn: 'dateInFuture' } }
    const refusal = repaymentRefusal(difference, amount.value, actor.userId)
    if (refusal) return { refuse: refusal }
    if (period !== 'OPEN') return refuse('reconciliation.periodClosed', { date: input.paidOn })
    return act<Plan>({ difference, side: sideOf(difference.openFen), amountFen: amount.value })
  },
  save: async ({ tx, actor, now }, { difference, side, amountFen }, { method, paidOn, remark }) => {
    const { accountSetId, paperId, number } = difference
    const draft = { side, amountFen, method, paidOn, remark, reversesSequence: null }
    const sequence = await insertRepayment(tx, difference, draft, { actorId: actor.userId, at: now })
    await enterVouchers(tx, { recordedById: actor.userId, at: now }, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'RECONCILIATION', businessDate: paidOn },
        lines: repaymentLines(side, method, amountFen),
      },
    ])
    const payload = { number, sequence, side, amountFen: `${amountFen}`, method, paidOn, remark }
    return { value: { number, sequence }, events: [{ accountSetId, paperId, payload }] }
  },
})
