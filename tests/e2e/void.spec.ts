import { expect, test, type Page } from '@playwright/test'
import {
  COPY_NAMES,
  type Cast,
  castOf,
  type CopyName,
  handOver,
  press,
  pressWithWords,
  signNote,
  told,
  writeNote,
} from '#tests/support/browser.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { noteAt } from '#tests/support/note-life.ts'

const COPIES = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'] as const

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

test('R12 R13 a note void right after issue carries the red stamp on all four copies, in page and print', async () => {
  const clerk = await cast.at('clerk')
  const { path } = await writeNote(clerk, '样板二批部', [['YL002', '1箱']])

  await askForVoid(clerk, path)
  await told(clerk, '演示开单员 已提出作废，等人决定')
  await expect(clerk.getByRole('button', { name: '同意作废，盖章' })).toHaveCount(0)
  await agreeToVoid(await cast.at('salesmanager'), path)
  await expectFourStamps(clerk, path)
  await expectStampedSheets(clerk, path)
})

test('R14 refuses a void while a copy is missing, until a manager has ruled on it; then the note is written anew', async () => {
  const [clerk, keeper] = [await cast.at('clerk'), await cast.at('keeper')]
  const [manager, decider] = [await cast.at('manager'), await cast.at('salesmanager')]
  const { number, path } = await writeNote(clerk, '样板二批部', [['XG001', '3箱']])

  await test.step('the keeper has the set and gives back three of the four', async () => {
    await clerk.goto(path)
    await press(clerk, '交仓管')
    await told(clerk, '已交给仓管，等他接收')
    await keeper.goto(path)
    await press(keeper, '接收四联，开始备货')
    await told(keeper, '已接收，开始备货')
    await bringHome(keeper, path, ['存根联', '司机联', '客户联'])
  })

  await test.step('the void is asked for and refused', async () => {
    await askForVoid(clerk, path)
    await decider.goto(path)
    await expect(decider.getByText(/会计联还在仓库（演示仓管员），收回后才能作废/).first()).toBeVisible()
    await press(decider, '同意作废，盖章')
    const dialog = decider.getByRole('dialog')
    await press(dialog, '同意作废，盖章')
    await expect(dialog.getByText('R14').first()).toBeVisible()
    await decider.reload()
    await expect(stampOn(decider)).toHaveCount(0)
  })

  await test.step('the keeper states what happened, and a manager accepts it', async () => {
    await keeper.goto(path)
    await press(keeper, '写情况说明')
    const dialog = keeper.getByRole('dialog')
    await dialog.getByLabel('哪一联').selectOption({ label: '会计联' })
    await dialog.getByLabel(/^经过/).fill('装车时被雨水打湿，已找不到')
    await press(dialog, '保存')
    await told(keeper, '已记下，等经理裁定')
    await manager.goto(path)
    await press(manager, '认可')
    await told(manager, '已裁定')
  })

  await agreeToVoid(decider, path)
  await expect(stampOn(decider)).toBeVisible()

  await test.step('the clerk writes it anew, and the two lead to each other', async () => {
    await clerk.goto(path)
    await clerk.getByRole('link', { name: '重开一张' }).click()
    await clerk.waitForURL('**/notes/new?replaces=*')
    await expect(clerk.getByRole('combobox', { name: '客户' })).toHaveValue('样板二批部')
    const anew = await signNote(clerk)
    await clerk.goto(anew.path)
    await clerk.getByRole('link', { name: `替代作废单 ${number}` }).click()
    await expect(clerk.getByRole('link', { name: `已作废，重开为 ${anew.number}` })).toBeVisible()
  })
})

/** What a stage demands before a void: whose hands the copies are in, and the way home of each. */
type VoidAt = {
  stage: 'PICKING' | 'PREPARED' | 'VERIFIED' | 'ON_THE_ROAD' | 'DELIVERED'
  promise: string
  /** How the stage shows on the stock page against the day before: a case and a bottle of five bottles. */
  stock: { onHand: number; reserved: number }
  away: readonly string[]
  home: readonly (readonly [
    userName: string,
    act: 'HAND_OVER' | 'ACCEPT' | 'TAKE_BACK',
    copies: readonly CopyName[],
  ])[]
  codes: number
}

/** Four bottles stand in a case of this gift box; nobody else's trial sells it. */
const PRODUCT = 'YL004'
const QUANTITY = '1箱1瓶'
const BOTTLES = 5
const IN_CASE = 4
const CODES = 2

