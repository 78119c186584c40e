import { dueFor } from '#lib/codes/policy.ts'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { LIST_ROWS_MOST, type ListRow } from '#lib/domain/code-lists/schema.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { decidePurchase } from '#lib/domain/purchase-orders/commands/decide.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { type DayStage, stageOf } from '#lib/ops/import/day-stage.ts'
import { markOf } from '#lib/ops/import/iowa-goods.ts'
import { inLanes, inPieces } from '#lib/ops/import/lanes.ts'
import { perform } from '#lib/ops/import/perform.ts'
import { scanOnGoods, SCANS_MOST } from '#lib/ops/import/scanning.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'
import { supplierList } from '#lib/ops/import/single-codes.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'

/*
 * An order's way from the clerk's desk to the shelf, each step by the person whose step it is. Steps that lie behind a
 * paper's status are left out; within one status the keys see to it that nothing happens twice.
 */

type Order = { paperId: string; number: string; status: string; version: number }
type Receipt = { paperId: string; number: string; status: string }

/** Brings in every order of the day that is not received. Finishes what is under way when told to stop. */
export async function receiveOpenOrders(scene: Scene, date: BusinessDate): Promise<void> {
  const { db, accountSetId } = scene
  const rows = await db.goodsPaper.findMany({
    where: {
      ...{ accountSetId, kind: 'PURCHASE_ORDER', reason: markOf(date) },
      status: { in: ['SUBMITTED', 'APPROVED', 'PARTLY_RECEIVED'] },
    },
    select: { paperId: true, status: true, version: true, paper: { select: { number: true } } },
    orderBy: { paper: { number: 'asc' } },
  })
  if (rows.length === 0) return
  const stage = stageOf(scene, date, await scene.crew.atWork())
  const orders = rows.map(({ paper, ...row }): Order => ({ ...row, number: paper.number }))
  await inLanes(orders, LANES, (order) => bringIn(stage, order), scene.isStopping)
}

async function bringIn(stage: DayStage, order: Order): Promise<void> {
  const { accountSetId } = stage.scene
  const { paperId, number, status, version } = order
  if (status === 'SUBMITTED') {
    const word = { accountSetId, paperId, seenVersion: version, decision: 'APPROVED', remark: '' }
    await perform(decidePurchase, stage.act('approve', 'manager', number), word)
  }
  const receipt = await openOrFind(stage, order)
  const key = { accountSetId, paperId: receipt.paperId }
  const lines = await readLines(stage, receipt)
  if (receipt.status === 'OPEN') {
    await writeCodes(stage, receipt, lines)
    const plain = { productId: null, damaged: '', rejected: '', batchNo: '', producedOn: '', reason: '' }
    const found = lines.map(({ lineNo, counted }) => ({ ...plain, lineNo, good: counted }))
    await perform(countGoods, stage.signing('count', 'keeper', receipt.number), {
      ...{ ...key, lines: found, stroke: null },
    })
  }
  if (receipt.status !== 'VERIFIED') {
    const again = lines.map(({ lineNo, counted }) => ({ lineNo, isNameRight: true, counted, damaged: '' }))
    await perform(verifyGoods, stage.act('recount', 'salesperson', receipt.number), { ...key, lines: again })
  }
  const stroke = { ...key, stroke: null }
  await perform(signGoods, stage.signing('receiptHandler', 'driver', receipt.number), stroke)
  await perform(signGoods, stage.signing('receiptSupervisor', 'salesManager', receipt.number), stroke)
  await perform(postReceipt, stage.act('enter', 'manager', receipt.number), { ...key, postingDate: '' })
}

/** The receipt under way, or a new one for all that the order has open. */
async function openOrFind(stage: DayStage, order: Order): Promise<Receipt> {
  const { db, accountSetId, warehouseId } = stage.scene
  const receipts = await db.goodsPaper.findMany({
    where: { accountSetId, kind: 'GOODS_RECEIPT', sourcePaperId: order.paperId },
    select: { paperId: true, status: true, paper: { select: { number: true } } },
  })
  const begun = receipts.find(({ status }) => ['OPEN', 'COUNTED', 'VERIFIED'].includes(status))
  if (begun) return { paperId: begun.paperId, number: begun.paper.number, status: begun.status }
  const act = stage.signing('receive', 'clerk', `${order.number}/${receipts.length + 1}`)
  const { paperId, number } = await perform(openReceipt, act, {
    ...{ accountSetId, warehouseId, sourcePaperId: order.paperId, reason: markOf(stage.date) },
    handlerId: stage.crew.driver.person.userId,
  })
  return { paperId, number, status: 'OPEN' }
}

type ReceiptLine = {
  lineNo: number
  counted: string
  barcode: string
  due: { cases: number; loose: number; pack: number }
}

/** What stands on the receipt: every quantity as it is counted, and how many codes the goods carry. */
async function readLines(stage: DayStage, { paperId }: Receipt): Promise<ReceiptLine[]> {
  const { db, accountSetId } = stage.scene
  const lines = await db.goodsPaperLine.findMany({
    where: { accountSetId, paperId },
    include: { product: { include: { units: { orderBy: { factorE3: 'asc' } } } } },
    orderBy: { lineNo: 'asc' },
  })
  return lines.map(({ lineNo, qtyE3, caseFactorE3, product }) => {
    const { codeKinds: kinds, hasCaseCodes, hasBottleCodes, codeCoverageBp: coverageBp } = product
    const due = dueFor(qtyE3, caseFactorE3, { kinds, hasCaseCodes, hasBottleCodes, coverageBp })
    return {
      ...{ lineNo, counted: formatQtyPlain(qtyE3) },
      barcode: product.units.find(({ gtin }) => gtin !== null)?.gtin ?? '',
      due: { cases: due.cases, loose: due.bottles, pack: Number((caseFactorE3 ?? 1000n) / 1000n) },
    }
  })
}

/** The supplier's list is taken in, case by case; bottles that stand loose are scanned. */
async function writeCodes(stage: DayStage, receipt: Receipt, lines: readonly ReceiptLine[]): Promise<void> {
  const { number, paperId } = receipt
  const { accountSetId } = stage.scene
  const listed = lines.map((line) => {
    return { line, list: supplierList(`${accountSetId}/${number}/${line.lineNo}`, line.due) }
  })
  const boxes = listed.flatMap(({ line, list }) =>
    list.cases.map(({ code, bottles }) =>
      bottles.map((bottle): ListRow => ({ caseCode: code, bottleCode: bottle, barcode: line.barcode })),
    ),
  )
  for (const [index, rows] of fullLists(boxes).entries()) {
    const act = stage.act('takeIn', 'keeper', `${number}/list/${index + 1}`)
    const fileName = `${number}-${index + 1}.csv`
    await perform(takeInCodeList, act, {
      ...{ accountSetId, paperId, source: 'LIST', fileName, rows },
    })
  }
  const loose = listed.flatMap(({ line, list }) =>
    list.loose.map((typed) => ({ typed, lineNo: line.lineNo, kind: 'BOTTLE' as const })),
  )
  for (const scans of inPieces(loose, SCANS_MOST)) await scanOnGoods(stage, 'takeIn', receipt, scans)
}

/** Lists that are not too long, with no case in two of them. */
function fullLists(boxes: readonly ListRow[][]): ListRow[][] {
  const lists: ListRow[][] = []
  for (const box of boxes) {
    const last = lists.at(-1)
    if (last !== undefined && last.length + box.length <= LIST_ROWS_MOST) last.push(...box)
    else lists.push([...box])
  }
  return lists
}
