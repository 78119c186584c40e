import { expect, test, type Locator, type Page } from '@playwright/test'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import { type Cast, castOf, press, told, typeNote } from '#tests/support/browser.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { type PasskeyDevice, passkeyDevice } from '#tests/support/passkey-device.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { coded, prepared, signedBy, toKeeper } from '#tests/support/road.ts'
import { deskUrl } from '#tests/support/web.ts'

test.describe.configure({ timeout: 180_000 })

let cast: Cast
let company: DemoCompany

test.beforeAll(async ({ browser }) => {
  // Passkeys live where the page is served securely: over https, or at this machine's own name.
  const { port } = new URL(deskUrl())
  cast = castOf(browser, { baseURL: `http://localhost:${port}` })
  company = await demoCompany()
})
test.afterAll(async () => {
  await cast.leave()
  await company.close()
})

test('R9 clerk, keeper and handler sign one note with their passkeys, and each signature says so and verifies', async () => {
  const [clerk, keeper, handler] = [
    await cast.at('clerk'),
    await cast.at('keeper'),
    await cast.at('salesperson'),
  ]

  const note = await test.step('the clerk makes a passkey and issues with it', async () => {
    await makePasskey(clerk, '开单台')
    await typeNote(clerk, '样板二批部', [['MB004', '3箱']])
    await expect(clerk.getByText(/\d+ 项满足/)).toBeVisible()
    await clerk.keyboard.press('Control+Enter')
    await press(clerk.getByRole('dialog'), '用通行密钥')
    await expect(clerk.locator('[data-issued-number]')).toHaveText(/^XH\d{6}-\d{5}$/)
    const path = await clerk.getByRole('link', { name: '打开单据' }).getAttribute('href')
    const [, , accountSetId, paperId = ''] = (path ?? '').split('/')
    return { accountSetId: Number(accountSetId), paperId }
  })
  await toKeeper(company, note)
  await coded(company, note)
  await prepared(company, note)

  await test.step('the keeper signs at the loading bay', async () => {
    await makePasskey(keeper, '仓库手机')
    await keeper.goto(`/keeper/${note.accountSetId}/${note.paperId}`)
    await press(keeper, '签字')
    await press(keeper.getByRole('dialog'), '用通行密钥')
    await told(keeper, /已签字/)
  })

  const path = `/notes/${note.accountSetId}/${note.paperId}`
  await test.step('the handler signs on the note', async () => {
    await makePasskey(handler, '手机')
    await openSigning(handler, path)
    await press(handler.getByRole('dialog'), '用通行密钥')
    await told(handler, '已签字')
  })

  for (const [slot, name] of [
    ['制单', '演示开单员'],
    ['仓管', '演示仓管员'],
    ['经手', '演示业务员'],
  ] as const) {
    const signature = signatureOf(handler, slot)
    await expect(signature).toContainText(name)
    await expect(signature).toContainText('通行密钥')
    await expect(signature).toContainText('验签通过：本人所签，内容与码未变')
  }
  await expect(handler.getByText(/验签不符/)).toHaveCount(0)
  await expect(handler.getByText('演示业务员 在经手一栏签字，通行密钥验证')).toBeVisible()
})

test('R9 a passkey signs nothing for who has none or whose finger it does not know, and the PIN still does', async () => {
  const manager = await cast.at('salesmanager')
  const note = await noteAt(company, 'PREPARED', {
    customer: 'K105',
    lines: [{ product: 'MB004', quantity: '2箱' }],
  })
  await signedBy(company, note, company.staff.keeper)
  const path = `/notes/${note.accountSetId}/${note.paperId}`

  await test.step('whoever has none is told where to make one', async () => {
    const dialog = await openSigning(manager, path)
    await press(dialog, '用通行密钥')
    await expect(dialog).toContainText('您还没有通行密钥')
    await manager.keyboard.press('Escape')
  })

  const device = await makePasskey(manager, '经理室')
  await test.step('a device that does not know the finger signs nothing', async () => {
    await device.knowsFinger(false)
    const dialog = await openSigning(manager, path)
    await press(dialog, '用通行密钥')
    await expect(dialog).toContainText('没有签字：设备没有完成验证')
    await expect(signatureOf(manager, '主管')).toHaveCount(0)
    await dialog.locator('input[type=password]').fill(DEMO_PIN)
    await manager.keyboard.press('Enter')
    await told(manager, '已签字')
  })
  await expect(signatureOf(manager, '主管')).toContainText('签字密码')
})

/** Makes a passkey on the account page with the device of this page. */
async function makePasskey(page: Page, label: string): Promise<PasskeyDevice> {
  const device = await passkeyDevice(page)
  await page.goto('/account')
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: '添加本机' }) })
  await form.locator('input[type=password]').fill(DEMO_PIN)
  await form.getByLabel('名称').fill(label)
  await press(form, '添加本机')
  await expect(page.getByRole('listitem').filter({ hasText: label })).toBeVisible()
  return device
}

async function openSigning(page: Page, path: string): Promise<Locator> {
  await page.goto(path)
  await press(page, '签字')
  return page.getByRole('dialog')
}

/** The line of a slot on the note's card of signatures, once somebody has signed it. */
function signatureOf(page: Page, slot: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByText(slot, { exact: true }) })
    .filter({ hasText: '验签' })
}
