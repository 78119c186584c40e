import { afterAll, describe, expect, it } from 'vitest'
import { reverseReceipt } from '#lib/domain/goods-receipts/commands/reverse.ts'
import { stockAlerts } from '#lib/domain/stock/queries-alerts.ts'
import { cardKeyOf, stockMovements } from '#lib/domain/stock/queries-card.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { posted } from '#tests/support/receiving.ts'
import { keyOf, run } from '#tests/support/road.ts'

const company = await testCompany()
const { db, staff, books } = company
afterAll(async () => {
  await expectWhole(db)
  await company.drop()
})

const day = today(company.desk.clock)

describe('the stock card of a product', () => {
  it('says after each entry what stood there, over pages whose key carries the balance', async () => {
    const productId = company.productId('YS002')
    const place = { accountSetId: books.mainSetId, warehouseId: books.westWarehouseId, productId }
    const recorder = { recordedById: staff.accountant.userId, at: company.desk.clock.now() }
    const moves = Array.from({ length: 120 }, (_, index) => ({
      ...place,
      fromPlace: 'OPENING' as const,
      toPlace: 'WAREHOUSE' as const,
      qtyE3: BigInt(index + 1) * 1000n,
      valueFen: 0n,
      businessDate: day,
      lineNo: index + 1,
    }))
    await db.$transaction((tx) => moveStock(tx, recorder, moves))
    const card = (key: string) =>
      stockMovements(db, staff.accountant, {
        accountSetId: books.mainSetId,
        productId,
        warehouseId: books.westWarehouseId,
        key: cardKeyOf(key),
      })
    const rows: { quantity: string; balanceText: string }[] = []
    let pages = 0
    for (let key: string | null = ''; key !== null; pages += 1) {
      const page: Awaited<ReturnType<typeof card>> = await card(key)
      rows.push(...(page?.movements ?? []))
      key = page?.nextKey ?? null
    }
    expect(pages).toBe(3)
    const caseSize = 6n
    let stoodE3 = (await db.stockBalance.findFirstOrThrow({ where: place })).onHandE3
    for (const { quantity, balanceText } of rows) {
      const bottles = stoodE3 / 1000n
      const [cases, loose] = [bottles / caseSize, bottles % caseSize]
      expect(balanceText).toBe(`${cases > 0n ? `${cases}箱` : ''}${loose > 0n ? `${loose}瓶` : ''}`)
      stoodE3 -= BigInt(quantity) * 1000n
    }
    expect(stoodE3).toBe(0n)
  })

  it('takes no key from an address that is none', () => {
    for (const typed of ['', 'x', '1', '1~', '~1', '1~2~3', `${'9'.repeat(30)}~1`])
      expect(cardKeyOf(typed)).toBeNull()
    expect(cardKeyOf('12~-3000')).toEqual({ beforeId: 12n, balanceE3: -3000n })
  })
})

describe('stock alerts', () => {
  it('R41 names what is under its reorder point, and only where it is', async () => {
    const productId = company.productId('YS001')
    await db.product.update({ where: { id: productId }, data: { reorderPointE3: 9_000_000_000n } })
    const { low } = await stockAlerts(db, staff.clerk, { accountSetId: books.mainSetId, today: day })
    expect(low.map((row) => row.productId)).toEqual(low.map(() => productId))
    expect(low.length).toBeGreaterThan(0)
    await db.product.update({ where: { id: productId }, data: { reorderPointE3: 0n } })
    expect((await stockAlerts(db, staff.clerk, { accountSetId: books.mainSetId, today: day })).low).toEqual(
      [],
    )
  })

  it('names slow goods once nothing of them has left for long', async () => {
    const wish = { accountSetId: books.mainSetId, today: day }
    expect((await stockAlerts(db, staff.clerk, wish)).slow).toEqual([])
    const later = await stockAlerts(db, staff.clerk, { ...wish, today: addDays(day, 61) })
    expect(later.slow.length).toBeGreaterThan(0)
  })

  it('names a batch that ends soon with what first in, first out leaves of it', async () => {
    const productId = company.productId('YS003')
    await db.product.update({ where: { id: productId }, data: { shelfLifeDays: 30 } })
    const supplierId = await supplierIn(company, 'GS901')
    const order = await approvedOrder(company, supplierId, [
      { product: 'YS003', quantity: '2箱', unitPrice: '10' },
    ])
    const receipt = await posted(company, order.paperId, [
      { lineNo: 1, batchNo: 'B1', producedOn: addDays(day, -10) },
    ])
    const { ageing } = await stockAlerts(db, staff.clerk, { accountSetId: books.mainSetId, today: day })
    expect(ageing).toMatchObject([
      { batchNo: 'B1', expiresOn: addDays(day, 20), isPast: false, leftText: '2箱' },
    ])
    const past = await stockAlerts(db, staff.clerk, {
      accountSetId: books.mainSetId,
      today: addDays(day, 21),
    })
    expect(past.ageing).toMatchObject([{ isPast: true }])
    valueOf(await run(company, reverseReceipt, staff.accountant, { ...keyOf(receipt), reason: '入错仓库' }))
    expect(
      (await stockAlerts(db, staff.clerk, { accountSetId: books.mainSetId, today: day })).ageing,
    ).toEqual([])
  })

  it('A05 tells nothing of another account set', async () => {
    const stranger = { ...staff.clerk, accountSetIds: [2] }
    const alerts = await stockAlerts(db, stranger, {
      accountSetId: books.mainSetId,
      today: addDays(day, 400),
    })
    expect(alerts).toEqual({ low: [], slow: [], ageing: [] })
  })
})
