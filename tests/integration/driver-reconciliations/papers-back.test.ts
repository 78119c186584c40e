import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setChannelPolicy } from '#lib/domain/account-sets/commands/set-channel.ts'
import { accountSetSettings } from '#lib/domain/account-sets/queries.ts'
import { channelValues } from '#lib/domain/account-sets/rules.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { agree, blueCopiesHome, close, excused, opened, pageOf } from '#tests/support/reconciling.ts'
import { run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let set: number

beforeAll(async () => {
  company = await testCompany()
  set = company.books.mainSetId
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

/** What the policy of the direct channel asks, by the administrator. */
async function setDirect(requiresConsignmentNote: boolean) {
  const [books] = await accountSetSettings(company.db, [set])
  const policy = books?.channels.find(({ channel }) => channel === 'DIRECT')
  if (!books || !policy) throw new Error('no such channel')
  const seen = { accountSetId: set, version: books.version }
  const input = { ...channelValues(policy), ...seen, requiresConsignmentNote }
  valueOf(await run(company, setChannelPolicy, company.staff.administrator, input))
}

describe('papers that come back', () => {
  it('R51 the consignment note is asked of the channels whose policy says so, not of one by its name', async () => {
    const note = await noteAt(company, 'DELIVERED')
    const session = await opened(company, set)
    const stateOf = async () => {
      const { sheet } = await pageOf(company, session)
      return sheet.notes.find(({ paperId }) => paperId === note.paperId)?.consignmentNote
    }
    expect(await stateOf()).toBe('NOT_DUE')
    await setDirect(true)
    expect(await stateOf()).toBe('OUT')
    expect(unmetOf(await agree(company, session))).toContain('R51 consignmentNoteOut')
    await setDirect(false)
    expect(await stateOf()).toBe('NOT_DUE')
    await blueCopiesHome(company, note)
    await excused(company, session, '客户明日送来')
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
  })
})
