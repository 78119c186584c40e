import { randomInt } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { PHONE, castOf, type Cast, told } from '#tests/support/browser.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { noteAt } from '#tests/support/note-life.ts'

const CODES = 60

test.describe.configure({ timeout: 180_000 })

let cast: Cast
let company: DemoCompany

test.beforeAll(async ({ browser }) => {
  cast = castOf(browser, PHONE)
  company = await demoCompany()
})
test.afterAll(async () => {
  await cast.leave()
  await company.close()
})

test('F05 sixty codes fired in a row are kept on the phone while the network is gone, and written once', async () => {
  const note = await noteAt(company, 'PICKING', { lines: [{ product: 'YS005', quantity: '60箱' }] })
  const keeper = await cast.at('keeper')
  const codes = Array.from({ length: CODES }, () => `N${randomInt(10 ** 11, 10 ** 12)}`)
  await keeper.goto(`/keeper/${note.accountSetId}/${note.paperId}`)
  await expect(keeper.getByLabel(/^扫码/)).toBeFocused()
  await fire(keeper, codes.slice(0, CODES / 2))
  await keeper.context().setOffline(true)
  await fire(keeper, codes.slice(CODES / 2))
  await expect(keeper.getByText(/个码等网络恢复后发送/)).toBeVisible({ timeout: 30_000 })
  await keeper.context().setOffline(false)
  await told(keeper, `已抄 ${CODES} 个码`)
  const kept = await company.db.codeCapture.findMany({ where: { paperId: note.paperId } })
  expect(kept.map((row) => row.code).toSorted()).toEqual(codes.toSorted())

  await test.step('each of them can be traced from the phone, typed with full-width digits too', async () => {
    const clerk = await cast.at('clerk')
    const [code = ''] = codes
    await clerk.goto('/trace')
    await expect(clerk.getByLabel(/^扫码/)).toBeFocused()
    await fire(clerk, [wide(code)])
    await expect(clerk.getByRole('heading', { name: code })).toBeVisible()
    await expect(clerk.getByRole('link', { name: note.number })).toBeVisible()
    const over = await clerk.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over).toBeLessThanOrEqual(0)
  })
})

test("F05 the keeper's queue stays on the screen while the network leads nowhere", async () => {
  const keeper = await cast.at('keeper')
  await keeper.goto('/keeper')
  const queue = keeper.getByRole('heading', { level: 1 })
  await expect(queue).toBeVisible()
  await keeper.route('**/*', (route) => route.abort())
  const asked = keeper.waitForRequest('**/api/health', { timeout: 20_000 })
  await asked
  // A page read anew without an answer would be the browser's own by now.
  await keeper.waitForTimeout(1500)
  await expect(queue).toBeVisible()
  await keeper.unroute('**/*')
})

/** Types codes as a scanner does, each with its line end. */
async function fire(page: Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await page.keyboard.insertText(code)
    await page.keyboard.press('Enter')
  }
}

function wide(code: string): string {
  return [...code].map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join('')
}
