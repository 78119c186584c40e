import { expect, test, type Locator, type Page } from '@playwright/test'
import { handToAccounting } from '#lib/domain/delivery-notes/commands/hand-to-accounting.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { DEMO_PIN } from '#prisma/seed/demo.ts'
import { type Cast, castOf, press, pressWithWords, typeNote } from '#tests/support/browser.ts'
import { issue, noteFor, valueOf } from '#tests/support/company.ts'
import { type DemoCompany, demoCompany } from '#tests/support/demo-company.ts'
import { noteAt, type NoteStep } from '#tests/support/note-life.ts'
import {
  acceptCopies,
  customerCopyToAccounting,
  keyOf,
  moveCopies,
  offerCopies,
  run,
  signedBy,
  verified,
} from '#tests/support/road.ts'

/** 样板二批部, on monthly terms, and three cases of a wine that nobody else's trial sells. */
const CUSTOMER = 'K105'
const LINES = [{ product: 'MB003', quantity: '3箱' }]

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

test('R133 issuing is refused while stock is short, before the press and after another clerk took it meanwhile', async () => {
  const clerk = await cast.at('clerk')
  const gate = clerk.getByRole('list', { name: '开单条件' })
  const notes = () => company.db.deliveryNote.count({ where: { lines: { some: { productCode: 'XG004' } } } })

  await typeNote(clerk, '样板二批部', [['XG004', '201箱']])
  await expect(line(gate, 'R133')).toContainText('第 1 行 虚构啤酒 黑啤 可用只有 200箱')
  await clerk.keyboard.press('Control+Enter')
  await expect(clerk.getByText('还有条件未满足')).toBeVisible()
  await expect(clerk.getByRole('dialog')).toHaveCount(0)

  await clerk.getByLabel('第 1 行数量', { exact: true }).fill('150箱')
  await expect(clerk.getByText(/\d+ 项满足/)).toBeVisible()
  await expect(line(gate, 'R133')).toHaveCount(0)
  await clerk.keyboard.press('Control+Enter')
  const dialog = clerk.getByRole('dialog')
  await expect(dialog).toBeVisible()
  const other = await noteFor(company, CUSTOMER, [{ product: 'XG004', quantity: '100箱' }])
  valueOf(await issue(company, other))
  const before = await notes()
  await dialog.locator('input[type=password]').fill(DEMO_PIN)
  await clerk.keyboard.press('Enter')
  await expect(clerk.getByText('没有开成：条件有变，见下方')).toBeVisible()
  await expect(line(gate, 'R133')).toContainText('第 1 行 虚构啤酒 黑啤 可用只有 100箱')
  await expect(clerk.getByLabel('第 1 行数量', { exact: true })).toHaveValue('150箱')
  expect(await notes()).toBe(before)
})

test('R112 preparing is refused while a line is picked short, and the gate says who clears it', async () => {
  const keeper = await cast.at('keeper')
  const note = await standing('PICKING')
  await keeper.goto(note.keeperPath)
  const gate = keeper.getByRole('list', { name: '备货条件' })
  await expect(line(gate, 'R112')).toContainText('还有 1 行没有备货，先备第 1 行 模板庄园珍藏')
  await expect(line(gate, 'R115')).toContainText('还有行没有检验质量')

  await press(keeper, '差异')
  const dialog = keeper.getByRole('dialog')
  await dialog.getByLabel(/^实备数量/).fill('2箱')
  await dialog.getByLabel('说明').fill('一箱摔破')
  await press(dialog, '记下')
  await expect(line(gate, 'R112')).toContainText('应备 3箱，实备 2箱：一箱摔破。由开单员作废后重开')
  await expect(line(gate, 'R112')).toContainText('开单员可提出作废')
  const before = await note.now()
  await pressInVain(keeper.getByRole('button', { name: '备货完成' }))
  expect(await note.now()).toEqual(before)
})

test('R10 verifying is refused when the count differs, and the person counts again', async () => {
  const second = await cast.at('salesmanager')
  const note = await standing('PREPARED')
  await second.goto(note.keeperPath.replace('/keeper/', '/keeper/verify/'))
  await expect(line(second.getByRole('list', { name: '复核条件' }), 'R10')).toContainText(
    '由备货人以外的第二人核对品名、清点数量',
  )
  await second.getByLabel('品名相符').check()
  await second.getByLabel('清点数量').fill('2箱5瓶')
  const before = await note.now()
  await press(second, '复核无误')
  await expect(refusal(second)).toContainText('R10第 1 行 模板庄园珍藏 清点为 2箱5瓶，单上为 3箱')
  await expect(second.getByLabel('清点数量')).toHaveValue('2箱5瓶')
  expect(await note.now()).toEqual(before)
})

