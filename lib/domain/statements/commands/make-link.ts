import { act, defineCommand } from '#lib/command/define-command.ts'
import { holdStatement, insertLink, insertSending } from '#lib/domain/statements/repository.ts'
import { makeLinkInput } from '#lib/domain/statements/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

const DAY = 86_400_000

/**
 * Makes a link by which the customer reads and answers one statement without an account, for some days, and keeps for whom.
 * Answers the link's id; its token is worked out by the page that shows it and is stored nowhere.
 */
export const makeStatementLink = defineCommand({
  name: 'statement.makeLink',
  permission: 'statement.send',
  input: makeLinkInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input): Promise<{ number: string } | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdStatement(tx, input) : null,
  decide: (found) => act(found),
  save: async ({ tx, actor, now }, { number }, { accountSetId, paperId, sentTo, days }) => {
    const key = { accountSetId, paperId }
    const id = newId(now)
    const expiresAt = new Date(now.getTime() + days * DAY)
    await insertLink(tx, key, { id, expiresAt, byId: actor.userId, at: now })
    await insertSending(tx, key, { way: 'LINK', sentTo, byId: actor.userId, at: now })
    const payload = { number, linkId: id, sentTo, expiresAt: expiresAt.toISOString() }
    return { value: { linkId: id }, events: [{ ...key, payload }] }
  },
})
