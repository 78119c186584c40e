import { afterAll, describe, expect, it } from 'vitest'
import { stockAlerts } from '#lib/domain/stock/queries-alerts.ts'
import { stockMovements } from '#lib/domain/stock/queries-card.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { testCompany } from '#tests/support/company.ts'

const company = await testCompany({ connections: 1 })
const { db, staff, books } = company
afterAll(() => company.drop())

const day = today(company.desk.clock)
const productId = company.productId('YS002')
const place = { accountSetId: books.mainSetId, warehouseId: books.westWarehouseId, productId }

/** So many entries in and out of one store, and statistics that know of them. */
async function moved(entries: number): Promise<void> {
  const recorder = { recordedById: staff.accountant.userId, at: company.desk.clock.now() }
  const moves = Array.from({ length: entries }, (_, index) => {
    const isIn = index % 2 === 0
    const from = isIn ? ('OPENING' as const) : ('WAREHOUSE' as const)
    const to = isIn ? ('WAREHOUSE' as const) : ('EXPENSE' as const)
    return {
      ...place,
      ...{ fromPlace: from, toPlace: to, qtyE3: isIn ? 2000n : 1000n },
      ...{ valueFen: 0n, businessDate: day, lineNo: index + 1 },
    }
  })
  await db.$transaction((tx) => moveStock(tx, recorder, moves))
  await onConnection(company.database.ownerUrl, (client) => client.query('ANALYZE stock_entry'))
}

/** How many entries the work read, by any index or from end to end. */
async function entriesRead(work: () => Promise<unknown>): Promise<number> {
  const count = async (): Promise<number> => {
    await db.$queryRaw`SELECT pg_stat_force_next_flush()::text`
    const rows = await db.$queryRaw<{ entries: number }[]>`
      SELECT (t.seq_tup_read + (SELECT sum(i.idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid))::int AS entries
      FROM pg_stat_user_tables t WHERE t.relname = 'stock_entry'`
    return rows[0]?.entries ?? 0
  }
  const before = await count()
  await work()
  return (await count()) - before
}

describe('reading stock after years', () => {
  it('costs alerts one look-up a product and store, and a page of the card its own length, however long the card', async () => {
    const alerts = () =>
      stockAlerts(db, staff.clerk, { accountSetId: books.mainSetId, today: addDays(day, 61) })
    const card = () =>
      stockMovements(db, staff.clerk, {
        accountSetId: books.mainSetId,
        productId,
        warehouseId: null,
        key: null,
      })
    await moved(3000)
    const first = { alerts: await entriesRead(alerts), card: await entriesRead(card) }
    const balances = await db.stockBalance.count({ where: { accountSetId: books.mainSetId } })
    expect(first.alerts).toBeLessThanOrEqual(2 * balances)
    expect(first.card).toBeLessThanOrEqual(2 * 51 + 51)
    const slow = (await alerts()).slow.filter((row) => row.productId === productId)
    expect(slow).toContainEqual(
      expect.objectContaining({ warehouseId: books.westWarehouseId, lastLeftOn: day }),
    )
    expect(slow).toContainEqual(
      expect.objectContaining({ warehouseId: books.eastWarehouseId, lastLeftOn: null }),
    )
    await moved(3000)
    expect({ alerts: await entriesRead(alerts), card: await entriesRead(card) }).toEqual(first)
  })
})
