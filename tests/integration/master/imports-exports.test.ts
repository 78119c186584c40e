import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { importCustomers } from '#lib/domain/customers/commands/import.ts'
import { noteExport } from '#lib/domain/master-files/commands/export.ts'
import { exportHeadings, exportRows } from '#lib/domain/master-files/queries-export.ts'
import { readFile } from '#lib/domain/master-files/read-file.ts'
import { EXPORT_LISTS, FILE_COLUMNS, type FileKind } from '#lib/domain/master-files/schema.ts'
import { writeFile } from '#lib/domain/master-files/write-file.ts'
import { importPrices } from '#lib/domain/prices/commands/import.ts'
import { importProducts } from '#lib/domain/products/commands/import.ts'
import { importStock } from '#lib/domain/stock/commands/import.ts'
import { today } from '#lib/kernel/clock.ts'
import { madeUpGtin } from '#prisma/seed/builders/products.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await company.drop()
})

type Row = Record<string, string>

function file(kind: FileKind, rows: Row[], accountSetId = 0) {
  const columns = FILE_COLUMNS[kind].map(({ key }) => key)
  const cells = rows.map((row) => columns.map((key) => row[key] ?? ''))
  return { fileName: '试.csv', accountSetId, columns, rows: cells }
}

const customer = (code: string, changes: Row = {}): Row => ({
  code,
  name: `批量客户${code}`,
  contactName: '批量',
  phone: '13800000999',
  channel: '直销',
  settlementMethod: '现款',
  address: '示例市批量路',
  ...changes,
})

const product = (code: string, changes: Row = {}): Row => ({
  code,
  name: `批量酒${code}`,
  specification: '500ml×6',
  baseUnit: '瓶',
  caseUnit: '箱',
  caseSize: '6',
  codeKinds: '箱码、瓶码',
  ...changes,
})

