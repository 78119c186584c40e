import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Person } from '#lib/auth/actor.ts'
import type { Command } from '#lib/command/define-command.ts'
import { type Desk, runCommand } from '#lib/command/run-command.ts'
import { openReceipt } from '#lib/domain/goods-receipts/commands/open.ts'
import { decidePurchase } from '#lib/domain/purchase-orders/commands/decide.ts'
import { recordPurchase } from '#lib/domain/purchase-orders/commands/record.ts'
import { createSupplier } from '#lib/domain/suppliers/commands/create.ts'
import { today } from '#lib/kernel/clock.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import type { GoodsPeople } from '#tests/bench/goods-desk.ts'
import { TEST_PIN } from '#tests/support/people.ts'

const LINES = 10
const SUPPLIERS = 20
/** What every line brings: twelve bottles at eight yuan with 13 % tax in it. */
const BOTTLES = 12
const PRICE = '8'

/** A receipt that only waits to be posted. */
export type ReadyReceipt = { accountSetId: number; paperId: string }

type Place = { accountSetId: number; warehouseId: string; productIds: readonly string[] }

/** Makes so many receipts of ten lines that only wait to be posted, each with its order; suppliers and goods take turns. */
export async function makeReady(
  desk: Desk,
  superuserUrl: string,
  people: GoodsPeople,
  place: Place,
  copies: number,
): Promise<ReadyReceipt[]> {
  const done = doing(desk)
  const suppliers = await Promise.all(
    Array.from({ length: SUPPLIERS }, (_, index) => addSupplier(done, people, place.accountSetId, index)),
  )
  const wrote = await writeOne(desk, done, people, place, suppliers[0] ?? '')
  return copyMany(superuserUrl, { ...place, ...wrote, suppliers, copies, day: today(desk.clock) })
}

type Doing = <Input, Loaded, Plan, Value>(
  command: Command<Input, Loaded, Plan, Value>,
  by: Person,
  input: unknown,
) => Promise<Value>

function doing(desk: Desk): Doing {
  return async (command, by, input) => {
    const proof = command.signs === true ? { proof: { pin: TEST_PIN } } : {}
    const answer = await runCommand(desk, command, { actor: by, key: randomUUID(), input, ...proof })
    if (answer.status !== 'done')
      throw new Error(`the bench could not ${command.name}: ${JSON.stringify(answer)}`)
    return answer.value
  }
}

async function addSupplier(
  done: Doing,
  { clerk }: GoodsPeople,
  accountSetId: number,
  index: number,
): Promise<string> {
  const words = {
    name: `量测供应商${index}`,
    contactName: '量测',
    phone: '13800000000',
    address: '',
    taxNumber: '',
  }
  const input = { accountSetId, code: `L${index}`, creditDays: '30', priceMode: 'TAX_INCLUSIVE', ...words }
  return (await done(createSupplier, clerk, input)).id
}

/** One order and its receipt by the hands of people, counted, verified and signed. */
async function writeOne(
  desk: Desk,
  done: Doing,
  people: GoodsPeople,
  { accountSetId, warehouseId, productIds }: Place,
  supplierId: string,
): Promise<{ orderId: string; receiptId: string }> {
  const lines = productIds
    .slice(0, LINES)
    .map((productId) => ({ productId, quantity: `${BOTTLES}瓶`, unitPrice: PRICE, remark: '' }))
  const bought = { accountSetId, warehouseId, supplierId, expectedOn: today(desk.clock), reason: '', lines }
  const order = await done(recordPurchase, people.clerk, bought)
  const { paperId: sourcePaperId } = order
  const decision = { accountSetId, paperId: sourcePaperId, seenVersion: 0, decision: 'APPROVED', remark: '' }
  await done(decidePurchase, people.manager, decision)
  const handlerId = people.handler.userId
  const { paperId } = await done(openReceipt, people.clerk, {
    ...{ accountSetId, warehouseId, handlerId, sourcePaperId },
  })
  const key = { accountSetId, paperId }
  const plain = { damaged: '', rejected: '', batchNo: '', producedOn: '', reason: '' }
  const found = lines.map((_, index) => ({
    lineNo: index + 1,
    productId: null,
    good: `${BOTTLES}`,
    ...plain,
  }))
  await done(countGoods, people.keeper, { ...key, lines: found, stroke: null })
  const again = lines.map((_, index) => {
    return { lineNo: index + 1, isNameRight: true, counted: `${BOTTLES}`, damaged: '' }
  })
  await done(verifyGoods, people.manager, { ...key, lines: again })
  await done(signGoods, people.handler, { ...key, stroke: null })
  await done(signGoods, people.supervisor, { ...key, stroke: null })
  return { orderId: sourcePaperId, receiptId: paperId }
}

type Copying = Place & {
  orderId: string
  receiptId: string
  suppliers: string[]
  copies: number
  day: string
}

function copyMany(superuserUrl: string, copying: Copying): Promise<ReadyReceipt[]> {
  return onConnection(superuserUrl, async (client) => {
    const sql = await readFile(new URL('./receipt-copies.sql', import.meta.url), 'utf8')
    const helpers = await readFile(new URL('./made-up.sql', import.meta.url), 'utf8')
    await client.query(
      `SET session_replication_role = replica; SET synchronous_commit = off; SET timezone = 'UTC'`,
    )
    await client.query('BEGIN')
    const { accountSetId, orderId, receiptId, suppliers, copies, day, productIds } = copying
    await client.query(
      `CREATE TEMP TABLE wish AS SELECT $1::int AS set_id, $2::uuid AS order_id, $3::uuid AS receipt_id, $4::uuid[] AS suppliers,
        $5::int AS copies, $6::text AS period, $7::uuid[] AS goods`,
      [accountSetId, orderId, receiptId, suppliers, copies, day.slice(0, 7).replace('-', ''), productIds],
    )
    await client.query(helpers)
    await client.query(sql)
    const made = await client.query<ReadyReceipt>(
      `SELECT w.set_id AS "accountSetId", c.receipt_id AS "paperId" FROM wish w, copy c ORDER BY c.k`,
    )
    await client.query('COMMIT')
    await client.query(
      'VACUUM (ANALYZE) goods_paper, goods_paper_line, goods_count, goods_progress, paper, signature, document_copy',
    )
    return made.rows
  })
}
