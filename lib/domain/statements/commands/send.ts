import { act, defineCommand } from '#lib/command/define-command.ts'
import { holdStatement, insertSending } from '#lib/domain/statements/repository.ts'
import { sendInput } from '#lib/domain/statements/schema.ts'

/** Keeps that a statement went to the customer: which way, to whom (R102). As often as it went. */
export const sendStatement = defineCommand({
  name: 'statement.send',
  permission: 'statement.send',
  input: sendInput,
  queryBudget: 6,
  load: async ({ tx, actor }, input): Promise<{ number: string } | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdStatement(tx, input) : null,
  decide: (found) => act(found),
  save: async ({ tx, actor, now }, { number }, { accountSetId, paperId, way, sentTo }) => {
    const key = { accountSetId, paperId }
    await insertSending(tx, key, { way, sentTo, byId: actor.userId, at: now })
    return { value: { number }, events: [{ ...key, payload: { number, way, sentTo } }] }
  },
})
