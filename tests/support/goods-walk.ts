import { acceptReceipt } from '#lib/domain/goods-receipts/commands/accept.ts'
import { postCustomerReturn } from '#lib/domain/customer-returns/commands/post.ts'
import { reverseCustomerReturn } from '#lib/domain/customer-returns/commands/reverse.ts'
import { postSupplierReturn } from '#lib/domain/supplier-returns/commands/post.ts'
import { reverseSupplierReturn } from '#lib/domain/supplier-returns/commands/reverse.ts'
import { returnToSupplier } from '#tests/support/return-openings.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { consentToBill } from '#lib/domain/purchase-bills/commands/consent.ts'
import { postBill } from '#lib/domain/purchase-bills/commands/post.ts'
import { recordBill } from '#lib/domain/purchase-bills/commands/record.ts'
import { reverseBill } from '#lib/domain/purchase-bills/commands/reverse.ts'
import { closePurchase } from '#lib/domain/purchase-orders/commands/close.ts'
import { decidePurchase } from '#lib/domain/purchase-orders/commands/decide.ts'
import { takeReceiptOver } from '#lib/domain/purchase-orders/commands/take-over.ts'
import { approveCount } from '#lib/domain/stock-counts/commands/approve.ts'
import { finishCount } from '#lib/domain/stock-counts/commands/finish.ts'
import { postStockCount } from '#lib/domain/stock-counts/commands/post.ts'
import { reverseStockCount } from '#lib/domain/stock-counts/commands/reverse.ts'
import { postStockOut } from '#lib/domain/stock-outs/commands/post.ts'
import { reverseStockOut } from '#lib/domain/stock-outs/commands/reverse.ts'
import { receiveTransfer } from '#lib/domain/transfers/commands/receive.ts'
import { sendTransfer } from '#lib/domain/transfers/commands/send.ts'
import { writeOffTransfer } from '#lib/domain/transfers/commands/write-off.ts'
import { type GoodsKind, RED } from '#lib/papers/goods/kinds.ts'
import {
  chance,
  lookAt,
  pick,
  type SeenGoods,
  type Step,
  step,
  type World,
} from '#tests/support/goods-life.ts'
import { countedSteps } from '#tests/support/goods-counting.ts'
import { receiptOf } from '#tests/support/goods-openings.ts'
import { lostCodesOf } from '#tests/support/lost-codes.ts'
import { countingSteps } from '#tests/support/goods-stock-counts.ts'
import { keyOf } from '#tests/support/road.ts'

/*
 * The steps that a goods paper is ready for, in the order of its life, by the people whose steps they are.
 */

type Walk = (world: World, seen: SeenGoods) => Step[] | Promise<Step[]>

const seenOf = (seen: SeenGoods) => ({ ...keyOf(seen), seenVersion: seen.version })
const reasonOf = (seen: SeenGoods) => ({ ...keyOf(seen), reason: '试验撤回' })

/**
 * A bill on an order: for what came and was not billed, for half of it, or for all that was ordered; perhaps dearer. A red
 * one where goods went back after they were billed, perhaps for too much.
 */
async function billOf(world: World, seen: SeenGoods): Promise<Step> {
  const progress = await world.company.db.goodsProgress.findMany({ where: keyOf(seen) })
  const isDearer = chance(world, 0.6)
  const lines = seen.lines.flatMap(({ lineNo, quantity }) => {
    const came = progress.find((each) => each.lineNo === lineNo)
    const open = came ? Number(came.receivedE3 - came.billedE3) / 1000 : quantity
    const billed = pick(world, [open, open, open, open, Math.ceil(open / 2), quantity])
    const price = isDearer ? { unitPrice: '13.37' } : {}
    return billed > 0 ? [{ sourceLineNo: lineNo, quantity: `${billed}瓶`, ...price }] : []
  })
  const back = progress.flatMap(({ lineNo, receivedE3, returnedE3, billedE3 }) => {
    const gone = Number(billedE3 - receivedE3 + returnedE3) / 1000
    const taken = gone > 0 ? pick(world, [gone, gone, gone, Math.ceil(gone / 2), gone + 3]) : 0
    return taken > 0 ? [{ sourceLineNo: lineNo, quantity: `${taken}瓶` }] : []
  })
  if (lines.length === 0) lines.push({ sourceLineNo: 1, quantity: '1瓶' })
  const typed = {
    externalNumber: `FP${Math.floor(world.random() * 1e9)}`,
    businessDate: '',
    reason: '随行就市',
  }
  const of = { accountSetId: seen.accountSetId, sourcePaperId: seen.paperId, ...typed }
  const input = back.length > 0 ? { ...of, purpose: RED, lines: back } : { ...of, lines }
  return step(world, recordBill, world.company.staff.accountant, input, 'goods')
}