test('customers of a file come in all or none, and each refused row is named', async () => {
  const run = (rows: Row[], actor = staff.salesManager) =>
    runCommand(desk, importCustomers, call(actor, file('customers', rows)))
  const before = await db.customer.count()
  const good = customer('B001')
  expect(await run([good, customer('B002', { channel: '外星' })])).toMatchObject({
    status: 'refused',
    refusal: { code: 'import.rowsRefused', params: { count: 1, row: 2, column: 'channel', why: 'unknown' } },
  })
  const wrong: [Row, string, string][] = [
    [customer('B002', { name: '' }), 'name', 'empty'],
    [customer('B001', { name: '别名' }), 'code', 'duplicate'],
    [customer('B003', { name: '批量客户ｂ００１' }), 'name', 'duplicate'],
    [customer('K101'), 'code', 'codeTaken'],
    [customer('B004', { name: '示例酒行' }), 'name', 'nameTaken'],
    [
      customer('B005', { channel: '地州', settlementMethod: '月结' }),
      'settlementMethod',
      'settlementNotAllowed',
    ],
    [customer('B006', { settlementMethod: '压单' }), 'maxOpenNotes', 'empty'],
    [customer('B007', { phone: '123' }), 'phone', 'notAPhone'],
    [customer('B008', { creditLimit: '-5' }), 'creditLimit', 'negative'],
    [customer('B\u00009'), 'code', 'codeForm'],
  ]
  for (const [row, column, why] of wrong) {
    expect(await run([good, row]), why).toMatchObject({ refusal: { params: { row: 2, column, why } } })
  }
  expect(await db.customer.count()).toBe(before)
  expect(await run([customer('B010', { creditLimit: '100' })], staff.adminStaff)).toMatchObject({
    refusal: { params: { column: 'creditLimit', why: 'creditNotAllowed' } },
  })
  expect(await run([good], staff.accountant)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await run([good], staff.clerk)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(valueOf(await run([good, customer('B002', { creditLimit: '1,000', creditDays: '30' })]))).toEqual({
    rows: 2,
  })
  const added = await db.customer.findFirstOrThrow({
    where: { code: 'B002' },
    include: { addresses: true, balance: true },
  })
  expect(added).toMatchObject({ creditLimitFen: 100_000n, addresses: [{ address: '示例市批量路' }] })
  expect(added.balance).not.toBeNull()
})

test('products of a file: units, barcodes in one form, codes due by kind; taken and doubled barcodes are named', async () => {
  const run = (rows: Row[]) =>
    runCommand(desk, importProducts, call(staff.adminStaff, file('products', rows)))
  const own = madeUpGtin(7, 1)
  const wrong: [Row, string, string][] = [
    [product('P002', { baseGtin: own }), 'baseGtin', 'duplicate'],
    [product('P002', { caseGtin: own }), 'caseGtin', 'duplicate'],
    [product('P002', { baseGtin: madeUpGtin(0, 1) }), 'baseGtin', 'gtinTaken'],
    [product('P002', { baseGtin: '2000000000018' }), 'baseGtin', 'checkDigit'],
    [product('P002', { caseSize: '1' }), 'caseSize', 'tooSmall'],
    [product('P002', { taxClass: '随便' }), 'taxClass', 'unknown'],
    [product('P002', { codeKinds: '箱码 乱码' }), 'codeKinds', 'unknown'],
    [product('YS001'), 'code', 'codeTaken'],
  ]
  for (const [row, column, why] of wrong) {
    expect(await run([product('P001', { baseGtin: own }), row]), why).toMatchObject({
      refusal: { params: { row: 2, column, why } },
    })
  }
  valueOf(
    await run([
      product('P001', { baseGtin: own.slice(1) }),
      product('P002', { caseUnit: '', caseSize: '', codeKinds: '' }),
    ]),
  )
  const stored = await db.product.findUniqueOrThrow({
    where: { code: 'P001' },
    include: { units: { orderBy: { factorE3: 'asc' } } },
  })
  expect(stored).toMatchObject({
    hasCaseCodes: true,
    hasBottleCodes: true,
    units: [
      { unit: '瓶', gtin: own },
      { unit: '箱', factorE3: 6000n },
    ],
  })
})

test('prices of a file: list and customer prices, today where no day is given, never a day gone by', async () => {
  const run = (rows: Row[], accountSetId = 1) =>
    runCommand(desk, importPrices, call(staff.salesManager, file('prices', rows, accountSetId)))
  const wrong: [Row, string, string][] = [
    [{ productCode: 'NONE', unitPrice: '1' }, 'productCode', 'unknown'],
    [{ productCode: 'TC001', unitPrice: '1' }, 'productCode', 'inactive'],
    [{ productCode: 'YS001', customerCode: 'S201', unitPrice: '1' }, 'customerCode', 'unknown'],
    [{ productCode: 'YS001', unitPrice: '1e3' }, 'unitPrice', 'notANumber'],
    [{ productCode: 'YS001', unitPrice: '1', floorPrice: '2' }, 'floorPrice', 'floorAboveList'],
    [{ productCode: 'YS001', unitPrice: '1', validFrom: '2020-01-01' }, 'validFrom', 'pastDate'],
  ]
  for (const [row, column, why] of wrong)
    expect(await run([row]), why).toMatchObject({ refusal: { params: { row: 1, column, why } } })
  expect(await run([{ productCode: 'YS001', unitPrice: '1' }], 9)).toMatchObject({
    refusal: { code: 'notFound' },
  })
  valueOf(
    await run([
      { productCode: 'YL002', unitPrice: '130', floorPrice: '120' },
      { productCode: 'YL002', customerCode: 'K102', unitPrice: '125.5' },
    ]),
  )
  expect(
    await db.listPrice.count({ where: { productId: company.productId('YL002'), unitPriceE4: 1_300_000n } }),
  ).toBe(1)
  expect(
    await db.customerPrice.count({
      where: { customerId: company.customerId('K102'), unitPriceE4: 1_255_000n },
    }),
  ).toBe(1)
})

test('opening stock of a file goes through the ledger', async () => {
  const run = (rows: Row[], actor = staff.accountant) =>
    runCommand(desk, importStock, call(actor, file('stock', rows, 2)))
  const row = { warehouse: '西仓', productCode: 'LZ001', quantity: '3箱5瓶', value: '73.15' }
  const wrong: [Row, string, string][] = [
    [{ ...row, warehouse: '南仓' }, 'warehouse', 'unknown'],
    [{ ...row, quantity: '1/3/5' }, 'quantity', 'notANumber'],
    [{ ...row, quantity: '1托' }, 'quantity', 'unknownUnit'],
    [{ ...row, value: '' }, 'value', 'empty'],
  ]
  for (const [one, column, why] of wrong)
    expect(await run([one]), why).toMatchObject({ refusal: { params: { row: 1, column, why } } })
  expect(await run([row, { ...row, warehouse: 'W' }])).toMatchObject({
    refusal: { params: { row: 2, why: 'duplicate' } },
  })
  expect(await run([row], staff.salesManager)).toMatchObject({ refusal: { code: 'permission.missing' } })
  valueOf(await run([row]))
  const balance = await db.stockBalance.findFirstOrThrow({
    where: {
      accountSetId: 2,
      warehouseId: company.books.westWarehouseId,
      productId: company.productId('LZ001'),
    },
  })
  expect([balance.onHandE3, balance.valueFen]).toEqual([77_000n, 7_315n])
})

test('A10 A46 strange columns, control characters and a replayed file do no harm', async () => {
  const sent = file('customers', [customer('R001', { name: "x'; DROP TABLE customer; --" })])
  const again = call(
    staff.salesManager,
    { ...sent, columns: [...sent.columns.slice(0, -1), '__proto__'] },
    { key: 'same-key-twice' },
  )
  expect(valueOf(await runCommand(desk, importCustomers, again))).toEqual({ rows: 1 })
  expect(await runCommand(desk, importCustomers, again)).toMatchObject({ status: 'done', isReplay: true })
  expect(await db.customer.count({ where: { code: 'R001' } })).toBe(1)
  const odd = call(staff.salesManager, { ...sent, fileName: 'a\u0000b' })
  expect(await runCommand(desk, importCustomers, odd)).toMatchObject({ status: 'invalid' })
  const noRows = call(staff.salesManager, { ...sent, rows: [] })
  expect(await runCommand(desk, importCustomers, noRows)).toMatchObject({ status: 'invalid' })
})

test('twenty thousand rows cost the same few statements as two', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => customer(`Z${index}`))
  company.forgetStatements()
  expect(
    valueOf(await runCommand(desk, importCustomers, call(staff.salesManager, file('customers', rows)))),
  ).toEqual({ rows: 20_000 })
  expect(company.statements.length).toBeLessThanOrEqual(importCustomers.queryBudget)
}, 60_000)

