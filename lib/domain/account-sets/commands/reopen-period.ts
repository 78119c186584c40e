import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  decideReopening,
  insertReopening,
  readWaitingReopening,
  type WaitingReopening,
} from '#lib/domain/account-sets/closing-repository.ts'
import { holdPeriodToTurn, type PeriodKey, turnPeriod } from '#lib/domain/account-sets/repository.ts'
import { decideReopeningInput, requestReopeningInput } from '#lib/domain/account-sets/schema.ts'
import type { CommandContext } from '#lib/command/define-command.ts'
import { newId } from '#lib/kernel/ids.ts'

type Loaded = { status: string | null; waiting: WaitingReopening | null }

async function load({ tx, actor }: CommandContext, key: PeriodKey): Promise<Loaded | null> {
  const stored = await holdPeriodToTurn(tx, actor.accountSetIds, key)
  return stored && { status: stored.status, waiting: await readWaitingReopening(tx, key) }
}

/** 申请反结账: asks to open a closed month again, with the reason. The month stays closed until a second person agrees. */
export const requestReopening = defineCommand({
  name: 'period.requestReopening',
  permission: 'period.close',
  input: requestReopeningInput,
  queryBudget: 7,
  load,
  decide: ({ status, waiting }, { period }): Decision<null> => {
    if (status !== 'CLOSED') return refuse('period.notClosed', { period })
    return waiting === null ? act(null) : refuse('period.reopeningWaits', { period })
  },
  save: async ({ tx, actor, now }, _plan, { accountSetId, period, reason }) => {
    const id = newId(now)
    await insertReopening(tx, { accountSetId, period, id, reason, by: actor.userId, at: now })
    const payload = { reason }
    return {
      value: { period },
      deskEvents: [{ accountSetId, subject: 'period', subjectId: period, payload }],
    }
  },
})

/** 反结账: a second person agrees, and the month is open again; or declines, and it stays closed. */
export const reopenPeriod = defineCommand({
  name: 'period.reopen',
  permission: 'period.reopen',
  input: decideReopeningInput,
  queryBudget: 8,
  load,
  decide: ({ status, waiting }, { period }, { actor }): Decision<WaitingReopening> => {
    if (status !== 'CLOSED') return refuse('period.notClosed', { period })
    if (waiting === null) return refuse('period.nothingAsked', { period })
    return waiting.requestedById === actor.userId ? refuse('period.secondPerson', { period }) : act(waiting)
  },
  save: async ({ tx, actor, now }, waiting, { accountSetId, period, decision, remark }) => {
    const answer = { accountSetId, id: waiting.id, decision, remark, by: actor.userId, at: now }
    if (!(await decideReopening(tx, answer))) return { stale: {} }
    if (decision === 'AGREED') {
      const turn = { accountSetId, period, from: 'CLOSED', to: 'OPEN', by: actor.userId, at: now } as const
      if (!(await turnPeriod(tx, turn))) return { stale: {} }
    }
    const after = decision === 'AGREED' ? 'OPEN' : 'CLOSED'
    const { reason, requestedById } = waiting
    const payload = { before: { status: 'CLOSED' }, after: { status: after }, reason, requestedById, remark }
    return {
      value: { period, decision },
      deskEvents: [{ accountSetId, subject: 'period', subjectId: period, payload }],
    }
  },
})