const order: Walk = async (world, seen) => {
  const { manager, clerk } = world.company.staff
  const decision = chance(world, 0.9) ? 'APPROVED' : 'REJECTED'
  const decide = step(world, decidePurchase, manager, { ...seenOf(seen), decision, remark: '按计划' })
  const close = step(world, closePurchase, pick(world, [manager, clerk]), {
    ...seenOf(seen),
    reason: '不再要',
  })
  switch (seen.status) {
    case 'SUBMITTED':
      return [decide]
    case 'APPROVED':
      return chance(world, 0.15) ? [close] : [receiptOf(world, seen, seen.lines)]
    case 'PARTLY_RECEIVED':
      return chance(world, 0.3) ? [close] : [receiptOf(world, seen, seen.lines), await billOf(world, seen)]
    case 'RECEIVED':
    case 'CLOSED':
      return [await billOf(world, seen)]
    default:
      return []
  }
}

const bill: Walk = async (world, seen) => {
  const { manager, accountant } = world.company.staff
  if (seen.status === 'OPEN')
    return chance(world, 0.6)
      ? [step(world, consentToBill, manager, { ...seenOf(seen), remark: '同意' })]
      : [step(world, postBill, manager, { ...seenOf(seen), postingDate: '' })]
  if (seen.status !== 'POSTED') return []
  if (chance(world, 0.6)) {
    const receipts = await world.company.db.$queryRaw<{ paperId: string }[]>`
      SELECT DISTINCT r.paper_id AS "paperId" FROM receipt_order_line r JOIN goods_paper g USING (account_set_id, paper_id)
      WHERE r.account_set_id = ${seen.accountSetId} AND r.order_id = ${seen.lines[0]?.sourcePaperId ?? null}::uuid
        AND g.status = 'POSTED' ORDER BY 1`
    const paperId = receipts[0]?.paperId
    if (paperId)
      return [
        await returnToSupplier(world, await lookAt(world, { accountSetId: seen.accountSetId, paperId })),
      ]
  }
  return chance(world, 0.3) ? [step(world, reverseBill, accountant, reasonOf(seen))] : []
}

const receipt: Walk = async (world, seen) => {
  const { salesManager, manager, accountant } = world.company.staff
  const accept = step(world, acceptReceipt, manager, { ...keyOf(seen), remark: '多到也收' })
  const post = step(world, postReceipt, salesManager, keyOf(seen))
  if (seen.status === 'POSTED') {
    const orderId = seen.lines[0]?.sourcePaperId
    if (orderId && chance(world, 0.7))
      return [await billOf(world, await lookAt(world, { accountSetId: seen.accountSetId, paperId: orderId }))]
    if (!orderId && chance(world, 0.6))
      return [step(world, takeReceiptOver, world.company.staff.clerk, keyOf(seen), 'goods')]
    if (chance(world, 0.4)) return [await returnToSupplier(world, seen)]
    return chance(world, 0.3) ? [step(world, reverseReceipt, accountant, reasonOf(seen))] : []
  }
  return [
    ...(await countedSteps(world, seen)),
    ...(seen.status === 'COUNTED' ? [accept] : []),
    ...(seen.status === 'VERIFIED' ? [post] : []),
  ]
}

const stockOut: Walk = async (world, seen) => {
  const { keeper, otherKeeper, manager } = world.company.staff
  if (seen.status === 'POSTED')
    return chance(world, 0.3) ? [step(world, reverseStockOut, manager, reasonOf(seen))] : []
  const post = step(world, postStockOut, pick(world, [keeper, otherKeeper]), seenOf(seen))
  return [...(await countedSteps(world, seen)), ...(seen.status === 'VERIFIED' ? [post] : [])]
}

const customerReturn: Walk = async (world, seen) => {
  const { accountant, manager } = world.company.staff
  if (seen.status === 'POSTED')
    return chance(world, 0.3) ? [step(world, reverseCustomerReturn, manager, reasonOf(seen))] : []
  const post = step(world, postCustomerReturn, accountant, keyOf(seen))
  return [...(await countedSteps(world, seen)), ...(seen.status === 'VERIFIED' ? [post] : [])]
}

