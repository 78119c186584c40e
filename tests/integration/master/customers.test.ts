import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { createCustomer } from '#lib/domain/customers/commands/create.ts'
import { setCustomerActive } from '#lib/domain/customers/commands/set-active.ts'
import { setCredit } from '#lib/domain/customers/commands/set-credit.ts'
import { changeCustomer } from '#lib/domain/customers/commands/update.ts'
import { customerDetail, listCustomers } from '#lib/domain/customers/queries-pages.ts'
import type { CustomerChangesForm, NewCustomerForm } from '#lib/domain/customers/schema.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await company.drop()
})

const address = {
  id: '',
  contactName: '陈示例',
  phone: '13800000301',
  address: '示例市新路 1 号',
  freightAgent: '',
  freightPhone: '',
}

function form(code: string, changes: Partial<NewCustomerForm> = {}): NewCustomerForm {
  return {
    code,
    name: `新客户 ${code}`,
    contactName: '陈示例',
    phone: '１３８００００0301',
    channel: 'DIRECT',
    settlementMethod: 'CASH',
    maxOpenNotes: '',
    rollingCeiling: '',
    cutoffDay: '',
    priceMode: 'TAX_INCLUSIVE',
    licenceNumber: '',
    licenceValidUntil: '',
    salespersonId: staff.salesperson.userId,
    addresses: [address],
    ...changes,
  }
}

const create = (input: unknown, actor = staff.clerk) => runCommand(desk, createCustomer, call(actor, input))

async function changesOf(
  id: string,
  changes: Partial<CustomerChangesForm> = {},
): Promise<CustomerChangesForm> {
  const stored = await customerDetail(db, staff.clerk, id)
  if (stored === null) throw new Error(`no customer ${id}`)
  const { accountSetId, version, name, contactName, phone } = stored
  const addresses = stored.addresses.map((one) => ({
    ...one,
    freightAgent: one.freightAgent ?? '',
    freightPhone: one.freightPhone ?? '',
  }))
  return {
    ...without(form('X'), 'code'),
    accountSetId,
    id,
    version,
    name,
    contactName,
    phone,
    addresses,
    ...changes,
  }
}

function without({ code: _, ...rest }: NewCustomerForm, _name: 'code') {
  return rest
}

test('a new customer lands in the account set of its channel, with an empty balance, and can be found at once', async () => {
  const created = valueOf(await create(form('N001', { channel: 'SUPERMARKET', settlementMethod: 'MONTHLY' })))
  expect(created.accountSetId).toBe(company.books.supermarketSetId)
  const detail = await customerDetail(db, staff.clerk, created.id)
  expect(detail).toMatchObject({
    phone: '13800000301',
    credit: { limit: '0.00', receivable: '0.00' },
    version: 0,
  })
  const found = await listCustomers(db, staff.clerk, { query: 'xkh n001', afterKey: null, channel: null })
  expect(found.rows.map((row) => row.id)).toEqual([created.id])
})

test('A15 twins of a name are refused at the name: width, case, blanks and composition do not make two', async () => {
  valueOf(await create(form('N002', { name: 'ABC 酒行é' })))
  expect(await create(form('N003', { name: 'ａｂｃ酒行é' }))).toEqual({
    status: 'invalid',
    fields: { name: 'nameTaken' },
  })
  expect(await create(form('N002', { name: '别的名字' }))).toEqual({
    status: 'invalid',
    fields: { code: 'codeTaken' },
  })
})

test('R44 a settlement method the channel does not allow is refused; held notes and rolling need their figure', async () => {
  expect(await create(form('N004', { channel: 'PREFECTURE', settlementMethod: 'MONTHLY' }))).toMatchObject({
    fields: { settlementMethod: 'settlementNotAllowed' },
  })
  expect(await create(form('N004', { settlementMethod: 'HELD_NOTE' }))).toMatchObject({
    fields: { maxOpenNotes: 'empty' },
  })
  expect(await create(form('N004', { settlementMethod: 'ROLLING' }))).toMatchObject({
    fields: { rollingCeiling: 'empty' },
  })
})

test('R56 A06 a channel outside my account sets is refused', async () => {
  const actor = { ...staff.clerk, accountSetIds: [company.books.mainSetId] }
  expect(
    await create(form('N005', { channel: 'SUPERMARKET', settlementMethod: 'MONTHLY' }), actor),
  ).toMatchObject({
    fields: { channel: 'channelNotKept' },
  })
})

test('A07 A12 A46 unknown fields, objects for text and prototype keys are refused', async () => {
  expect(await create({ ...form('N006'), creditLimit: '99999' })).toMatchObject({ status: 'invalid' })
  expect(await create({ ...form('N006'), name: { contains: '' } })).toMatchObject({
    fields: { name: 'text' },
  })
  const polluted: unknown = JSON.parse(
    JSON.stringify(form('N006')).replace('{', '{"__proto__":{"isActive":false},'),
  )
  expect(await create(polluted)).toMatchObject({ status: 'invalid' })
  for (const name of ['\u0000', 'a\u202eb', '零\u200b宽', '\ud800', ' ', '长'.repeat(101)]) {
    expect(await create(form('N006', { name })), name).toMatchObject({
      status: 'invalid',
      fields: { name: expect.any(String) },
    })
  }
  expect(await create(form('N006', { name: '𠮷野家 🍶' }))).toMatchObject({ status: 'done' })
})

