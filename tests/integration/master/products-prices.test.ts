import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { priceLadder } from '#lib/db/price-ladder.ts'
import { setCustomerPrice } from '#lib/domain/prices/commands/set-customer-price.ts'
import { setListPrice } from '#lib/domain/prices/commands/set-list-price.ts'
import { listPrices, productPrices } from '#lib/domain/prices/queries.ts'
import { createProduct } from '#lib/domain/products/commands/create.ts'
import { setProductActive } from '#lib/domain/products/commands/set-active.ts'
import { changeProduct } from '#lib/domain/products/commands/update.ts'
import { listProducts, productDetail } from '#lib/domain/products/queries-pages.ts'
import type { NewProductForm } from '#lib/domain/products/schema.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { madeUpGtin } from '#prisma/seed/builders/products.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff } = company
const day = today(desk.clock)
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await company.drop()
})

function form(code: string, changes: Partial<NewProductForm> = {}): NewProductForm {
  return {
    code,
    name: `新品 ${code}`,
    specification: '500ml×6',
    baseUnit: '瓶',
    baseGtin: '',
    units: [{ unit: '箱', factor: '6', gtin: '' }],
    taxClass: 'GENERAL',
    codeKinds: ['CASE'],
    hasCaseCodes: true,
    hasBottleCodes: false,
    codeCoverage: '100',
    shelfLifeDays: '730',
    reorderPoint: '24',
    ...changes,
  }
}

const create = (input: unknown, actor = staff.adminStaff) =>
  runCommand(desk, createProduct, call(actor, input))

test('a new product has its units, its barcodes in one form, and can be found at once', async () => {
  const gtin = madeUpGtin(5, 1)
  const { id } = valueOf(await create(form('N001', { baseGtin: gtin.slice(1) })))
  expect(await productDetail(db, id)).toMatchObject({
    code: 'N001',
    units: [
      { unit: '瓶', factor: '1', gtin },
      { unit: '箱', factor: '6', gtin: null },
    ],
    hasMoved: false,
  })
  expect((await listProducts(db, { query: gtin.slice(1), afterCode: null })).rows).toHaveLength(1)
})

test('R54 wrong, doubled and taken barcodes are refused at their field', async () => {
  const one = madeUpGtin(6, 1)
  expect(await create(form('N002', { baseGtin: '2000000000019' }))).toMatchObject({
    fields: { baseGtin: 'checkDigit' },
  })
  expect(
    await create(form('N002', { baseGtin: one, units: [{ unit: '箱', factor: '6', gtin: one }] })),
  ).toMatchObject({
    fields: { 'units.0.gtin': 'duplicate' },
  })
  expect(await create(form('N002', { baseGtin: madeUpGtin(0, 1) }))).toMatchObject({
    fields: { baseGtin: 'gtinTaken' },
  })
  expect(await create(form('YS001'))).toMatchObject({ fields: { code: 'codeTaken' } })
})

test('A16 units say clearly how many base units they hold', async () => {
  for (const factor of ['1', '0', '-6', '1e3', '', 'NaN', '6.0001', '999999']) {
    expect(await create(form('N003', { units: [{ unit: '箱', factor, gtin: '' }] })), factor).toMatchObject({
      fields: { 'units.0.factor': expect.any(String) },
    })
  }
  expect(await create(form('N003', { units: [{ unit: '箱6', factor: '6', gtin: '' }] }))).toMatchObject({
    status: 'invalid',
  })
  expect(await create(form('N003', { units: [{ unit: '瓶', factor: '6', gtin: '' }] }))).toMatchObject({
    fields: { 'units.0.unit': 'duplicate' },
  })
})

test('decision 2 codes that fall due need a kind that satisfies them', async () => {
  expect(await create(form('N004', { codeKinds: [] }))).toMatchObject({
    fields: { codeKinds: 'caseKindMissing' },
  })
  expect(await create(form('N004', { hasBottleCodes: true }))).toMatchObject({
    fields: { codeKinds: 'bottleKindMissing' },
  })
})

