import { randomInt } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import {
  castOf,
  openPaper,
  press,
  scan,
  signPaper,
  told,
  typeGoods,
  typePin,
  verifyPaper,
  type Cast,
  type OpenedPaper,
} from '#tests/support/browser.ts'
import { issue, noteFor, valueOf } from '#tests/support/company.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { carriedOn } from '#tests/support/note-life.ts'
import { prepared, run, toKeeper } from '#tests/support/road.ts'

/** Six bottles to a case; cases and bottles have their own codes. */
const PRODUCT = 'YS002'
const HANDLER = '演示驾驶员 · 驾驶员'

test.describe.configure({ timeout: 240_000 })

let cast: Cast
let company: DemoCompany

test.beforeAll(async ({ browser }) => {
  cast = castOf(browser)
  company = await demoCompany()
})
test.afterAll(async () => {
  await cast.leave()
  await company.close()
})

test('R15 to R26 one case of liquor is bought, received, given away, moved, counted, sold, returned and traced', async () => {
  const codes = newCodes()
  const [given = '', moved = '', ...sold] = codes.bottles
  const atFirst = await eastStock()
  const order = await test.step('R87 the clerk orders it and the manager approves', () => buy())
  const receipt = await test.step('R15 R19 the keeper counts it blind and scans case and bottles', () =>
    receive(order, codes))
  await test.step('R17 R21 a second person verifies, four sign, and it is posted', () =>
    finishReceipt(receipt))
  await test.step('R41 stock and its card show the case, with the way to the receipt', () =>
    seeStock(atFirst + 6, receipt))
  await test.step('R22 to R26 one bottle is given away on a stock-out note', () => giveAway(given))
  await test.step('R9 R133 one bottle goes to the west warehouse and is received there', () => move(moved))
  await test.step('R19 R119 a count of the product finds one bottle missing and posts it', () =>
    countOne(atFirst + 3, sold.slice(0, 3)))
  const note = await test.step('R7 three bottles are scanned on a note, dispatched and delivered', () =>
    sell(sold.slice(0, 3)))
  const back = await test.step('R16 the customer returns one bottle, and its code is home again', () =>
    takeBack(sold[0] ?? '', note))
  await test.step('R16 the way of a bottle is read on the desk and on the phone', () =>
    readWay(codes, { receipt, note, back }))
})

type Codes = { case: string; bottles: string[] }

function newCodes(): Codes {
  const code = (letter: string) => `${letter}${randomInt(10 ** 11, 10 ** 12)}`
  return { case: code('X'), bottles: Array.from({ length: 6 }, () => code('P')) }
}

/** Bottles on hand in the east warehouse. */
async function eastStock(): Promise<number> {
  const { onHandE3 } = await company.db.stockBalance.findFirstOrThrow({
    where: {
      productId: company.productId(PRODUCT),
      warehouseId: company.books.eastWarehouseId,
      accountSetId: 1,
    },
  })
  return Number(onHandE3) / 1000
}

async function buy(): Promise<OpenedPaper> {
  const clerk = await cast.at('clerk')
  await clerk.goto('/purchase-orders/new')
  await clerk.getByRole('combobox', { name: '供应商' }).first().fill('演示坊')
  await expect(clerk.getByRole('option', { name: /演示坊酒业销售/ })).toBeVisible()
  await clerk.keyboard.press('Enter')
  await clerk.waitForURL(/supplier=/)
  await clerk.getByLabel('预计到货').fill(addDays(today(systemClock), 3))
  await typeGoods(clerk, 1, [PRODUCT, '1箱', '3660/箱'])
  await expect(clerk.getByText('￥3,660.00')).toBeVisible()
  const order = await openPaper(clerk, 'purchase-orders')
  const manager = await cast.at('manager')
  await manager.goto(order.path)
  await press(manager, '同意')
  await press(manager.getByRole('dialog'), '同意')
  await told(manager, '已批准')
  return order
}

/** The clerk opens the receipt; the keeper is not told how many were ordered. */
async function receive(order: OpenedPaper, codes: Codes): Promise<OpenedPaper> {
  const clerk = await cast.at('clerk')
  await clerk.goto(order.path)
  await clerk.getByRole('link', { name: '开入库单' }).click()
  await clerk.getByLabel('经手人').selectOption({ label: HANDLER })
  const receipt = await openPaper(clerk, 'goods-receipts')
  const keeper = await cast.at('keeper')
  await keeper.goto('/keeper')
  await keeper.getByRole('link').filter({ hasText: receipt.number }).click()
  await expect(keeper.getByText('先清点后看数')).toBeVisible()
  await expect(keeper.getByText(/1箱|6瓶|￥/)).toHaveCount(0)
  await keeper.getByRole('link', { name: '抄码', exact: true }).click()
  await press(keeper, '箱瓶对照')
  await expect(keeper.getByLabel('先扫箱码')).toBeVisible()
  await scan(keeper, [codes.case, ...codes.bottles])
  await press(keeper, '装好 6 瓶')
  await told(keeper, '6 瓶已记入这一箱')
  await keeper.getByRole('link', { name: `回到 ${receipt.number}` }).click()
  await keeper.getByRole('link', { name: '去清点' }).click()
  await keeper.getByLabel('箱', { exact: true }).fill('1')
  await press(keeper, '清点签字')
  await typePin(keeper)
  await told(keeper, `${receipt.number} 已清点`)
  return receipt
}

