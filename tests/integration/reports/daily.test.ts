import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { submitApplication } from '#lib/domain/billing-applications/commands/submit.ts'
import { approveApplication } from '#lib/domain/billing-applications/commands/approve.ts'
import { decideVoid } from '#lib/domain/delivery-notes/commands/decide-void.ts'
import { requestVoid } from '#lib/domain/delivery-notes/commands/request-void.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { readDailyReport } from '#lib/domain/reports/queries.ts'
import { FIGURES } from '#lib/domain/reports/queries-figures.ts'
import { listFigureNotes, listRefusals } from '#lib/domain/reports/queries-lists.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { systemClock, today } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { keyOf, run } from '#tests/support/road.ts'

let company: TestCompany
let day: ReturnType<typeof today>

const CODED = [{ product: 'YS003', quantity: '1箱' }]

/*
 * The day: two issued and left at the desk (one with codes due), one with the keeper, one on the road, one delivered,
 * one posted, one posted and reversed, one voided, one for a supermarket's set of books.
 */
const notes: Record<string, { accountSetId: number; paperId: string; number: string }> = {}

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
  day = today(company.desk.clock)
  const { clerk, accountant, manager, salesManager } = company.staff
  const issueWater = () => noteAt(company, 'ISSUED')
  notes['left'] = await issueWater()
  notes['coded'] = valueOf(await issue(company, await noteFor(company, 'K105', CODED)))
  notes['picking'] = await noteAt(company, 'PICKING')
  notes['road'] = await noteAt(company, 'DISPATCHED')
  notes['delivered'] = await noteAt(company, 'DELIVERED')
  const [posted, reversed] = [await noteAt(company, 'READY_TO_POST'), await noteAt(company, 'READY_TO_POST')]
  notes['posted'] = posted
  notes['reversed'] = reversed
  const paperIds = [posted.paperId, reversed.paperId]
  const input = { accountSetId: company.books.mainSetId, paperIds, postingDate: '' }
  valueOf(await run(company, postNotes, accountant, input))
  valueOf(await run(company, reverseNote, manager, { ...keyOf(reversed), reason: '客户退单' }))
  const voided = await issueWater()
  notes['voided'] = voided
  valueOf(await run(company, requestVoid, clerk, { ...keyOf(voided), reason: '写错客户' }))
  valueOf(
    await run(company, decideVoid, salesManager, { ...keyOf(voided), decision: 'APPROVED', remark: '' }),
  )
  valueOf(
    await run(company, recordReceipt, accountant, {
      accountSetId: company.books.mainSetId,
      customerId: company.customerId('K106'),
      amount: '120.5',
      method: 'CASH',
      receivedOn: day,
      remark: '',
    }),
  )
}, 120_000)
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})

function report(sets = company.staff.manager.accountSetIds, date = day) {
  return readDailyReport(company.db, sets, date, systemClock.now())
}

