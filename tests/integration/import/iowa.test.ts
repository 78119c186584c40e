import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { expectWhole } from '#tests/support/invariants.ts'
import { testCompany } from '#tests/support/company.ts'
import { type DemoDesk, demoDesk, FIXTURE, statusesOf } from './demo-desk.ts'

const FILE = 'iowa_liquor_sample.csv'

let desk: DemoDesk

beforeAll(async () => {
  desk = await demoDesk()
})

afterAll(() => desk.drop())

it('takes one day from order to posted, equal to the file to the cent', async () => {
  const agreement = await desk.run({ day: '2022-10-21' })
  expect(agreement.due).toEqual({ notes: 6, lines: 27, bottles: 372, saleFen: 685_114n })
  expect(agreement.posted).toEqual(agreement.due)
  expect(agreement.file).toEqual({ notes: 7, lines: 30, bottles: 342, saleFen: 626_470n })
  expect(await statusesOf(desk.db)).toEqual({ POSTED: 6 })
  const gross = await desk.db.deliveryNote.aggregate({ _sum: { grossFen: true } })
  expect(gross._sum.grossFen).toBe(685_114n)
  const owed = await desk.db.receivableItem.aggregate({ _sum: { amountFen: true } })
  expect(owed._sum.amountFen).toBe(685_114n)
})

it('dates papers, postings and periods on the day of the invoice', async () => {
  const papers = await desk.db.paper.groupBy({
    by: ['businessDate', 'period'],
    where: { kind: { in: ['SALES_ORDER', 'DELIVERY_NOTE'] } },
    _count: true,
  })
  expect(papers).toEqual([{ businessDate: new Date('2022-10-21'), period: '202210', _count: 12 }])
  const opened = await desk.db.deskEvent.findMany({ where: { command: 'period.open' } })
  expect(opened.map(({ actor }) => actor)).toMatchObject([{ roles: ['ACCOUNTANT'] }])
})

it('lets each of the staff sign in, do their own part and sign with their own PIN (R8, R9, R10)', async () => {
  const sessions = await desk.db.session.findMany({ include: { user: { include: { roles: true } } } })
  const roles = sessions.flatMap((session) => session.user.roles.map(({ role }) => role))
  expect(roles.sort()).toEqual(
    [
      'ACCOUNTANT',
      'ADMIN_STAFF',
      'CLERK',
      'DRIVER',
      'KEEPER',
      'MANAGER',
      'SALESPERSON',
      'SALES_MANAGER',
    ].sort(),
  )
  expect(sessions.every((session) => session.revokedAt !== null)).toBe(true)
  const signatures = await desk.db.signature.groupBy({
    by: ['slot', 'signerName', 'method'],
    where: { paper: { kind: 'DELIVERY_NOTE' } },
    _count: true,
  })
  expect(
    signatures.map(({ slot, signerName, method, _count }) => [slot, signerName, method, _count]).sort(),
  ).toEqual([
    ['CUSTOMER', '门店收货人', 'STROKE', 6],
    ['HANDLER', '演示业务员', 'PIN', 6],
    ['KEEPER', '演示仓管员', 'PIN', 6],
    ['PREPARER', '演示开单员', 'PIN', 6],
  ])
})

it('writes a code for every case and loose bottle that is due, never a product barcode (R7)', async () => {
  const due = await desk.db.deliveryNoteLine.aggregate({ _sum: { codesDue: true } })
  const codes = await desk.db.codeCapture.findMany()
  expect(codes.length).toBe(due._sum.codesDue)
  expect(codes.length).toBeGreaterThan(0)
  expect(codes.every(({ code }) => /^[BC][0-9A-F]{19}$/.test(code))).toBe(true)
})

it('keeps the file’s barcodes for bottle and case, zeros in front put back (R54)', async () => {
  const unitsOf = async (code: string) => {
    const units = await desk.db.productUnit.findMany({
      where: { product: { code } },
      orderBy: { factorE3: 'asc' },
    })
    return units.map(({ unit, factorE3, gtin }) => [unit, factorE3, gtin])
  }
  expect(await unitsOf('IA-88296')).toEqual([
    ['瓶', 1000n, '00721733000029'],
    ['箱', 12000n, '10087236001169'],
  ])
  expect(await unitsOf('IA-10802')).toEqual([
    ['瓶', 1000n, '00082000782919'],
    ['箱', 12000n, '00081128022266'],
  ])
  expect(await unitsOf('IA-80000')).toEqual([['瓶', 1000n, '00088004040802']])
})

