import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { readClosingFacts } from '#lib/domain/account-sets/closing-repository.ts'
import { CLOSE_PERIOD_GATE, type ClosingFacts } from '#lib/domain/account-sets/closing-rules.ts'
import { holdPeriodToTurn, type StoredPeriod, turnPeriod } from '#lib/domain/account-sets/repository.ts'
import { periodInput } from '#lib/domain/account-sets/schema.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { giveVoucherNumbers, writePeriodTotals } from '#lib/ledger/closing.ts'

type Loaded = StoredPeriod & { facts: ClosingFacts | null }

/**
 * 结账: closes a month for good entries (R64). Waits for those who are entering into it, and nobody enters after. Its
 * vouchers get their numbers and its accounts their totals. Refused with the whole checklist while anything of the month
 * is unposted or pending.
 */
export const closePeriod = defineCommand({
  name: 'period.close',
  permission: 'period.close',
  input: periodInput,
  queryBudget: 9,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    const stored = await holdPeriodToTurn(tx, actor.accountSetIds, input)
    if (stored === null) return null
    if (stored.status !== 'OPEN') return { ...stored, facts: null }
    const [counted] = await readClosingFacts(tx, input.accountSetId, [input.period])
    return { ...stored, facts: counted ? { ...counted, thisPeriod: periodOf(today) } : null }
  },
  decide: ({ status, closings, facts }, { period }): Decision<{ closings: number }> => {
    if (status === null || facts === null)
      return refuse(status === null ? 'period.notOpened' : 'period.alreadyClosed', { period })
    const checklist = evaluate(CLOSE_PERIOD_GATE, facts)
    return checklist.isOpen
      ? act({ closings })
      : { refuse: { code: 'gate.closePeriod', params: { period }, checklist } }
  },
  save: async ({ tx, actor, now }, { closings }, { accountSetId, period }) => {
    const key = { accountSetId, period }
    const numbers = await giveVoucherNumbers(tx, key, { userId: actor.userId, at: now })
    await writePeriodTotals(tx, key, closings + 1)
    if (!(await turnPeriod(tx, { ...key, from: 'OPEN', to: 'CLOSED', by: actor.userId, at: now })))
      return { stale: {} }
    const payload = { before: { status: 'OPEN' }, after: { status: 'CLOSED' }, numbers }
    return { value: key, deskEvents: [{ accountSetId, subject: 'period', subjectId: period, payload }] }
  },
})
