import { act, defineCommand } from '#lib/command/define-command.ts'
import { lockApplication, markWithdrawn } from '#lib/domain/billing-applications/repository.ts'
import { WITHDRAW_GATE } from '#lib/domain/billing-applications/rules.ts'
import { withdrawApplicationInput } from '#lib/domain/billing-applications/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** 撤回: the applicant takes an application back that no note has used. Its number stays. */
export const withdrawApplication = defineCommand({
  name: 'billingApplication.withdraw',
  permission: 'billingApplication.submit',
  input: withdrawApplicationInput,
  queryBudget: 6,
  load: (context, input) => lockApplication(context.tx, context.actor.accountSetIds, input),
  decide: (application, _input, context) => {
    const isApplicant = application.applicantId === context.actor.userId
    const checklist = evaluate(WITHDRAW_GATE, { status: application.status, isApplicant })
    if (!checklist.isOpen) return { refuse: { code: 'gate.withdrawApplication', params: {}, checklist } }
    return act({ number: application.number })
  },
  save: async (context, plan, input) => {
    const { accountSetId, applicationId } = input
    if (!(await markWithdrawn(context.tx, input))) return { stale: {} }
    const payload = { number: plan.number, withdrawn: true }
    return { value: { applicationId }, events: [{ accountSetId, paperId: applicationId, payload }] }
  },
})
