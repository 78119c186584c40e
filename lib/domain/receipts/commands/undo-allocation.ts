import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdSettled, type SettledNote } from '#lib/domain/receipts/allocate-repository.ts'
import { undoAllocationInput } from '#lib/domain/receipts/schema.ts'
import { freeAllocations } from '#lib/ledger/allocations.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'

type Loaded = { note: SettledNote; period: PeriodStatus }
type Plan = { note: SettledNote; entryIds: bigint[] }

/**
 * 撤销核销: takes back what settled a note, payments and allowances, as mirrors on today's date with their vouchers. The note
 * is open again, the money is its receipt's again and waits; a note of which nothing is settled can be reversed.
 */
export const undoAllocation = defineCommand({
  name: 'allocation.undo',
  permission: 'allocation.undo',
  input: undoAllocationInput,
  queryBudget: 10,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, today)
    const note = await holdSettled(tx, input)
    return note && { note, period }
  },
  decide: ({ note, period }, input, { today }): Decision<Plan> => {
    const asked = new Set(input.entryIds)
    const entryIds = note.entries.flatMap(({ id }) => (asked.size === 0 || asked.has(`${id}`) ? [id] : []))
    if (entryIds.length === 0 || (asked.size > 0 && entryIds.length !== asked.size))
      return refuse('allocation.nothing', { number: note.number })
    if (period !== 'OPEN') return refuse('receipt.periodClosed', { date: today })
    return act({ note, entryIds })
  },
  save: async ({ tx, actor, now, today }, { note, entryIds }, { accountSetId, paperId, reason }) => {
    const recorder = { recordedById: actor.userId, at: now }
    const freed = await freeAllocations(tx, { accountSetId, entryIds, businessDate: today }, recorder)
    const freedFen = `${freed.reduce((sum, { amountFen }) => sum + amountFen, 0n)}`
    const money = [
      ...new Set(freed.flatMap(({ moneyPaperId }) => (moneyPaperId === null ? [] : [moneyPaperId]))),
    ]
    const payload = { number: note.number, freedFen, reason, on: today, entries: entryIds.map(String), money }
    return {
      value: { number: note.number, freedFen },
      events: [paperId, ...money].map((id) => ({ accountSetId, paperId: id, payload })),
    }
  },
})