test('R8 R113 R124 dispatching is refused while the handler has not signed and no driver is named', async () => {
  const keeper = await cast.at('keeper')
  const note = await standing('PREPARED')
  await signedBy(company, note, company.staff.keeper)
  await verified(company, note)
  await keeper.goto(note.keeperPath)
  const gate = keeper.getByRole('list', { name: '出库条件' })
  await expect(line(gate, 'R8')).toContainText('经手人还没有签字')
  await expect(line(gate, 'R113')).toContainText('还没有指定驾驶员')
  await expect(line(gate, 'R124')).toContainText('经手人 演示业务员 还没有签字')
  const before = await note.now()
  await pressInVain(keeper.getByRole('button', { name: '出库', exact: true }))
  await expect(keeper.getByRole('dialog')).toHaveCount(0)
  expect(await note.now()).toEqual(before)
})

test('R3 dispatching is refused at the last press when a copy has left the keeper’s hands meanwhile', async () => {
  const keeper = await cast.at('keeper')
  const note = await standing('READY_TO_LEAVE')
  await keeper.goto(note.keeperPath)
  await expect(line(keeper.getByRole('list', { name: '出库条件' }), 'R3')).toContainText('四联在仓管手里')
  await press(keeper, '出库')
  const dialog = keeper.getByRole('dialog')
  const { keeper: keeps, clerk } = company.staff
  await offerCopies(company, note, ['STUB'], { from: keeps, to: clerk, place: 'DESK' })
  const before = await note.now()
  await press(dialog, '出库')
  await expect(line(dialog, 'R3')).toContainText('存根联已交出、对方还没接收')
  expect(await note.now()).toEqual(before)
})

test('R57 R114 delivering is refused while the driver has not both copies and the customer has not signed', async () => {
  const driver = await cast.at('driver')
  const note = await standing('DISPATCHED')
  await acceptCopies(company, note, company.staff.driver, ['DRIVER'])
  await driver.goto(note.path)
  await pressWithWords(driver, '不收', '客户联不在车上')

  await driver.goto(note.path.replace('/notes/', '/driver/'))
  const gate = driver.getByRole('list', { name: '送达条件' })
  await expect(line(gate, 'R57')).toContainText('客户联还没有接收')
  await expect(line(gate, 'R57')).toContainText('驾驶员可接收单据')
  await expect(line(gate, 'R114')).toContainText('送到时逐行记下实收，由 钱样板 签字')
  const before = await note.now()
  await press(driver, '全部签收')
  await expect(line(refusal(driver), 'R57')).toContainText('客户联还没有接收')
  await expect(line(refusal(driver), 'R114')).toContainText('还没有 钱样板 的签字')
  expect(await note.now()).toEqual(before)
})

test('R65 handing to accounting is refused while the customer copy is elsewhere, and when it was handed over meanwhile', async () => {
  const clerk = await cast.at('clerk')
  const note = await standing('DELIVERED')
  await clerk.goto(note.path)
  const gate = clerk.getByRole('list', { name: '转交会计' })
  await expect(line(gate, 'R65')).toContainText('客户联还在驾驶员处（演示驾驶员），收回后才能转交')
  await expect(line(gate, 'R46')).toContainText('客户签字的客户联已收回')
  await expect(clerk.getByRole('button', { name: '转交会计' })).toHaveCount(0)

  const { driver, clerk: preparer } = company.staff
  await moveCopies(company, note, ['CUSTOMER'], { from: driver, to: preparer, place: 'DESK' })
  await clerk.reload()
  await expect(line(gate, 'R65')).toContainText('单据可以交到会计手里')
  const { accountSetId, paperId } = note
  valueOf(await run(company, handToAccounting, preparer, { accountSetId, paperIds: [paperId], toId: null }))
  const before = await note.now()
  await press(clerk, '转交会计')
  await expect(line(refusal(clerk), 'R65')).toContainText('客户联已交出，等会计接收')
  expect(await note.now()).toEqual(before)
})