async function finishReceipt(receipt: OpenedPaper): Promise<void> {
  await verifyPaper(await cast.at('salesperson'), receipt, '1箱')
  await signPaper(await cast.at('driver'), receipt.path)
  await signPaper(await cast.at('salesmanager'), receipt.path)
  const manager = await cast.at('manager')
  await manager.goto(receipt.path)
  await press(manager, '入库过账')
  await told(manager, '已入库过账')
}

/** Bottles as people say them, six to a case. */
function inCases(bottles: number): string {
  const loose = bottles % 6
  return `${Math.floor(bottles / 6)}箱${loose === 0 ? '' : `${loose}瓶`}`
}

async function seeStock(bottles: number, receipt: OpenedPaper): Promise<void> {
  const clerk = await cast.at('clerk')
  await clerk.goto(`/stock?q=${PRODUCT}&warehouse=${company.books.eastWarehouseId}`)
  const row = clerk.getByRole('row').filter({ hasText: PRODUCT })
  await expect(row).toContainText(inCases(bottles))
  await row.getByRole('link').click()
  const entry = clerk.getByRole('row').filter({ hasText: receipt.number })
  await expect(entry).toContainText('进货')
  await expect(entry).toContainText('1箱')
  await entry.getByRole('link').click()
  await clerk.waitForURL(`**${receipt.path}`)
}

/** Picked by the keeper with its codes, verified and signed; ready to leave. */
async function readied(paper: OpenedPaper, codes: readonly string[], isSupervised: boolean): Promise<Page> {
  const keeper = await cast.at('keeper')
  await keeper.goto(paper.path)
  await keeper.getByRole('link', { name: '抄码', exact: true }).click()
  await expect(keeper.getByLabel(/^扫码/)).toBeFocused()
  await scan(keeper, codes)
  await told(keeper, '已抄入第 1 行')
  await keeper.getByRole('link', { name: `回到 ${paper.number}` }).click()
  await keeper.getByRole('link', { name: '去清点' }).click()
  await keeper.getByLabel('瓶', { exact: true }).fill(String(codes.length))
  await press(keeper, '清点签字')
  await typePin(keeper)
  await told(keeper, `${paper.number} 已清点`)
  await verifyPaper(await cast.at('salesperson'), paper, `${codes.length}瓶`)
  await signPaper(await cast.at('driver'), paper.path)
  if (isSupervised) await signPaper(await cast.at('salesmanager'), paper.path)
  await keeper.goto(paper.path)
  return keeper
}

async function giveAway(code: string): Promise<void> {
  const clerk = await cast.at('clerk')
  await clerk.goto('/stock-outs/new')
  await clerk.getByLabel('领用单位或个人').fill('示例酒会')
  await clerk.getByLabel('经手人').selectOption({ label: HANDLER })
  await clerk.getByLabel('事由').fill('品鉴会赠送')
  await typeGoods(clerk, 1, [PRODUCT, '1瓶'])
  const paper = await openPaper(clerk, 'stock-outs')
  const keeper = await readied(paper, [code], true)
  await press(keeper, '出库')
  await told(keeper, '已出库，成本已入账')
}

async function move(code: string): Promise<void> {
  const clerk = await cast.at('clerk')
  await clerk.goto('/transfers/new')
  await clerk.getByLabel('调入仓').selectOption({ label: '西仓' })
  await clerk.getByLabel('经手人').selectOption({ label: HANDLER })
  await typeGoods(clerk, 1, [PRODUCT, '1瓶'])
  const paper = await openPaper(clerk, 'transfers')
  const keeper = await readied(paper, [code], false)
  await press(keeper, '调出发货')
  await told(keeper, '货已发出，在途中')
  const west = await cast.at('westkeeper')
  await west.goto('/keeper')
  await west.getByRole('link').filter({ hasText: paper.number }).click()
  await west.getByRole('link', { name: '去清点签收' }).click()
  await west.getByLabel('完好').fill('1瓶')
  await press(west, '签收 1/1 行')
  await typePin(west)
  await told(west, `${paper.number} 已全部签收`)
}