describe('the day as the manager reads it', () => {
  it('R68 R103 costs six statements, whatever the number of notes', async () => {
    company.forgetStatements()
    await report()
    expect(company.statements).toHaveLength(6)
  })

  it('lists the numbers of the day from first to last, with the voids, and no gap', async () => {
    const { numbers, voided, reversed } = await report()
    const main = numbers.find((run) => run.kind === 'DELIVERY_NOTE')
    expect(main).toMatchObject({
      accountSetId: company.books.mainSetId,
      firstNumber: notes['left']?.number,
      lastNumber: notes['voided']?.number,
      count: 8,
      otherDays: 0,
      missing: [],
      voids: [{ number: notes['voided']?.number }],
    })
    expect([voided, reversed]).toEqual([1, 1])
    expect(numbers.map((run) => run.kind)).toEqual(['DELIVERY_NOTE', 'RECEIPT', 'SALES_ORDER'])
  })

  it('R103 sums by channel, clerk and product what was sold and not undone', async () => {
    const { value } = await report()
    // Five notes of 86.40 and one case of the coded drink at 6 x 468.00.
    expect([value.notes, value.amount]).toEqual([6, '3240.00'])
    expect(value.channels).toEqual([
      { key: 'SUB_DISTRIBUTOR', name: 'SUB_DISTRIBUTOR', notes: 1, amount: '2808.00', qty: '' },
      { key: 'DIRECT', name: 'DIRECT', notes: 5, amount: '432.00', qty: '' },
    ])
    expect(value.clerks.map(({ name, notes: count }) => [name, count])).toEqual([['clerk', 6]])
    expect(value.products.map(({ notes: count, amount, qty }) => [count, amount, qty])).toEqual([
      [1, '2808.00', '6'],
      [5, '432.00', '240'],
    ])
    expect(value.days).toHaveLength(14)
    expect(value.days.at(-1)).toEqual({ date: day, notes: 6, amount: '3240.00' })
  })

  it('R68 names what is unsigned, uncoded, undelivered and unposted, of the day and from before', async () => {
    const { standing } = await report()
    expect(standing).toMatchObject({
      unsigned: { ofDay: 3, before: 0 },
      uncoded: { ofDay: 1, before: 0 },
      undispatched: { ofDay: 3, before: 0 },
      onTheRoad: { ofDay: 1, before: 0 },
      unposted: { ofDay: 1, before: 0 },
      voidWaiting: { ofDay: 0, before: 0 },
    })
    const tomorrow = (await report(undefined, addDays(day, 1))).standing
    expect(tomorrow.unposted).toEqual({ ofDay: 0, before: 1 })
    const yesterday = (await report(undefined, addDays(day, -1))).standing
    expect(yesterday.unposted).toEqual({ ofDay: 0, before: 0 })
  })

  it('R90 counts open notes with a hand-over that nobody has accepted', async () => {
    const { standing } = await report()
    const sets = company.staff.manager.accountSetIds
    const wish = { figure: 'unaccepted', date: day, key: null, before: null } as const
    const { rows } = await listFigureNotes(company.db, sets, wish)
    // The one on the road waits for driver, desk and accounting; the one delivered for desk and accounting.
    expect(rows.map((row) => row.number)).toEqual([notes['delivered']?.number, notes['road']?.number])
    expect(standing.unaccepted).toEqual({ ofDay: 2, before: 0 })
  })

  it('names who keeps copies that are not home, and since when', async () => {
    const { copiesOut } = await report()
    const { driver, keeper } = company.staff
    const byKeeper = new Map(copiesOut.map((out) => [`${out.place} ${out.keeperId}`, out]))
    // The driver holds both of the delivered note and the blue ones of the two that came to accounting.
    expect(byKeeper.get(`DRIVER ${driver.userId}`)).toMatchObject({ kinds: ['CUSTOMER', 'DRIVER'], count: 4 })
    // What the keeper offered at dispatch stays with the keeper until it is accepted.
    expect(byKeeper.get(`WAREHOUSE ${keeper.userId}`)?.kinds).toContain('STUB')
    for (const out of copiesOut)
      expect(Date.parse(out.since)).toBeLessThanOrEqual(systemClock.now().getTime())
  })

  it('lists exceptions granted and by whom, refusals, money and stale drafts', async () => {
    await company.db.deliveryNoteDraft.create({
      data: {
        id: crypto.randomUUID(),
        ownerId: company.staff.clerk.userId,
        body: {},
        updatedAt: new Date(systemClock.now().getTime() - 9 * 86_400_000),
      },
    })
    await issue(
      company,
      await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '1箱', unitPrice: '0.01' }]),
    )
    const { exceptions, refusals, receipts, staleDrafts } = await report()
    expect(exceptions.map(({ kind, number, words, decidedBy }) => [kind, number, words, decidedBy])).toEqual([
      ['REVERSAL', notes['reversed']?.number, '客户退单', 'manager'],
      ['VOID', notes['voided']?.number, '写错客户', 'salesManager'],
    ])
    expect(refusals.find((refusal) => refusal.command === 'note.issue')?.count).toBe(1)
    expect(receipts).toEqual([{ method: 'CASH', count: 1, amount: '120.50' }])
    expect(staleDrafts.map((draft) => draft.owner)).toEqual(['clerk'])
  })

  it('R110 lists an application that the sales manager approved, with its reasons', async () => {
    const note = await noteFor(company, 'K102', [{ product: 'LZ001', quantity: '2箱', unitPrice: '1.00' }])
    const submitted = await run(company, submitApplication, company.staff.clerk, { note, remark: '老客户' })
    const application = valueOf(submitted)
    expect((await report()).applicationsWaiting).toBe(1)
    valueOf(
      await run(company, approveApplication, company.staff.salesManager, {
        accountSetId: application.accountSetId,
        applicationId: application.applicationId,
        remark: '同意',
        seenVersion: 0,
      }),
    )
    const { exceptions, applicationsWaiting } = await report()
    expect(applicationsWaiting).toBe(0)
    const granted = exceptions.filter((each) => each.kind === 'APPLICATION')
    expect(granted.map((each) => [each.askedBy, each.decidedBy])).toEqual([['clerk', 'salesManager']])
    expect(granted[0]?.reasons).toContain('UNDER_FLOOR')
  })

  it('A05 counts only the account sets it is asked for', async () => {
    const other = await report([company.books.supermarketSetId])
    expect([other.value.notes, other.numbers, other.copiesOut, other.exceptions]).toEqual([0, [], [], []])
    const none = await report([])
    expect([none.value.notes, none.receipts, none.refusals, none.staleDrafts]).toEqual([0, [], [], []])
  })
})

