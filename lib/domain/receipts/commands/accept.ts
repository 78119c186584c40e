import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { type HeldReceipt, holdReceipts, markAccepted } from '#lib/domain/receipts/accept-repository.ts'
import { acceptRefusal, bookedOn } from '#lib/domain/receipts/accept-rules.ts'
import { moneyOfReceipt, moneyVoucher } from '#lib/domain/receipts/postings.ts'
import { acceptReceiptsInput } from '#lib/domain/receipts/schema.ts'
import { allocateMoney, enterMoney, type PayingCustomer } from '#lib/ledger/allocations.ts'
import { allocationVouchers, enterVouchers } from '#lib/ledger/journal.ts'

type Booked = HeldReceipt & { bookedOn: string }

export type AcceptedReceipts = {
  accepted: { paperId: string; number: string; amountFen: string; allocatedFen: string }[]
}

/**
 * The cashier accepts money that others took (R58): never who recorded or took it. Only now it enters the books, on the day
 * it came or today where that month is closed; it pays the note it is meant for, then the oldest. All or none, in a constant
 * number of statements.
 */
export const acceptReceipts = defineCommand({
  name: 'receipt.accept',
  permission: 'receipt.accept',
  input: acceptReceiptsInput,
  queryBudget: 12,
  load: async ({ tx, actor, today }, input): Promise<HeldReceipt[] | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const paperIds = [...new Set(input.paperIds)].sort()
    const receipts = await holdReceipts(tx, input.accountSetId, paperIds, today)
    return receipts.length === paperIds.length ? receipts : null
  },
  decide: (receipts, _input, { actor, today }): Decision<Booked[]> => {
    for (const receipt of receipts) {
      const refusal = acceptRefusal(receipt, actor.userId, today)
      if (refusal) return { refuse: refusal }
    }
    return act(receipts.map((receipt) => ({ ...receipt, bookedOn: bookedOn(receipt, today) })))
  },
  save: async ({ tx, actor, now }, receipts, { accountSetId }) => {
    const by = { acceptedById: actor.userId, at: now }
    if ((await markAccepted(tx, accountSetId, receipts, by)) !== receipts.length) return { stale: {} }
    await enterMoney(tx, accountSetId, receipts.map(moneyOfReceipt), now)
    const meant = receipts.flatMap(({ forPaperId }) => (forPaperId === null ? [] : [forPaperId]))
    const paid = await allocateMoney(tx, { accountSetId, meant, payers: payersOf(receipts) }, now)
    await enterVouchers(tx, { recordedById: actor.userId, at: now }, [
      ...receipts.map((receipt) => moneyVoucher({ accountSetId, ...receipt }, now)),
      ...allocationVouchers(paid, now),
    ])
    const accepted = receipts.map(({ paperId, number, amountFen }) => {
      const own = paid.filter((each) => each.moneyPaperId === paperId)
      const allocatedFen = own.reduce((sum, each) => sum + each.amountFen, 0n)
      return { paperId, number, amountFen: `${amountFen}`, allocatedFen: `${allocatedFen}` }
    })
    return {
      value: { accepted },
      events: accepted.map((each, index) => {
        const payload = { ...each, bookedOn: receipts[index]?.bookedOn ?? '' }
        return { accountSetId, paperId: each.paperId, payload }
      }),
    }
  },
})

/** Whose money pays the oldest notes at once: not of who pays before delivery (R48), and no prepayment or deposit. */
function payersOf(receipts: readonly Booked[]): PayingCustomer[] {
  const first = new Map<string, string>()
  for (const { customerId, paysBefore, purpose, bookedOn: day } of receipts) {
    if (paysBefore || purpose !== null) continue
    if (day < (first.get(customerId) ?? '9999')) first.set(customerId, day)
  }
  return [...first].map(([customerId, businessDate]) => ({ customerId, businessDate }))
}
