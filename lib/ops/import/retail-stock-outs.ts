import { openStockOut } from '#lib/domain/stock-outs/commands/open.ts'
import { postStockOut } from '#lib/domain/stock-outs/commands/post.ts'
import type { StockOutPurpose } from '#lib/domain/stock-outs/schema.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { itemsOf, stockCatalogue } from '#lib/ops/import/catalogue.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { openMissingStock } from '#lib/ops/import/opening.ts'
import { perform } from '#lib/ops/import/perform.ts'
import { goodsLine, type RetailItems, storeOf } from '#lib/ops/import/retail-goods.ts'
import type { PlannedStockOut } from '#lib/ops/import/retail-plan.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'

const RECIPIENTS: Readonly<Record<StockOutPurpose, string>> = {
  DAMAGE: '报损核销',
  SAMPLE: '样品陈列',
  GIFT: '随单赠送',
  INTERNAL: '内部领用',
}

const REMARK_MOST = 200

type Begun = { paperId: string; number: string; status: string }

/** A stock-out note from its number to the goods having left, from where it stands; nothing when they have. */
export async function writeOff(stage: DayStage, planned: PlannedStockOut, items: RetailItems): Promise<void> {
  const begun = await findBegun(stage, planned)
  if (begun?.status === 'POSTED') return
  const { paperId, number, status } = begun ?? (await open(stage, planned, items))
  const { db, accountSetId } = stage.scene
  const key = { accountSetId, paperId }
  const rows = await db.goodsPaperLine.findMany({ where: key, orderBy: { lineNo: 'asc' } })
  const lines = rows.map(({ lineNo, qtyE3 }) => ({ lineNo, counted: formatQtyPlain(qtyE3) }))
  if (status === 'OPEN') {
    const plain = { productId: null, damaged: '', rejected: '', batchNo: '', producedOn: '', reason: '' }
    const found = lines.map(({ lineNo, counted }) => ({ ...plain, lineNo, good: counted }))
    await perform(countGoods, stage.signing('writeOffCount', 'keeper', number), {
      ...{ ...key, lines: found, stroke: null },
    })
  }
  if (status !== 'VERIFIED') {
    const again = lines.map(({ lineNo, counted }) => ({ lineNo, isNameRight: true, counted, damaged: '' }))
    await perform(verifyGoods, stage.act('writeOffRecount', 'salesperson', number), { ...key, lines: again })
  }
  const signed = { ...key, stroke: null }
  await perform(signGoods, stage.signing('writeOffHandler', 'driver', number), signed)
  await perform(signGoods, stage.signing('writeOffSupervisor', 'salesManager', number), signed)
  const { version: seenVersion } = await db.goodsPaper.findFirstOrThrow({
    where: key,
    select: { version: true },
  })
  await perform(postStockOut, stage.act('writeOffLeaves', 'keeper', number), { ...key, seenVersion })
}

async function findBegun(
  { scene: { db, accountSetId, source } }: DayStage,
  { number }: PlannedStockOut,
): Promise<Begun | null> {
  const row = await db.goodsPaper.findFirst({
    where: {
      ...{ accountSetId, kind: 'STOCK_OUT', reason: source.markOf(number) },
      status: { in: ['OPEN', 'COUNTED', 'VERIFIED', 'POSTED'] },
    },
    select: { paperId: true, status: true, paper: { select: { number: true } } },
  })
  return row && { paperId: row.paperId, status: row.status, number: row.paper.number }
}

async function open(stage: DayStage, planned: PlannedStockOut, items: RetailItems): Promise<Begun> {
  const { scene, date } = stage
  const { number, purpose, lines } = planned
  const invoice = {
    number,
    store: storeOf({ customer: '', country: '' }),
    lines: lines.map((line) => goodsLine(line, items)),
  }
  const catalogue = await stockCatalogue(scene, date, itemsOf([invoice]))
  await openMissingStock(scene, date, [invoice], catalogue)
  const { accountSetId, warehouseId, source } = scene
  const begun = await perform(openStockOut, stage.signing('writeOff', 'clerk', number), {
    ...{ accountSetId, warehouseId, purpose, partyName: RECIPIENTS[purpose], partyContact: '' },
    ...{ reason: source.markOf(number), handlerId: stage.crew.driver.person.userId },
    lines: lines.map((line) => ({
      productId: catalogue.get(goodsLine(line, items).item.number)?.id ?? '',
      quantity: String(Math.abs(line.quantity)),
      remark: `${line.invoice} ${line.name}`.trim().slice(0, REMARK_MOST),
    })),
  })
  return { paperId: begun.paperId, number: begun.number, status: 'OPEN' }
}
