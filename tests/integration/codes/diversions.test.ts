import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contents } from '#lib/domain/audit-trail/content-checks.ts'
import { reportDiversion } from '#lib/domain/diversions/commands/report.ts'
import { ruleDiversion } from '#lib/domain/diversions/commands/rule.ts'
import { listDiversions, readDiversion } from '#lib/domain/diversions/queries.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { onNote, pickedNote } from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { keyOf, newCode, refusalOf, run } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())

const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

async function soldCode() {
  const note = await pickedNote(company)
  const code = newCode()
  valueOf(await onNote(company, note, [code]))
  return { note, code }
}

const report = (code: string, more: object = {}, person = company.staff.salesperson) =>
  run(company, reportDiversion, person, {
    accountSetId: company.books.mainSetId,
    code,
    foundOn: '2026-11-20',
    foundCustomerId: null,
    foundAt: '外县市场',
    remark: '低价出售',
    picture: null,
    ...more,
  })

describe('a diversion', () => {
  it('opens a numbered case that freezes the code’s way', async () => {
    const { note, code } = await soldCode()
    company.forgetStatements()
    const opened = valueOf(await report(code, { picture: ONE_PIXEL }))
    expect(company.statements.length).toBeLessThanOrEqual(reportDiversion.queryBudget)
    expect(opened.number).toMatch(/CH/)
    const found = await readDiversion(company.db, company.staff.manager, opened)
    expect(found).toMatchObject({ code, status: 'OPEN', foundAt: '外县市场', reportedBy: 'salesperson' })
    expect(found?.pictures).toHaveLength(1)
    expect(found?.evidence.steps[0]).toMatchObject({ number: note.number, party: '示例酒行' })
    expect(await contents.run(company.db)).toEqual([])
    const { rows } = await listDiversions(company.db, company.staff.clerk, { status: 'OPEN', before: null })
    expect(rows.map((row) => row.number)).toContain(opened.number)
    const foreign = { ...company.staff.manager, accountSetIds: [company.books.supermarketSetId] }
    expect(await readDiversion(company.db, foreign, opened)).toBeNull()
  })

  it('refuses an unknown code, no place, a day to come, and the customer who rightly has it', async () => {
    const { code } = await soldCode()
    expect(refusalOf(await report(newCode()))).toBe('diversion.unknownCode')
    expect((await report(code, { foundAt: ' ' })).status).toBe('invalid')
    expect((await report(code, { foundOn: '2999-01-01' })).status).toBe('invalid')
    const rightly = { foundAt: '', foundCustomerId: company.customerId('K102') }
    expect(refusalOf(await report(code, rightly))).toBe('diversion.rightPlace')
    const elsewhere = { foundAt: '', foundCustomerId: company.customerId('K105') }
    valueOf(await report(code, elsewhere))
    expect(refusalOf(await report(code, {}, company.staff.keeper))).toBe('permission.missing')
  })

  it('is ruled once, by a manager who did not report it', async () => {
    const { code } = await soldCode()
    const opened = valueOf(await report(code))
    const rule = (person = company.staff.manager) =>
      run(company, ruleDiversion, person, { ...keyOf(opened), ruling: '扣减返利，书面警告' })
    const both = { ...company.staff.manager, userId: company.staff.salesperson.userId }
    expect(refusalOf(await rule(both))).toBe('diversion.secondPerson')
    expect(refusalOf(await rule(company.staff.clerk))).toBe('permission.missing')
    valueOf(await rule())
    expect(refusalOf(await rule())).toBe('diversion.alreadyRuled')
    const closed = await readDiversion(company.db, company.staff.clerk, opened)
    expect(closed).toMatchObject({ status: 'CLOSED', ruledBy: 'manager', ruling: '扣减返利，书面警告' })
    await expect(
      onConnection(company.database.url, (client) =>
        client.query(`UPDATE diversion_case SET found_at = '别处' WHERE paper_id = $1`, [opened.paperId]),
      ),
    ).rejects.toThrow()
  })
})
