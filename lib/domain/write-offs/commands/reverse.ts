import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type HeldWriteOff, holdWriteOff, saveReversal } from '#lib/domain/write-offs/repository.ts'
import { reverseWriteOffInput } from '#lib/domain/write-offs/schema.ts'
import { allocateMoney } from '#lib/ledger/allocations.ts'
import { allocationVouchers, enterVouchers, reverseVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { holdBalance, reverseWriteOff } from '#lib/ledger/write-offs.ts'

type Loaded = { found: HeldWriteOff; period: PeriodStatus }

/**
 * Money came after all: mirrors a write-off on today's date, once. Its notes are open again, and money of the customer
 * that waits pays the oldest open notes. Refused in a closed period.
 */
export const reverseWriteOffCommand = defineCommand({
  name: 'writeOff.reverse',
  permission: 'writeOff.reverse',
  input: reverseWriteOffInput,
  queryBudget: 14,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, today)
    const found = await holdWriteOff(tx, input)
    if (!found) return null
    await holdBalance(tx, { ...input, customerId: found.customerId })
    return { found, period }
  },
  decide: ({ found, period }, _input, { today }): Decision<HeldWriteOff> => {
    const { number, status } = found
    if (status === 'REVERSED') return refuse('writeOff.alreadyReversed', { number })
    if (status !== 'ENTERED') return refuse('writeOff.notEntered', { number })
    return period === 'OPEN' ? act(found) : refuse('writeOff.periodClosed', { date: today })
  },
  save: async ({ tx, actor, now, today }, found, { accountSetId, paperId, reason }) => {
    const { number, customerId, amountFen } = found
    const key = { accountSetId, paperId }
    const recorder = { recordedById: actor.userId, at: now }
    if (!(await saveReversal(tx, key, found, { byId: actor.userId, at: now, on: today, reason })))
      return { stale: {} }
    await reverseWriteOff(
      tx,
      { accountSetId, customerId, writeOffPaperId: paperId, businessDate: today },
      now,
    )
    await reverseVouchers(tx, recorder, { ...key, businessDate: today })
    const paid = await allocateMoney(
      tx,
      { accountSetId, meant: [], payers: [{ customerId, businessDate: today }] },
      now,
    )
    await enterVouchers(tx, recorder, allocationVouchers(paid, now))
    const paidFen = paid.reduce((sum, part) => sum + part.amountFen, 0n)
    const payload = { number, reason, on: today, amountFen: `${amountFen}`, paidFen: `${paidFen}` }
    return { value: { number, paidFen: `${paidFen}` }, events: [{ ...key, payload }] }
  },
})
