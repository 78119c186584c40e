import { act, defineCommand } from '#lib/command/define-command.ts'
import { lockApplication, markDecided } from '#lib/domain/billing-applications/repository.ts'
import { DECIDE_GATE } from '#lib/domain/billing-applications/rules.ts'
import { approveApplicationInput } from '#lib/domain/billing-applications/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 同意 (R110): the sales manager agrees to what the application fixes; the note may then be issued with it. */
export const approveApplication = defineCommand({
  name: 'billingApplication.approve',
  permission: 'billingApplication.decide',
  input: approveApplicationInput,
  queryBudget: 6,
  load: (context, input) => lockApplication(context.tx, context.actor.accountSetIds, input),
  decide: (application, _input, context) => {
    const isApplicant = application.applicantId === context.actor.userId
    const checklist = evaluate(DECIDE_GATE, { status: application.status, isApplicant })
    if (!checklist.isOpen) return { refuse: { code: 'gate.decideApplication', params: {}, checklist } }
    return act({ number: application.number })
  },
  save: async (context, plan, input) => {
    const { accountSetId, applicationId, remark } = input
    const decision = { status: 'APPROVED' as const, remark, actorId: context.actor.userId, now: context.now }
    if (!(await markDecided(context.tx, input, decision))) return { stale: {} }
    const payload = { number: plan.number, decision: 'APPROVED', remark }
    return { value: { applicationId }, events: [{ accountSetId, paperId: applicationId, payload }] }
  },
})
