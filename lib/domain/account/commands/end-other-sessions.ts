import { endSessionsOf } from '#lib/auth/session-store.ts'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { ownEvent } from '#lib/domain/account/events.ts'
import { endOtherSessionsInput } from '#lib/domain/account/schema.ts'

/** Signs the person out everywhere but here. */
export const endOtherSessions = defineCommand({
  name: 'account.endOtherSessions',
  permission: 'account.own',
  input: endOtherSessionsInput,
  queryBudget: 6,
  load: () => Promise.resolve({}),
  decide: () => act({}),
  save: async ({ tx, actor, now }) => {
    const endedSessions = await endSessionsOf(tx, actor.userId, now, actor.sessionId)
    return { value: { endedSessions }, deskEvents: [ownEvent(actor, { endedSessions })] }
  },
})
