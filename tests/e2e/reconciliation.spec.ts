import { expect, test } from '@playwright/test'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import { castOf, press, told } from '#tests/support/browser.ts'
import { demoCompany } from '#tests/support/demo-company.ts'
import { cashStop, cleared } from '#tests/support/reconciling.ts'

test.describe.configure({ timeout: 180_000 })

test('R45 R57 R58 R59 a driver comes home: a note changed by hand is amended, the cash is one yuan short, both sign', async ({
  browser,
}) => {
  const company = await demoCompany()
  const { id } = await company.db.accountSet.findFirstOrThrow({ orderBy: { id: 'asc' } })
  await cleared(company, id)
  const note = await cashStop(company)
  await company.close()
  const cast = castOf(browser)
  const [clerk, driver] = [await cast.at('clerk'), await cast.at('driver')]

  await clerk.goto('/reconciliations')
  await clerk.getByRole('button', { name: '开对单：演示驾驶员' }).click()
  await clerk.waitForURL(/\/reconciliations\/\d+\/[0-9a-f-]{36}$/)
  const session = new URL(clerk.url()).pathname
  await clerk.getByRole('row', { name: note.number }).getByRole('link', { name: '单上改过？开改单' }).click()
  await clerk.getByRole('textbox', { name: /实收$/ }).fill('1箱')
  await clerk.getByRole('textbox', { name: '原因' }).fill('客户只要一箱')
  await press(clerk, '开改单')
  await sign(clerk)
  await clerk.waitForURL(/\/amendments\/\d+\/[0-9a-f-]{36}$/)
  const slip = new URL(clerk.url()).pathname
  const salesperson = await cast.at('salesperson')
  await salesperson.goto(slip)
  await press(salesperson, '同意改单')
  await sign(salesperson)
  await told(salesperson, '已同意，等仓管收货')
  const keeper = await cast.at('keeper')
  await keeper.goto(slip)
  await press(keeper, '收回多余货')
  await sign(keeper)
  await told(keeper, '已生效，货已回仓')

  await driver.goto(session)
  await driver.getByRole('button', { name: /^把 \d+ 联交给演示开单员$/ }).click()
  await told(driver, '已移交，等开单员接收')
  await clerk.goto(session)
  await clerk.getByRole('button', { name: /^接收 \d+ 联$/ }).click()
  await told(clerk, '已接收')
  // ￥43.20 is due for one case; a yuan is missing, and twenty fen in coins.
  for (const [label, pieces] of [
    ['20 元', '2'],
    ['1 元', '2'],
    ['0.1 元', '2'],
  ] as const)
    await clerk.getByRole('textbox', { name: label, exact: true }).fill(pieces)
  await clerk.getByRole('textbox', { name: '原因' }).fill('路上找零丢失')
  await press(clerk, '清点完')
  await told(clerk, '现金已清点')

  await driver.goto(session)
  await press(driver, '签字确认')
  await sign(driver)
  await told(driver, '已签字')
  await clerk.goto(session)
  await press(clerk, '签字并结束对单')
  await sign(clerk)
  await told(clerk, '对单已结束，收款等收银确认')
  await expect(clerk.getByText('-1.00').first()).toBeVisible()
  const filed = await clerk.request.get(`/api${session}/pdf`)
  expect([filed.status(), filed.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect((await keeper.request.get(`/api${session}/pdf`)).status()).toBe(404)
  await cast.leave()
})

/** The PIN in the dialog, and Enter. */
async function sign(page: Awaited<ReturnType<ReturnType<typeof castOf>['at']>>): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('签字密码').fill(DEMO_PIN)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
}
