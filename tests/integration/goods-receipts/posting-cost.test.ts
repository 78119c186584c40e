import { afterAll, describe, expect, it } from 'vitest'
import { today } from '#lib/kernel/clock.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { seedVolume } from '#prisma/seed/builders/volume.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { open, post, readied } from '#tests/support/receiving.ts'

const company = await testCompany({ connections: 1 })
const { db, staff, books } = company
afterAll(() => company.drop())

const supplierId = await supplierIn(company, 'GD09')
const TABLES = ['stock_balance', 'goods_paper', 'goods_paper_line', 'goods_progress', 'goods_count', 'paper']

/** How many rows of each table were read so far, by any index or from end to end. */
async function rowsRead(): Promise<Record<string, number>> {
  await db.$queryRaw`SELECT pg_stat_force_next_flush()::text`
  const rows = await db.$queryRaw<{ name: string; rows: number }[]>`
    SELECT t.relname AS name, (t.seq_tup_read + sum(i.idx_tup_read))::int AS rows
    FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i ON i.relid = t.relid
    WHERE t.relname = ANY(${TABLES}::text[]) GROUP BY t.relname, t.seq_tup_read ORDER BY 1`
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]))
}

/** What posting one receipt of three lines reads, table by table. */
async function readToPost(): Promise<Record<string, number>> {
  const lines = ['XG001', 'LZ001', 'JS001'].map((product) => ({ product, quantity: '7瓶', unitPrice: '3' }))
  const { paperId: sourcePaperId } = await approvedOrder(company, supplierId, lines)
  const receipt = valueOf(await open(company, { sourcePaperId }))
  await readied(company, receipt)
  const before = await rowsRead()
  valueOf(await post(company, receipt))
  const after = await rowsRead()
  return Object.fromEntries(TABLES.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]))
}

/** Three thousand more products that stand in the store. */
async function grown(): Promise<void> {
  const wish = { accountSetId: books.mainSetId, customers: 0, products: 3000 }
  await db.$transaction((tx) => seedVolume(tx, company.desk.clock, wish))
  const products = await db.product.findMany({ select: { id: true } })
  const moves = products.map(({ id }) => ({
    ...{ accountSetId: books.mainSetId, warehouseId: books.eastWarehouseId, productId: id },
    ...{ fromPlace: 'OPENING' as const, toPlace: 'WAREHOUSE' as const, qtyE3: 1000n, valueFen: 1n },
    businessDate: today(company.desk.clock),
  }))
  const recorder = { recordedById: staff.accountant.userId, at: company.desk.clock.now() }
  await db.$transaction((tx) => moveStock(tx, recorder, moves))
  await analysed()
}

/** What PostgreSQL does by itself as tables grow: kept plans are made anew. */
async function analysed(): Promise<void> {
  await onConnection(company.database.ownerUrl, (client) => client.query('ANALYZE'))
}

describe('posting a receipt', () => {
  it('reads no more rows in a store of three thousand products as in a small one', async () => {
    await analysed()
    await readToPost()
    const small = await readToPost()
    await grown()
    const large = await readToPost()
    for (const name of TABLES)
      expect([name, large[name]]).toEqual([name, expect.toSatisfy((rows) => rows <= (small[name] ?? 0))])
  })
})