it('brings all copies home: stub and driver copy to the desk, the signed customer copy to accounting (R46, R57, R65)', async () => {
  const copies = await desk.db.documentCopy.groupBy({
    by: ['kind', 'place', 'offeredPlace'],
    where: { paper: { kind: 'DELIVERY_NOTE' } },
    _count: true,
  })
  expect(
    copies.map(({ kind, place, offeredPlace, _count }) => [kind, place, offeredPlace, _count]).sort(),
  ).toEqual([
    ['ACCOUNTING', 'ACCOUNTING', null, 6],
    ['CUSTOMER', 'ACCOUNTING', null, 6],
    ['DRIVER', 'DESK', null, 6],
    ['STUB', 'DESK', null, 6],
  ])
})

it('refuses returns by a list, the one with a positive quantity too', async () => {
  const before = desk.printed.length
  const agreement = await desk.run()
  const printed = desk.printed.slice(before).join('')
  expect(printed).toContain('RINV-04330900021')
  expect(printed).toContain('RINV-04287900073')
  expect(agreement.returns).toEqual({ notes: 2, lines: 4, bottles: -28, saleFen: -56_964n })
  expect(await desk.db.accountingPeriod.findMany({ where: { period: '202209' } })).toEqual([])
})

it('takes the other days of the file without --day and leaves alone what is there', async () => {
  expect(await statusesOf(desk.db)).toEqual({ POSTED: 10 })
  const gross = await desk.db.deliveryNote.aggregate({ _sum: { grossFen: true, lineCount: true } })
  expect(gross._sum).toEqual({ grossFen: 881_754n, lineCount: 36 })
  await expectWhole(desk.db)
})

it('spreads the stores over channels and settlement methods by their numbers (R43, R44, R56)', async () => {
  const groups = await desk.db.customer.groupBy({
    by: ['accountSetId', 'channel', 'settlementMethod'],
    where: { code: { startsWith: 'IA-' } },
    _count: true,
  })
  expect(
    groups.map((group) => [group.accountSetId, group.channel, group.settlementMethod, group._count]).sort(),
  ).toEqual([
    [1, 'DIRECT', 'CASH', 3],
    [1, 'DIRECT', 'HELD_NOTE', 2],
    [1, 'PREFECTURE', 'REMITTANCE', 2],
    [1, 'SUB_DISTRIBUTOR', 'MONTHLY', 1],
  ])
  expect(desk.printed.join('')).toContain('Channel by the last digit of the store')
})

it('drives trips, settles with the driver every day and closes the months (R57, R58, R64, R114)', async () => {
  const trips = await desk.db.trip.groupBy({ by: ['status'], _count: true })
  expect(trips.map(({ status }) => status)).toEqual(['CLOSED'])
  const sessions = await desk.db.driverReconciliation.findMany({ orderBy: { paperId: 'asc' } })
  expect(new Set(sessions.map(({ status }) => status))).toEqual(new Set(['CLOSED']))
  for (const { expectedFen, countedFen, differenceFen, differenceReason } of sessions) {
    expect((countedFen ?? 0n) - (expectedFen ?? 0n)).toBe(differenceFen)
    expect(differenceFen === 0n).toBe((differenceReason ?? '') === '')
  }
  const receipts = await desk.db.receipt.groupBy({ by: ['status', 'method'], _sum: { amountFen: true } })
  expect(receipts.map(({ status, method, _sum }) => [status, method, _sum.amountFen]).sort()).toEqual([
    ['RECORDED', 'CASH', 396_090n],
    ['RECORDED', 'TRANSFER', 143_228n],
  ])
  const months = await desk.db.accountingPeriod.findMany({ where: { period: { lt: '2023' } } })
  expect(months.map(({ accountSetId, period, status }) => [accountSetId, period, status]).sort()).toEqual([
    [1, '202210', 'CLOSED'],
  ])
  expect(desk.printed.join('')).toContain('sold − returned − collected = open')
})

