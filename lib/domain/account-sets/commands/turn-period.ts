import { act, type Command, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type PeriodKey,
  readPeriodToTurn,
  type StoredPeriod,
  turnPeriod,
} from '#lib/domain/account-sets/repository.ts'
import { periodInput } from '#lib/domain/account-sets/schema.ts'

type Turn = { from: string | null; to: 'OPEN' | 'CLOSED' }

/**
 * Closes a period for good entries (R64): waits for those who are entering into it, and nobody enters after.
 * Refused while notes of the period are neither posted nor void.
 */
export const closePeriod = periodCommand('period.close', ({ status, unposted }, { period }) => {
  if (status === null) return refuse('period.notOpened', { period })
  if (status === 'CLOSED') return refuse('period.alreadyClosed', { period })
  if (unposted > 0) return refuse('period.unposted', { period, count: unposted })
  return act({ from: 'OPEN', to: 'CLOSED' })
})

/** 反结账: opens a closed period again. Who did it and when stays in the evidence. */
export const reopenPeriod = periodCommand('period.reopen', ({ status }, { period }) =>
  status === 'CLOSED' ? act({ from: 'CLOSED', to: 'OPEN' }) : refuse('period.notClosed', { period }),
)

/** Opens a period that nobody has opened yet. */
export const openPeriod = periodCommand('period.open', ({ status }, { period }) =>
  status === null ? act({ from: null, to: 'OPEN' }) : refuse('period.alreadyOpened', { period }),
)

function periodCommand(
  name: string,
  decide: (stored: StoredPeriod, input: PeriodKey) => Decision<Turn>,
): Command<PeriodKey, StoredPeriod, Turn, PeriodKey> {
  return defineCommand<PeriodKey, StoredPeriod, Turn, PeriodKey>({
    name,
    permission: 'period.close',
    input: periodInput,
    queryBudget: 6,
    load: ({ tx, actor }, input) => readPeriodToTurn(tx, actor.accountSetIds, input),
    decide,
    save: async ({ tx, actor, now }, turn, { accountSetId, period }) => {
      const key = { accountSetId, period }
      if (!(await turnPeriod(tx, { ...key, ...turn, by: actor.userId, at: now }))) return { stale: {} }
      const payload = { before: { status: turn.from }, after: { status: turn.to } }
      return { value: key, deskEvents: [{ accountSetId, subject: 'period', subjectId: period, payload }] }
    },
  })
}
