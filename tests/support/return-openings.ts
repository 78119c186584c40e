import { openCustomerReturn } from '#lib/domain/customer-returns/commands/open.ts'
import { openSupplierReturn } from '#lib/domain/supplier-returns/commands/open.ts'
import { chance, pick, type SeenGoods, type Step, step, type World } from '#tests/support/goods-life.ts'
import { clerkOf, handlerOf, someQuantity } from '#tests/support/goods-openings.ts'

/*
 * How goods go back the way they came: a customer's return over one or several notes, a supplier's over a receipt.
 */

type Sold = {
  accountSetId: number
  paperId: string
  warehouseId: string
  customerId: string
  lines: readonly { lineNo: number; productId: string; quantity: number }[]
}

/** Mostly a part of it, sometimes all, sometimes what nobody has. */
function partOf(world: World, quantity: number): string {
  if (chance(world, 0.3)) return `${quantity}瓶`
  return chance(world, 0.2)
    ? someQuantity(world)
    : `${1 + Math.floor(world.random() * Math.max(1, quantity / 2))}瓶`
}

/** A customer gives back goods of these notes; those of another customer are refused. */
export function returnFromCustomer(world: World, notes: readonly Sold[]): Step {
  const [{ accountSetId, warehouseId, customerId } = pick(world, notes)] = notes
  const lines = notes.flatMap(({ paperId, lines: sold }) =>
    sold.map(({ lineNo, productId, quantity }) => ({
      ...{ productId, quantity: partOf(world, quantity), sourcePaperId: paperId, sourceLineNo: lineNo },
      disposition: pick(world, ['STOCK', 'STOCK', 'DAMAGED', 'SUPPLIER']),
    })),
  )
  const handlerId = handlerOf(world)
  const input = { accountSetId, warehouseId, customerId, handlerId, reason: '客户退货', lines }
  return step(world, openCustomerReturn, clerkOf(world), input, 'goods')
}

/** Goods of a receipt go back to who sent them, from the store or its damaged corner. */
export async function returnToSupplier(world: World, receipt: SeenGoods): Promise<Step> {
  const { accountSetId, paperId, supplierId, warehouseId } = receipt
  const corner = await world.company.db.warehouse.findFirstOrThrow({
    where: { parentId: warehouseId, kind: 'DAMAGED' },
  })
  const lines = receipt.lines.map(({ lineNo, productId, quantity }) => ({
    ...{ productId, quantity: partOf(world, quantity), sourcePaperId: paperId, sourceLineNo: lineNo },
  }))
  const place = { warehouseId: chance(world, 0.25) ? corner.id : warehouseId }
  const input = { accountSetId, ...place, supplierId, handlerId: handlerOf(world), reason: '质量问题', lines }
  return step(world, openSupplierReturn, clerkOf(world), input, 'goods')
}
