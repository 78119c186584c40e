import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test'
import { DEMO_PASSWORD, DEMO_PIN } from '#prisma/seed/demo.ts'

/** The screen that a keeper or a driver holds. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } as const

/** Signs in as a person of the demo company by the form. */
export async function signIn(page: Page, userName: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name=userName]').fill(userName)
  await page.locator('input[name=password]').fill(DEMO_PASSWORD)
  await page.locator('input[name=password]').press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** A browser of the person's own, signed in. */
export async function personAt(
  browser: Browser,
  userName: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await signIn(page, userName)
  return page
}

/** The people of one spec file: each signs in when first needed, and keeps their screen until the file is done. */
export type Cast = { at: (userName: string) => Promise<Page>; leave: () => Promise<void> }

/** Nobody has signed in yet. Keepers and drivers hold a phone. `options` hold for everybody. */
export function castOf(browser: Browser, options: BrowserContextOptions = {}): Cast {
  const screens = new Map<string, Promise<Page>>()
  return {
    at: (userName) => {
      const screen =
        screens.get(userName) ??
        personAt(browser, userName, {
          ...(['keeper', 'westkeeper', 'driver'].includes(userName) ? PHONE : {}),
          ...options,
        })
      screens.set(userName, screen)
      return screen
    },
    leave: async () => {
      for (const screen of screens.values()) await (await screen).context().close()
    },
  }
}

/** Waits until a short saying of the desk is shown. */
export async function told(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByText(text).first()).toBeVisible()
}

/** Presses the button with exactly this name. */
export async function press(place: Page | Locator, name: string): Promise<void> {
  await place.getByRole('button', { name, exact: true }).click()
}

/** Opens a dialog by its button, writes its one text and presses the button of the same name in it. */
export async function pressWithWords(page: Page, name: string, words: string): Promise<void> {
  await press(page, name)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(words)
  await press(dialog, name)
  await expect(dialog).toBeHidden()
}

/** The customer's name on the driver's pad, by the mouse. */
export async function drawSignature(page: Page): Promise<void> {
  const pad = page.getByLabel('客户在这里签字')
  await pad.evaluate((canvas) => canvas.scrollIntoView({ block: 'center' }))
  const box = await pad.boundingBox()
  if (box === null) throw new Error('the pad is not on the screen')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  for (const [x, y] of [
    [80, 110],
    [120, 50],
    [170, 120],
    [220, 70],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 6 })
  await page.mouse.up()
}

export const COPY_NAMES = ['存根联', '司机联', '客户联', '会计联'] as const
export type CopyName = (typeof COPY_NAMES)[number]

/** On a note's page, offers these copies to a person at a place. */
export async function handOver(
  page: Page,
  copies: readonly CopyName[],
  to: { place: string; name: string },
): Promise<void> {
  await press(page, '移交')
  const dialog = page.getByRole('dialog')
  for (const copy of copies) await dialog.getByLabel(copy).check()
  await dialog.getByLabel('移交到').selectOption({ label: to.place })
  await dialog.getByLabel('接收人').selectOption({ label: to.name })
  await press(dialog, '移交')
  await told(page, '已移交，等对方接收')
}

/** A note as the tests know it. */
export type WrittenNote = { number: string; path: string }

type TypedLine = readonly [product: string, quantity: string]

/** Writes a note by keystrokes on the writing page, signs it and answers its number and page. */
export async function writeNote(
  page: Page,
  customer: string,
  lines: readonly TypedLine[],
): Promise<WrittenNote> {
  await typeNote(page, customer, lines)
  return signNote(page)
}

/** Writes a note by keystrokes on the writing page and leaves it there, not signed. */
export async function typeNote(page: Page, customer: string, lines: readonly TypedLine[]): Promise<void> {
  await page.goto('/notes/new')
  await page.getByRole('combobox', { name: '客户' }).fill(customer)
  await page.keyboard.press('Enter')
  for (const [index, [product, quantity]] of lines.entries()) {
    const row = index + 1
    const productCell = page.getByLabel(`第 ${row} 行商品`, { exact: true })
    await expect(productCell).toBeFocused()
    await page.keyboard.type(product)
    await page.keyboard.press('Enter')
    await expect(page.getByLabel(`第 ${row} 行数量`, { exact: true })).toBeFocused()
    await page.keyboard.type(quantity)
    await page.keyboard.press('Enter')
  }
}

/** Issues the note that is written on the page: Ctrl+Enter, the PIN, Enter. */
export async function signNote(page: Page): Promise<WrittenNote> {
  await expect(page.getByText(/\d+ 项满足/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=password]').fill(DEMO_PIN)
  await page.keyboard.press('Enter')
  const told = page.locator('[data-issued-number]')
  await expect(told).toBeVisible()
  const number = (await told.getAttribute('data-issued-number')) ?? ''
  const path = (await page.getByRole('link', { name: '打开单据' }).getAttribute('href')) ?? ''
  return { number, path }
}

/** Types the PIN into the dialog that asks for it, and Enter. */
export async function typePin(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('input[type=password]').fill(DEMO_PIN)
  await page.keyboard.press('Enter')
}

const PAPER_PAGE = /^\/[a-z-]+\/\d+\/[0-9a-f-]{36}$/
const PAPER_NUMBER = /[A-Z]{2}[\d-]{6,}/

/** A goods paper as the tests know it: where its page is, and its number. */
export type OpenedPaper = { path: string; number: string }

/** Signs the goods paper that is written on the page, and answers the paper that opens. */
export async function openPaper(page: Page, room: string): Promise<OpenedPaper> {
  await page.keyboard.press('Control+Enter')
  await typePin(page)
  await page.waitForURL((url) => PAPER_PAGE.test(url.pathname) && url.pathname.startsWith(`/${room}/`))
  const title = page.getByRole('heading', { level: 1 }).filter({ hasText: PAPER_NUMBER })
  const [number = ''] = PAPER_NUMBER.exec(await title.innerText()) ?? []
  return { path: new URL(page.url()).pathname, number }
}

/** Types a line into the grid of a goods paper: product, quantity, and a price where the kind has one. */
export async function typeGoods(page: Page, row: number, cells: readonly string[]): Promise<void> {
  const cell = (column: RegExp) => page.getByLabel(new RegExp(`^${column.source} 第 ${row} 行$`))
  const [product = '', ...rest] = cells
  await cell(/商品（.*）/).focus()
  await page.keyboard.type(product)
  await page.keyboard.press('Enter')
  await expect(cell(/商品（.*）/)).not.toHaveValue(product)
  await expect(cell(/数量/)).toBeFocused()
  for (const text of rest) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

/** Signs the paper's slot that is this person's. */
export async function signPaper(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await press(page, '签字')
  await typePin(page)
  await told(page, '已签字')
}

/** Counts a goods paper of one line again as its second person. */
export async function verifyPaper(page: Page, { path, number }: OpenedPaper, counted: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('link', { name: '去复核', exact: true }).click()
  await page.getByLabel('品名、规格与实物相符').check()
  await page.getByLabel('实数').fill(counted)
  await press(page, '复核完成')
  await told(page, `${number} 已复核`)
}

/** Scans codes as a scanner does: key by key, each with its line end, whatever has the focus. */
export async function scan(page: Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
}
