import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { setChannelPolicy } from '#lib/domain/account-sets/commands/set-channel.ts'
import { setCopyStyle } from '#lib/domain/account-sets/commands/set-copy.ts'
import { setTaxRate } from '#lib/domain/account-sets/commands/set-tax-rate.ts'
import { closePeriod } from '#lib/domain/account-sets/commands/close-period.ts'
import { openPeriod } from '#lib/domain/account-sets/commands/turn-period.ts'
import { changeAccountSet } from '#lib/domain/account-sets/commands/update.ts'
import { accountSetSettings, channelHistory } from '#lib/domain/account-sets/queries.ts'
import { openStock } from '#lib/domain/stock/commands/open.ts'
import { listStock } from '#lib/domain/stock/queries.ts'
import { stockMovements } from '#lib/domain/stock/queries-card.ts'
import { changeWarehouse } from '#lib/domain/warehouses/commands/update.ts'
import { createWarehouse } from '#lib/domain/warehouses/commands/create.ts'
import { addDays, periodOf } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff, books } = company
const day = today(desk.clock)
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await company.drop()
})

const versionOf = async (accountSetId = 1): Promise<number> =>
  (await db.accountSet.findUniqueOrThrow({ where: { id: accountSetId } })).version

test('settings are the administrator’s, and every change leaves before and after', async () => {
  const input = {
    accountSetId: 1,
    version: await versionOf(),
    name: '主账套',
    noteTitle: '示例商贸送货单',
    numberFormat: '{kind}-{period}-{sequence}',
    billingApplicationPolicy: 'ALWAYS',
    requiresDistinctSigners: true,
  }
  const change = (actor = staff.administrator, more: object = {}) =>
    runCommand(desk, changeAccountSet, call(actor, { ...input, ...more }))
  expect(await change(staff.manager)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await change({ ...staff.administrator, accountSetIds: [2] })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  for (const numberFormat of [
    '',
    '{kind}{period}',
    '{kind}{period}{sequence}{sequence}',
    '{kind}{period}{sequence}<b>',
  ]) {
    expect(await change(staff.administrator, { numberFormat }), numberFormat).toMatchObject({
      status: 'invalid',
    })
  }
  valueOf(await change())
  expect(await change()).toEqual({ status: 'stale' })
  const event = await db.deskEvent.findFirstOrThrow({ where: { command: 'accountSet.update' } })
  expect(event.payload).toEqual({
    before: {
      noteTitle: '示例商贸销货清单',
      numberFormat: '{kind}{period}-{sequence}',
      billingApplicationPolicy: 'BY_EXCEPTION',
    },
    after: {
      noteTitle: '示例商贸送货单',
      numberFormat: '{kind}-{period}-{sequence}',
      billingApplicationPolicy: 'ALWAYS',
    },
  })
})

test('a settlement method that customers have is not taken away from under them', async () => {
  const policy = {
    accountSetId: 1,
    version: await versionOf(),
    channel: 'DIRECT',
    settlementMethods: ['CASH'],
    requiresPrepayment: false,
    requiresFreightAgent: false,
    requiresBarcode: false,
    requiresSalesCheck: true,
    requiresConsignmentNote: false,
    priceMode: 'TAX_INCLUSIVE',
  }
  const set = (more: object = {}) =>
    runCommand(desk, setChannelPolicy, call(staff.administrator, { ...policy, ...more }))
  expect(await set()).toEqual({ status: 'invalid', fields: { settlementMethods: 'methodInUse' } })
  expect(await set({ channel: 'SUPERMARKET' })).toMatchObject({ refusal: { code: 'notFound' } })
  valueOf(await set({ settlementMethods: ['CASH', 'MONTHLY', 'HELD_NOTE', 'ROLLING'] }))
  const [settings] = await accountSetSettings(db, [1])
  expect(settings?.channels[0]).toMatchObject({ channel: 'DIRECT', requiresSalesCheck: true })
  const [change, ...older] = await channelHistory(db, 1)
  expect([change?.channel, change?.byName, older]).toEqual(['DIRECT', staff.administrator.displayName, []])
  expect([change?.before, change?.after]).toMatchObject([
    { requiresSalesCheck: false },
    { requiresSalesCheck: true, settlementMethods: ['CASH', 'MONTHLY', 'HELD_NOTE', 'ROLLING'] },
  ])
  expect(await channelHistory(db, 2)).toEqual([])
})

test('decision 1 a copy’s title, colour and prices are data', async () => {
  const style = {
    accountSetId: 1,
    version: await versionOf(),
    kind: 'DRIVER',
    title: '送货联',
    colourName: '绿',
    colourHex: '#22AA44',
    showsPrices: true,
  }
  valueOf(await runCommand(desk, setCopyStyle, call(staff.administrator, style)))
  const [settings] = await accountSetSettings(db, [1])
  expect(settings?.copies.find((copy) => copy.kind === 'DRIVER')).toMatchObject({
    title: '送货联',
    showsPrices: true,
  })
})

test('decision 4 a tax rate is set for days to come only', async () => {
  const set = (validFrom: string) =>
    runCommand(desk, setTaxRate, call(staff.administrator, { taxClass: 'GENERAL', validFrom, rate: '12.5%' }))
  expect(await set('2020-01-01')).toMatchObject({ fields: { validFrom: 'pastDate' } })
  valueOf(await set(addDays(day, 40)))
})

test('R64 a period is opened and closed by the accountant, once', async () => {
  const as = (period: string, actor = staff.accountant) => call(actor, { accountSetId: 1, period })
  const period = periodOf(addDays(day, -60))
  const close = (month: string) => runCommand(desk, closePeriod, as(month))
  expect(await close(period)).toMatchObject({ refusal: { code: 'period.notOpened' } })
  valueOf(await runCommand(desk, openPeriod, as(period)))
  expect(await runCommand(desk, openPeriod, as(period))).toMatchObject({
    refusal: { code: 'period.alreadyOpened' },
  })
  expect(await runCommand(desk, closePeriod, as(period, staff.clerk))).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  valueOf(await close(period))
  expect(await close(period)).toMatchObject({ refusal: { code: 'period.alreadyClosed' } })
  expect(await close('202613')).toMatchObject({ status: 'invalid' })
})

test('opening stock is the accountant’s, in people’s words, only in an open period', async () => {
  const open = (lines: object[], more: object = {}, actor = staff.accountant) =>
    runCommand(
      desk,
      openStock,
      call(actor, { accountSetId: 2, warehouseId: books.westWarehouseId, businessDate: day, lines, ...more }),
    )
  const line = { productId: company.productId('YS001'), quantity: '2箱3瓶', value: '17,700.00' }
  expect(await open([line], {}, staff.keeper)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await open([line], { accountSetId: 9 })).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await open([line], { businessDate: '2001-01-01' })).toMatchObject({
    refusal: { code: 'period.notOpen' },
  })
  expect(await open([line], { businessDate: addDays(day, 1) })).toMatchObject({
    fields: { businessDate: 'futureDate' },
  })
  expect(await open([line, line])).toMatchObject({ fields: { 'lines.1.productId': 'duplicate' } })
  expect(await open([{ ...line, quantity: '-1瓶' }])).toMatchObject({
    fields: { 'lines.0.quantity': 'negative' },
  })
  expect(await open([{ ...line, productId: company.productId('TC001') }])).toMatchObject({
    fields: { 'lines.0.productId': 'inactive' },
  })
  company.forgetStatements()
  valueOf(await open([line, { productId: company.productId('YS002'), quantity: '5', value: '0' }]))
  expect(company.statements.length).toBeLessThanOrEqual(openStock.queryBudget)
  const stock = await listStock(db, staff.accountant, {
    accountSetId: 2,
    warehouseId: books.westWarehouseId,
    query: '',
    afterKey: null,
  })
  expect(stock.rows.map((row) => [row.code, row.onHandText, row.availableText, row.value])).toEqual([
    ['YS001', '2箱3瓶', '2箱3瓶', '17700.00'],
    ['YS002', '5瓶', '5瓶', '0.00'],
  ])
  const movements = await stockMovements(db, staff.accountant, {
    accountSetId: 2,
    productId: line.productId,
    warehouseId: null,
    key: null,
  })
  expect(movements?.movements[0]).toMatchObject({
    quantityText: '2箱3瓶',
    fromPlace: 'OPENING',
    value: '17700.00',
  })
})

test('A08 cost is not in what a clerk or keeper reads', async () => {
  const wish = { accountSetId: 1, warehouseId: null, query: '', afterKey: null }
  for (const reader of [staff.clerk, staff.keeper]) {
    expect((await listStock(db, reader, wish)).rows.every((row) => row.value === null)).toBe(true)
  }
  expect((await listStock(db, { ...staff.keeper, accountSetIds: [2] }, wish)).rows).toEqual([])
})

test('a warehouse can be added and renamed; a stale page is told so', async () => {
  const { id } = valueOf(
    await runCommand(desk, createWarehouse, call(staff.administrator, { code: 'N', name: '北仓' })),
  )
  expect(
    await runCommand(desk, createWarehouse, call(staff.administrator, { code: 'N', name: '又一个' })),
  ).toMatchObject({ fields: { code: 'codeTaken' } })
  const change = { id, name: '北仓库', isActive: true, seen: { name: '北仓', isActive: true } }
  valueOf(await runCommand(desk, changeWarehouse, call(staff.administrator, change)))
  expect(await runCommand(desk, changeWarehouse, call(staff.administrator, change))).toEqual({
    status: 'stale',
  })
})