test('A45 an export leaves who took what and how many rows, and is not for a clerk', async () => {
  const input = { list: 'customers', format: 'csv', accountSetId: 0 }
  expect(await runCommand(desk, noteExport, call(staff.clerk, input))).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  expect(
    await runCommand(desk, noteExport, call(staff.manager, { ...input, accountSetId: 7 })),
  ).toMatchObject({ refusal: { code: 'notFound' } })
  expect(valueOf(await runCommand(desk, noteExport, call(staff.manager, input)))).toEqual({
    accountSetIds: [1, 2],
  })
  const event = await db.deskEvent.findFirstOrThrow({ where: { command: 'export.run' } })
  expect(event).toMatchObject({ subjectId: 'customers', payload: { rows: await db.customer.count() } })
})

test('what is exported has every row once and can be read in again', async () => {
  const scope = { actor: staff.manager, accountSetIds: [1, 2], date: today(desk.clock) }
  for (const list of EXPORT_LISTS) {
    const bytes = await new Response(
      writeFile('csv', exportHeadings(list), exportRows(db, list, scope)),
    ).bytes()
    if (list === 'customers')
      expect(Buffer.from(bytes).toString().split('\r\n').length - 2).toBe(await db.customer.count())
    else
      expect(await readFile(list, Buffer.from(bytes))).toMatchObject({
        unknownHeadings: list === 'prices' ? ['账套'] : ['状态'],
      })
  }
})
