import { expect, test, type Page } from '@playwright/test'
import { type Cast, castOf, drawSignature, press, told } from '#tests/support/browser.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf } from '#tests/support/road.ts'

test.describe.configure({ timeout: 180_000 })

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

test('F30 a trip is planned, loaded by scan, leaves, and its stops are worked without a network', async () => {
  const cash = await noteAt(company, 'VERIFIED', { customer: 'K101' })
  const monthly = await noteAt(company, 'VERIFIED', { customer: 'K105' })
  const [clerk, keeper] = [await cast.at('clerk'), await cast.at('keeper')]
  const path = await test.step('the clerk puts two notes on a trip, in order', async () => {
    await clerk.goto('/trips/new')
    await clerk.getByLabel('驾驶员').selectOption({ label: '演示驾驶员' })
    await clerk.getByLabel('车牌').fill('示A12345')
    for (const { number } of [monthly, cash])
      await clerk.getByRole('button').filter({ hasText: number }).first().click()
    await press(clerk, `${cash.number} 上移`)
    await press(clerk, '排车')
    await clerk.waitForURL(/\/trips\/\d+\/[0-9a-f-]{36}$/)
    const stops = clerk.getByRole('list', { name: '各站' }).getByRole('listitem')
    await expect(stops.first()).toContainText(cash.number)
    return new URL(clerk.url()).pathname
  })
  await test.step('the keeper scans both papers on board and lets the vehicle go', async () => {
    await keeper.goto(path)
    for (const { number } of [cash, monthly]) await scan(keeper, number, `${number} 单据已上车`)
    await expect(keeper.getByRole('list', { name: '出车条件' })).toContainText('各站的单据和编码都已扫码装车')
    await press(keeper, '出库并出车')
    await told(keeper, '已出车')
  })
  const driver = await cast.at('driver')
  await test.step('the driver takes over, and works a stop without a network', async () => {
    for (const { paperId, accountSetId, number } of [monthly, cash]) {
      await driver.goto(`/driver/${accountSetId}/${paperId}`)
      await press(driver, '接收货物和两联')
      await told(driver, `${number} 已接收`)
    }
    await driver.context().setOffline(true)
    await press(driver, '到第 1 站了')
    await expect(driver.getByText('￥86.40').first()).toBeVisible()
    await drawSignature(driver)
    await press(driver, '全部签收')
    await told(driver, '没有网络，2 件事记在手机上')
    expect((await noteRow(cash)).status).toBe('DISPATCHED')
    await driver.context().setOffline(false)
    await expect.poll(async () => (await noteRow(cash)).status, { timeout: 30_000 }).toBe('DELIVERED')
  })
  await test.step('what is not delivered comes back, and the trip is closed', async () => {
    await driver.goto(`/driver/${monthly.accountSetId}/${monthly.paperId}`)
    await press(driver, '到第 2 站了')
    await press(driver, '未送达')
    const dialog = driver.getByRole('dialog')
    await dialog.getByLabel('原因').fill('店里没人')
    await press(dialog, '未送达')
    await told(driver, `${monthly.number} 已记为未送达`)
    await driver.goto(path)
    await press(driver, '收车')
    await told(driver, '已收车')
  })
})

const noteRow = (note: { accountSetId: number; paperId: string }) =>
  company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })

async function scan(page: Page, typed: string, answer: string): Promise<void> {
  await page.getByLabel('扫单据二维码、单号或货物的码').fill(typed)
  await page.keyboard.press('Enter')
  await told(page, answer)
}
