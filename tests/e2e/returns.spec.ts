import { expect, test, type Page } from '@playwright/test'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import {
  castOf,
  openPaper,
  type OpenedPaper,
  press,
  scan,
  signPaper,
  told,
  typePin,
  verifyPaper,
  type Cast,
} from '#tests/support/browser.ts'
import { valueOf } from '#tests/support/company.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import { keyOf, run } from '#tests/support/road.ts'

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

test('A26 a case that comes back is found by its code, counted with it and credited to the customer', async () => {
  const note = await soldNote()
  const { code } = await company.db.codeCapture.findFirstOrThrow({
    where: { ...keyOf(note), kind: { not: 'BOTTLE' } },
  })
  const clerk = await cast.at('clerk')
  await clerk.goto('/customer-returns/new')
  await clerk.getByLabel(/^扫货上的编码/).fill(code)
  await clerk.keyboard.press('Enter')
  await expect(clerk.getByText(`${note.number} · 2箱3瓶`)).toBeVisible()
  await expect(clerk.getByLabel('数量 第 1 行')).toHaveValue('1箱')
  await clerk.getByLabel('经手人').selectOption({ label: '演示驾驶员 · 驾驶员' })
  await clerk.getByLabel('事由').fill('客户说日期不好')
  const paper = await openPaper(clerk, 'customer-returns')
  await count(await cast.at('keeper'), paper, code)
  await verifyPaper(await cast.at('salesmanager'), paper, '6')
  await signPaper(await cast.at('driver'), paper.path)
  const accountant = await cast.at('accountant')
  await accountant.goto(paper.path)
  await press(accountant, '退货过账')
  await told(accountant, '已过账：货已入库，款已退到客户账上')
  await clerk.goto(`/notes/${note.accountSetId}/${note.paperId}`)
  await expect(clerk.getByRole('link', { name: `退货单 ${paper.number} · 已过账` })).toBeVisible()
})

test('a return begins at its note, and fits a phone', async () => {
  const note = await soldNote()
  const clerk = await cast.at('clerk')
  await clerk.goto(`/notes/${note.accountSetId}/${note.paperId}`)
  await clerk.getByRole('link', { name: '退货', exact: true }).click()
  await expect(clerk.getByLabel('数量 第 1 行')).toHaveValue('2箱3瓶')
  await clerk.setViewportSize({ width: 360, height: 740 })
  const over = await clerk.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over).toBeLessThanOrEqual(0)
})

/** A note with codes that was delivered and posted. */
async function soldNote(): Promise<IssuedNote> {
  const note = await noteAt(company, 'READY_TO_POST', { lines: CODED })
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

/** The keeper scans what came back, counts it on the phone and signs. */
async function count(keeper: Page, paper: OpenedPaper, code: string): Promise<void> {
  await keeper.goto(paper.path)
  await keeper.getByRole('link', { name: '抄码', exact: true }).click()
  await expect(keeper.getByLabel(/^扫码/)).toBeFocused()
  await scan(keeper, [code])
  await told(keeper, '已抄入第 1 行')
  await keeper.getByRole('link', { name: `回到 ${paper.number}` }).click()
  await keeper.getByRole('link', { name: '去清点' }).click()
  await keeper.getByLabel('箱', { exact: true }).fill('1')
  await press(keeper, '清点签字')
  await typePin(keeper)
  await told(keeper, `${paper.number} 已清点`)
}
