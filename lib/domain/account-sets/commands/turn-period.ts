import { act, type Command, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  holdPeriodToTurn,
  type PeriodKey,
  type StoredPeriod,
  turnPeriod,
} from '#lib/domain/account-sets/repository.ts'
import { periodInput } from '#lib/domain/account-sets/schema.ts'

/** Opens a period that nobody has opened yet. */
export const openPeriod: Command<PeriodKey, StoredPeriod, StoredPeriod, PeriodKey> = defineCommand({
  name: 'period.open',
  permission: 'period.close',
  input: periodInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => holdPeriodToTurn(tx, actor.accountSetIds, input),
  decide: (stored, { period }): Decision<StoredPeriod> =>
    stored.status === null ? act(stored) : refuse('period.alreadyOpened', { period }),
  save: async ({ tx, actor, now }, _stored, { accountSetId, period }) => {
    const key = { accountSetId, period }
    if (!(await turnPeriod(tx, { ...key, from: null, to: 'OPEN', by: actor.userId, at: now })))
      return { stale: {} }
    const payload = { before: { status: null }, after: { status: 'OPEN' } }
    return { value: key, deskEvents: [{ accountSetId, subject: 'period', subjectId: period, payload }] }
  },
})
