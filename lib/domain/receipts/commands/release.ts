import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { freeMoney, type HeldReceipt, holdReceipts } from '#lib/domain/receipts/accept-repository.ts'
import { receiptActInput } from '#lib/domain/receipts/schema.ts'
import { allocateMoney } from '#lib/ledger/allocations.ts'
import { allocationVouchers, enterVouchers } from '#lib/ledger/journal.ts'

/**
 * Releases money put aside: a deposit, or money meant for a note that is not posted yet. It pays the customer's oldest
 * open notes as any other money does.
 */
export const releaseReceipt = defineCommand({
  name: 'receipt.release',
  permission: 'receipt.release',
  input: receiptActInput,
  queryBudget: 12,
  load: async ({ tx, actor, today }, input): Promise<HeldReceipt | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const [receipt] = await holdReceipts(tx, input.accountSetId, [input.paperId], today)
    return receipt ?? null
  },
  decide: (receipt, _input, { today }): Decision<HeldReceipt> => {
    if (receipt.status !== 'RECORDED') return refuse('receipt.notRecorded', { number: receipt.number })
    return receipt.isTodayOpen ? act(receipt) : refuse('receipt.periodClosed', { date: today })
  },
  save: async ({ tx, actor, now, today }, receipt, { accountSetId, paperId, reason }) => {
    const { number, customerId } = receipt
    if (!(await freeMoney(tx, { accountSetId, paperId }))) return { stale: {} }
    const payers = receipt.paysBefore ? [] : [{ customerId, businessDate: today }]
    const paid = await allocateMoney(tx, { accountSetId, meant: [], payers }, now)
    await enterVouchers(tx, { recordedById: actor.userId, at: now }, allocationVouchers(paid, now))
    const allocatedFen = `${paid.reduce((sum, each) => sum + each.amountFen, 0n)}`
    const payload = { number, reason, on: today, allocatedFen }
    return { value: { number, allocatedFen }, events: [{ accountSetId, paperId, payload }] }
  },
})