describe('the lists behind the figures', () => {
  it('R103 shows behind every figure as many notes as the figure counts', async () => {
    const sets = company.staff.manager.accountSetIds
    const { value, standing, voided, reversed } = await report()
    const countOf = async (figure: (typeof FIGURES)[number], key: string | null = null) => {
      const { rows } = await listFigureNotes(company.db, sets, { figure, date: day, key, before: null })
      return rows.length
    }
    for (const [figure, { ofDay, before }] of Object.entries(standing)) {
      const named = FIGURES.find((each) => each === figure)
      if (named) expect([figure, await countOf(named)]).toEqual([figure, ofDay + before])
    }
    expect(await countOf('issued')).toBe(8)
    expect(await countOf('sold')).toBe(value.notes)
    expect(await countOf('voided')).toBe(voided)
    expect(await countOf('reversed')).toBe(reversed)
    for (const { key, notes: count } of value.channels) expect(await countOf('channel', key)).toBe(count)
    for (const { key, notes: count } of value.clerks) expect(await countOf('clerk', key)).toBe(count)
    for (const { key, notes: count } of value.products) expect(await countOf('product', key)).toBe(count)
  })

  it('names the copies of each note, for the figure about copies', async () => {
    const { copiesOut } = await report()
    const held = copiesOut.find((out) => out.place === 'DRIVER')
    const { rows } = await listFigureNotes(company.db, company.staff.manager.accountSetIds, {
      figure: 'copiesOut',
      date: day,
      key: held?.keeperId ?? null,
      before: null,
    })
    const copies = rows.flatMap((row) => row.copies).filter((copy) => copy.keeperName === held?.keeperName)
    expect(copies).toHaveLength(held?.count ?? -1)
  })

  it('A10 takes a strange key, page or command as text that matches nothing', async () => {
    const sets = company.staff.manager.accountSetIds
    for (const figure of ['channel', 'clerk', 'product', 'copiesOut'] as const) {
      const wish = { figure, date: day, key: "x' or 1=1--", before: "'; select pg_sleep(9)" }
      expect((await listFigureNotes(company.db, sets, wish)).rows).toEqual([])
    }
    const strange = { date: day, command: "' or 1=1--", before: '1e9' }
    expect((await listRefusals(company.db, sets, strange)).rows).toEqual([])
  })

  it('pages refusals and notes by key, one statement a page', async () => {
    const sets = company.staff.manager.accountSetIds
    company.forgetStatements()
    const { rows } = await listRefusals(company.db, sets, { date: day, command: 'note.issue', before: null })
    await listFigureNotes(company.db, sets, { figure: 'issued', date: day, key: null, before: null })
    expect(company.statements).toHaveLength(2)
    expect(rows.map((row) => [row.who, row.code])).toEqual([['clerk', 'gate.issue']])
    const after = { date: day, command: null, before: rows.at(-1)?.id ?? '' }
    const older = await listRefusals(company.db, sets, after)
    expect(older.rows.every((row) => Number(row.id) < Number(rows.at(-1)?.id))).toBe(true)
  })
})