const inWarehouse = COPY_NAMES.map((copy) => `${copy}还在仓库（演示仓管员），收回后才能作废`)
const withDriver = ['司机联', '客户联'].map((copy) => `${copy}还在驾驶员处（演示驾驶员），收回后才能作废`)
const fromWarehouse = [['keeper', 'HAND_OVER', COPY_NAMES]] as const
const fromTheRoad = [['driver', 'HAND_OVER', ['司机联', '客户联']]] as const

const VOIDS: readonly VoidAt[] = [
  {
    stage: 'PICKING',
    promise: 'a note being picked is void once the keeper gave its four copies back, and its goods are free',
    stock: { onHand: 0, reserved: BOTTLES },
    away: inWarehouse,
    home: fromWarehouse,
    codes: 0,
  },
  {
    stage: 'PREPARED',
    promise: 'a prepared note is void once its four copies are home, and its codes go onto another note',
    stock: { onHand: 0, reserved: BOTTLES },
    away: inWarehouse,
    home: fromWarehouse,
    codes: CODES,
  },
  {
    stage: 'VERIFIED',
    promise: 'a verified note is void though three people have signed it, and its goods and codes are free',
    stock: { onHand: 0, reserved: BOTTLES },
    away: inWarehouse,
    home: fromWarehouse,
    codes: CODES,
  },
  {
    stage: 'ON_THE_ROAD',
    promise:
      'a dispatched note is void once the driver is back with his copies, and the goods are in stock again',
    stock: { onHand: -BOTTLES, reserved: 0 },
    away: [...withDriver, ...inWarehouse.filter((sentence) => sentence.startsWith('会计联'))],
    home: [...fromTheRoad, ['keeper', 'TAKE_BACK', ['会计联']], ['keeper', 'HAND_OVER', ['会计联']]],
    codes: CODES,
  },
  {
    stage: 'DELIVERED',
    promise: 'a delivered note is void while nobody has posted it, and the goods are in stock again',
    stock: { onHand: -BOTTLES, reserved: 0 },
    away: withDriver,
    home: [...fromTheRoad, ['accountant', 'ACCEPT', ['会计联']], ['accountant', 'HAND_OVER', ['会计联']]],
    codes: CODES,
  },
]

for (const { stage, promise, stock, away, home, codes } of VOIDS) {
  test(`R13 R14 ${promise}`, async () => {
    const [clerk, decider] = [await cast.at('clerk'), await cast.at('salesmanager')]
    const before = await stockShown(clerk, PRODUCT)
    const note = await noteAt(company, stage, {
      customer: 'K105',
      lines: [{ product: PRODUCT, quantity: QUANTITY }],
    })
    const path = `/notes/${note.accountSetId}/${note.paperId}`
    const { onHand, reserved } = stock
    const taken = await stockShown(clerk, PRODUCT)
    expect(taken).toEqual({ ...taken, onHand: before.onHand + onHand, reserved: before.reserved + reserved })
    expect(taken.available).not.toEqual(before.available)

    await test.step('asked for while the copies are away, it is refused with each of them named', async () => {
      await askForVoid(clerk, path)
      await decider.goto(path)
      const conditions = decider.getByRole('list', { name: '作废条件' })
      for (const sentence of away)
        await expect(conditions.getByRole('listitem').filter({ hasText: sentence })).toContainText('R14')
    })

    await test.step('its four copies come home', async () => {
      for (const [userName, act, copies] of home) {
        const page = await cast.at(userName)
        await page.goto(path)
        if (act === 'ACCEPT') await acceptAll(page)
        if (act === 'TAKE_BACK') await takeBack(page)
        if (act === 'HAND_OVER') await bringHome(page, path, copies)
      }
    })

    await agreeToVoid(decider, path)
    await expectFourStamps(clerk, path)
    await expect(clerk.getByText('作废放回')).toHaveCount(codes)
    await expect(clerk.getByText('这张单已经办完，没有下一步。')).toBeVisible()
    expect(await stockShown(clerk, PRODUCT)).toEqual(before)
    if (onHand !== 0) await expectReturn(clerk, note.number)
    if (stage === 'PREPARED') await scanAgain(note)
  })
}

async function askForVoid(clerk: Page, path: string): Promise<void> {
  await clerk.goto(path)
  await pressWithWords(clerk, '提出作废', '客户来电改送别家')
}

