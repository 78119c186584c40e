import { expect, test, type Page } from '@playwright/test'
import { personAt, press, pressWithWords, signNote, told, writeNote } from '#tests/support/browser.ts'

const COPIES = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING'] as const

test.describe.configure({ timeout: 180_000 })

test('R12 R13 a note void right after issue carries the red stamp on all four copies, in page and print', async ({
  browser,
}) => {
  const clerk = await personAt(browser, 'clerk')
  const decider = await personAt(browser, 'salesmanager')
  const { path } = await writeNote(clerk, '样板二批部', [['YL002', '1箱']])

  await clerk.goto(path)
  await pressWithWords(clerk, '提出作废', '客户来电改送别家')
  await told(clerk, '演示开单员 已提出作废，等人决定')
  await expect(clerk.getByRole('button', { name: '同意作废，盖章' })).toHaveCount(0)

  await decider.goto(path)
  await pressWithWords(decider, '同意作废，盖章', '同意')
  await expect(decider.getByText('已作废', { exact: true }).first()).toBeVisible()

  for (const copy of COPIES) {
    await clerk.goto(`${path}?copy=${copy}`)
    await expect(stampOn(clerk)).toBeVisible()
    await expect(stampOn(clerk)).toHaveClass(/text-void/)
  }
  await print(clerk, path)
  await expect(clerk.locator('.note-sheet')).toHaveCount(COPIES.length)
  await expect(clerk.locator('.note-sheet-stamp')).toHaveCount(COPIES.length)
})

test('R14 refuses a void while a copy is missing, until a manager has ruled on it; then the note is written anew', async ({
  browser,
}) => {
  const clerk = await personAt(browser, 'clerk')
  const keeper = await personAt(browser, 'keeper')
  const manager = await personAt(browser, 'manager')
  const decider = await personAt(browser, 'salesmanager')
  const { number, path } = await writeNote(clerk, '样板二批部', [['XG001', '3箱']])

  await test.step('the keeper has the set and gives back three of the four', async () => {
    await clerk.goto(path)
    await press(clerk, '交仓管')
    await told(clerk, '已交给仓管，等他接收')
    await keeper.goto(path)
    await press(keeper, '接收四联，开始备货')
    await told(keeper, '已接收，开始备货')
    await giveBackThree(keeper)
    await clerk.goto(path)
    await press(clerk, '接收')
    await expect(clerk.getByRole('button', { name: '接收', exact: true })).toHaveCount(0)
  })

  await test.step('the void is asked for and refused', async () => {
    await pressWithWords(clerk, '提出作废', '客户退订')
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

  await decider.goto(path)
  await pressWithWords(decider, '同意作废，盖章', '同意')
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

function stampOn(page: Page) {
  return page.getByRole('article').getByRole('img', { name: /^作废/ })
}

/** The keeper hands three copies back to the desk; the accounting copy is not among them. */
async function giveBackThree(page: Page): Promise<void> {
  await press(page, '移交')
  const dialog = page.getByRole('dialog')
  for (const copy of ['存根联', '司机联', '客户联']) await dialog.getByLabel(copy).check()
  await dialog.getByLabel('移交到').selectOption({ label: '开单处' })
  await dialog.getByLabel('接收人').selectOption({ label: '演示开单员' })
  await press(dialog, '移交')
  await told(page, '已移交，等对方接收')
}

/** Prints the note on a laser printer, a sheet for each copy. */
async function print(page: Page, path: string): Promise<void> {
  await page.goto(path.replace('/notes/', '/print/note/'))
  await page.getByLabel('打印').selectOption({ label: '激光，每联一张' })
  await page.getByRole('button', { name: /^打印/ }).click()
  await page.waitForURL('**mode=LASER**')
}
