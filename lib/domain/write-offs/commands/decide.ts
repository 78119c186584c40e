import {
  act,
  type CommandContext,
  type Decision,
  defineCommand,
  refuse,
} from '#lib/command/define-command.ts'
import {
  type HeldWriteOff,
  holdWriteOff,
  type LineNow,
  readLinesNow,
  saveDecision,
} from '#lib/domain/write-offs/repository.ts'
import { decideInput } from '#lib/domain/write-offs/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { enterWriteOff, holdBalance } from '#lib/ledger/write-offs.ts'

type Loaded = { found: HeldWriteOff; lines: LineNow[]; period: PeriodStatus }

/**
 * A manager who did not propose it agrees to a write-off or refuses it, once. Agreed, it is entered today in the
 * customer's account and in the books: bad debt against receivable. Refused when a note has been paid meanwhile, and in
 * a closed period.
 */
export const decideWriteOff = defineCommand({
  name: 'writeOff.decide',
  permission: 'writeOff.decide',
  input: decideInput,
  queryBudget: 12,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, today)
    const found = await holdWriteOff(tx, input)
    if (!found) return null
    await holdBalance(tx, { ...input, customerId: found.customerId })
    return { found, period, lines: await readLinesNow(tx, input) }
  },
  decide: ({ found, lines, period }, { decision }, { actor, today }): Decision<Loaded> => {
    const { number, status, proposedById } = found
    if (status !== 'PROPOSED') return refuse('writeOff.alreadyDecided', { number })
    if (proposedById === actor.userId) return refuse('writeOff.secondPerson', { number })
    if (decision === 'APPROVED') {
      if (period !== 'OPEN') return refuse('writeOff.periodClosed', { date: today })
      const paid = lines.find((line) => line.amountFen > line.openFen)
      if (paid)
        return refuse('writeOff.paidMeanwhile', {
          number: paid.number,
          open: formatFen(paid.openFen),
          amount: formatFen(paid.amountFen),
        })
    }
    return act({ found, lines, period })
  },
  save: async (context, { found, lines }, { accountSetId, paperId, decision, remark }) => {
    const { tx, actor, now, today } = context
    const key = { accountSetId, paperId }
    const isAgreed = decision === 'APPROVED'
    const decided = {
      status: isAgreed ? ('ENTERED' as const) : ('REFUSED' as const),
      ...{ byId: actor.userId, at: now, remark, enteredOn: isAgreed ? today : null },
    }
    if (!(await saveDecision(tx, key, found, decided))) return { stale: {} }
    if (isAgreed && !(await enter(context, key, found, lines))) return { stale: {} }
    const { number } = found
    const payload = { number, decision, remark, on: today, amountFen: `${found.amountFen}` }
    return { value: { number }, events: [{ ...key, payload }] }
  },
})

/** The customer's account and the books; false when an open item was not as it was read. Two statements. */
async function enter(
  { tx, actor, now, today }: CommandContext,
  { accountSetId, paperId }: { accountSetId: number; paperId: string },
  { customerId, amountFen }: HeldWriteOff,
  lines: readonly LineNow[],
): Promise<boolean> {
  const entry = { accountSetId, customerId, writeOffPaperId: paperId, businessDate: today }
  const notes = lines.map((line) => ({ paperId: line.paperId, amountFen: line.amountFen }))
  if ((await enterWriteOff(tx, entry, notes, now)) !== notes.length) return false
  await enterVouchers(tx, { recordedById: actor.userId, at: now }, [
    {
      ...{ accountSetId, id: newId(now), paperId, kind: 'WRITE_OFF', businessDate: today },
      lines: [{ debit: 'BAD_DEBT', credit: 'RECEIVABLE', amountFen }],
    },
  ])
  return true
}
