import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { readOrder } from '#lib/domain/goods-receipts/order-queries.ts'
import { arriving, batchesOf, type BroughtIn, broughtIn } from '#lib/domain/goods-receipts/postings.ts'
import {
  holdOrderOf,
  insertBatches,
  moveProgress,
  readArrival,
} from '#lib/domain/goods-receipts/repository.ts'
import { type OrderFacts, POST_RECEIPT_GATE } from '#lib/domain/goods-receipts/rules.ts'
import { postReceiptInput } from '#lib/domain/goods-receipts/schema.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { enterGoodsReceived } from '#lib/ledger/payables.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

type Loaded = {
  paper: GoodsPaper
  order: OrderFacts | null
  period: PeriodStatus
  postingDate: BusinessDate | null
}
type Plan = { paper: GoodsPaper; order: OrderFacts | null; brought: BroughtIn[]; postingDate: BusinessDate }

/**
 * 入库过账: the goods of a counted, verified and signed receipt come into stock and books in one transaction: the store,
 * its damaged corner, the order's progress, what the supplier is owed unbilled, batches and the voucher. Refused with
 * the whole checklist when a rule is unmet.
 */
export const postReceipt = defineCommand({
  name: 'goodsReceipt.post',
  permission: 'goodsReceipt.post',
  input: postReceiptInput,
  queryBudget: 17,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    await holdOrderOf(tx, input)
    const paper = await loadGoodsPaper(tx, actor, input, ['GOODS_RECEIPT'])
    if (!paper) return null
    const { accountSetId, sourcePaperId } = paper
    const order =
      sourcePaperId === null ? null : await readOrder(tx, { accountSetId, paperId: sourcePaperId })
    const wished = parseBusinessDate(input.postingDate === '' ? today : input.postingDate)
    const postingDate = wished.ok ? wished.value : null
    return { paper, order, postingDate, period: await holdPeriod(tx, accountSetId, postingDate ?? today) }
  },
  decide: ({ paper, order, period, postingDate }, _input, { actor, today }): Decision<Plan> => {
    if (postingDate === null) return { invalid: { postingDate: 'notADate' } }
    const at = { actorId: actor.userId, today, postingDate, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(POST_RECEIPT_GATE, { ...postFacts(paper, at), order })
    if (!checklist.isOpen)
      return { refuse: { code: 'gate.postGoods', params: { number: paper.number }, checklist } }
    return act({ paper, order, brought: broughtIn(paper, order), postingDate })
  },
  save: async ({ tx, actor, now }, { paper, order, brought, postingDate }) => {
    const { accountSetId, paperId, number, warehouseId, supplierId } = paper
    if (supplierId === null) throw new Error('goods receipt: a receipt without its supplier')
    const recorder = { recordedById: actor.userId, at: now }
    if (!(await moveGoodsPaper(tx, paper, { to: 'POSTED', at: now }))) return { stale: {} }
    const productIds = brought.map(({ productId }) => productId)
    const { damagedWarehouseId, shelfLifeDays } = await readArrival(tx, warehouseId, productIds)
    if (order) await moveProgress(tx, { accountSetId, paperId: order.paperId }, brought, 1)
    await moveStock(tx, recorder, arriving(paper, brought, damagedWarehouseId, postingDate))
    const netFen = brought.reduce((sum, { goodFen, damagedFen }) => sum + goodFen + damagedFen, 0n)
    const received = { accountSetId, supplierId, paperId, businessDate: postingDate, netFen }
    if (netFen > 0n) await enterGoodsReceived(tx, received, now)
    const receipt = { accountSetId, paperId, warehouseId, receivedOn: postingDate }
    await insertBatches(tx, receipt, batchesOf(brought, shelfLifeDays))
    await enterVouchers(tx, recorder, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'PURCHASE', businessDate: postingDate },
        lines: [{ debit: 'INVENTORY', credit: 'UNBILLED', amountFen: netFen }],
      },
    ])
    const lines = brought.map(({ lineNo, goodE3, damagedE3, goodFen, damagedFen }) => {
      return { lineNo, goodE3: `${goodE3}`, damagedE3: `${damagedE3}`, netFen: `${goodFen + damagedFen}` }
    })
    const payload = { number, order: order?.number ?? null, on: postingDate, netFen: `${netFen}`, lines }
    return { value: { number, status: 'POSTED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