async function agreeToVoid(decider: Page, path: string): Promise<void> {
  await decider.goto(path)
  await pressWithWords(decider, '同意作废，盖章', '同意')
  await expect(decider.getByText('已作废', { exact: true }).first()).toBeVisible()
}

/** The person hands copies to the clerk at the desk, who accepts them. */
async function bringHome(page: Page, path: string, copies: readonly CopyName[]): Promise<void> {
  await page.goto(path)
  await handOver(page, copies, { place: '开单处', name: '演示开单员' })
  const clerk = await cast.at('clerk')
  await clerk.goto(path)
  await acceptAll(clerk)
}

/** Accepts every copy of the note that waits for this person. */
async function acceptAll(page: Page): Promise<void> {
  await press(page, '接收')
  await expect(page.getByRole('button', { name: '接收', exact: true })).toHaveCount(0)
}

async function takeBack(page: Page): Promise<void> {
  await press(page, '撤回移交')
  await expect(page.getByRole('button', { name: '撤回移交', exact: true })).toHaveCount(0)
}

function stampOn(page: Page) {
  return page.getByRole('article').getByRole('img', { name: /^作废/ })
}

/** The red stamp on each of the four copies of the note's page. */
async function expectFourStamps(page: Page, path: string): Promise<void> {
  await page.goto(path)
  for (const [at, copy] of COPIES.entries()) {
    await page.locator(`a[href$="?copy=${copy}"]`).click()
    await expect(page.getByRole('article')).toContainText(COPY_NAMES[at] ?? '')
    await expect(stampOn(page)).toBeVisible()
    await expect(stampOn(page)).toHaveClass(/text-void/)
  }
}

/** The stamp on each sheet that a laser printer would get. */
async function expectStampedSheets(page: Page, path: string): Promise<void> {
  await page.goto(path.replace('/notes/', '/print/note/'))
  await page.getByLabel('打印').selectOption({ label: '激光，每联一张' })
  await page.getByRole('button', { name: /^打印/ }).click()
  await page.waitForURL('**mode=LASER**')
  await expect(page.locator('.note-sheet')).toHaveCount(COPIES.length)
  await expect(page.locator('.note-sheet-stamp')).toHaveCount(COPIES.length)
}

type ShownStock = { onHand: number; reserved: number; available: string }

/** A product in the east warehouse as the stock page shows it, in bottles. */
async function stockShown(page: Page, code: string): Promise<ShownStock> {
  await page.goto(`/stock?q=${code}`)
  const cells = page.getByRole('row').filter({ hasText: code }).filter({ hasText: '东仓' }).getByRole('cell')
  const [onHand = '', reserved = '', available = ''] = (await cells.allInnerTexts()).slice(4)
  return { onHand: bottles(onHand), reserved: bottles(reserved), available }
}

/** `198箱3盒` in base units: four to a case; nothing is shown where nothing is. */
function bottles(said: string): number {
  const [, cases = '0', loose = '0'] = /^(?:(\d+)箱)?(?:(\d+)\D+)?$/.exec(said) ?? []
  return Number(cases) * IN_CASE + Number(loose)
}

/** The product's own page: out to the customer and back again, both leading to the note. */
async function expectReturn(page: Page, number: string): Promise<void> {
  await page.goto(`/stock/${company.productId(PRODUCT)}`)
  const entries = page.getByRole('row').filter({ hasText: number })
  await expect(entries.filter({ hasText: '出库给客户' })).toHaveCount(1)
  await expect(entries.filter({ hasText: '客户退回' })).toHaveCount(1)
}

/** A code that the void gave back is taken by the next note of the same goods. */
async function scanAgain({ paperId }: { paperId: string }): Promise<void> {
  const freed = await company.db.codeCapture.findFirstOrThrow({ where: { paperId } })
  const next = await noteAt(company, 'PICKING', {
    customer: 'K105',
    lines: [{ product: PRODUCT, quantity: '2箱' }],
  })
  const keeper = await cast.at('keeper')
  await keeper.goto(`/keeper/${next.accountSetId}/${next.paperId}`)
  await expect(keeper.getByLabel(/^扫码/)).toBeFocused()
  await keeper.keyboard.type(freed.code)
  await keeper.keyboard.press('Enter')
  await told(keeper, '已抄 1 个码')
}
