import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import { acceptReceipt } from '#lib/domain/goods-receipts/commands/accept.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { postReceipt } from '#lib/domain/goods-receipts/commands/post.ts'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import {
  listReceivableOrders,
  readOrderToReceive,
  readReceiptNext,
} from '#lib/domain/goods-receipts/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { decideGoodsVoid } from '#lib/papers/goods/commands/decide-void.ts'
import { requestGoodsVoid } from '#lib/papers/goods/commands/request-void.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { codedGoods } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { countInput, open, receiptInput, verifyInput } from '#tests/support/receiving.ts'
import { keyOf, run } from '#tests/support/road.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany()
  supplierId = await supplierIn(company, 'GD01')
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

const FEW = ['XG001']
const MANY = ['XG001', 'XG002', 'XG003', 'XG004', 'JS001', 'LZ001', 'LZ002', 'LZ005', 'LZ006']

/** Statements sent by each act, by its name. */
type Sent = Map<string, number>

async function counted<Value>(sent: Sent, name: string, act: () => Promise<Value>): Promise<Value> {
  company.forgetStatements()
  const value = await act()
  sent.set(name, company.statements.length)
  return value
}

async function act<Input, Loaded, Plan, Value>(
  sent: Sent,
  command: Command<Input, Loaded, Plan, Value>,
  by: Person,
  input: unknown,
): Promise<Value> {
  const signing = command.signs === true ? { pin: TEST_PIN } : {}
  const answer = await counted(sent, command.name, () => run(company, command, by, input, signing))
  return valueOf(answer)
}

/** A receipt's whole life, and another's void, with the statements of every act. */
async function lived(products: readonly string[]): Promise<Sent> {
  const sent: Sent = new Map()
  const { clerk, keeper, otherClerk, salesperson, salesManager, manager } = company.staff
  const wanted = products.map((product) => ({ product, quantity: '7瓶', unitPrice: '3' }))
  const { paperId: sourcePaperId } = await approvedOrder(company, supplierId, wanted)
  const receipt = await act(sent, openReceipt, clerk, receiptInput(company, { sourcePaperId }))
  await codedGoods(company, receipt)
  const found = await countInput(company, receipt, [{ lineNo: 1, good: '8瓶' }])
  await act(sent, countGoods, keeper, found)
  await act(sent, verifyGoods, otherClerk, await verifyInput(company, receipt))
  await act(sent, signGoods, salesperson, { ...keyOf(receipt), stroke: null })
  valueOf(await run(company, signGoods, salesManager, { ...keyOf(receipt), stroke: null }, { pin: TEST_PIN }))
  await act(sent, acceptReceipt, manager, { ...keyOf(receipt), remark: '多送一瓶' })
  const paper = await readGoodsPaper(company.db, clerk, receipt, ['GOODS_RECEIPT'])
  if (!paper) throw new Error('no receipt')
  await counted(sent, 'page', () => readReceiptNext(company.db, clerk, paper, today(company.desk.clock)))
  await counted(sent, 'orders', () => listReceivableOrders(company.db, clerk))
  await counted(sent, 'order', () =>
    readOrderToReceive(company.db, clerk, { ...receipt, paperId: sourcePaperId }),
  )
  await act(sent, postReceipt, salesManager, keyOf(receipt))
  await act(sent, reverseReceipt, manager, { ...keyOf(receipt), reason: '试' })
  const other = valueOf(await open(company, { sourcePaperId }))
  await act(sent, requestGoodsVoid, clerk, { ...keyOf(other), reason: '试' })
  await act(sent, decideGoodsVoid, manager, { ...keyOf(other), decision: 'APPROVED', remark: '' })
  return sent
}

describe('statements of a receipt’s life', () => {
  it('are as many for nine lines as for one, and within what each command states', async () => {
    const few = await lived(FEW)
    expect(await lived(MANY)).toEqual(few)
    for (const { name, queryBudget } of [
      ...[openReceipt, countGoods, verifyGoods, signGoods, acceptReceipt, postReceipt, reverseReceipt],
      ...[requestGoodsVoid, decideGoodsVoid],
    ])
      expect([name, few.get(name)]).toEqual([name, expect.toSatisfy((sent: number) => sent <= queryBudget)])
    expect([few.get('page'), few.get('orders'), few.get('order')]).toEqual([2, 1, 3])
  })
})
