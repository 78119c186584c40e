import { type Browser, expect, test } from '@playwright/test'
import { verifyDesk } from '#lib/domain/audit-trail/verify-desk.ts'
import { accountSums, trialBalance } from '#lib/domain/books/queries-balance.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { type Cargo, cargoOf } from '#tests/support/cargo.ts'
import { type Cast, castOf, drawSignature, press, told } from '#tests/support/browser.ts'
import { type OwnCompany, ownCompany } from '#tests/support/demo-company.ts'
import { keyOf, type NoteRef } from '#tests/support/road.ts'
import {
  amended,
  arrives,
  bothSign,
  closed,
  copiesHome,
  handedOver,
  leaves,
  planned,
  posted,
  stopOf,
} from '#tests/support/road-pages.ts'
import { scansOf } from '#tests/support/tripping.ts'

/*
 * One day from the loading bay to closed books, by the hands it takes: a trip with a note of every kind of money and channel, a
 * refused case, a note changed by hand, a yuan missing. It closes the month it works in, so the company is its own.
 */

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const PHOTO = {
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    'base64',
  ),
}

let company: OwnCompany
let cast: Cast
let cargo: Cargo
/** The accounts as the journey finds them. */
let before: Record<'main' | 'market', Record<string, bigint>>
/** The trips of the day and the sessions with the driver: main books, supermarket books. */
const trips: string[] = []
const sessions: string[] = []

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  company = await ownCompany()
  cast = castOf(browser, { baseURL: company.address })
  const [main, market] = await company.db.accountSet.findMany({ orderBy: { id: 'asc' } })
  before = { main: await standing(main?.id ?? 0), market: await standing(market?.id ?? 0) }
  cargo = await cargoOf(company)
})
test.afterAll(async () => {
  await cast.leave()
  await company.close()
})

test('R104 the clerk plans the stops, the keeper loads by scan, and both trips leave', async () => {
  const { cash, monthly, heldNote, rolling, prefecture, supermarket } = cargo
  const [clerk, keeper] = [await cast.at('clerk'), await cast.at('keeper')]
  await clerk.goto('/trips/new')
  trips.push(await planned(clerk, [monthly, cash, heldNote, rolling, prefecture]))
  const stops = clerk.getByRole('list', { name: '各站' }).getByRole('listitem')
  await expect(stops.first()).toContainText(cash.number)
  await clerk.goto('/trips/new')
  await clerk.getByRole('link', { name: /^广拓账套/ }).click()
  trips.push(await planned(clerk, [supermarket]))
  await leaves(keeper, trips[0] ?? '', await labelsOf([cash, monthly, heldNote, rolling, prefecture]))
  await leaves(keeper, trips[1] ?? '', await labelsOf([supermarket]))
})

test('F30 the driver works the stops, one of them without a network', async () => {
  const { cash, monthly, heldNote, rolling, prefecture, supermarket, older } = cargo
  const driver = await cast.at('driver')
  await driver.goto('/driver')
  await press(driver, '接收 6 单的货物和联次')
  await told(driver, `${supermarket.number} 已接收`)

  await arrives(driver, cash, 1)
  await expect(driver.getByText('￥86.40').first()).toBeVisible()
  await handedOver(driver, cash)

  await arrives(driver, monthly, 2)
  const [back] = await codesOf(monthly)
  await press(driver, '改第 1 行')
  const dialog = driver.getByRole('dialog')
  await dialog.getByLabel('实收数量').fill('1箱')
  await dialog.getByLabel('原因').fill('一箱破损')
  await dialog.getByLabel('扫退回货物的码').fill(back ?? '')
  await driver.keyboard.press('Enter')
  await dialog.locator('input[type=file]').setInputFiles(PHOTO)
  await told(driver, '照片已归档')
  await press(dialog, '记下')
  await handedOver(driver, monthly, '按实收记录')

  await arrives(driver, heldNote, 3)
  await told(driver, `先收 ${older.heldNote.number} 的款 ￥86.40`)
  await press(driver, '改收款')
  await driver.getByLabel('金额').fill('50')
  await press(driver, '再收一笔')
  const label = `${older.heldNote.number} 未付 ￥86.40`
  await driver.getByLabel('付哪张单').nth(1).selectOption({ label })
  await driver.getByLabel('方式').nth(1).selectOption({ label: '转账' })
  await told(driver, '还差 ￥36.40')
  await driver.getByLabel('金额').nth(1).fill('36.40')
  await handedOver(driver, heldNote)

  await driver.goto(stopOf(rolling))
  await driver.context().setOffline(true)
  await press(driver, '到第 4 站了')
  await told(driver, '先收款 ￥22.80')
  await drawSignature(driver)
  await press(driver, '全部签收')
  await told(driver, '没有网络，2 件事记在手机上')
  expect(await statusOf(rolling)).toBe('DISPATCHED')
  await driver.context().setOffline(false)
  await expect.poll(() => statusOf(rolling), { timeout: 30_000 }).toBe('DELIVERED')

  await arrives(driver, prefecture, 5)
  await driver.locator('input[type=file]').first().setInputFiles(PHOTO)
  await told(driver, '照片已归档')
  await told(driver, '收垫付款 ￥30.00')
  await handedOver(driver, prefecture)
})