test('a change leaves before and after in the evidence, and a stale page is told so', async () => {
  const { id } = valueOf(await create(form('N010')))
  const seen = await changesOf(id)
  const change = (input: unknown, actor = staff.clerk) => runCommand(desk, changeCustomer, call(actor, input))
  valueOf(await change({ ...seen, name: '改了名', addresses: [{ ...address, address: '第二仓' }] }))
  expect(await change({ ...seen, name: '又改' })).toEqual({ status: 'stale' })
  const detail = await customerDetail(db, staff.clerk, id)
  expect(detail).toMatchObject({ name: '改了名', version: 1, code: 'N010' })
  expect(detail?.addresses.map((one) => one.address)).toEqual(['第二仓'])
  const event = await db.deskEvent.findFirstOrThrow({ where: { command: 'customer.update', subjectId: id } })
  expect(event.payload).toMatchObject({ before: { name: '新客户 N010' }, after: { name: '改了名' } })
})

test('R67 who sees masked phones can change the rest without changing the phone', async () => {
  const { id } = valueOf(await create(form('N011')))
  const masked = await customerDetail(db, staff.adminStaff, id)
  expect(masked?.phone).toBe('138****0301')
  const seen = await changesOf(id, { phone: '138****0301', name: '行政改名' })
  const kept = seen.addresses.map((one) => ({ ...one, phone: '138****0301' }))
  const change = (input: unknown) => runCommand(desk, changeCustomer, call(staff.adminStaff, input))
  valueOf(await change({ ...seen, addresses: kept }))
  expect(await customerDetail(db, staff.clerk, id)).toMatchObject({ phone: '13800000301', name: '行政改名' })
  expect(await change({ ...seen, version: 1, phone: '139****9999' })).toMatchObject({
    fields: { phone: 'notAPhone' },
  })
})

test('credit is a permission of its own, and another account set’s customer is not there (A05)', async () => {
  const { id, accountSetId } = valueOf(await create(form('N012')))
  const input = { accountSetId, id, version: 0, creditLimit: '50,000', creditDays: '30' }
  const set = (actor = staff.salesManager) => runCommand(desk, setCredit, call(actor, input))
  expect(await set(staff.clerk)).toMatchObject({ status: 'refused', refusal: { code: 'permission.missing' } })
  expect(await set({ ...staff.salesManager, accountSetIds: [2] })).toMatchObject({
    refusal: { code: 'notFound' },
  })
  valueOf(await set())
  const detail = await customerDetail(db, staff.clerk, id)
  expect(detail?.credit).toMatchObject({ limit: '50000.00', days: 30 })
  expect((await customerDetail(db, staff.administrator, id))?.credit).toBeNull()
})

test('R91 credit of held notes and rolling settlement says the most days a note may stand (decision 7)', async () => {
  const held = form('N014', { settlementMethod: 'HELD_NOTE', maxOpenNotes: '1' })
  const { id, accountSetId } = valueOf(await create(held))
  const set = (creditLimit: string, creditDays: string) => {
    const input = { accountSetId, id, version: 0, creditLimit, creditDays }
    return runCommand(desk, setCredit, call(staff.salesManager, input))
  }
  expect(await set('50,000', '0')).toEqual({ status: 'invalid', fields: { creditDays: 'longestMissing' } })
  valueOf(await set('50,000', '15'))
  expect((await customerDetail(db, staff.clerk, id))?.credit).toMatchObject({ days: 15, isOnCredit: true })
})

test('a customer out of use is still there, last in the search', async () => {
  const { id, accountSetId } = valueOf(await create(form('N013')))
  const input = { accountSetId, id, version: 0, isActive: false }
  valueOf(await runCommand(desk, setCustomerActive, call(staff.clerk, input)))
  expect(await customerDetail(db, staff.clerk, id)).toMatchObject({ isActive: false, version: 1 })
})

test('each customer command keeps its query budget', async () => {
  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    company.forgetStatements()
    await work()
    return company.statements.length
  }
  expect(await statements(() => create(form('N020')))).toBeLessThanOrEqual(createCustomer.queryBudget)
  const { id } = valueOf(await create(form('N021', { addresses: Array.from({ length: 20 }, () => address) })))
  const seen = await changesOf(id)
  expect(
    await statements(() => runCommand(desk, changeCustomer, call(staff.clerk, seen))),
  ).toBeLessThanOrEqual(changeCustomer.queryBudget)
})

test('the list pages by key through every customer once', async () => {
  const seen: string[] = []
  for (let afterKey: string | null = null, page = 0; page === 0 || afterKey !== null; page += 1) {
    const list: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(db, staff.clerk, {
      query: '',
      afterKey,
      channel: null,
    })
    seen.push(...list.rows.map((row) => row.id))
    afterKey = list.nextKey
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(await db.customer.count())
})
