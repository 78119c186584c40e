import type { z } from 'zod'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { lockApplication, markDecided } from '#lib/domain/billing-applications/repository.ts'
import { DECIDE_GATE } from '#lib/domain/billing-applications/rules.ts'
import type { approveApplicationInput } from '#lib/domain/billing-applications/schema.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'

type Deciding = {
  name: string
  input: z.ZodType<z.output<typeof approveApplicationInput>>
  status: 'APPROVED' | 'REJECTED'
}

/** The sales manager's word on an application, never the applicant's own (R110): both answers are one verb. */
export function decideApplication({ name, input: shape, status }: Deciding) {
  return defineCommand({
    name,
    permission: 'billingApplication.decide',
    input: shape,
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
      const { releaseUpTo: releaseFen = null, releaseDays = null } = input
      const releaseUntil = releaseDays === null ? null : addDays(context.today, releaseDays)
      const release = { releaseFen, releaseUntil }
      const decision = { status, remark, actorId: context.actor.userId, now: context.now, ...release }
      if (!(await markDecided(context.tx, input, decision))) return { stale: {} }
      const upTo = releaseFen === null ? null : `${releaseFen}`
      const payload = { number: plan.number, decision: status, remark, releaseFen: upTo, releaseUntil }
      return { value: { applicationId }, events: [{ accountSetId, paperId: applicationId, payload }] }
    },
  })
}
