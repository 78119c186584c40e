import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type HeldLink, holdLink, revokeLink } from '#lib/domain/statements/repository.ts'
import { revokeLinkInput } from '#lib/domain/statements/schema.ts'

/** Ends a link before its time: whoever opens it finds nothing any more. */
export const revokeStatementLink = defineCommand({
  name: 'statement.revokeLink',
  permission: 'statement.send',
  input: revokeLinkInput,
  queryBudget: 7,
  load: async ({ tx, actor, now }, input): Promise<HeldLink | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdLink(tx, input, now) : null,
  decide: (link): Decision<HeldLink> =>
    link.isLive ? act(link) : refuse('statement.linkEnded', { number: link.number }),
  save: async ({ tx, actor, now }, { paperId, number }, { accountSetId, linkId }) => {
    if (!(await revokeLink(tx, { accountSetId, linkId }, { byId: actor.userId, at: now })))
      return { stale: {} }
    return { value: { number }, events: [{ accountSetId, paperId, payload: { number, linkId } }] }
  },
})