it('sets the customer’s own price where the invoice is off the list, and no note needs an application', async () => {
  const sources = await desk.db.deliveryNoteLine.groupBy({ by: ['priceSource'], _count: true })
  expect(sources.map(({ priceSource, _count }) => [priceSource, _count]).sort()).toEqual([
    ['CUSTOMER_PRICE', 2],
    ['LIST_PRICE', 34],
  ])
  expect(await desk.db.billingApplication.count()).toBe(0)
})

it('does nothing at all the second time', async () => {
  const countRows = async (): Promise<number[]> =>
    Promise.all([
      desk.db.commandReceipt.count(),
      desk.db.paperEvent.count(),
      desk.db.deskEvent.count(),
      desk.db.stockEntry.count(),
      desk.db.refusal.count(),
    ])
  const before = await countRows()
  const agreement = await desk.run()
  expect(await countRows()).toEqual(before)
  expect(agreement.posted).toEqual({ notes: 10, lines: 36, bottles: 437, saleFen: 881_754n })
})

it('says so and fails when the books do not say the same as the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'silian-iowa-'))
  const text = await readFile(join(FIXTURE, FILE), 'utf8')
  await writeFile(join(folder, FILE), text.replace(',1,8.49\n', ',1,8.50\n'))
  await expect(desk.run({ folder, day: '2022-10-21' })).rejects.toThrow('do not say the same')
  expect(desk.printed.join('')).toContain('not as in the file: 1 · INV-523017')
  await rm(folder, { recursive: true })
})

it('asks the sales manager when one item has two prices on an invoice (R110, R116)', async () => {
  const desk = await demoDesk()
  onTestFinished(() => desk.drop())
  const folder = await mkdtemp(join(tmpdir(), 'silian-iowa-'))
  const lines = (await readFile(join(FIXTURE, FILE), 'utf8')).split('\n')
  const line = lines.find((each) => each.startsWith('INV-52445700016')) ?? ''
  const other = line.replace('INV-52445700016', 'INV-99999900001').replace(',7,210.00', ',2,58.00')
  const dearer = other.replace('INV-99999900001', 'INV-99999900002').replace(',2,58.00', ',3,87.02')
  await writeFile(join(folder, FILE), [lines[0], line, other, dearer, ''].join('\n'))
  const agreement = await desk.run({ folder, day: '2022-10-26' })
  expect(agreement.posted.saleFen).toBe(21_000n + 14_502n)
  const applications = await desk.db.billingApplication.findMany()
  expect(applications.map(({ status, reasons }) => [status, reasons])).toEqual([['USED', ['OFF_LIST']]])
  await rm(folder, { recursive: true })
  await expectWhole(desk.db)
})

it('refuses a file that it cannot read before anything is written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'silian-iowa-'))
  const text = await readFile(join(FIXTURE, FILE), 'utf8')
  await writeFile(join(folder, FILE), text.replace(',7,210.00', ',seven,210.00'))
  await expect(desk.run({ folder })).rejects.toThrow('Bottles Sold on line 41 of the file cannot be read')
  await expect(desk.run({ folder: tmpdir() })).rejects.toThrow('There is no iowa_liquor_sample.csv.gz')
  await expect(desk.run({ day: '2022-01-01' })).rejects.toThrow('no invoices of 2022-01-01')
  await rm(folder, { recursive: true })
})

it('works on a demo company only', async () => {
  const company = await testCompany()
  const { importIowa } = await import('#lib/ops/import/iowa.ts')
  const wish = {
    url: company.url,
    pinKey: company.desk.pinKey,
    folder: FIXTURE,
    day: null,
    most: null,
    isReceiving: false,
    screen: { isTerminal: false, write: () => undefined },
    isStopping: () => false,
  }
  await expect(importIowa(wish)).rejects.toThrow('Only a demo company takes an import')
  expect(await company.db.deliveryNote.count()).toBe(0)
  await company.drop()
})
