import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { disputableNotes } from '#lib/domain/statements/content.ts'
import { type HeldLink, holdLink, insertAnswer } from '#lib/domain/statements/repository.ts'
import { answerInput } from '#lib/domain/statements/schema.ts'
import { openDisputes } from '#lib/papers/disputes.ts'

/**
 * The customer's answer through a link: agrees, or does not and says why, once a statement (R102). Who acts is the link, whose
 * id stands for the person's; nobody of the desk may answer. Each note named is disputed from now on. An expired, revoked or
 * unknown link is not found.
 */
export const answerStatement = defineCommand({
  name: 'statement.answer',
  permission: 'statement.answer',
  input: answerInput,
  queryBudget: 8,
  load: async ({ tx, actor, now }): Promise<HeldLink | null> => {
    const [accountSetId] = actor.accountSetIds
    if (accountSetId === undefined) return null
    const link = await holdLink(tx, { accountSetId, linkId: actor.userId }, now)
    return link?.isLive === true ? link : null
  },
  decide: (link, { disputed }): Decision<HeldLink> => {
    if (link.isAnswered) return refuse('statement.alreadyAnswered', { number: link.number })
    const known = new Set(disputableNotes(link.content).map(({ paperId }) => paperId))
    return disputed.every((paperId) => known.has(paperId)) ? act(link) : { invalid: { disputed: 'unknown' } }
  },
  save: async ({ tx, actor, now }, { paperId, number, content, contentHash }, input) => {
    const { accountSetId } = content
    const { answer, answeredBy, note } = input
    const disputed = [...new Set(input.disputed)].toSorted()
    await insertAnswer(
      tx,
      { accountSetId, paperId },
      {
        ...{ linkId: actor.userId, answer, answeredBy, note, disputed, contentHash },
        ...{ address: actor.address, userAgent: actor.userAgent, at: now },
      },
    )
    const opened =
      disputed.length === 0
        ? []
        : await openDisputes(tx, accountSetId, disputed, { reason: note, at: now, statementId: paperId })
    const payload = { number, answer, answeredBy, note, disputed }
    const said = opened.map((noteId) => ({
      accountSetId,
      paperId: noteId,
      payload: { statement: number, answeredBy, reason: note },
    }))
    return { value: { answer }, events: [{ accountSetId, paperId, payload }, ...said] }
  },
})
