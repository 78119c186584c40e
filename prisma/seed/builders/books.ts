import type { Tx } from '#lib/db/client.ts'
import { CHARTS } from '#lib/domain/books/charts.ts'
import {
  addDays,
  type BusinessDate,
  lastDayOfMonth,
  type Period,
  periodOf,
} from '#lib/kernel/business-date.ts'
import { type Clock, today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'

/** The two sets of books and the two warehouses that a company starts with. */
export type Books = {
  mainSetId: number
  supermarketSetId: number
  eastWarehouseId: string
  westWarehouseId: string
}

export type BooksOptions = {
  clock: Clock
  /** Put before the codes of the account sets; the demo company has `DEMO-`. */
  codePrefix?: string
  /** What stands at the head of a note, before 销货清单. */
  companyName?: string
}

const MAIN_SET = 1
const SUPERMARKET_SET = 2

/** The chart that both sets of books begin with. */
const CHART = CHARTS.ENTERPRISE

const CREDIT_METHODS = ['CASH', 'MONTHLY', 'HELD_NOTE', 'ROLLING', 'REMITTANCE']

/** R43, R44, R48, R49, R51, R53 to R56 and decision 5: which channel is kept where, and what it asks of a note. */
const CHANNELS = [
  { accountSetId: MAIN_SET, channel: 'DIRECT', settlementMethods: CREDIT_METHODS },
  { accountSetId: MAIN_SET, channel: 'SUB_DISTRIBUTOR', settlementMethods: CREDIT_METHODS },
  {
    accountSetId: MAIN_SET,
    channel: 'PREFECTURE',
    settlementMethods: ['CASH', 'REMITTANCE'],
    requiresPrepayment: true,
    requiresFreightAgent: true,
    requiresConsignmentNote: true,
  },
  {
    accountSetId: SUPERMARKET_SET,
    channel: 'SUPERMARKET',
    settlementMethods: ['MONTHLY', 'REMITTANCE'],
    requiresBarcode: true,
    requiresSalesCheck: true,
  },
]

/** Decision 1. The driver's copy has no prices unless the account set says so. */
const COPIES = [
  { kind: 'STUB', title: '存根联', colourName: '白', colourHex: '#ffffff', showsPrices: true },
  { kind: 'DRIVER', title: '司机联', colourName: '蓝', colourHex: '#2563eb', showsPrices: false },
  { kind: 'CUSTOMER', title: '客户联', colourName: '红', colourHex: '#dc2626', showsPrices: true },
  { kind: 'ACCOUNTING', title: '会计联', colourName: '黄', colourHex: '#eab308', showsPrices: true },
]

/** Decision 4: class, first day, basis points. */
const TAX_RATES: readonly (readonly [taxClass: string, validFrom: string, rateBp: number])[] = [
  ['GENERAL', '1994-01-01', 1700],
  ['GENERAL', '2018-05-01', 1600],
  ['GENERAL', '2019-04-01', 1300],
  ['REDUCED', '1994-01-01', 1300],
  ['REDUCED', '2017-07-01', 1100],
  ['REDUCED', '2018-05-01', 1000],
  ['REDUCED', '2019-04-01', 900],
  ['SERVICE', '2012-01-01', 600],
  ['SIMPLIFIED_3', '2009-01-01', 300],
  ['SIMPLIFIED_1', '2020-03-01', 100],
  ['ZERO', '1994-01-01', 0],
]

/**
 * Creates the account sets with their channels, copies, chart of accounts and open periods (last month to next
 * month), the tax rates and the warehouses 东仓 and 西仓. For an empty database.
 */
export async function seedBooks(db: Tx, options: BooksOptions): Promise<Books> {
  const prefix = options.codePrefix ?? ''
  const title = `${options.companyName ?? '示例商贸'}销货清单`
  await db.accountSet.createMany({
    data: [
      { id: MAIN_SET, code: `${prefix}ZT`, name: '主账套', noteTitle: title },
      { id: SUPERMARKET_SET, code: `${prefix}GT`, name: '广拓账套', noteTitle: title },
    ],
  })
  const sets = [MAIN_SET, SUPERMARKET_SET]
  const forEachSet = <Row>(row: Row): (Row & { accountSetId: number })[] =>
    sets.map((accountSetId) => ({ ...row, accountSetId }))
  await db.channelPolicy.createMany({ data: CHANNELS })
  await db.copyStyle.createMany({ data: COPIES.flatMap(forEachSet) })
  await db.account.createMany({
    data: CHART.flatMap(([code, name, nature]) => forEachSet({ code, name, nature })),
  })
  await db.accountUse.createMany({
    data: CHART.flatMap(([code, , , use]) => (use === undefined ? [] : forEachSet({ use, code }))),
  })
  await seedTaxRates(db)
  const day = today(options.clock)
  const months = [addDays(firstOfMonth(day), -1), day, addDays(lastDayOfMonth(day), 1)].map(periodOf)
  for (const accountSetId of sets) await openPeriods(db, accountSetId, months)
  const now = options.clock.now()
  const books = {
    mainSetId: MAIN_SET,
    supermarketSetId: SUPERMARKET_SET,
    eastWarehouseId: newId(now),
    westWarehouseId: newId(now),
  }
  await db.warehouse.createMany({
    data: [
      { id: books.eastWarehouseId, code: 'E', name: '东仓' },
      { id: books.westWarehouseId, code: 'W', name: '西仓' },
    ],
  })
  return books
}

/** Opens periods that nobody has opened; one that is there stays as it is. */
export async function openPeriods(db: Tx, accountSetId: number, periods: readonly Period[]): Promise<void> {
  await db.accountingPeriod.createMany({
    data: periods.map((period) => ({ accountSetId, period })),
    skipDuplicates: true,
  })
}

async function seedTaxRates(db: Tx): Promise<void> {
  const rows = TAX_RATES.map(([taxClass, validFrom, rateBp]) => ({ taxClass, validFrom, rateBp }))
  await db.$executeRaw`
    INSERT INTO tax_rate (tax_class, valid_from, rate_bp)
    SELECT r."taxClass", r."validFrom", r."rateBp"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("taxClass" text, "validFrom" date, "rateBp" int)
    ON CONFLICT DO NOTHING`
}

function firstOfMonth(date: BusinessDate): BusinessDate {
  return addDays(date, 1 - Number(date.slice(8, 10)))
}