test('the base unit stays once goods moved; the rest can change, with before and after in the evidence', async () => {
  const id = company.productId('YS001')
  const { code: _, ...rest } = form('YS001')
  const change = (changes: object) =>
    runCommand(desk, changeProduct, call(staff.adminStaff, { ...rest, id, version: 0, ...changes }))
  expect(await change({ baseUnit: '支' })).toMatchObject({ fields: { baseUnit: 'baseUnitInUse' } })
  valueOf(await change({ name: '演示坊大曲 新' }))
  expect(await change({ name: '又改' })).toEqual({ status: 'stale' })
  const event = await db.deskEvent.findFirstOrThrow({ where: { command: 'product.update', subjectId: id } })
  expect(event.payload).toMatchObject({
    before: { name: '演示坊大曲 53度' },
    after: { name: '演示坊大曲 新' },
  })
  valueOf(
    await runCommand(desk, setProductActive, call(staff.adminStaff, { id, version: 1, isActive: false })),
  )
  expect(await productDetail(db, id)).toMatchObject({ isActive: false, version: 2 })
})

test('a price holds from its day on, never from a day gone by (R89)', async () => {
  const productId = company.productId('YS002')
  const set = (changes: object, actor = staff.salesManager) =>
    runCommand(
      desk,
      setListPrice,
      call(actor, {
        accountSetId: 1,
        productId,
        validFrom: addDays(day, 3),
        unitPrice: '888',
        floorPrice: '800',
        ...changes,
      }),
    )
  expect(await set({ validFrom: addDays(day, -1) })).toMatchObject({ fields: { validFrom: 'pastDate' } })
  expect(await set({ floorPrice: '900' })).toMatchObject({ fields: { floorPrice: 'floorAboveList' } })
  expect(await set({}, staff.clerk)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await set({ accountSetId: 9 })).toMatchObject({ refusal: { code: 'notFound' } })
  valueOf(await set({}))
  const offer = async (date: typeof day) =>
    (
      await priceLadder(db, {
        accountSetId: 1,
        customerId: null,
        businessDate: date,
        productIds: [productId],
      })
    ).get(productId)
  expect((await offer(day))?.listPriceE4).toBe(7_990_000n)
  expect(await offer(addDays(day, 3))).toMatchObject({ listPriceE4: 8_880_000n, floorPriceE4: 8_000_000n })
  const event = await db.deskEvent.findFirstOrThrow({ where: { command: 'price.setList' } })
  expect(event.payload).toMatchObject({
    before: { unitPriceE4: '7990000' },
    after: { unitPriceE4: '8880000' },
  })
  expect(
    (await listPrices(db, { accountSetId: 1, date: day, query: 'YS002', afterCode: null })).rows[0],
  ).toMatchObject({ listPrice: '799.00' })
})

test('a customer price goes before the list price, and an empty one ends it', async () => {
  const productId = company.productId('YS003')
  const customerId = company.customerId('K101')
  const set = (unitPrice: string, validFrom = day) =>
    runCommand(
      desk,
      setCustomerPrice,
      call(staff.salesManager, { accountSetId: 1, customerId, productId, validFrom, unitPrice }),
    )
  valueOf(await set('450.5'))
  valueOf(await set('', addDays(day, 2)))
  const own = async (date: typeof day) =>
    (await priceLadder(db, { accountSetId: 1, customerId, businessDate: date, productIds: [productId] })).get(
      productId,
    )?.customerPriceE4
  expect([await own(addDays(day, -1)), await own(day), await own(addDays(day, 2))]).toEqual([
    null,
    4_505_000n,
    null,
  ])
  const prices = await productPrices(db, { accountSetId: 1, productId })
  expect(prices?.customerPrices.map((step) => step.unitPrice)).toEqual([null, '450.50'])
})
