import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type HeldDifference,
  holdDifference,
  insertRepayment,
  type Repayment,
} from '#lib/domain/driver-reconciliations/repayment-repository.ts'
import { otherSide, repaymentLines } from '#lib/domain/driver-reconciliations/repayment-rules.ts'
import { undoRepaymentInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'

type Loaded = { difference: HeldDifference; period: PeriodStatus }
type Plan = { difference: HeldDifference; repayment: Repayment }

/**
 * 撤销还款: takes a payment on a difference back by a mirror on today's date, once, by another person than who entered it (R96).
 */
export const undoRepayment = defineCommand({
  name: 'reconciliation.undoRepayment',
  permission: 'reconciliation.undoRepayment',
  input: undoRepaymentInput,
  queryBudget: 10,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    const difference = await holdDifference(tx, actor.accountSetIds, input)
    return difference && { difference, period: await holdPeriod(tx, input.accountSetId, today) }
  },
  decide: ({ difference, period }, { sequence }, { actor, today }): Decision<Plan> => {
    const { number, repayments } = difference
    const repayment = repayments.find((each) => each.sequence === sequence && !each.isMirror)
    if (!repayment) return refuse('notFound', {})
    if (repayment.isUndone) return refuse('reconciliation.repaymentUndone', { number })
    if (repayment.recordedById === actor.userId || difference.driverId === actor.userId)
      return refuse('reconciliation.otherUndoes', { number })
    if (period !== 'OPEN') return refuse('reconciliation.periodClosed', { date: today })
    return act<Plan>({ difference, repayment })
  },
  save: async ({ tx, actor, now, today }, { difference, repayment }, { reason }) => {
    const { accountSetId, paperId, number } = difference
    const { amountFen, method, sequence } = repayment
    const side = otherSide(repayment.side)
    const draft = { side, amountFen, method, paidOn: today, remark: reason, reversesSequence: sequence }
    await insertRepayment(tx, difference, draft, { actorId: actor.userId, at: now })
    await enterVouchers(tx, { recordedById: actor.userId, at: now }, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'RECONCILIATION', businessDate: today },
        lines: repaymentLines(side, method, amountFen),
      },
    ])
    const payload = { number, sequence, amountFen: `${amountFen}`, on: today, reason }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
