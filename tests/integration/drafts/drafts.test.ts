import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { discardDraft } from '#lib/domain/delivery-notes/commands/discard-draft.ts'
import { saveDraft, type SavedDraft } from '#lib/domain/delivery-notes/commands/save-draft.ts'
import { listOwnDrafts, ownDraft } from '#lib/domain/delivery-notes/draft-queries.ts'
import type { ActionResult } from '#lib/kernel/result.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { call } from '#tests/support/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

const line = (code: string) => ({ product: { productId: company.productId(code) }, quantity: '2/' })

function save(
  draftId: string,
  seenVersion: number,
  body: unknown,
  actor: Person = company.staff.clerk,
): Promise<ActionResult<SavedDraft>> {
  return runCommand(company.desk, saveDraft, call(actor, { draftId, seenVersion, body }))
}

describe('a draft', () => {
  it('keeps whatever is half-written and gives it back as typed', async () => {
    const draftId = randomUUID()
    const body = {
      customer: { name: '示例烟酒行' },
      lines: [line('YS001'), { product: null, quantity: 'x𠮷' }],
    }
    const kept = valueOf(await save(draftId, 0, body))
    expect(kept.version).toBe(1)
    const found = await ownDraft(company.db, company.staff.clerk, draftId)
    expect(found?.body).toEqual(body)
    expect(await listOwnDrafts(company.db, company.staff.clerk)).toContainEqual(
      expect.objectContaining({ draftId, customerName: '示例烟酒行', lineCount: 1, version: 1 }),
    )
  })

  it('does not let one tab write over another: the older one is told and loses nothing', async () => {
    const draftId = randomUUID()
    valueOf(await save(draftId, 0, { lines: [], remark: 'first' }))
    valueOf(await save(draftId, 1, { lines: [], remark: 'second' }))
    const late = await save(draftId, 1, { lines: [], remark: 'late' })
    expect(late).toMatchObject({ status: 'stale', by: company.staff.clerk.displayName })
    expect((await ownDraft(company.db, company.staff.clerk, draftId))?.body).toMatchObject({
      remark: 'second',
    })
  })

  it('A05 is found by its owner alone', async () => {
    const draftId = randomUUID()
    valueOf(await save(draftId, 0, { lines: [] }))
    const foreign = await save(draftId, 1, { lines: [], remark: 'x' }, company.staff.otherClerk)
    expect(foreign).toMatchObject({ status: 'refused', refusal: { code: 'notFound' } })
    const discarded = await runCommand(
      company.desk,
      discardDraft,
      call(company.staff.otherClerk, { draftId }),
    )
    expect(discarded).toMatchObject({ status: 'refused', refusal: { code: 'notFound' } })
    expect(await ownDraft(company.db, company.staff.otherClerk, draftId)).toBeNull()
  })

  it('A04 is refused to those who write no notes', async () => {
    for (const person of [company.staff.keeper, company.staff.accountant, company.staff.administrator]) {
      const answer = await save(randomUUID(), 0, { lines: [] }, person)
      expect(answer).toMatchObject({ status: 'refused', refusal: { code: 'permission.missing' } })
    }
  })

  it('A43 refuses what is too large, too many lines, too deep or no draft at all, without a fault', async () => {
    const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ inner }), 1)
    const cases: [unknown, string][] = [
      [{ remark: 'x'.repeat(300_000) }, 'tooLarge'],
      [{ lines: Array.from({ length: 501 }, () => ({})) }, 'tooManyLines'],
      [{ deep }, 'notADraft'],
      ['text', 'notADraft'],
      [[1, 2], 'notADraft'],
      [null, 'notADraft'],
    ]
    for (const [body, code] of cases)
      expect(await save(randomUUID(), 0, body)).toEqual({ status: 'invalid', fields: { body: code } })
    expect(company.desk.faults).toEqual([])
  })

  it('A15 keeps text without the characters that PostgreSQL cannot hold', async () => {
    const draftId = randomUUID()
    valueOf(await save(draftId, 0, { remark: 'a\u0000b\ud800c', 'k\u0000': 1 }))
    const found = await ownDraft(company.db, company.staff.clerk, draftId)
    expect(found?.body).toEqual({ remark: 'ab\ufffdc', k: 1 })
    expect(company.desk.faults).toEqual([])
  })

  it('is put away by discarding, once, and cannot be written again', async () => {
    const draftId = randomUUID()
    valueOf(await save(draftId, 0, { lines: [] }))
    valueOf(await runCommand(company.desk, discardDraft, call(company.staff.clerk, { draftId })))
    expect(await ownDraft(company.db, company.staff.clerk, draftId)).toBeNull()
    const again = await runCommand(company.desk, discardDraft, call(company.staff.clerk, { draftId }))
    expect(again).toMatchObject({ status: 'refused', refusal: { code: 'draft.closed' } })
    const written = await save(draftId, 1, { lines: [] })
    expect(written).toMatchObject({ status: 'refused', refusal: { code: 'draft.closed' } })
  })

  it('is closed by the note it became, and a late save says which', async () => {
    const draftId = randomUUID()
    valueOf(await save(draftId, 0, { lines: [line('YS003')] }))
    const input = await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶' }], { draftId })
    const issued = valueOf(await issue(company, input))
    const late = await save(draftId, 1, { lines: [] })
    expect(late).toMatchObject({
      status: 'refused',
      refusal: { code: 'draft.closed', params: { number: issued.number } },
    })
    expect(await listOwnDrafts(company.db, company.staff.clerk)).not.toContainEqual(
      expect.objectContaining({ draftId }),
    )
  })

  it('costs six statements to keep and one to list', async () => {
    company.forgetStatements()
    valueOf(await save(randomUUID(), 0, { lines: [] }))
    expect(company.statements.length).toBeLessThanOrEqual(saveDraft.queryBudget)
    company.forgetStatements()
    await listOwnDrafts(company.db, company.staff.clerk)
    expect(company.statements.length).toBe(1)
  })
})
