import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import {
  type HeldReceipt,
  holdReceipts,
  markReversed,
  readPaidBy,
} from '#lib/domain/receipts/accept-repository.ts'
import { reverseRefusal } from '#lib/domain/receipts/accept-rules.ts'
import { receiptActInput } from '#lib/domain/receipts/schema.ts'
import { allocateMoney, freeAllocations, takeMoneyBack } from '#lib/ledger/allocations.ts'
import { allocationVouchers, enterVouchers, reverseVouchers } from '#lib/ledger/journal.ts'

/**
 * 红冲收款: undoes a receipt by mirror entries on today's date; the receipt itself never changes (R96). Never by who recorded
 * or accepted it, and once. What its money had paid is owed again, allocation by allocation with its voucher, and the
 * customer's other free money pays the oldest notes anew. Pending money is in no books: its receipt only ends.
 */
export const reverseReceipt = defineCommand({
  name: 'receipt.reverse',
  permission: 'receipt.reverse',
  input: receiptActInput,
  queryBudget: 16,
  load: async ({ tx, actor, today }, input): Promise<HeldReceipt | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const [receipt] = await holdReceipts(tx, input.accountSetId, [input.paperId], today)
    return receipt ?? null
  },
  decide: (receipt, _input, { actor, today }): Decision<HeldReceipt> => {
    const refusal = reverseRefusal(receipt, actor.userId, today)
    return refusal ? { refuse: refusal } : act(receipt)
  },
  save: async ({ tx, actor, now, today }, receipt, { accountSetId, paperId, reason }) => {
    const { number, customerId, amountFen, recordedById, status } = receipt
    const by = { recordedById, reversedById: actor.userId, reason, on: today, at: now }
    if (!(await markReversed(tx, { accountSetId, paperId, status }, by))) return { stale: {} }
    const recorder = { recordedById: actor.userId, at: now }
    const payload = { number, reason, on: today, amountFen: `${amountFen}`, customerId }
    if (status === 'PENDING')
      return { value: { number }, events: [{ accountSetId, paperId, payload: { ...payload, notes: [] } }] }
    const entryIds = await readPaidBy(tx, { accountSetId, paperId, customerId })
    const freed = await freeAllocations(tx, { accountSetId, entryIds, businessDate: today }, recorder)
    const undone = { accountSetId, customerId, paperId, businessDate: today }
    if (!(await takeMoneyBack(tx, undone, now))) throw new Error('receipts: the money still pays something')
    await reverseVouchers(tx, recorder, undone)
    const payers = receipt.paysBefore ? [] : [{ customerId, businessDate: today }]
    const paid = await allocateMoney(tx, { accountSetId, meant: [], payers }, now)
    await enterVouchers(tx, recorder, allocationVouchers(paid, now))
    const notes = freed.map((part) => ({ paperId: part.paperId, amountFen: `${part.amountFen}` }))
    return { value: { number }, events: [{ accountSetId, paperId, payload: { ...payload, notes } }] }
  },
})