/** Counts one product while the desk goes on; one bottle less than the books say is found, and the codes of the rest. */
async function countOne(bottles: number, codes: readonly string[]): Promise<void> {
  const clerk = await cast.at('clerk')
  await clerk.goto('/stock-counts/new')
  await clerk.getByLabel('指定商品').check()
  await clerk.getByLabel('加商品').fill(PRODUCT)
  await expect(clerk.getByRole('option').filter({ hasText: PRODUCT })).toBeVisible()
  await clerk.keyboard.press('Enter')
  await press(clerk, '开单签字')
  await typePin(clerk)
  await clerk.waitForURL(/\/stock-counts\/\d+\/[0-9a-f-]{36}$/)
  const path = new URL(clerk.url()).pathname
  const keeper = await cast.at('keeper')
  await keeper.goto(`${path}/count`)
  await keeper.getByLabel('实数，如 2箱3瓶').fill(`${bottles}瓶`)
  await press(keeper, '记下')
  await keeper.getByLabel('再数一遍').fill(`${bottles}瓶`)
  await press(keeper, '记下')
  await told(keeper, '都数过了')
  await expect(keeper.getByText('没扫到的就是缺的')).toBeVisible()
  await keeper.getByRole('link', { name: '扫码', exact: true }).click()
  await expect(keeper.getByLabel(/^扫码/)).toBeFocused()
  await scan(keeper, codes)
  await told(keeper, `已抄 ${codes.length} 个码`)
  await keeper.goto(`${path}/count`)
  await press(keeper, '盘完签字')
  await typePin(keeper)
  await told(keeper, '盘点已签字')
  const accountant = await cast.at('accountant')
  await accountant.goto(path)
  await expect(accountant.getByText('-1瓶').first()).toBeVisible()
  await press(accountant, '批准差异')
  await accountant.getByRole('dialog').getByRole('textbox').fill('破瓶未登记')
  await press(accountant.getByRole('dialog'), '批准差异')
  await told(accountant, '差异已批准')
  await signPaper(await cast.at('salesmanager'), path)
  await accountant.goto(path)
  await press(accountant, '盘点过账')
  await told(accountant, '盘盈盘亏已入账')
  expect(await eastStock()).toBe(bottles)
}

/** The other specs try a note's life in the browser; here the scanning of bottles that came in with their case. */
async function sell(codes: readonly string[]): Promise<IssuedNote> {
  const wish = await noteFor(company, 'K102', [{ product: PRODUCT, quantity: `${codes.length}瓶` }])
  const note = valueOf(await issue(company, wish))
  await toKeeper(company, note)
  const phone = await cast.at('keeper')
  await phone.goto(`/keeper/${note.accountSetId}/${note.paperId}`)
  await expect(phone.getByLabel(/^扫码/)).toBeFocused()
  await scan(phone, codes)
  await told(phone, `已抄 ${codes.length} 个码`)
  await prepared(company, note)
  await carriedOn(company, note, { after: 'PREPARED', to: 'READY_TO_POST' })
  const books = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, books))
  return note
}

/** The code says whose bottle it is and on which note it went. */
async function takeBack(code: string, note: IssuedNote): Promise<OpenedPaper> {
  const clerk = await cast.at('clerk')
  await clerk.goto('/customer-returns/new')
  await clerk.getByLabel(/扫货上的编码/).fill(code)
  await expect(clerk.getByRole('option').filter({ hasText: note.number })).toBeVisible()
  await clerk.keyboard.press('Enter')
  await expect(clerk.getByLabel('数量 第 1 行', { exact: true })).toHaveValue(/^1\s*瓶$/)
  await clerk.getByLabel('经手人').selectOption({ label: HANDLER })
  await clerk.getByLabel('事由').fill('客户多订')
  const paper = await openPaper(clerk, 'customer-returns')
  await readied(paper, [code], false)
  const accountant = await cast.at('accountant')
  await accountant.goto(paper.path)
  await press(accountant, '退货过账')
  await told(accountant, '已过账')
  return paper
}

async function readWay(
  codes: Codes,
  { receipt, note, back }: { receipt: OpenedPaper; note: IssuedNote; back: OpenedPaper },
): Promise<void> {
  const [given = '', , sold = ''] = codes.bottles
  const clerk = await cast.at('clerk')
  await clerk.goto('/trace')
  await expect(clerk.getByLabel(/^扫码/)).toBeFocused()
  await scan(clerk, [sold])
  await expect(clerk.getByRole('heading', { name: sold })).toBeVisible()
  const way = clerk.getByRole('region', { name: '经过' })
  await expect(way.getByRole('listitem')).toHaveCount(4)
  for (const text of [
    receipt.number,
    '演示坊酒业销售',
    note.number,
    '示例酒行',
    back.number,
    '盘点单',
    '驾驶员 演示驾驶员',
  ])
    await expect(way).toContainText(text)
  await expect(clerk.getByRole('link', { name: codes.case })).toBeVisible()
  const keeper = await cast.at('keeper')
  await keeper.goto(`/trace?code=${given}`)
  await expect(keeper.getByText('示例酒会')).toBeVisible()
  await keeper.getByRole('link', { name: codes.case }).click()
  await expect(keeper.getByText('这箱已拆')).toBeVisible()
  const over = await keeper.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over).toBeLessThanOrEqual(0)
}
