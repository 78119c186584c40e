import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { readReceiptToPost, type ReceiptToPost } from '#lib/domain/goods-receipts/post-loading.ts'
import { arriving, batchesOf, type BroughtIn, broughtIn } from '#lib/domain/goods-receipts/postings.ts'
import { postedReceiptWrite } from '#lib/domain/goods-receipts/repository.ts'
import { POST_RECEIPT_GATE } from '#lib/domain/goods-receipts/rules.ts'
import { postReceiptInput } from '#lib/domain/goods-receipts/schema.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { VoucherDraft } from '#lib/ledger/journal.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

type Loaded = ReceiptToPost & { postingDate: BusinessDate | null }
type Plan = Omit<ReceiptToPost, 'period'> & { brought: BroughtIn[]; postingDate: BusinessDate }

/**
 * 入库过账: the goods of a counted, verified and signed receipt come into stock and books in one transaction: the store,
 * its damaged corner, the order's progress, what the supplier is owed unbilled, batches and the voucher. Refused with
 * the whole checklist when a rule is unmet.
 */
export const postReceipt = defineCommand({
  name: 'goodsReceipt.post',
  permission: 'goodsReceipt.post',
  input: postReceiptInput,
  queryBudget: 5,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    const wished = parseBusinessDate(input.postingDate === '' ? today : input.postingDate)
    const postingDate = wished.ok ? wished.value : null
    const read = await readReceiptToPost(tx, actor, input, postingDate ?? today)
    return read && { ...read, postingDate }
  },
  decide: ({ paper, order, period, postingDate, ...place }, _input, { actor, today }): Decision<Plan> => {
    if (postingDate === null) return { invalid: { postingDate: 'notADate' } }
    const at = { actorId: actor.userId, today, postingDate, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(POST_RECEIPT_GATE, { ...postFacts(paper, at), order })
    if (!checklist.isOpen)
      return { refuse: { code: 'gate.postGoods', params: { number: paper.number }, checklist } }
    return act({ paper, order, ...place, brought: broughtIn(paper, order), postingDate })
  },
  save: async ({ actor, now }, plan) => {
    const { paper, order, brought, postingDate, damagedWarehouseId, shelfLifeDays } = plan
    const { accountSetId, paperId, number, supplierId } = paper
    if (supplierId === null) throw new Error('goods receipt: a receipt without its supplier')
    const netFen = brought.reduce((sum, { goodFen, damagedFen }) => sum + goodFen + damagedFen, 0n)
    const voucher: VoucherDraft = {
      ...{ accountSetId, id: newId(now), paperId, kind: 'PURCHASE', businessDate: postingDate },
      lines: [{ debit: 'INVENTORY', credit: 'UNBILLED', amountFen: netFen }],
    }
    const write = postedReceiptWrite(
      { recordedById: actor.userId, at: now },
      {
        ...{ paper, supplierId, orderId: order?.paperId ?? null, brought, netFen, postingDate },
        moves: arriving(paper, brought, damagedWarehouseId, postingDate),
        batches: batchesOf(brought, shelfLifeDays),
        vouchers: [voucher],
      },
    )
    const lines = brought.map(({ lineNo, goodE3, damagedE3, goodFen, damagedFen }) => {
      return { lineNo, goodE3: `${goodE3}`, damagedE3: `${damagedE3}`, netFen: `${goodFen + damagedFen}` }
    })
    const payload = { number, order: order?.number ?? null, on: postingDate, netFen: `${netFen}`, lines }
    return {
      value: { number, status: 'POSTED' as const },
      events: [{ accountSetId, paperId, payload }],
      write,
    }
  },
})
