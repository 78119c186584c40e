import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { goingBack, supplierReturnEntries } from '#lib/domain/supplier-returns/postings.ts'
import { holdOrdersAndReceipts, moveOrdersBack } from '#lib/domain/supplier-returns/repository.ts'
import { readReceiptsOf } from '#lib/domain/supplier-returns/received-queries.ts'
import { POST_SUPPLIER_RETURN_GATE } from '#lib/domain/supplier-returns/rules.ts'
import { postSupplierReturnInput } from '#lib/domain/supplier-returns/schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { enterGoodsReturned } from '#lib/ledger/payables.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

/**
 * 退货出库: the keeper lets the goods of a signed and verified return go back to the supplier. They leave at the moving
 * average, the debt goes down by what they came in at, the difference is price variance; the orders say that they went
 * back. Refused with the whole checklist when a rule is unmet.
 */
export const postSupplierReturn = defineCommand({
  name: 'supplierReturn.post',
  permission: 'supplierReturn.post',
  input: postSupplierReturnInput,
  queryBudget: 15,
  load: async ({ tx, actor, today }, input) => {
    await holdOrdersAndReceipts(tx, input)
    const paper = await loadGoodsPaper(tx, actor, input, ['SUPPLIER_RETURN'])
    if (!paper || !actor.warehouseIds.includes(paper.storeId)) return null
    const receipts = await readReceiptsOf(tx, input)
    return { paper, receipts, period: await holdPeriod(tx, input.accountSetId, today) }
  },
  decide: ({ paper, receipts, period }, _input, { actor, today }) => {
    const { number, status } = paper
    if (status === 'POSTED') return refuse('supplierReturn.alreadyPosted', { number })
    const at = { actorId: actor.userId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(POST_SUPPLIER_RETURN_GATE, { ...postFacts(paper, at), receipts })
    return checklist.isOpen
      ? act(paper)
      : { refuse: { code: 'gate.postGoods', params: { number }, checklist } }
  },
  save: async ({ tx, actor, now, today }, paper, { seenVersion }) => {
    const { accountSetId, paperId, number, supplierId, netFen } = paper
    if (supplierId === null) throw new Error('supplier return: a return without its supplier')
    const recorder = { recordedById: actor.userId, at: now }
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: 'POSTED', at: now })))
      return { stale: {} }
    await moveOrdersBack(tx, { accountSetId, paperId }, 1)
    const left = await moveStock(tx, recorder, goingBack(paper, today))
    const costFen = left.reduce((sum, { valueFen }) => sum + valueFen, 0n)
    if (netFen > 0n)
      await enterGoodsReturned(tx, { accountSetId, supplierId, paperId, businessDate: today, netFen }, now)
    await enterVouchers(tx, recorder, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'SUPPLIER_RETURN', businessDate: today },
        lines: supplierReturnEntries(netFen, costFen),
      },
    ])
    const goods = left.map(({ lineNo, qtyE3, valueFen }) => {
      return { lineNo, qtyE3: `${qtyE3}`, costFen: `${valueFen}` }
    })
    const payload = { number, netFen: `${netFen}`, goods }
    return { value: { number, status: 'POSTED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