test('what could not be handed over goes on the next trip, and every trip is closed', async () => {
  const { supermarket } = cargo
  const [clerk, keeper, driver] = [await cast.at('clerk'), await cast.at('keeper'), await cast.at('driver')]
  await arrives(driver, supermarket, 1)
  await press(driver, '未送达')
  const dialog = driver.getByRole('dialog')
  await dialog.getByLabel('原因').fill('收货区关门')
  await press(dialog, '未送达')
  await told(driver, `${supermarket.number} 已记为未送达`)
  for (const trip of trips) await closed(driver, trip)

  await clerk.goto(`/trips/new?set=${supermarket.accountSetId}`)
  const again = await planned(clerk, [supermarket])
  await leaves(keeper, again, await labelsOf([supermarket]))
  await arrives(driver, supermarket, 1)
  await handedOver(driver, supermarket)
  await closed(driver, again)
})

test('R45 R57 R58 R59 the driver comes home: a note changed by hand is amended, a yuan is missing, both sign', async () => {
  const { cash, supermarket } = cargo
  const [clerk, driver] = [await cast.at('clerk'), await cast.at('driver')]
  for (const name of ['主账套', '广拓账套']) {
    await clerk.goto('/reconciliations')
    await press(clerk, `开对单：演示驾驶员（${name}）`)
    await clerk.waitForURL(/\/reconciliations\/\d+\/[0-9a-f-]{36}$/)
    sessions.push(new URL(clerk.url()).pathname)
  }
  const [main = '', market = ''] = sessions
  await clerk.goto(main)
  await amended(cast, clerk, cash)

  await copiesHome(driver, clerk, main)
  // ￥43.20 for the one case that stayed, ￥50 and ￥22.80 of older notes, ￥30 of freight: ￥146, and one yuan is missing.
  for (const [label, pieces] of [
    ['100 元', '1'],
    ['20 元', '2'],
    ['5 元', '1'],
  ] as const)
    await clerk.getByRole('textbox', { name: label, exact: true }).fill(pieces)
  await expect(clerk.getByText('-1.00').first()).toBeVisible()
  await clerk.getByRole('textbox', { name: '原因' }).fill('路上找零丢失')
  await press(clerk, '清点完')
  await told(clerk, '现金已清点')
  await bothSign(driver, clerk, main)
  await expect(clerk.getByText('-1.00').first()).toBeVisible()
  const filed = await clerk.request.get(`/api${main}/pdf`)
  expect([filed.status(), filed.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await (await cast.at('keeper')).request.get(`/api${main}/pdf`)).status()).toBe(404)

  await copiesHome(driver, clerk, market)
  await expect(clerk.getByRole('row', { name: supermarket.number })).toBeVisible()
  await bothSign(driver, clerk, market)
})

test('R46 R60 R64 the cashier accepts the money, the copies reach the accountant, and each set is posted in one press', async () => {
  const [clerk, accountant] = [await cast.at('clerk'), await cast.at('accountant')]
  await accountant.goto('/receipts/pending')
  await accountant.getByLabel('全选').check()
  await expect(accountant.getByRole('status').filter({ hasText: '已选 4 笔' })).toContainText('116.00')
  await press(accountant, '确认入账')
  await told(accountant, '4 笔已入账')

  for (const _ of sessions) {
    await clerk.goto('/hand-overs?copy=CUSTOMER')
    await clerk.getByRole('button', { name: /^(全选|选同一账套的)$/ }).click()
    await press(clerk, '转交会计')
    await told(clerk, '已转交，等会计接收')
  }
  await accountant.goto('/hand-overs')
  await press(accountant, '全部接收')
  const dialog = accountant.getByRole('dialog')
  await expect(dialog).toContainText('会计联 6 张')
  await press(dialog, '全部接收')
  await told(accountant, /^已接收 \d+ 联$/)

  await accountant.goto('/posting')
  await posted(accountant, 5)
  await accountant.goto(`/posting?set=${cargo.supermarket.accountSetId}`)
  await posted(accountant, 1)
})

