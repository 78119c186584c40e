import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { listPostingQueue, postingWish, type PostingWish } from '#lib/domain/delivery-notes/post-queries.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { run } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

function queue(change: Partial<PostingWish> = {}, day = today(company.desk.clock)) {
  const wish = { ...postingWish({}, company.staff.accountant), ...change }
  return listPostingQueue(company.db, company.staff.accountant, wish, day)
}

describe('the posting queue', () => {
  it('R125 lists delivered notes oldest first, with the gate as the command judges it', async () => {
    const [one, other, early] = [
      await noteAt(company, 'READY_TO_POST'),
      await noteAt(company, 'DELIVERED'),
      await noteAt(company, 'DISPATCHED'),
    ]
    const { rows, nextAfter } = await queue()
    expect(rows.map((row) => row.number)).toEqual([one.number, other.number])
    expect(rows.map((row) => row.number)).not.toContain(early.number)
    expect(nextAfter).toBeNull()
    const unmet = rows.map((row) => row.conditions.filter((item) => item.state === 'unmet'))
    expect(rows.map((row) => row.canPost)).toEqual([true, false])
    expect(unmet.map((items) => items.map((item) => item.rule))).toEqual([[], ['R65', 'R46']])
    const input = { accountSetId: one.accountSetId, paperIds: [one.paperId, other.paperId], postingDate: '' }
    const answer = valueOf(await run(company, postNotes, company.staff.accountant, input))
    expect(answer.posted.map((each) => each.number)).toEqual([one.number])
    expect(answer.refused[0]?.checklist.items).toEqual(rows[1]?.conditions)
    expect((await queue()).rows.map((row) => row.number)).toEqual([other.number])
  })

  it('shows what would enter the books: the part that was taken, and what it cost', async () => {
    await noteAt(company, 'READY_TO_POST', {
      taken: [{ lineNo: 1, accepted: '1箱', reason: '少要' }],
    })
    const row = (await queue()).rows.at(-1)
    expect(row).toMatchObject({
      outcome: 'PARTIAL',
      gross: '43.20',
      net: '38.23',
      tax: '4.97',
      cost: '22.80',
    })
  })

  it('R120 judges by the day that is asked for', async () => {
    const future = addDays(today(company.desk.clock), 40)
    const { rows } = await queue({ on: future })
    const isShut = ({ conditions }: (typeof rows)[number]) =>
      conditions.some((item) => item.rule === 'R120' && item.state === 'unmet')
    expect(rows.every((row) => !row.canPost && isShut(row))).toBe(true)
  })

  it('R125 finds what has waited for two days', async () => {
    expect((await queue({ isLate: true })).rows).toEqual([])
    const later = addDays(today(company.desk.clock), 2)
    const { rows } = await queue({ isLate: true }, later)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => row.ageDays === 2)).toBe(true)
  })

  it('R65 lists the copies that accounting waits for, and filters by them', async () => {
    const { copiesDue, rows } = await queue({ isCopyMissing: true })
    expect(rows).toHaveLength(1)
    expect(copiesDue.map((copy) => [copy.kind, copy.place, copy.isOffered])).toEqual(
      expect.arrayContaining([
        ['ACCOUNTING', 'WAREHOUSE', true],
        ['CUSTOMER', 'DRIVER', false],
      ]),
    )
  })

  it('filters by channel, pages by key, and costs three statements', async () => {
    expect((await queue({ channel: 'SUPERMARKET' })).rows).toEqual([])
    const { rows } = await queue()
    const [first] = rows
    const rest = await queue({ after: first?.paperId ?? '' })
    expect(rest.rows.map((row) => row.number)).toEqual(rows.slice(1).map((row) => row.number))
    company.forgetStatements()
    await queue()
    expect(company.statements).toHaveLength(3)
  })

  it('A05 A10 shows nothing of another account set, and takes odd words as none', async () => {
    const { accountant } = company.staff
    const outsider = { ...accountant, accountSetIds: [company.books.supermarketSetId] }
    expect(postingWish({ set: String(company.books.mainSetId) }, outsider).accountSetId).toBe(
      company.books.supermarketSetId,
    )
    const wish = { ...postingWish({}, accountant), accountSetId: company.books.mainSetId }
    const stolen = await listPostingQueue(company.db, outsider, wish, today(company.desk.clock))
    expect(stolen).toEqual({ rows: [], nextAfter: null, copiesDue: [], periods: [], channels: [] })
    const odd = postingWish(
      { set: "1' or 1=1", channel: 'constructor', on: '2026-13-45', after: '__proto__', late: 'yes' },
      accountant,
    )
    expect(odd).toMatchObject({ channel: null, on: null, after: null, isLate: false })
  })
})
