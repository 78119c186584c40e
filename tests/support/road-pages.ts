import { expect, type Page } from '@playwright/test'
import { type Cast, drawSignature, press, scan, told, typePin } from '#tests/support/browser.ts'
import type { NoteRef } from '#tests/support/road.ts'

/*
 * The pages of the road as people use them: planning, loading, the stops, coming home, posting.
 */

/** The driver's page of a note. */
export const stopOf = ({ accountSetId, paperId }: NoteRef): string => `/driver/${accountSetId}/${paperId}`

/** The clerk puts the notes on a trip; the first two change places, as there are more than one. */
export async function planned(clerk: Page, notes: readonly { number: string }[]): Promise<string> {
  for (const { number } of notes) {
    await clerk.getByRole('button').filter({ hasText: number }).first().click()
    await expect(clerk.getByRole('button', { name: `${number} 下车` })).toBeVisible()
  }
  await clerk.getByLabel('驾驶员').selectOption({ label: '演示驾驶员' })
  await clerk.getByLabel('车牌').fill('示A12345')
  if (notes[1]) await press(clerk, `${notes[1].number} 上移`)
  await press(clerk, '排车')
  await clerk.waitForURL(/\/trips\/\d+\/[0-9a-f-]{36}$/)
  return new URL(clerk.url()).pathname
}

/** The keeper scans every paper and every code on board, and lets the vehicle go. */
export async function leaves(keeper: Page, path: string, labels: readonly string[]): Promise<void> {
  await keeper.goto(path)
  await expect(keeper.getByLabel('扫单据二维码、单号或货物的码')).toBeFocused()
  await scan(keeper, labels)
  await expect(keeper.getByRole('list', { name: '出车条件' })).toContainText('各站的单据和编码都已扫码装车')
  await expect(keeper.getByText('已扫过')).toHaveCount(0)
  await press(keeper, '出库并出车')
  await told(keeper, '已出车')
}

/** The driver opens the stop and says that he is there. */
export async function arrives(driver: Page, note: NoteRef, stop: number): Promise<void> {
  await driver.goto(stopOf(note))
  await press(driver, `到第 ${stop} 站了`)
}

/** The customer signs on the screen, and the stop is recorded. */
export async function handedOver(driver: Page, note: { number: string }, act = '全部签收'): Promise<void> {
  await drawSignature(driver)
  await press(driver, act)
  await told(driver, `${note.number} 已送达`)
}

/** The last act of a trip. */
export async function closed(driver: Page, trip: string): Promise<void> {
  await driver.goto(trip)
  await press(driver, '收车')
  await told(driver, '已收车')
}

/** On the session's page: one of two cases stayed. The salesperson agrees, the keeper takes the other back. */
export async function amended(cast: Cast, clerk: Page, note: { number: string }): Promise<void> {
  await clerk.getByRole('row', { name: note.number }).getByRole('link', { name: '单上改过？开改单' }).click()
  await clerk.getByRole('textbox', { name: /实收$/ }).fill('1箱')
  await clerk.getByRole('textbox', { name: '原因' }).fill('客户只要一箱')
  await press(clerk, '开改单')
  await signed(clerk)
  await clerk.waitForURL(/\/amendments\/\d+\/[0-9a-f-]{36}$/)
  const slip = new URL(clerk.url()).pathname
  for (const [who, act, answer] of [
    ['salesperson', '同意改单', '已同意，等仓管收货'],
    ['keeper', '收回多余货', '已生效，货已回仓'],
  ] as const) {
    const page = await cast.at(who)
    await page.goto(slip)
    await press(page, act)
    await signed(page)
    await told(page, answer)
  }
}

/** The PIN in the dialog, and Enter. */
async function signed(page: Page): Promise<void> {
  await typePin(page)
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** The driver hands over what he still has of the session, the clerk takes it. */
export async function copiesHome(driver: Page, clerk: Page, session: string): Promise<void> {
  await driver.goto(session)
  await driver.getByRole('button', { name: /^把 \d+ 联交给演示开单员$/ }).click()
  await told(driver, '已移交，等开单员接收')
  await clerk.goto(session)
  await clerk.getByRole('button', { name: /^接收 \d+ 联$/ }).click()
  await told(clerk, '已接收')
}

/** The driver signs the sheet, the clerk signs beside and closes it. */
export async function bothSign(driver: Page, clerk: Page, session: string): Promise<void> {
  await driver.goto(session)
  await press(driver, '签字确认')
  await signed(driver)
  await told(driver, '已签字')
  await clerk.goto(session)
  await press(clerk, '签字并结束对单')
  await signed(clerk)
  await told(clerk, '对单已结束，收款等收银确认')
}

/** Everything in the queue, in one press. */
export async function posted(accountant: Page, notes: number): Promise<void> {
  // The first key may come before the page listens.
  await expect(async () => {
    await accountant.keyboard.press('a')
    await expect(accountant.getByText(`选中 ${notes} 张`)).toBeVisible({ timeout: 2000 })
  }).toPass()
  await accountant.keyboard.press('Control+Enter')
  await expect(accountant.getByRole('dialog')).toContainText(`将过账 ${notes} 张`)
  await accountant.keyboard.press('Control+Enter')
  await told(accountant, `已过账 ${notes} 张`)
}
