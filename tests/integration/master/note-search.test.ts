import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerForNote, searchCustomers } from '#lib/domain/customers/queries.ts'
import { priceLadder } from '#lib/db/price-ladder.ts'
import { searchProductsForNote } from '#lib/domain/products/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { madeUpGtin } from '#prisma/seed/builders/products.ts'
import { testCompany } from '#tests/support/company.ts'

const company = await testCompany()
const { db } = company
const businessDate = today(company.desk.clock)

beforeAll(async () => {
  await db.stockBalance.updateMany({
    where: {
      accountSetId: 1,
      warehouseId: company.books.eastWarehouseId,
      productId: company.productId('YS001'),
    },
    data: { reservedE3: 6000n },
  })
})
afterAll(() => company.drop())

function search(query: string, customerCode = 'K101') {
  return searchProductsForNote(db, {
    accountSetId: 1,
    customerId: company.customerId(customerCode),
    warehouseId: company.books.eastWarehouseId,
    businessDate,
    query,
    limit: 20,
  })
}

test('a product is found by initials, name, words in any order, code and barcode', async () => {
  for (const query of [
    'ysfdq53',
    '大曲 53',
    '53度 演示',
    'ys001',
    '演示坊大曲 53',
    madeUpGtin(0, 1),
    madeUpGtin(0, 1).slice(1),
  ]) {
    expect((await search(query))[0]?.code, query).toBe('YS001')
  }
  expect((await search(madeUpGtin(1, 1)))[0]?.scannedUnit).toBe('箱')
  expect((await search(madeUpGtin(0, 1)))[0]?.scannedUnit).toBe('瓶')
})

test('R133 a match says what is available, and out-of-stock and inactive products are shown', async () => {
  const [first] = await search('YS001')
  expect(first).toMatchObject({ onHand: '1200', available: '1194', isActive: true, taxRateBp: 1300 })
  expect(first?.units).toEqual([
    { unit: '瓶', factor: '1', gtin: madeUpGtin(0, 1) },
    { unit: '箱', factor: '6', gtin: madeUpGtin(1, 1) },
  ])
  expect((await search('停产'))[0]).toMatchObject({ code: 'TC001', isActive: false, available: '0' })
})

test('the price ladder offers the customer price before the list price, and says which', async () => {
  expect((await search('YS001', 'K103'))[0]).toMatchObject({
    unitPrice: '1448.40',
    priceSource: 'CUSTOMER_PRICE',
  })
  expect((await search('YS001', 'K101'))[0]).toMatchObject({
    unitPrice: '1499.00',
    priceSource: 'LIST_PRICE',
  })
  const offers = await priceLadder(db, {
    accountSetId: 1,
    customerId: company.customerId('K103'),
    businessDate,
    productIds: [company.productId('YS001'), company.productId('XG001'), company.productId('YS001')],
  })
  expect(offers.size).toBe(2)
  expect(offers.get(company.productId('YS001'))).toMatchObject({
    customerPriceE4: 14_484_000n,
    lastPriceE4: null,
    listPriceE4: 14_990_000n,
    floorPriceE4: 14_200_000n,
  })
})

test('A43 A10 wildcards, quotes, control characters and endless queries are text', async () => {
  for (const query of [
    '%',
    '%%%%%%',
    '_',
    '\\',
    "' or 1=1--",
    'pg_sleep(5)',
    '\u0000',
    '\ud800',
    '\u202e',
    ' ',
    '%'.repeat(10_000),
    '酒'.repeat(10_000),
  ]) {
    expect(await search(query), query.slice(0, 20)).toEqual([])
    expect(await searchCustomers(db, company.staff.clerk, { query, limit: 10 })).toEqual([])
  }
})

test('each search is one statement', async () => {
  company.forgetStatements()
  await search('大曲')
  await searchCustomers(db, company.staff.clerk, { query: '示例', limit: 10 })
  await customerForNote(db, [1], company.customerId('K101'))
  expect(company.statements).toHaveLength(3)
})

test('a customer is found by initials, name, code, contact person and phone', async () => {
  const clerk = company.staff.clerk
  for (const query of ['sljh', '酒行', 'k102', '李示例', '13800000102', '138-0000-0102', '０102']) {
    const found = await searchCustomers(db, clerk, { query, limit: 10 })
    expect(
      found.map((row) => row.code),
      query,
    ).toContain('K102')
  }
})

test('R67 who may not see phones gets them masked and cannot search by them', async () => {
  const staff = company.staff.adminStaff
  expect((await searchCustomers(db, staff, { query: '示例酒行', limit: 10 }))[0]?.phone).toBe('138****0102')
  expect(await searchCustomers(db, staff, { query: '13800000102', limit: 10 })).toEqual([])
})

test('A05 another account set’s customers are not found', async () => {
  const clerk = { ...company.staff.clerk, accountSetIds: [1] }
  expect(await searchCustomers(db, clerk, { query: '例子超市', limit: 10 })).toEqual([])
  expect(await customerForNote(db, [1], company.customerId('S201'))).toBeNull()
})

test('R48 R49 the note’s customer brings addresses, freight agent and what the channel asks', async () => {
  const customer = await customerForNote(db, [1], company.customerId('K107'))
  expect(customer).toMatchObject({
    channel: 'PREFECTURE',
    prepaid: '0.00',
    creditLimit: '0.00',
    openNotes: 0,
  })
  expect(customer?.policy).toMatchObject({ requiresPrepayment: true, requiresFreightAgent: true })
  expect(customer?.addresses[0]).toMatchObject({ freightAgent: '虚构托运部', freightPhone: '13800000900' })
})
