import { randomInt } from 'node:crypto'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import {
  drawSignature,
  PHONE,
  personAt,
  press,
  told,
  writeNote,
  type WrittenNote,
} from '#tests/support/browser.ts'

const CUSTOMER = '示例酒行'
/** Two cases and three bottles: five codes are due. */
const QUANTITY = '2箱3瓶'
const CODES = 5

/** The people of the day, each at a screen of their own. */
type People = Record<
  'clerk' | 'keeper' | 'salesperson' | 'salesmanager' | 'driver' | 'accountant' | 'manager',
  Page
>

async function peopleOf(browser: Browser): Promise<People> {
  return {
    clerk: await personAt(browser, 'clerk'),
    keeper: await personAt(browser, 'keeper', PHONE),
    salesperson: await personAt(browser, 'salesperson'),
    salesmanager: await personAt(browser, 'salesmanager'),
    driver: await personAt(browser, 'driver', PHONE),
    accountant: await personAt(browser, 'accountant'),
    manager: await personAt(browser, 'manager'),
  }
}

test.describe.configure({ timeout: 180_000 })

test('a note goes from the clerk to the books through seven pairs of hands', async ({ browser }) => {
  const people = await peopleOf(browser)
  const note = await test.step('the clerk writes, signs and hands it to the keeper', () =>
    issue(people.clerk))
  await test.step('the keeper accepts, picks, scans and signs', () => prepare(people.keeper, note))
  await test.step('the salesperson signs as handler', () => signAsHandler(people.salesperson, note))
  await test.step('a second person counts', () => count(people.salesmanager, note))
  await test.step('the keeper names the driver and lets the goods go', () => dispatch(people.keeper, note))
  await test.step('the driver takes over, and the customer signs', () => deliver(people.driver, note))
  await test.step('the copies come back to the clerk', () => takeBack(people.clerk, note))
  await test.step('the accountant has both copies and posts', () => post(people.accountant, note))
  await test.step('the manager follows a figure of the day to the note', () => read(people.manager, note))
})

async function issue(page: Page): Promise<WrittenNote> {
  const note = await writeNote(page, CUSTOMER, [['YS003', QUANTITY]])
  await page.goto(note.path)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(note.number)
  await press(page, '交仓管')
  await told(page, '已交给仓管，等他接收')
  return note
}

async function prepare(page: Page, { number, path }: WrittenNote): Promise<void> {
  await page.goto('/keeper')
  await press(page.getByRole('listitem').filter({ hasText: number }), '接收四联')
  await told(page, `${number} 已接收，开始备货`)
  await page.goto(path.replace('/notes/', '/keeper/'))
  for (let count = 1; count <= CODES; count += 1) {
    await expect(page.getByLabel(/^扫码/)).toBeFocused()
    await page.keyboard.type(`E${randomInt(10 ** 11, 10 ** 12)}`)
    await page.keyboard.press('Enter')
    await told(page, `已抄 ${count} 个码`)
  }
  await press(page, '全部备齐')
  await press(page, '备货完成')
  await told(page, `${number} 备货完成`)
  await press(page, '签字')
  await page.getByRole('dialog').locator('input[type=password]').fill(DEMO_PIN)
  await page.keyboard.press('Enter')
  await told(page, `${number} 已签字`)
}

async function signAsHandler(page: Page, { number, path }: WrittenNote): Promise<void> {
  await page.goto(path)
  await press(page, '签字')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`以经手身份签 ${number}`)
  await dialog.locator('input[type=password]').fill(DEMO_PIN)
  await page.keyboard.press('Enter')
  await told(page, '已签字')
}

async function count(page: Page, { number, path }: WrittenNote): Promise<void> {
  await page.goto('/keeper/verify')
  await page.getByRole('link').filter({ hasText: number }).click()
  await page.waitForURL(`**${path.replace('/notes/', '/keeper/verify/')}`)
  await page.getByLabel('品名相符').check()
  await page.getByLabel('清点数量').fill(QUANTITY)
  await press(page, '复核无误')
  await told(page, `${number} 已复核`)
}

async function dispatch(page: Page, { number, path }: WrittenNote): Promise<void> {
  await page.goto(path.replace('/notes/', '/keeper/'))
  await page.getByLabel('送货的驾驶员').selectOption({ label: '演示驾驶员' })
  await press(page, '派给')
  await told(page, '驾驶员已定')
  await press(page, '出库')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('当面').check()
  await press(dialog, '出库')
  await told(page, `${number} 已出库`)
}

async function deliver(page: Page, { number }: WrittenNote): Promise<void> {
  await page.goto('/driver')
  await page.getByRole('link').filter({ hasText: number }).click()
  await press(page, '接收货物和两联')
  await told(page, `${number} 已接收`)
  await drawSignature(page)
  await press(page, '全部签收')
  await told(page, `${number} 已送达`)
  await press(page, '交回开单员')
  await told(page, `${number} 的联次已移交`)
}

/** Accepts every copy of the note that waits for this person. */
async function acceptAll(page: Page, number: string, ways: number): Promise<void> {
  await page.goto('/hand-overs')
  const waiting = page.getByRole('listitem').filter({ hasText: number }).filter({ hasText: '移交' })
  const accepts = waiting.getByRole('button', { name: '接收', exact: true })
  for (let left = ways; left > 0; left -= 1) {
    await expect(accepts).toHaveCount(left)
    await accepts.first().click()
  }
  await expect(accepts).toHaveCount(0)
}

async function takeBack(page: Page, { number, path }: WrittenNote): Promise<void> {
  await acceptAll(page, number, 2)
  await page.goto(path)
  await press(page, '转交会计')
  await told(page, '已转交，等会计接收')
}

async function post(page: Page, { number }: WrittenNote): Promise<void> {
  await acceptAll(page, number, 2)
  await page.goto('/posting')
  await page.getByLabel(`选取 ${number}`).check()
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(number)
  await page.keyboard.press('Control+Enter')
  await told(page, '已过账 1 张')
}

async function read(page: Page, { number, path }: WrittenNote): Promise<void> {
  await page.goto('/reports/daily')
  await page.getByRole('definition').filter({ hasText: '￥' }).getByRole('link').first().click()
  await page.getByRole('link', { name: number }).click()
  await page.waitForURL(`**${path}`)
  await expect(page.getByText('已过账', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('验签通过：本人所签，内容与码未变')).toHaveCount(3)
  await expect(page.getByText('验签通过：签收之后内容与码未变')).toBeVisible()
  await expect(page.getByText('单据内容与开单时一致')).toBeVisible()
  await expect(page.getByText(/验签不符/)).toHaveCount(0)
  await expect(page.getByRole('button', { name: '红冲' })).toBeVisible()
}
