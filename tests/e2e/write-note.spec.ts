import { expect, test, type Page } from '@playwright/test'
import { openDatabase } from '#lib/db/client.ts'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import { DEMO_PRODUCTS } from '#prisma/seed/builders/demo-goods.ts'
import { madeUpGtin } from '#prisma/seed/builders/products.ts'
import { personAt, press, signNote } from '#tests/support/browser.ts'

/** Every key that is pressed, one by one, as fingers do; a combination counts its keys. */
class Fingers {
  readonly #page: Page
  count = 0

  constructor(page: Page) {
    this.#page = page
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character)
  }

  async press(keys: string): Promise<void> {
    await this.#page.keyboard.press(keys)
    this.count += keys.split('+').length
  }
}

/** Between two keys of a scanner. */
const SCANNER_PAUSE_S = 0.004

const MOST_KEYSTROKES = 120

/** Ten lines as a clerk types them: the first letters of the product, and cases and bottles. */
const TEN_LINES = [
  ['ysf', '2/3'],
  ['ylq', '1/2'],
  ['sfs', '3'],
  ['mbz', '2/0'],
  ['xgp', '5/6'],
  ['jsh', '1/1'],
  ['lzk', '3/0'],
  ['lzs', '2/5'],
  ['lzc', '1/0'],
  ['lzy', '1/3'],
] as const

const cell = (page: Page, row: number, column: string) =>
  page.getByLabel(`第 ${row} 行${column}`, { exact: true })

/** A hardware scanner: all digits in a burst, then Enter, each with the moment the scanner sent it, however slow the page is. */
async function scan(page: Page, barcode: string): Promise<void> {
  const device = await page.context().newCDPSession(page)
  const startedAt = Date.now() / 1000
  const strokes = [...barcode].map((digit) => ({ key: digit, code: `Digit${digit}`, text: digit }))
  for (const [at, stroke] of [...strokes, { key: 'Enter', code: 'Enter', text: '\r' }].entries()) {
    const timestamp = startedAt + at * SCANNER_PAUSE_S
    await device.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke, timestamp })
    await device.send('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke, text: '', timestamp })
  }
  await device.detach()
}

async function beginNote(page: Page): Promise<void> {
  await page.goto('/notes/new')
  await expect(page.getByRole('combobox', { name: '客户' })).toBeFocused()
}

test('ten mixed lines for a known customer cost at most 120 keystrokes, signed and sent to print', async ({
  browser,
}) => {
  const page = await personAt(browser, 'clerk')
  await beginNote(page)
  const fingers = new Fingers(page)
  await fingers.type('slj')
  await fingers.press('Enter')
  for (const [product, quantity] of TEN_LINES) {
    await fingers.type(product)
    await fingers.press('Enter')
    await fingers.type(quantity)
    await fingers.press('Enter')
  }
  await expect(page.getByRole('heading', { name: '开单' })).toBeVisible()
  await expect(page.locator('tbody [role=row]')).toHaveCount(11)
  await expect(page.getByText('项满足').first()).toBeVisible()
  await expect(page.getByText('未算入')).toHaveCount(0)
  await fingers.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('10 行商品')
  await expect(dialog).toContainText('人民币')
  await fingers.type(DEMO_PIN)
  await fingers.press('Enter')
  await expect(page.locator('[data-issued-number]')).toHaveText(/^XH\d{6}-\d{5}$/)
  await expect(page.getByRole('button', { name: '打印' })).toBeFocused()
  const sheets = page.waitForEvent('popup')
  await fingers.press('Enter')
  const print = await sheets
  await expect(print).toHaveURL(/\/print\/note\//)
  await expect(print.getByRole('button', { name: '打印' })).toBeFocused()
  await print.keyboard.press('Enter')
  fingers.count += 1
  await expect(print).toHaveURL(/copies=/)
  expect(fingers.count).toBeLessThanOrEqual(MOST_KEYSTROKES)

  await page.bringToFront()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: '客户' })).toBeFocused()
  await expect(page.getByRole('combobox', { name: '客户' })).toHaveValue('')
  await page.context().close()
})

test('a half-written note survives a lost connection and a closed tab, and says when it was kept', async ({
  browser,
}) => {
  const page = await personAt(browser, 'clerk')
  await beginNote(page)
  const fingers = new Fingers(page)
  await page.getByRole('combobox', { name: '客户' }).fill('样板二批部')
  await fingers.press('Enter')
  await fingers.type('ysf')
  await fingers.press('Enter')
  await fingers.type('1/2')
  await fingers.press('Enter')
  await expect(page.locator('[data-saved=desk]')).toBeVisible()
  await page.context().setOffline(true)
  await page.getByLabel('特殊要求').fill('断网时写的一句话')
  await expect(page.locator('[data-saved=browser]')).toContainText('已存在本机')
  await page.close()
  await page.context().setOffline(false)

  const again = await page.context().newPage()
  await beginNote(again)
  await again.keyboard.press('F8')
  await again.getByRole('dialog').getByRole('button').filter({ hasText: '样板二批部' }).first().click()
  await expect(again.getByLabel('特殊要求')).toHaveValue('断网时写的一句话')
  await expect(cell(again, 1, '数量')).toHaveValue('1/2')
  await expect(again.locator('[data-saved=desk]')).toBeVisible()
  await again.reload()
  await expect(again.getByLabel('特殊要求')).toHaveValue('断网时写的一句话')
  await again.context().close()
})

