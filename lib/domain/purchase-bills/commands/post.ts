import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { type BillMatch, readBillMatch } from '#lib/domain/purchase-bills/loading.ts'
import { billEntries } from '#lib/domain/purchase-bills/postings.ts'
import { holdOrderOf, moveBilled } from '#lib/domain/purchase-bills/repository.ts'
import { POST_BILL_GATE } from '#lib/domain/purchase-bills/rules.ts'
import { postInput } from '#lib/domain/purchase-bills/schema.ts'
import { addDays, type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers, paidVouchers } from '#lib/ledger/journal.ts'
import { allocatePaymentsOldestFirst, enterBill, enterRedBill } from '#lib/ledger/payables.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { RED } from '#lib/papers/goods/kinds.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

type Loaded = { paper: GoodsPaper; match: BillMatch; period: PeriodStatus; postingDate: BusinessDate | null }
type Plan = { paper: GoodsPaper; match: BillMatch; postingDate: BusinessDate }

/**
 * 采购开单过账: what came without a bill becomes owed with its tax, due by the supplier's credit days; a difference of
 * price goes to its own account. Never by who recorded it (R119), never more than came (R87), a difference only with a
 * manager's consent (R98), only in an open period (R120). An advance pays it at once (R92). A red bill takes what went
 * back off the goods and its tax, and stands as an advance that pays the oldest bills.
 */
export const postBill = defineCommand({
  name: 'purchaseBill.post',
  permission: 'purchaseBill.post',
  input: postInput,
  queryBudget: 14,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    await holdOrderOf(tx, input)
    const paper = await loadGoodsPaper(tx, actor, input, ['PURCHASE_BILL'])
    const match = paper && (await readBillMatch(tx, actor, paper))
    if (!paper || !match) return null
    const read = parseBusinessDate(input.postingDate === '' ? paper.businessDate : input.postingDate)
    const postingDate = read.ok ? read.value : null
    return {
      paper,
      match,
      postingDate,
      period: await holdPeriod(tx, paper.accountSetId, postingDate ?? today),
    }
  },
  decide: ({ paper, match, period, postingDate }, _input, { actor, today }): Decision<Plan> => {
    if (postingDate === null) return { invalid: { postingDate: 'notADate' } }
    const at = { actorId: actor.userId, today, postingDate, isPeriodOpen: period === 'OPEN' }
    const checklist = evaluate(POST_BILL_GATE, { ...postFacts(paper, at), ...match })
    return checklist.isOpen
      ? act({ paper, match, postingDate })
      : { refuse: { code: 'gate.postGoods', params: { number: paper.number }, checklist } }
  },
  save: async ({ tx, actor, now }, { paper, match, postingDate }, { seenVersion }) => {
    const { accountSetId, paperId, number, netFen, taxFen } = paper
    const { order, lines } = match
    const { supplierId } = order
    if (!(await moveGoodsPaper(tx, { ...paper, version: seenVersion }, { to: 'POSTED', at: now })))
      return { stale: {} }
    await moveBilled(tx, { accountSetId, orderId: order.paperId, billId: paperId }, lines)
    const clearedFen = lines.reduce((sum, line) => sum + line.clearedFen, 0n)
    const isRed = paper.purpose === RED
    const dueDate = isRed ? null : dueDateOf(paper.businessDate, order.creditDays)
    const act = { accountSetId, supplierId, paperId, businessDate: postingDate }
    const entry = { ...act, netFen, taxFen, receivedNetFen: clearedFen }
    await (dueDate === null ? enterRedBill(tx, entry, now) : enterBill(tx, { ...entry, dueDate }, now))
    const paid = await allocatePaymentsOldestFirst(tx, [act], now)
    await enterVouchers(tx, { recordedById: actor.userId, at: now }, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'PURCHASE_BILL', businessDate: postingDate },
        lines: billEntries({ netFen, taxFen, clearedFen }, isRed),
      },
      ...paidVouchers(paid, now),
    ])
    const payload = { number, order: order.number, on: postingDate, dueDate, clearedFen: `${clearedFen}` }
    return { value: { number, status: 'POSTED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})

/** Credit runs from the day on the bill, whatever the day it is posted. */
function dueDateOf(businessDate: string, creditDays: number): BusinessDate {
  const date = parseBusinessDate(businessDate)
  if (!date.ok) throw new Error('a bill has an unreadable date')
  return addDays(date.value, creditDays)
}
