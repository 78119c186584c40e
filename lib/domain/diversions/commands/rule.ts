import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdDiversion, type RuledCase, saveRuling } from '#lib/domain/diversions/repository.ts'
import { ruleDiversionInput } from '#lib/domain/diversions/schema.ts'

/** 窜货裁定: a manager who did not report it says what follows, once; the case is closed by it. */
export const ruleDiversion = defineCommand({
  name: 'diversion.rule',
  permission: 'diversion.rule',
  input: ruleDiversionInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input): Promise<RuledCase | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdDiversion(tx, input) : null,
  decide: (found, _input, { actor }): Decision<RuledCase> => {
    const { number, status, reportedById } = found
    if (status !== 'OPEN') return refuse('diversion.alreadyRuled', { number })
    if (reportedById === actor.userId) return refuse('diversion.secondPerson', { number })
    return act(found)
  },
  save: async ({ tx, actor, now }, found, { accountSetId, paperId, ruling }) => {
    const key = { accountSetId, paperId }
    if (!(await saveRuling(tx, key, found, { ruling, byId: actor.userId, at: now }))) return { stale: {} }
    const { number } = found
    return { value: { number }, events: [{ ...key, payload: { number, ruling } }] }
  },
})
