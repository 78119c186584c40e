import { afterAll, describe, expect, it } from 'vitest'
import { BALANCE_CHECKS } from '#lib/domain/audit-trail/balance-checks.ts'
import { stockMovements } from '#lib/domain/stock/queries-card.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { fillGoodsVolume } from '#tests/bench/goods-volume.ts'
import { testCompany } from '#tests/support/company.ts'

const company = await testCompany()
const { db, staff, books, database } = company
afterAll(() => company.drop())

const made = await fillGoodsVolume(
  database.superuserUrl,
  {
    accountSetId: books.mainSetId,
    eastWarehouseId: books.eastWarehouseId,
    westWarehouseId: books.westWarehouseId,
    people: {
      ...{ clerk: staff.clerk.userId, keeper: staff.keeper.userId, handler: staff.salesperson.userId },
      ...{ driver: staff.driver.userId, manager: staff.manager.userId },
    },
    priceE4: 149_900n,
  },
  { codes: 4000, movements: 400 },
)

/** The way of the nth code of its kind. */
const wayOf = async (kind: 'CASE' | 'LOOSE', nth: number) => {
  const answer = await traceCode(db, staff.clerk, `BENCH${kind}${String(nth).padStart(10, '0')}`)
  return answer.found === 'codes' ? answer.traces[0] : undefined
}

describe('the years of goods that the bench measures on', () => {
  it('I1 I2 have gapless numbers, balances that are the sum of their entries, and no code in two places', async () => {
    const said = ['I1 numbers', 'I2 stock', 'I2 reservations', 'I4 notes', 'codes are bound once']
    const checks = BALANCE_CHECKS.filter(({ name }) => said.some((start) => name.startsWith(start)))
    expect(checks).toHaveLength(said.length)
    for (const check of checks) expect([check.name, await check.run(db)]).toEqual([check.name, []])
    expect(await db.codeCapture.count()).toBeGreaterThan(1000)
  })

  it('can be traced as people’s own: one to four papers, a case’s bottles, an opened case', async () => {
    const { captured, cases } = made
    const kinds = async (lot: number) =>
      (await wayOf('CASE', lot * captured))?.steps.map((step) => step.kind).join(' ')
    expect([await kinds(0), await kinds(2), await kinds(5), await kinds(7)]).toEqual([
      'GOODS_RECEIPT',
      'GOODS_RECEIPT DELIVERY_NOTE',
      'GOODS_RECEIPT TRANSFER',
      'GOODS_RECEIPT TRANSFER DELIVERY_NOTE CUSTOMER_RETURN',
    ])
    const opened = await wayOf('CASE', 3 * captured)
    expect(opened?.bottles.map((bottle) => bottle.isApart)).toEqual(Array.from({ length: 12 }, () => true))
    expect((await wayOf('LOOSE', 7 * captured + cases))?.standing).toMatchObject({ warehouseName: '西仓' })
    const [first] = await db.product.findMany({ orderBy: { code: 'asc' }, take: 1 })
    const wish = { accountSetId: books.mainSetId, productId: first?.id ?? '', warehouseId: null, key: null }
    expect((await stockMovements(db, staff.clerk, wish))?.movements.length).toBeGreaterThan(10)
  })
})
