import type { Permission } from '#lib/auth/permissions.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { holdSettlement, type SettlementLoaded } from '#lib/domain/receipts/allocate-repository.ts'
import {
  draftsOf,
  readLines,
  type SettledLine,
  settlementRefusal,
  sourcesOf,
} from '#lib/domain/receipts/allocate-rules.ts'
import { decidedVouchers } from '#lib/domain/receipts/postings.ts'
import { allocateInput } from '#lib/domain/receipts/schema.ts'
import { type AllocationDraft, enterAllocations } from '#lib/ledger/allocations.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'

type Loaded = { settlement: SettlementLoaded; period: PeriodStatus }
type Plan = { lines: SettledLine[]; drafts: AllocationDraft[] }

export type Settled = { notes: number; paidFen: string; allowedFen: string }

/** Settles notes by hand on today's date; who may let off how much, and who may let money pay, differs. */
function settlement(name: 'allocation.byHand' | 'allowance.grant', permission: Permission) {
  const may = { mayAllow: name === 'allowance.grant', mayPay: name === 'allocation.byHand' }
  return defineCommand({
    name,
    permission,
    input: allocateInput,
    queryBudget: 10,
    load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
      if (!actor.accountSetIds.includes(input.accountSetId)) return null
      const period = await holdPeriod(tx, input.accountSetId, today)
      const paperIds = input.lines.map(({ paperId }) => paperId)
      const found = await holdSettlement(tx, input, paperIds)
      return found && { settlement: found, period }
    },
    decide: ({ settlement: loaded, period }, input, { today }): Decision<Plan> => {
      const read = readLines(input, loaded.notes)
      if ('invalid' in read) return read
      const { lines } = read
      const sources = sourcesOf(loaded, input.moneyId)
      if (input.moneyId !== '' && sources.length === 0) return { invalid: { moneyId: 'noMoney' } }
      if (period !== 'OPEN') return refuse('receipt.periodClosed', { date: today })
      const refusal = settlementRefusal(lines, sources, loaded.freeRoundingOffFen, may)
      return refusal ? { refuse: refusal } : act({ lines, drafts: draftsOf(lines, sources, today) })
    },
    save: async ({ tx, actor, now }, { lines, drafts }, { accountSetId, reason }) => {
      await enterAllocations(tx, accountSetId, drafts, now)
      const recorder = { recordedById: actor.userId, at: now }
      await enterVouchers(tx, recorder, decidedVouchers(accountSetId, drafts, now))
      const sum = (of: (line: SettledLine) => bigint) =>
        `${lines.reduce((total, line) => total + of(line), 0n)}`
      return {
        value: {
          notes: lines.length,
          paidFen: sum(({ amountFen }) => amountFen),
          allowedFen: sum(({ allowanceFen }) => allowanceFen),
        },
        events: lines.map(({ note, amountFen, allowanceFen }) => {
          const { paperId, number } = note
          const from = drafts.flatMap((each) =>
            each.paperId === paperId && each.moneyId ? [each.moneyId] : [],
          )
          const payload = { number, amountFen: `${amountFen}`, allowanceFen: `${allowanceFen}`, from, reason }
          return { accountSetId, paperId, payload }
        }),
      }
    },
  })
}

/**
 * 手工核销: the accountant lets money pay the notes they name, by amounts, and may let off as much of a note as the account
 * set allows without consent (抹零). Never more than is open of a note, never more money than there is.
 */
export const allocateByHand = settlement('allocation.byHand', 'allocation.byHand')

/** The sales manager lets off what goes past the free limit; no money moves. */
export const grantAllowance = settlement('allowance.grant', 'allowance.grant')
