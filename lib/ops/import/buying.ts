import { randomUUID } from 'node:crypto'
import { recordPurchase } from '#lib/domain/purchase-orders/commands/record.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import type { Catalogue } from '#lib/ops/import/catalogue.ts'
import { stageOf } from '#lib/ops/import/day-stage.ts'
import type { IowaInvoice, IowaVendor } from '#lib/ops/import/iowa-file.ts'
import { deskCode, markOf } from '#lib/ops/import/iowa-goods.ts'
import { inLanes, inPieces } from '#lib/ops/import/lanes.ts'
import { type MissingGoods, missingGoods } from '#lib/ops/import/opening.ts'
import { perform } from '#lib/ops/import/perform.ts'
import { receiveOpenOrders } from '#lib/ops/import/receiving.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'
import { openVendors } from '#lib/ops/import/vendors.ts'

/** What a purchase order takes at most. */
const ORDER_LINES_MOST = 200

/**
 * Buys what these invoices lack, each item from the vendor whom the file names, at the State's cost: the clerk orders,
 * the manager approves, and everything is received with the codes that the supplier lists. Orders of an earlier run
 * that were not received go on first.
 */
export async function buyMissing(
  scene: Scene,
  date: BusinessDate,
  invoices: readonly IowaInvoice[],
  catalogue: Catalogue,
): Promise<void> {
  await receiveOpenOrders(scene, date)
  if (scene.isStopping()) return
  const missing = await missingGoods(scene, invoices, catalogue)
  const vendors = new Map(missing.map(({ item }) => [item.vendor.number, item.vendor]))
  const suppliers = await openVendors(scene, date, [...vendors.values()])
  const stage = stageOf(scene, date, await scene.crew.atWork())
  const order = async ({ vendor, goods }: OrderDraft): Promise<void> => {
    // What is missing is worked out anew at every run, so the key need not remember anything.
    const act = stage.signing('order', 'clerk', randomUUID())
    await perform(
      recordPurchase,
      { ...act, about: vendor.name },
      {
        accountSetId: scene.accountSetId,
        warehouseId: scene.warehouseId,
        supplierId: suppliers.get(vendor.number) ?? '',
        expectedOn: date,
        reason: markOf(date),
        lines: goods.map(lineOf),
      },
    )
  }
  await inLanes(ordersOf(missing), LANES, order, scene.isStopping)
  await receiveOpenOrders(scene, date)
}

/** One order: a vendor and what is bought there. */
export type OrderDraft = { vendor: IowaVendor; goods: MissingGoods[] }

/** One order for each vendor, more where the lines do not fit on one. */
export function ordersOf(missing: readonly MissingGoods[]): OrderDraft[] {
  const byVendor = Map.groupBy(missing, ({ item }) => item.vendor.number)
  return [...byVendor.values()].flatMap((goods) => {
    const vendor = goods[0]?.item.vendor
    return vendor ? inPieces(goods, ORDER_LINES_MOST).map((piece) => ({ vendor, goods: piece })) : []
  })
}

function lineOf({ item, goods, bottles }: MissingGoods) {
  return {
    productId: goods.id,
    quantity: formatQuantity(asQtyE3(BigInt(bottles) * 1000n), goods.units),
    unitPrice: formatFenPlain(item.costFen),
    remark: deskCode(item.number),
  }
}