test('R91 R96 R120 the money that comes later is settled by hand, the month is closed, and nothing enters it any more', async () => {
  const { monthly, supermarket } = cargo
  const accountant = await cast.at('accountant')
  await accountant.goto(moneyOf(monthly, 'K105'))
  await accountant.getByLabel('金额').fill('2807.50')
  await press(accountant, '登记收款')
  await told(accountant, '核销 ￥2,807.50')
  await accountant.getByRole('link', { name: '手工核销' }).click()
  await accountant.getByLabel(`${monthly.number} 抹零`).fill('0.50')
  await accountant.keyboard.press('Control+Enter')
  await told(accountant, '没有未付单据')

  for (const { accountSetId } of [monthly, supermarket]) {
    await accountant.goto(`/books?set=${accountSetId}`)
    await told(accountant, '借贷平衡')
    await accountant.getByRole('link', { name: '会计期间' }).click()
    await press(accountant.getByRole('row', { name: MONTH }), '结账')
    await press(accountant.getByRole('dialog'), '结账')
    await expect(accountant.getByRole('row', { name: MONTH })).toContainText('已结账')
  }
  await accountant.goto(moneyOf(supermarket, 'S201'))
  await accountant.getByLabel('金额').fill('1')
  await press(accountant, '登记收款')
  await told(accountant, '所在的会计期间没有开放')
  const manager = await cast.at('manager')
  await manager.goto(`/notes/${supermarket.accountSetId}/${supermarket.paperId}`)
  await press(manager, '红冲')
  await manager.getByRole('dialog').getByRole('textbox').fill('想改上月')
  await press(manager.getByRole('dialog'), '红冲')
  await told(manager, '所在的会计期间没有打开，不能红冲')
})

test('everything agrees: the books balance, the money adds up to the fen, and verification finds nothing', async () => {
  const { cash, supermarket } = cargo
  const main = await movedSince(before.main, cash.accountSetId)
  expect(main).toMatchObject({ BANK: 297_350n, RECEIVABLE: 19_320n, PREPAID: 0n, ALLOWANCE: 50n })
  // What was counted is in the till; the missing yuan is the driver's, and the freight that was laid out came home.
  expect(main).toMatchObject({ CASH: 14_500n, DRIVER_DIFFERENCE: 100n, ADVANCED_FREIGHT: -3_000n })
  expect((main['REVENUE'] ?? 0n) + (main['OUTPUT_TAX'] ?? 0n)).toBe(-328_320n)
  const market = await movedSince(before.market, supermarket.accountSetId)
  expect(market).toMatchObject({ RECEIVABLE: 280_800n, CASH: 0n, BANK: 0n })
  for (const { accountSetId } of [cash, supermarket])
    expect(await trialBalance(company.db, { accountSetId, from: MONTH, to: MONTH })).toMatchObject({
      isBalanced: true,
    })
  expect((await verifyDesk(company.db)).disagreements).toEqual([])
})

const MONTH = periodOf(today(systemClock))

/** What stands on each account that postings use, in fen, debit above zero. */
async function standing(accountSetId: number): Promise<Record<string, bigint>> {
  const sums = await accountSums(company.db, { accountSetId, from: MONTH, to: MONTH })
  const uses = await company.db.accountUse.findMany({ where: { accountSetId } })
  return Object.fromEntries(
    uses.map(({ use, code }) => {
      const sum = sums.find((each) => each.code === code)
      return [use, sum === undefined ? 0n : sum.openingFen + sum.debitFen - sum.creditFen]
    }),
  )
}

async function movedSince(then: Record<string, bigint>, accountSetId: number) {
  const now = Object.entries(await standing(accountSetId))
  return Object.fromEntries(now.map(([use, fen]) => [use, fen - (then[use] ?? 0n)]))
}

const noteRow = (note: NoteRef) => company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })
const statusOf = async (note: NoteRef) => (await noteRow(note)).status

async function codesOf(note: NoteRef): Promise<string[]> {
  const held = await company.db.codeHolding.findMany({ where: keyOf(note), orderBy: { code: 'asc' } })
  return held.map(({ code }) => code)
}

/** Everything that is scanned on board for these notes. */
const labelsOf = async (notes: readonly (NoteRef & { number: string })[]) =>
  (await scansOf(company, notes)).map(({ typed }) => typed)

const moneyOf = ({ accountSetId }: NoteRef, customer: string) =>
  `/receipts/${accountSetId}/${company.customerId(customer)}`