const supplierReturn: Walk = async (world, seen) => {
  const { keeper, otherKeeper, accountant } = world.company.staff
  if (seen.status === 'POSTED') {
    const orders = await world.company.db.$queryRaw<{ paperId: string }[]>`
      SELECT DISTINCT r.order_id AS "paperId" FROM goods_paper_line l JOIN receipt_order_line r ON r.account_set_id = l.account_set_id
        AND r.paper_id = l.source_paper_id AND r.line_no = l.source_line_no
      WHERE l.account_set_id = ${seen.accountSetId} AND l.paper_id = ${seen.paperId}::uuid ORDER BY 1`
    const paperId = orders[0]?.paperId
    if (paperId && chance(world, 0.6))
      return [await billOf(world, await lookAt(world, { accountSetId: seen.accountSetId, paperId }))]
    return chance(world, 0.3) ? [step(world, reverseSupplierReturn, accountant, reasonOf(seen))] : []
  }
  const post = step(world, postSupplierReturn, pick(world, [keeper, otherKeeper]), seenOf(seen))
  return [...(await countedSteps(world, seen)), ...(seen.status === 'VERIFIED' ? [post] : [])]
}

const transfer: Walk = async (world, seen) => {
  const { keeper, otherKeeper, manager } = world.company.staff
  if (seen.status === 'POSTED') return []
  if (seen.status !== 'SENT') {
    const send = step(world, sendTransfer, pick(world, [keeper, otherKeeper]), seenOf(seen))
    return [...(await countedSteps(world, seen)), ...(seen.status === 'VERIFIED' ? [send] : [])]
  }
  const hasArrived = await world.company.db.goodsCount.findFirst({
    where: { ...keyOf(seen), isArrival: true },
  })
  if (chance(world, hasArrived ? 0.5 : 0.1)) {
    const lostCodes = await lostCodesOf(world.company, seen)
    const lost = { ...seenOf(seen), reason: '途中丢失', lostCodes }
    return [step(world, writeOffTransfer, manager, lost)]
  }
  const lines = seen.lines.map(({ lineNo, quantity }) => {
    const good = chance(world, 0.4) ? quantity : Math.floor(world.random() * (quantity + 2))
    const damaged = chance(world, 0.2) ? 1 : 0
    return { lineNo, good: `${Math.max(0, good - damaged)}`, damaged: `${damaged}`, reason: '途中破损' }
  })
  const receiver = seen.keeperId === otherKeeper.userId ? keeper : otherKeeper
  const receive = step(world, receiveTransfer, receiver, { ...seenOf(seen), lines })
  return [receive]
}

const stockCount: Walk = async (world, seen) => {
  const { keeper, otherKeeper, accountant, manager, salesManager } = world.company.staff
  const by = pick(world, [keeper, otherKeeper])
  const approver = pick(world, [accountant, manager])
  switch (seen.status) {
    case 'OPEN':
      return [...(await countingSteps(world, seen)), step(world, finishCount, by, keyOf(seen))]
    case 'COUNTED':
      return [step(world, approveCount, approver, { ...seenOf(seen), remark: '核对过' })]
    case 'VERIFIED':
      return [
        ...(await countedSteps(world, seen)).filter(({ by: { userId } }) => userId === salesManager.userId),
        step(world, postStockCount, approver, seenOf(seen)),
      ]
    case 'POSTED':
      return chance(world, 0.3) ? [step(world, reverseStockCount, manager, reasonOf(seen))] : []
    default:
      return []
  }
}

const WALKS: Partial<Record<GoodsKind, Walk>> = {
  PURCHASE_ORDER: order,
  PURCHASE_BILL: bill,
  GOODS_RECEIPT: receipt,
  STOCK_OUT: stockOut,
  CUSTOMER_RETURN: customerReturn,
  SUPPLIER_RETURN: supplierReturn,
  TRANSFER: transfer,
  STOCK_COUNT: stockCount,
}

/** The steps that this paper is ready for, in their order; none where its life has ended. */
export async function stepsOf(world: World, seen: SeenGoods): Promise<Step[]> {
  return (await WALKS[seen.kind]?.(world, seen)) ?? []
}
