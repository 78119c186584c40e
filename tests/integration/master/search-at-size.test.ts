import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchCustomers } from '#lib/domain/customers/queries.ts'
import { searchProductsForNote } from '#lib/domain/products/queries.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { today } from '#lib/kernel/clock.ts'
import { madeUpGtin } from '#prisma/seed/builders/products.ts'
import { seedVolume } from '#prisma/seed/builders/volume.ts'
import { testCompany } from '#tests/support/company.ts'

const company = await testCompany()
const { db, staff } = company

beforeAll(async () => {
  const wish = { accountSetId: 1, customers: 10_000, products: 10_000 }
  await db.$transaction((tx) => seedVolume(tx, company.desk.clock, wish), { timeout: 60_000 })
  await onConnection(company.database.ownerUrl, (client) => client.query('VACUUM ANALYZE customer, product'))
}, 120_000)
afterAll(() => company.drop())

const products = (query: string) =>
  searchProductsForNote(db, {
    accountSetId: 1,
    customerId: company.customerId('K101'),
    warehouseId: company.books.eastWarehouseId,
    businessDate: today(company.desk.clock),
    query,
    limit: 12,
  })

async function plan(query: TemplateStringsArray, word: string): Promise<string> {
  const rows = await db.$queryRaw<Record<string, string>[]>(query, word)
  return rows.flatMap((row) => Object.values(row)).join('\n')
}

test('A43 among ten thousand, three characters anywhere in a name use the index', async () => {
  const ofProducts = await plan`EXPLAIN SELECT id FROM product p WHERE p.search_key LIKE ${'%04217%'}`
  expect(ofProducts).toContain('product_search_key_idx')
  const ofCustomers = await plan`EXPLAIN SELECT id FROM customer c WHERE c.search_key LIKE ${'%04217%'}`
  expect(ofCustomers).toContain('customer_search_key_idx')
  const byPhone =
    await plan`EXPLAIN SELECT id FROM customer c WHERE regexp_replace(c.phone, '\\D', '', 'g') LIKE ${'%00004217%'}`
  expect(byPhone).toContain('customer_phone_digits')
})

test('among ten thousand, the right one stands first by name, initials, code, barcode and phone', async () => {
  expect((await products('清香酒 v000217'))[0]?.code).toBe('V000217')
  expect((await products('V004217'))[0]?.code).toBe('V004217')
  expect((await products(madeUpGtin(8, 4218)))[0]?.code).toBe('V004217')
  expect(await products('sl')).toHaveLength(12)
  const customers = (query: string) => searchCustomers(db, staff.clerk, { query, limit: 12 })
  expect((await customers('13900004217'))[0]?.code).toBe('V004217')
  expect((await customers('v004217'))[0]?.code).toBe('V004217')
  expect((await customers('示例酒行'))[0]?.code).toBe('K102')
})

test('A43 no search among ten thousand takes long, whatever is typed', async () => {
  const typed = ['s', 'sl', '示例', '酒', '%%%%%%', '____', '示 例 东 西 酒 行', '4217', 'x'.repeat(10_000)]
  for (const query of typed) {
    const started = performance.now()
    await products(query)
    await searchCustomers(db, staff.clerk, { query, limit: 12 })
    expect(performance.now() - started, query.slice(0, 20)).toBeLessThan(1500)
  }
})
