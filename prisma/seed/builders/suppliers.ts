import type { Person } from '#lib/auth/actor.ts'
import { permissionsOf, type Role } from '#lib/auth/permissions.ts'
import type { Command } from '#lib/command/define-command.ts'
import { type Desk, runCommand } from '#lib/command/run-command.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { recordPayment } from '#lib/domain/payments/commands/record.ts'
import { postBill } from '#lib/domain/purchase-bills/commands/post.ts'
import { recordBill } from '#lib/domain/purchase-bills/commands/record.ts'
import { decidePurchase } from '#lib/domain/purchase-orders/commands/decide.ts'
import { recordPurchase } from '#lib/domain/purchase-orders/commands/record.ts'
import { createSupplier } from '#lib/domain/suppliers/commands/create.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import type { Books } from './books.ts'

/** Who buys, receives, bills and pays in the demo: one person a role. */
export type Buyers = Record<
  'clerk' | 'salesperson' | 'salesManager' | 'keeper' | 'driver' | 'accountant' | 'manager',
  Person
>

type Line = { product: string; quantity: string; unitPrice: string }
type Paper = { accountSetId: number; paperId: string }

/** Nobody sells from here. */
const SUPPLIERS = [
  { code: 'G101', name: '虚构啤酒厂', contactName: '马虚构', phone: '13800000501', creditDays: '30' },
  { code: 'G102', name: '例子饮料公司', contactName: '孙例子', phone: '13800000502', creditDays: '15' },
  { code: 'G103', name: '假设黄酒酿造', contactName: '吴假设', phone: '13800000503', creditDays: '45' },
  { code: 'G104', name: '演示坊酒业销售', contactName: '郑演示', phone: '13800000504', creditDays: '0' },
] as const

/**
 * Suppliers of the demo and a few papers in different states, each made by the command that people use: one order
 * waits for a manager, one for its goods; one is received, its first bill posted and partly paid, its second waits.
 */
export async function seedBuying(
  desk: Desk,
  books: Books,
  crew: { people: Buyers; pin: string; productId: (code: string) => string },
): Promise<void> {
  const { people } = crew
  const give = giving(desk, crew.pin)
  const ids = new Map<string, string>()
  for (const supplier of SUPPLIERS) {
    const rest = { accountSetId: books.mainSetId, address: '', taxNumber: '', priceMode: 'TAX_INCLUSIVE' }
    const { id } = await give(createSupplier, people.clerk, { ...supplier, ...rest })
    ids.set(supplier.code, id)
  }
  await lowStock(desk, ['XG003', 'LZ002'].map(crew.productId))
  const expectedOn = addDays(today(desk.clock), 3)
  const order = (code: string, lines: readonly Line[]): Promise<Paper> =>
    give(recordPurchase, people.clerk, {
      ...{ accountSetId: books.mainSetId, warehouseId: books.eastWarehouseId, expectedOn, reason: '' },
      supplierId: ids.get(code) ?? '',
      lines: lines.map(({ product, ...line }) => ({
        productId: crew.productId(product),
        remark: '',
        ...line,
      })),
    })
  const approve = async (paper: Paper): Promise<void> => {
    await give(decidePurchase, people.manager, {
      ...keyOf(paper),
      seenVersion: 0,
      decision: 'APPROVED',
      remark: '',
    })
  }
  await order('G104', [{ product: 'YS001', quantity: '10箱', unitPrice: '7080/箱' }])
  await approve(await order('G103', [{ product: 'JS001', quantity: '20箱', unitPrice: '194.4/箱' }]))
  const came = await order('G102', [
    { product: 'LZ005', quantity: '20箱', unitPrice: '51.6/箱' },
    { product: 'LZ006', quantity: '30箱', unitPrice: '79.2/箱' },
  ])
  await approve(came)
  await receive(give, people, books, came)
  await billAndPay(give, people, came, {
    accountSetId: books.mainSetId,
    supplierId: ids.get('G102') ?? '',
    paidOn: today(desk.clock),
  })
}