test('R65 R46 R64 posting is refused while copies are away, and while somebody has asked for a void meanwhile', async () => {
  const accountant = await cast.at('accountant')
  const note = await standing('DELIVERED')
  const row = accountant.getByRole('row').filter({ hasText: note.number })
  const gate = accountant.getByRole('list', { name: '过账条件' })
  const dialog = accountant.getByRole('dialog')
  const before = await note.now()

  await test.step('the queue names what is missing, and the dialog does not post', async () => {
    await accountant.goto('/posting')
    await expect(row).toContainText('R65 R46')
    await accountant.getByLabel(`选取 ${note.number}`).check()
    await expect(line(gate, 'R65')).toContainText('会计联还在仓库，由会计接收后才能过账')
    await expect(line(gate, 'R46')).toContainText('客户签字的客户联还在驾驶员处，转交会计后才能过账')
    await expect(line(gate, 'R8')).toContainText('制单、仓管、经手三人都已签字')
    await accountant.keyboard.press('Control+Enter')
    await expect(dialog).toContainText('不过账 1 张')
    await expect(line(dialog, 'R65')).toContainText('会计联还在仓库，由会计接收后才能过账')
    await pressInVain(dialog.getByRole('button', { name: '过账 0 张' }))
    expect(await note.now()).toEqual(before)
  })

  await test.step('ready to be posted, it is refused when somebody has asked for a void since', async () => {
    await acceptCopies(company, note, company.staff.accountant, ['ACCOUNTING'])
    await customerCopyToAccounting(company, note)
    await accountant.goto('/posting')
    await accountant.getByLabel(`选取 ${note.number}`).check()
    await expect(row).toContainText('可过账')
    const asked = { ...keyOf(note), reason: '客户来电改送别家' }
    valueOf(await run(company, requestVoid, company.staff.clerk, asked))
    const ready = await note.now()
    await accountant.keyboard.press('Control+Enter')
    await expect(dialog).toContainText('将过账 1 张')
    await accountant.keyboard.press('Control+Enter')
    const told = accountant.getByRole('listitem').filter({ hasText: note.number })
    await expect(line(told, 'R64')).toContainText('作废正在等裁定，裁定之前不过账')
    expect(await note.now()).toEqual(ready)
  })
})

test('R12 voiding is refused to whoever asked for it, and another person decides', async () => {
  const manager = await cast.at('salesmanager')
  const note = await standing('ISSUED')
  await manager.goto(note.path)
  await pressWithWords(manager, '提出作废', '客户来电改送别家')
  await expect(line(manager.getByRole('list', { name: '作废条件' }), 'R12')).toContainText(
    '提出作废的人和制单人不能自己决定',
  )
  const before = await note.now()
  await press(manager, '同意作废，盖章')
  const dialog = manager.getByRole('dialog')
  await press(dialog, '同意作废，盖章')
  await expect(line(dialog, 'R12')).toContainText('提出作废的人和制单人不能自己决定')
  await expect(line(dialog, 'R12')).toContainText('经理可决定作废')
  expect(await note.now()).toEqual(before)
})

/** The line of a checklist that carries this rule's number. */
function line(place: Locator, rule: string): Locator {
  return place
    .getByRole('listitem')
    .filter({ has: place.page().getByText(rule, { exact: true }) })
    .last()
}

/** What the desk answered to a press: the rules that were not met. */
function refusal(page: Page): Locator {
  return page.getByRole('list', { name: '没有执行' })
}

/** A button that says it cannot be pressed, pressed all the same. */
async function pressInVain(button: Locator): Promise<void> {
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.press('Enter')
}

/** A note brought to a step, with everything that a refused step must leave alone. */
async function standing(step: NoteStep) {
  const { db } = company
  const note = await noteAt(company, step, { customer: CUSTOMER, lines: LINES })
  const where = keyOf(note)
  return {
    ...note,
    path: `/notes/${note.accountSetId}/${note.paperId}`,
    keeperPath: `/keeper/${note.accountSetId}/${note.paperId}`,
    now: async () => ({
      note: await db.deliveryNote.findFirstOrThrow({ where, select: { status: true, version: true } }),
      events: await db.paperEvent.count({ where }),
      copies: await db.documentCopy.findMany({ where, orderBy: { kind: 'asc' } }),
      codes: await db.codeHolding.count({ where }),
      stock: await db.stockBalance.findMany({
        where: { productId: company.productId('MB003') },
        orderBy: [{ accountSetId: 'asc' }, { warehouseId: 'asc' }],
      }),
    }),
  }
}
