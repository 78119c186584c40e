import { randomUUID } from 'node:crypto'
import { openPeriod } from '#lib/domain/account-sets/commands/turn-period.ts'
import { openStock } from '#lib/domain/stock/commands/open.ts'
import { OPENING_LINES_MOST } from '#lib/domain/stock/schema.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import type { Catalogue, Goods } from '#lib/ops/import/catalogue.ts'
import type { IowaInvoice, IowaItem } from '#lib/ops/import/iowa-file.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import { deskAt, perform } from '#lib/ops/import/perform.ts'
import type { Scene } from '#lib/ops/import/scene.ts'
import { MORNING } from '#lib/ops/import/timetable.ts'

/** The accountant opens the month of a day that nobody has opened. Refuses a month that was closed. */
export async function openMonth(scene: Scene, date: BusinessDate): Promise<void> {
  const { db, accountSetId } = scene
  const period = periodOf(date)
  const status = await readPeriod(db, accountSetId, period)
  if (status === 'OPEN') return
  if (status === 'CLOSED')
    throw new OperatorFailure(
      `会计期间 ${period} 已结账，请会计先反结账`,
      `The period ${period} is closed: reopen it first`,
    )
  const { accountant } = await scene.crew.atWork()
  const act = {
    actor: accountant.person,
    about: period,
    key: `${scene.source.key}:period:${accountSetId}:${period}`,
  }
  await perform(openPeriod, { desk: deskAt(scene.base, date, MORNING), ...act }, { accountSetId, period })
}

/** Goods that invoices ask for beyond what is there and free, in the order of the file. */
export type MissingGoods = { item: IowaItem; goods: Goods; bottles: number }

/** What these invoices still lack in the warehouse. */
export async function missingGoods(
  scene: Scene,
  invoices: readonly IowaInvoice[],
  catalogue: Catalogue,
): Promise<MissingGoods[]> {
  const { db, accountSetId, warehouseId } = scene
  const balances = await db.stockBalance.findMany({ where: { accountSetId, warehouseId } })
  const available = new Map(balances.map((row) => [row.productId, row.onHandE3 - row.reservedE3]))
  return [...askedBottles(invoices).values()].flatMap(({ item, bottles: asked }) => {
    const goods = catalogue.get(item.number)
    if (goods === undefined) return []
    const bottles = asked - Number((available.get(goods.id) ?? 0n) / 1000n)
    return bottles > 0 ? [{ item, goods, bottles }] : []
  })
}

/**
 * The accountant opens as much stock as these invoices still lack, in whole cases at the file's cost, so that the
 * day can be served.
 */
export async function openMissingStock(
  scene: Scene,
  date: BusinessDate,
  invoices: readonly IowaInvoice[],
  catalogue: Catalogue,
): Promise<void> {
  const { accountSetId, warehouseId } = scene
  const missing = await missingGoods(scene, invoices, catalogue)
  const lines = missing.map(({ item, goods, bottles }) => {
    const opened = BigInt(Math.ceil(bottles / item.pack) * item.pack)
    const quantity = formatQuantity(asQtyE3(opened * 1000n), goods.units)
    return { productId: goods.id, quantity, value: formatFenPlain(opened * item.costFen) }
  })
  if (lines.length === 0) return
  const { accountant } = await scene.crew.atWork()
  const desk = deskAt(scene.base, date, MORNING)
  for (const piece of inPieces(lines, OPENING_LINES_MOST)) {
    // What is missing is worked out anew at every run, so the key need not remember anything.
    const act = {
      desk,
      actor: accountant.person,
      about: date,
      key: `${scene.source.key}:stock:${randomUUID()}`,
    }
    await perform(openStock, act, { accountSetId, warehouseId, businessDate: date, lines: piece })
  }
}

function askedBottles(invoices: readonly IowaInvoice[]): Map<string, { item: IowaItem; bottles: number }> {
  const asked = new Map<string, { item: IowaItem; bottles: number }>()
  for (const { item, bottles } of invoices.flatMap((invoice) => invoice.lines)) {
    const before = asked.get(item.number)?.bottles ?? 0
    asked.set(item.number, { item, bottles: before + bottles })
  }
  return asked
}
