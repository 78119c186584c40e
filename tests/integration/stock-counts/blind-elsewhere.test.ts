import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { permissionsOf } from '#lib/auth/permissions.ts'
import { checkNote } from '#lib/domain/delivery-notes/issue-check.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { noteProducts } from '#lib/domain/delivery-notes/issue-queries.ts'
import { readPurchaseStart } from '#lib/domain/purchase-orders/queries-page.ts'
import { stockAlerts } from '#lib/domain/stock/queries-alerts.ts'
import { stockMovements } from '#lib/domain/stock/queries-card.ts'
import { listStock } from '#lib/domain/stock/queries.ts'
import { openStockOut } from '#lib/domain/stock-outs/commands/open.ts'
import { openTransfer } from '#lib/domain/transfers/commands/open.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { readFormProducts, searchFormProducts } from '#lib/papers/goods/choice-queries.ts'
import { readGoodsPage } from '#lib/papers/goods/detail-queries.ts'
import { approvedOrder, supplierIn } from '#tests/support/buying.ts'
import { noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { stockOf } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { TEST_PIN } from '#tests/support/people.ts'
import { count, open } from '#tests/support/receiving.ts'
import { keyOf, run } from '#tests/support/road.ts'
import { countOf, finish, record } from '#tests/support/counting.ts'

let company: TestCompany
let supplierId: string

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
  supplierId = await supplierIn(company, 'GC06')
})
afterAll(async () => {
  expect(company.desk.faults.map(({ error }) => String(error))).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const PRODUCT = 'XG001'

/** A keeper of the east warehouse who also writes notes, so that every way out is open to them. */
function keeperAndClerk(): Person {
  const roles = ['KEEPER', 'CLERK'] as const
  return { ...company.staff.keeper, roles, permissions: permissionsOf(roles) }
}

/** Everything that tells what stands there, as this person is answered. */
async function everythingTold(person: Person): Promise<Record<string, string>> {
  const { db, books, desk } = company
  const { mainSetId: accountSetId, eastWarehouseId: warehouseId, westWarehouseId: toWarehouseId } = books
  const productId = company.productId(PRODUCT)
  const day = today(desk.clock)
  const scope = { accountSetId, warehouseId, today: day, person }
  const note = await noteFor(company, 'K102', [{ product: PRODUCT, quantity: '99999箱' }], { warehouseId })
  const goods = { accountSetId, warehouseId, reason: '试', handlerId: company.staff.salesperson.userId }
  const lines = [{ productId, quantity: '99999箱' }]
  const card = { accountSetId, productId, key: null }
  const wish = { supplierId, from: 'reorder' as const, warehouseId, today: day }
  const ways = {
    stock: listStock(db, person, { accountSetId, warehouseId: null, query: PRODUCT, afterKey: null }),
    card: stockMovements(db, person, { ...card, warehouseId }),
    wholeCard: stockMovements(db, person, { ...card, warehouseId: null }),
    alerts: stockAlerts(db, person, { accountSetId, today: addDays(day, 200) }),
    search: searchFormProducts(db, scope, PRODUCT),
    form: readFormProducts(db, scope, [productId]),
    noteSearch: noteProducts(
      db,
      { accountSetId, warehouseId, businessDate: day, person, customerId: company.customerId('K102') },
      [productId],
    ),
    checklist: checkNote(db, person, note, day),
    issue: run(company, issueNote, person, note, { pin: TEST_PIN }),
    transfer: run(company, openTransfer, person, { ...goods, toWarehouseId, lines }, { pin: TEST_PIN }),
    stockOut: run(
      company,
      openStockOut,
      person,
      { ...goods, purpose: 'GIFT', partyName: '示例单位', lines },
      { pin: TEST_PIN },
    ),
    buying: readPurchaseStart(db, person, wish, (figures) => JSON.stringify(figures)),
  }
  const told: Record<string, string> = {}
  for (const [way, answer] of Object.entries(ways))
    told[way] = JSON.stringify(await answer, (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    )
  return told
}

/** The ways out that name the figure. */
function leaks(told: Record<string, string>, figures: RegExp): string[] {
  return Object.entries(told).flatMap(([way, text]) => (figures.test(text) ? [way] : []))
}

it('R19 A08 tells who counts goods none of their figures, by no way out, until the count is signed', async () => {
  const { eastWarehouseId } = company.books
  await company.db.product.update({
    where: { id: company.productId(PRODUCT) },
    data: { reorderPointE3: 9_000_000_000n },
  })
  // A figure that nothing else has.
  const used = { recordedById: company.staff.accountant.userId, at: company.desk.clock.now() }
  const { mainSetId: accountSetId } = company.books
  await company.db.$transaction((tx) =>
    moveStock(tx, used, [
      {
        ...{
          accountSetId,
          warehouseId: eastWarehouseId,
          productId: company.productId(PRODUCT),
          valueFen: null,
        },
        ...{
          fromPlace: 'WAREHOUSE',
          toPlace: 'EXPENSE',
          qtyE3: 37_000n,
          businessDate: today(company.desk.clock),
        },
      },
    ]),
  )
  const stock = await stockOf(company, eastWarehouseId, PRODUCT)
  const [onHand, free] = [stock.onHand, stock.onHand - stock.reserved]
  const said = [onHand, free].map((figure) => `${Math.floor(figure / 12)}箱${figure % 12}`)
  const figures = new RegExp(`(?<![0-9])(${[onHand, free, ...said].join('|')})(?![0-9])`)
  const before = leaks(await everythingTold(keeperAndClerk()), figures)
  expect(before).toEqual(
    expect.arrayContaining([
      'stock',
      'card',
      'search',
      'form',
      'noteSearch',
      'checklist',
      'issue',
      'stockOut',
    ]),
  )
  const paper = await countOf(company, PRODUCT)
  expect(leaks(await everythingTold(keeperAndClerk()), figures)).toEqual([])
  expect(leaks(await everythingTold(company.staff.clerk), figures)).toEqual(before)
  const blind = await listStock(company.db, company.staff.keeper, {
    ...{ accountSetId: company.books.mainSetId, warehouseId: eastWarehouseId },
    ...{ query: PRODUCT, afterKey: null },
  })
  expect(blind.rows).toMatchObject([{ isCounted: true, onHandText: '', availableText: '', value: null }])
  valueOf(await record(company, paper, [{ counted: String(onHand) }]))
  valueOf(await finish(company, paper))
  expect(leaks(await everythingTold(keeperAndClerk()), figures)).toEqual(before)
})

it('R19 hides from a keeper who is also a clerk what was ordered while they count what arrived', async () => {
  const order = await approvedOrder(company, supplierId, [
    { product: PRODUCT, quantity: '7箱', unitPrice: '60/箱' },
  ])
  const look = async (person: Person) => {
    const now = company.desk.clock.now()
    const view = await readGoodsPage(company.db, person, keyOf(order), ['PURCHASE_ORDER'], { now })
    return [view?.page.isBlind, view?.page.lines[0]?.quantity?.text]
  }
  const receipt = valueOf(await open(company, { sourcePaperId: order.paperId }))
  expect(await look(keeperAndClerk())).toEqual([true, undefined])
  expect(await look(company.staff.clerk)).toEqual([false, '7箱'])
  valueOf(await count(company, receipt, [{ lineNo: 1, good: '7箱' }]))
  expect(await look(keeperAndClerk())).toEqual([false, '7箱'])
})
