import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { heldSession } from '#lib/domain/driver-reconciliations/commands/loaded-session.ts'
import type { Session } from '#lib/domain/driver-reconciliations/loading.ts'
import { borneByHouse } from '#lib/domain/driver-reconciliations/postings.ts'
import { enterDifference, saveRuling } from '#lib/domain/driver-reconciliations/repository.ts'
import { ruleDisputeInput } from '#lib/domain/driver-reconciliations/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'

type Loaded = { session: Session; period: PeriodStatus }
type Plan = { session: Session; borne: ReturnType<typeof borneByHouse> }

/**
 * 裁定异议: a manager who has no part in the session ends a dispute of a closed one. The shortage stays the driver's, or
 * the house bears it: then it leaves the driver's account and becomes an expense, once for a session.
 */
export const ruleDispute = defineCommand({
  name: 'reconciliation.ruleDispute',
  permission: 'reconciliation.rule',
  input: ruleDisputeInput,
  queryBudget: 11,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    const session = await heldSession(tx, actor, input)
    return session && { session, period: await holdPeriod(tx, input.accountSetId, today) }
  },
  decide: ({ session, period }, { sequence, outcome }, { actor, today }): Decision<Plan> => {
    const { number, sheet, driverId, openedById } = session
    const dispute = session.disputes.find((each) => each.sequence === sequence)
    if (!dispute) return refuse('reconciliation.noDispute', { number })
    if (dispute.outcome !== null) return refuse('reconciliation.alreadyRuled', { number })
    if (sheet === null) return refuse('reconciliation.ruleAfterClose', { number })
    if (driverId === actor.userId || openedById === actor.userId)
      return refuse('reconciliation.secondPerson', { number })
    if (outcome === 'DRIVER_BEARS') return act({ session, borne: null })
    const borne = borneByHouse(sheet, driverId, today)
    const isBorne = session.disputes.some((each) => each.outcome === 'HOUSE_BEARS')
    if (borne === null || isBorne) return refuse('reconciliation.nothingToBear', { number })
    return period === 'OPEN'
      ? act({ session, borne })
      : refuse('reconciliation.periodClosed', { date: today })
  },
  save: async ({ tx, actor, now, today }, { session, borne }, { sequence, outcome, ruling }) => {
    const { accountSetId, paperId, number } = session
    const by = { actorId: actor.userId, at: now }
    if (!(await saveRuling(tx, session, { sequence, outcome, ruling }, by))) return { stale: {} }
    if (borne) {
      await enterDifference(tx, session, borne.difference, by)
      const voucher = {
        accountSetId,
        id: newId(now),
        paperId,
        kind: 'RECONCILIATION' as const,
        businessDate: today,
      }
      await enterVouchers(tx, { recordedById: actor.userId, at: now }, [{ ...voucher, lines: borne.lines }])
    }
    const borneFen = `${borne?.difference.amountFen ?? 0n}`
    const payload = { number, sequence, outcome, ruling, borneFen }
    return { value: { number }, events: [{ accountSetId, paperId, payload }] }
  },
})
