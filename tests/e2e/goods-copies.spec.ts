import { expect, test } from '@playwright/test'
import { castOf, openPaper, press, told, typeGoods, type Cast } from '#tests/support/browser.ts'

let cast: Cast

test.beforeAll(({ browser }) => {
  cast = castOf(browser)
})
test.afterAll(() => cast.leave())

test('B2 a copy of a stock-out note is handed to the driver on its page, and taken back before it is accepted', async () => {
  const clerk = await cast.at('clerk')
  await clerk.goto('/stock-outs/new')
  await clerk.getByLabel('领用单位或个人').fill('示例酒会')
  await clerk.getByLabel('经手人').selectOption({ label: '演示驾驶员 · 驾驶员' })
  await clerk.getByLabel('事由').fill('品鉴会赠送')
  await typeGoods(clerk, 1, ['LZ001', '1瓶'])
  const { path } = await openPaper(clerk, 'stock-outs')

  const waiting = clerk.getByText('已移交驾驶员演示驾驶员')
  const offer = async () => {
    await press(clerk, '移交')
    const dialog = clerk.getByRole('dialog')
    await dialog.getByLabel('领用联').check()
    await dialog.getByLabel('移交到').selectOption({ label: '驾驶员' })
    await dialog.getByLabel('接收人').selectOption({ label: '演示驾驶员' })
    await press(dialog, '移交')
    await expect(waiting).toBeVisible()
  }
  await offer()
  await press(clerk, '撤回移交')
  await expect(waiting).toBeHidden()
  await offer()

  const driver = await cast.at('driver')
  await driver.goto(path)
  await press(driver, '接收')
  await told(driver, '已接收')
  await expect(driver.getByText('演示驾驶员 接收领用联')).toBeVisible()
  await expect(driver.getByRole('button', { name: '移交', exact: true })).toBeVisible()
  const over = await driver.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over).toBeLessThanOrEqual(0)
})
