import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { createSupplier } from '#lib/domain/suppliers/commands/create.ts'
import { importSuppliers } from '#lib/domain/suppliers/commands/import.ts'
import { setSupplierActive } from '#lib/domain/suppliers/commands/set-active.ts'
import { changeSupplier } from '#lib/domain/suppliers/commands/update.ts'
import { listSuppliers, searchSuppliers, supplierDetail } from '#lib/domain/suppliers/queries.ts'
import type { NewSupplierForm } from '#lib/domain/suppliers/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'

const company = await testCompany()
const { db, desk, staff, books } = company
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

function form(code: string, changes: Partial<NewSupplierForm> = {}): NewSupplierForm {
  return {
    accountSetId: books.mainSetId,
    code,
    name: `示例供应商 ${code}`,
    contactName: '周示例',
    phone: '１３８０００００４０１',
    address: '示例市供应路 1 号',
    taxNumber: '',
    creditDays: '30',
    priceMode: 'TAX_INCLUSIVE',
    ...changes,
  }
}

const create = (input: unknown, actor = staff.clerk) => runCommand(desk, createSupplier, call(actor, input))
const codesOf = async (query: string) =>
  (await searchSuppliers(db, staff.clerk, { query, limit: 12 })).map(({ code }) => code)

test('a new supplier has an empty balance and is found at once by initials, code, contact or phone', async () => {
  const { id } = valueOf(await create(form('G001', { name: '示例酒业' })))
  expect(await supplierDetail(db, staff.manager, id)).toMatchObject({
    phone: '13800000401',
    payable: '0.00',
    unbilled: '0.00',
    advance: '0.00',
    creditDays: 30,
    openOrders: 0,
    version: 0,
  })
  for (const query of ['sljy', '示例酒', 'g001', '周示例', '0000 0401'])
    expect(await codesOf(query), query).toEqual(['G001'])
})

test('A15 twins of a name or a code are refused at the field; the other account set may have the same', async () => {
  valueOf(await create(form('G002', { name: 'ABC 贸易' })))
  expect(await create(form('G003', { name: 'ａｂｃ贸易' }))).toMatchObject({ fields: { name: 'nameTaken' } })
  expect(await create(form('G002'))).toMatchObject({ fields: { code: 'codeTaken' } })
  const other = { accountSetId: books.supermarketSetId, name: 'ABC 贸易' }
  expect(await create(form('G002', other))).toMatchObject({ status: 'done' })
})

test('two desks that add one supplier at once leave one of them, and the other is told', async () => {
  const answers = await Promise.all([create(form('G010')), create(form('G010'))])
  expect(answers.map(({ status }) => status).toSorted()).not.toEqual(['done', 'done'])
  expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
})

test('R56 A06 another account set, a wrong role, a forged id and unknown fields are refused', async () => {
  const outside = { ...staff.clerk, accountSetIds: [books.supermarketSetId] }
  expect(await create(form('G004'), outside)).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await create(form('G004'), staff.keeper)).toMatchObject({ refusal: { code: 'permission.missing' } })
  expect(await create({ ...form('G004'), payableFen: '1' })).toMatchObject({ status: 'invalid' })
  const { code: _, ...rest } = form('G004')
  const forged = { ...rest, id: newId(desk.clock.now()), version: 0 }
  expect(await runCommand(desk, changeSupplier, call(staff.clerk, forged))).toMatchObject({
    refusal: { code: 'notFound' },
  })
  const id = valueOf(await create(form('G004'))).id
  expect(await supplierDetail(db, outside, id)).toBeNull()
})

test('a change over an old version is stale, and keeps before and after in the evidence', async () => {
  const { id } = valueOf(await create(form('G005')))
  const { code: _, ...rest } = form('G005')
  const change = (version: number, name: string) =>
    runCommand(desk, changeSupplier, call(staff.adminStaff, { ...rest, id, version, name }))
  expect(await change(0, '改过的供应商')).toMatchObject({ status: 'done' })
  expect(await change(0, '又改一次')).toMatchObject({ status: 'stale' })
  const event = await db.deskEvent.findFirstOrThrow({
    where: { subjectId: id, command: 'supplier.update' },
  })
  expect(event.payload).toEqual({
    before: { name: '示例供应商 G005' },
    after: { name: '改过的供应商' },
  })
  const activity = { accountSetId: books.mainSetId, id, version: 1, isActive: false }
  expect(await runCommand(desk, setSupplierActive, call(staff.clerk, activity))).toMatchObject({
    status: 'done',
  })
  expect(await runCommand(desk, setSupplierActive, call(staff.clerk, activity))).toMatchObject({
    status: 'stale',
  })
})

test('a file of suppliers comes in all or none, with every cell that is wrong named', async () => {
  const columns = ['code', 'name', 'phone', 'creditDays']
  const bring = (rows: string[][], actor = staff.adminStaff) =>
    runCommand(
      desk,
      importSuppliers,
      call(actor, { fileName: '供应商.csv', accountSetId: books.mainSetId, columns, rows }),
    )
  const bad = [
    ['G020', '文件供应商一', '13800000420', '15'],
    ['G020', '文件供应商二', '不是电话', '多少'],
  ]
  expect(await bring(bad)).toMatchObject({ refusal: { code: 'import.rowsRefused', params: { row: 2 } } })
  expect(await codesOf('G020')).toEqual([])
  const many = Array.from({ length: 300 }, (_, index) => [`H${index}`, `批量供应商 ${index}`, '', ''])
  company.forgetStatements()
  expect(valueOf(await bring(many))).toEqual({ rows: 300 })
  expect(company.statements.length).toBeLessThanOrEqual(8)
  expect(await bring(many)).toMatchObject({ status: 'refused' })
  expect(await bring(many, staff.accountant)).toMatchObject({ refusal: { code: 'permission.missing' } })
})

test('the list walks by key through every supplier once, in one statement a page', async () => {
  const seen: string[] = []
  for (let afterKey: string | null = null; ;) {
    company.forgetStatements()
    const page: { rows: { id: string }[]; nextKey: string | null } = await listSuppliers(db, staff.clerk, {
      query: '',
      afterKey,
    })
    expect(company.statements).toHaveLength(1)
    seen.push(...page.rows.map(({ id }) => id))
    if (page.nextKey === null) break
    afterKey = page.nextKey
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(await db.supplier.count())
})