/** A few products stand under their reorder point, so that an order has something to suggest (R41). */
async function lowStock(desk: Desk, productIds: readonly string[]): Promise<void> {
  await desk.db.product.updateMany({
    where: { id: { in: [...productIds] } },
    data: { reorderPointE3: 9_000_000n },
  })
}

type Give = <Input, Loaded, Plan, Value>(
  command: Command<Input, Loaded, Plan, Value>,
  actor: Person,
  input: unknown,
) => Promise<Value>

/** Runs a command as a person would, with their PIN; a demo that is refused is no demo. */
function giving(desk: Desk, pin: string): Give {
  return async (command, actor, input) => {
    const proof = command.signs === true ? { proof: { pin } } : {}
    const result = await runCommand(desk, command, { actor, key: newId(desk.clock.now()), input, ...proof })
    if (result.status === 'done') return result.value
    throw new Error(`seed: ${command.name} answered ${JSON.stringify(result)}`)
  }
}

const keyOf = ({ accountSetId, paperId }: Paper): Paper => ({ accountSetId, paperId })

/** All goods of an order come in: counted, verified by another, signed by four, posted. */
async function receive(give: Give, people: Buyers, books: Books, order: Paper): Promise<void> {
  const receipt = await give(openReceipt, people.clerk, {
    ...{ accountSetId: order.accountSetId, warehouseId: books.eastWarehouseId, sourcePaperId: order.paperId },
    handlerId: people.driver.userId,
  })
  const key = keyOf(receipt)
  const found = [
    { lineNo: 1, good: '20箱' },
    { lineNo: 2, good: '30箱' },
  ]
  const plain = { productId: null, damaged: '', rejected: '', batchNo: '', producedOn: '', reason: '' }
  const counted = found.map((line) => ({ ...plain, ...line }))
  await give(countGoods, people.keeper, { ...key, lines: counted, stroke: null })
  const again = found.map(({ lineNo, good }) => ({ lineNo, isNameRight: true, counted: good, damaged: '' }))
  await give(verifyGoods, people.salesperson, { ...key, lines: again })
  await give(signGoods, people.driver, { ...key, stroke: null })
  await give(signGoods, people.salesManager, { ...key, stroke: null })
  await give(postReceipt, people.manager, { ...key, postingDate: '' })
}

/** One bill is posted and partly paid, one waits for its second person. */
async function billAndPay(
  give: Give,
  people: Buyers,
  order: Paper,
  payer: { accountSetId: number; supplierId: string; paidOn: string },
): Promise<void> {
  const bill = (externalNumber: string, sourceLineNo: number, quantity: string) =>
    give(recordBill, people.accountant, {
      ...{ accountSetId: order.accountSetId, sourcePaperId: order.paperId, externalNumber },
      ...{ businessDate: '', reason: '', lines: [{ sourceLineNo, quantity }] },
    })
  const first = await bill('YSFP-0001', 1, '20箱')
  await give(postBill, people.manager, { ...keyOf(first), seenVersion: 0, postingDate: '' })
  await give(recordPayment, people.accountant, { ...payer, amount: '500', method: 'TRANSFER', remark: '' })
  await bill('YSFP-0002', 2, '30箱')
}

/** A person of the demo as their signed-in request would carry them. */
export function demoPerson(
  who: { userId: string; displayName: string; role: Role },
  scope: Pick<Person, 'accountSetIds' | 'warehouseIds'>,
): Person {
  return {
    kind: 'person',
    userId: who.userId,
    displayName: who.displayName,
    roles: [who.role],
    permissions: permissionsOf([who.role]),
    ...scope,
    isBillingSuspended: false,
    mustChangePassword: false,
    sessionId: 'demo',
    address: null,
    userAgent: null,
  }
}
