import type { Person } from '#lib/auth/actor.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { recordPurchase } from '#lib/domain/purchase-orders/commands/record.ts'
import { openStockCount } from '#lib/domain/stock-counts/commands/open.ts'
import { openStockOut } from '#lib/domain/stock-outs/commands/open.ts'
import { openTransfer } from '#lib/domain/transfers/commands/open.ts'
import { today } from '#lib/kernel/clock.ts'
import { noteFor } from '#tests/support/company.ts'
import { chance, pick, type Step, step, type Traded, type World } from '#tests/support/goods-life.ts'

/*
 * How each paper of a random sequence begins: by the right people, with goods at random.
 */

const PRICES = ['12', '250/箱', '0.35', '46.80']

/** So many different products at most. */
export function someProducts(world: World, most = 2): Traded[] {
  const count = 1 + Math.floor(world.random() * most)
  const chosen = Array.from({ length: count }, () => pick(world, world.products))
  return [...new Set(chosen)]
}

/** A quantity as people say it: often small, sometimes more than stands there. */
export function someQuantity(world: World): string {
  if (chance(world, 0.06)) return '900箱'
  const cases = Math.floor(world.random() * 4)
  const bottles = Math.floor(world.random() * 5)
  return cases + bottles === 0
    ? '1箱'
    : `${cases === 0 ? '' : `${cases}箱`}${bottles === 0 ? '' : `${bottles}瓶`}`
}

/** The goods of a paper without prices. */
const plainLines = (world: World) =>
  someProducts(world).map(({ id }) => ({ productId: id, quantity: someQuantity(world) }))

type Opening = (world: World) => Step | Promise<Step>

export const clerkOf = (world: World): Person =>
  pick(world, [world.company.staff.clerk, world.company.staff.otherClerk])

const stores = ({ company: { books } }: World): string[] => [books.eastWarehouseId, books.westWarehouseId]

/** Who carries a paper out. */
export const handlerOf = (world: World): string => {
  const { salesperson, driver } = world.company.staff
  return pick(world, [salesperson, driver]).userId
}

const OPENINGS = {
  purchaseOrder: (world) => {
    const lines = someProducts(world, 3).map(({ id }) => ({
      ...{ productId: id, quantity: someQuantity(world), unitPrice: pick(world, PRICES), remark: '' },
    }))
    return step(
      world,
      recordPurchase,
      clerkOf(world),
      {
        ...{ accountSetId: world.company.books.mainSetId, warehouseId: pick(world, stores(world)) },
        ...{ supplierId: pick(world, world.suppliers), expectedOn: today(world.company.desk.clock) },
        ...{ reason: '', lines },
      },
      'goods',
    )
  },
  receiptWithoutOrder: (world) =>
    step(
      world,
      openReceipt,
      clerkOf(world),
      {
        ...{ accountSetId: world.company.books.mainSetId, warehouseId: pick(world, stores(world)) },
        ...{ supplierId: pick(world, world.suppliers), handlerId: handlerOf(world), reason: '厂家送样' },
        lines: plainLines(world).map((line) => ({ ...line, unitPrice: pick(world, ['', '9.9']) })),
      },
      'goods',
    ),
  stockOut: (world) =>
    step(
      world,
      openStockOut,
      clerkOf(world),
      {
        ...{ accountSetId: world.company.books.mainSetId, warehouseId: pick(world, stores(world)) },
        ...{ purpose: pick(world, ['GIFT', 'SAMPLE', 'INTERNAL', 'DAMAGE']), partyName: '示例单位' },
        ...{ reason: '试饮', handlerId: handlerOf(world), lines: plainLines(world) },
      },
      'goods',
    ),
  transfer: (world) => {
    const [from, to] = chance(world, 0.6) ? stores(world) : stores(world).toReversed()
    return step(
      world,
      openTransfer,
      clerkOf(world),
      {
        ...{ accountSetId: world.company.books.mainSetId, warehouseId: from, toWarehouseId: to },
        ...{ reason: '补货', handlerId: handlerOf(world), lines: plainLines(world) },
      },
      'goods',
    )
  },
  stockCount: (world) => {
    const { clerk, accountant } = world.company.staff
    const slice = { by: 'LIST', productIds: someProducts(world).map(({ id }) => id) }
    return step(
      world,
      openStockCount,
      pick(world, [clerk, accountant]),
      {
        ...{ accountSetId: world.company.books.mainSetId, warehouseId: pick(world, stores(world)) },
        ...{ slice, reason: '抽盘' },
      },
      'goods',
    )
  },
  note: async (world) => {
    const lines = someProducts(world).map(({ code }) => ({ product: code, quantity: someQuantity(world) }))
    const input = await noteFor(world.company, pick(world, ['K102', 'K105', 'K106']), lines, {
      warehouseId: pick(world, stores(world)),
    })
    return step(world, issueNote, world.company.staff.clerk, input, 'note')
  },
  receiptOfMoney: (world) =>
    step(world, recordReceipt, world.company.staff.accountant, {
      ...{ accountSetId: world.company.books.mainSetId, customerId: world.company.customerId('K102') },
      ...{ amount: pick(world, ['200', '77.77', '4000']), method: 'TRANSFER', remark: '' },
      receivedOn: today(world.company.desk.clock),
    }),
  payment: (world) =>
    step(
      world,
      recordPayment,
      world.company.staff.accountant,
      {
        ...{ accountSetId: world.company.books.mainSetId, supplierId: pick(world, world.suppliers) },
        ...{ amount: pick(world, ['100', '33.33', '2500.05']), method: pick(world, ['CASH', 'TRANSFER']) },
        ...{ paidOn: today(world.company.desk.clock), remark: '' },
      },
      'payment',
    ),
} as const satisfies Record<string, Opening>

const USUAL = Object.values<Opening>(OPENINGS)
const OFTEN: readonly Opening[] = [
  ...USUAL,
  OPENINGS.purchaseOrder,
  OPENINGS.purchaseOrder,
  OPENINGS.note,
  OPENINGS.note,
  OPENINGS.transfer,
  OPENINGS.stockOut,
  OPENINGS.stockCount,
]

/** Papers that are worth carrying to their end: money is at its end when it begins. */
const CARRIED: readonly Opening[] = [
  OPENINGS.purchaseOrder,
  OPENINGS.purchaseOrder,
  OPENINGS.stockOut,
  OPENINGS.transfer,
  OPENINGS.stockCount,
  OPENINGS.note,
  OPENINGS.receiptWithoutOrder,
]

/** A paper of the kind that is this seed's turn begins. */
export async function openingOf(world: World, seed: number): Promise<Step> {
  return (CARRIED[seed % CARRIED.length] ?? OPENINGS.note)(world)
}

/** A paper of some kind begins. */
export async function someOpening(world: World): Promise<Step> {
  return pick(world, OFTEN)(world)
}

/** A receipt against this order: all that is open, or a part, or more than there is. */
export function receiptOf(
  world: World,
  order: { accountSetId: number; paperId: string; warehouseId: string },
  lines: readonly { productId: string; lineNo: number }[],
): Step {
  const { accountSetId, paperId, warehouseId } = order
  const chosen = chance(world, 0.6)
    ? []
    : lines.map(({ productId, lineNo }) => ({
        ...{ productId, sourcePaperId: paperId, sourceLineNo: lineNo },
        quantity: someQuantity(world),
      }))
  return step(
    world,
    openReceipt,
    clerkOf(world),
    { accountSetId, warehouseId, handlerId: handlerOf(world), sourcePaperId: paperId, lines: chosen },
    'goods',
  )
}