test('R54 a scan in any cell adds a line, a second one makes it one more, and the cell keeps its text', async ({
  browser,
}) => {
  const page = await personAt(browser, 'clerk')
  await beginNote(page)
  await page.getByRole('combobox', { name: '客户' }).fill('示例酒行')
  await page.keyboard.press('Enter')
  await cell(page, 1, '商品').fill('ysf')
  await page.keyboard.press('Enter')
  await cell(page, 1, '数量').fill('1箱')
  await expect(cell(page, 1, '商品')).toHaveValue(/演示坊/)
  const at = DEMO_PRODUCTS.findIndex(({ code }) => code === 'LZ001')
  await cell(page, 1, '备注').fill('放门口')
  await scan(page, madeUpGtin(1, at + 1))
  await expect(cell(page, 2, '商品')).toHaveValue(/例子矿泉水/)
  await expect(cell(page, 2, '数量')).toHaveValue('1箱')
  await expect(cell(page, 1, '备注')).toHaveValue('放门口')
  await scan(page, madeUpGtin(0, at + 1).slice(1))
  await expect(cell(page, 2, '数量')).toHaveValue('1箱1瓶')
  await scan(page, '2000000000008')
  await expect(page.getByText('没有登记')).toBeVisible()
  await page.context().close()
})

test('R110 what a clerk may not sell alone is applied for with F7, agreed, and issued as it was', async ({
  browser,
}) => {
  const page = await personAt(browser, 'clerk')
  await beginNote(page)
  await page.getByRole('combobox', { name: '客户' }).fill('示例酒行')
  await page.keyboard.press('Enter')
  await cell(page, 1, '商品').fill('ysf')
  await page.keyboard.press('Enter')
  await cell(page, 1, '数量').fill('1箱')
  await cell(page, 1, '单价').fill('1400')
  await expect(page.getByText('R110')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('还有条件未满足')).toBeVisible()
  await page.keyboard.press('F7')
  await page.getByRole('dialog').getByRole('textbox').fill('老客户，清旧货')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/申请 BA\S+ 等销售经理审核/)).toBeVisible()
  await expect(cell(page, 1, '单价')).toHaveValue('1400')

  const manager = await personAt(browser, 'salesmanager')
  await manager.goto('/billing-applications')
  await manager.getByRole('link').filter({ hasText: /^BA/ }).first().click()
  await expect(manager.getByText('老客户，清旧货')).toBeVisible()
  await press(manager, '同意')
  await expect(manager.getByText('已同意')).toBeVisible()
  await manager.context().close()

  await page.goto('/billing-applications')
  await page.getByRole('link').filter({ hasText: /^BA/ }).first().click()
  await page.getByRole('link', { name: '照申请开单' }).click()
  await expect(cell(page, 1, '单价')).toHaveValue('1400')
  const note = await signNote(page)
  expect(note.number).toMatch(/^XH/)
  await page.context().close()
})

test('F04 a lost answer is asked for again: one note, one number', async ({ browser }) => {
  const page = await personAt(browser, 'clerk')
  await beginNote(page)
  await page.getByRole('combobox', { name: '客户' }).fill('示例酒行')
  await page.keyboard.press('Enter')
  await cell(page, 1, '商品').fill('lzk')
  await page.keyboard.press('Enter')
  await cell(page, 1, '数量').fill('7瓶')
  await expect(page.getByText(/\d+ 项满足/)).toBeVisible()
  let lost = 0
  await page.route('**/notes/new**', async (route) => {
    const isAct = route.request().method() === 'POST' && (route.request().postData() ?? '').includes('"pin"')
    if (!isAct || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  const { number } = await signNote(page)
  expect(lost).toBe(1)
  const db = openDatabase(process.env['SILIAN_E2E_DATABASE_URL'] ?? '', { connections: 1 })
  const written = await db.deliveryNoteLine.findMany({
    where: { productCode: 'LZ001', qtyE3: 7_000n },
    select: { note: { select: { paper: { select: { number: true } } } } },
  })
  await db.$disconnect()
  expect(written.map(({ note }) => note.paper.number)).toEqual([number])
  await page.context().close()
})

test('a wrong PIN and a field that cannot be read keep everything and put the cursor there', async ({
  browser,
}) => {
  const page = await personAt(browser, 'clerk')
  await beginNote(page)
  await page.getByRole('combobox', { name: '客户' }).fill('示例酒行')
  await page.keyboard.press('Enter')
  await cell(page, 1, '商品').fill('lzk')
  await page.keyboard.press('Enter')
  await cell(page, 1, '数量').fill('一打')
  await page.keyboard.press('Control+Enter')
  await expect(cell(page, 1, '数量')).toBeFocused()
  await expect(cell(page, 1, '数量')).toHaveValue('一打')
  await cell(page, 1, '数量').fill('1瓶')
  await expect(page.getByText(/\d+ 项满足/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').fill('999999')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('签字密码')
  await expect(dialog.getByText('没有执行')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cell(page, 1, '数量')).toHaveValue('1瓶')
  await signNote(page)
  await page.context().close()
})
