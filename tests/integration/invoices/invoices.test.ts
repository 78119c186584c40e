import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import type { IssuedNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { issueInvoice } from '#lib/domain/invoices/commands/issue.ts'
import { requestInvoice } from '#lib/domain/invoices/commands/request.ts'
import { requestRed } from '#lib/domain/invoices/commands/request-red.ts'
import { reviewInvoice } from '#lib/domain/invoices/commands/review.ts'
import { platformFile, readReviewed } from '#lib/domain/invoices/platform-file.ts'
import { invoiceDetail, invoiceWish, listInvoices } from '#lib/domain/invoices/queries.ts'
import { invoiceStart, listUninvoiced, uninvoicedWish } from '#lib/domain/invoices/queries-uninvoiced.ts'
import { addDays, type BusinessDate } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt, type NoteWish } from '#tests/support/note-life.ts'
import { keyOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany
let day: BusinessDate

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
  day = today(company.desk.clock)
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const TWO = [
  { product: 'LZ001', quantity: '7瓶' },
  { product: 'LZ002', quantity: '3瓶' },
]
const CODE = '91350100M000100Y43'

async function postedNote(wish: NoteWish = {}): Promise<IssuedNote> {
  const note = await noteAt(company, 'READY_TO_POST', { lines: TWO, ...wish })
  const input = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
  valueOf(await run(company, postNotes, company.staff.accountant, input))
  return note
}

const linesOf = (note: IssuedNote, ...lineNos: number[]) =>
  lineNos.map((lineNo) => ({ paperId: note.paperId, lineNo }))

const ask = (lines: object[], changes: object = {}, actor: Person = company.staff.clerk) =>
  run(company, requestInvoice, actor, {
    ...{ accountSetId: company.books.mainSetId, customerId: company.customerId('K102'), kind: 'SPECIAL' },
    ...{ buyerName: '=示例酒行有限公司', buyerTaxNumber: CODE, buyerAddress: '', buyerBank: '', remark: '' },
    lines,
    ...changes,
  })

type Key = { accountSetId: number; paperId: string }
const review = (key: Key, decision = 'REVIEWED', actor: Person = company.staff.accountant, remark = '') =>
  run(company, reviewInvoice, actor, { ...keyOf(key), version: 0, decision, remark })
let numbers = 0
const freshNumber = () => `2600000000000000${String((numbers += 1)).padStart(4, '0')}`
const issue = (key: Key, platformNumber = freshNumber(), issuedOn: string = day) =>
  run(company, issueInvoice, company.staff.accountant, {
    ...keyOf(key),
    version: 1,
    platformNumber,
    issuedOn,
  })
const red = (key: Key, ...lineNos: number[]) =>
  run(company, requestRed, company.staff.clerk, {
    ...{ accountSetId: key.accountSetId, sourcePaperId: key.paperId, lineNos, remark: '开票有误' },
  })

async function issuedInvoice(lines: object[]): Promise<Key> {
  const asked = valueOf(await ask(lines))
  valueOf(await review(asked))
  valueOf(await issue(asked))
  return asked
}

const amountsOf = async (key: Key) => {
  const found = await invoiceDetail(company.db, { accountSetIds: [1] }, key)
  return found && [found.status, found.net, found.tax, found.gross]
}

describe('an invoice', () => {
  test('R97 R99 adds up to what was posted to the fen, over several notes and over lines asked for apart', async () => {
    const [one, other] = [
      await postedNote(),
      await postedNote({ taken: [{ lineNo: 1, accepted: '5', reason: '破损' }] }),
    ]
    company.forgetStatements()
    const whole = valueOf(await ask([...linesOf(one, 1, 2), ...linesOf(other, 1)]))
    expect(company.statements.length).toBeLessThanOrEqual(requestInvoice.queryBudget)
    expect(whole.number).toMatch(/^FP/)
    const rest = valueOf(await ask(linesOf(other, 2)))
    const books = await company.db.receivableItem.findMany({
      where: { paperId: { in: [one.paperId, other.paperId] } },
    })
    const asked = await company.db.invoice.findMany({
      where: { paperId: { in: [whole.paperId, rest.paperId] } },
    })
    const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
    expect(sum(asked.map(({ netFen, taxFen }) => netFen + taxFen))).toBe(
      sum(books.map(({ amountFen }) => amountFen)),
    )
    expect(unmetOf(await ask(linesOf(one, 1)))).toEqual(['R97 nothingLeft'])
  })

  test('R97 R99 names every condition at once; nothing of no sense and nobody else’s is invoiced', async () => {
    const note = await postedNote()
    const early = await noteAt(company, 'DELIVERED', { lines: TWO })
    expect(unmetOf(await ask([...linesOf(note, 9), ...linesOf(early, 1)]))).toEqual(['R97 unknownLines'])
    expect(unmetOf(await ask(linesOf(early, 1), { buyerTaxNumber: '' }))).toEqual([
      ...['R97 notPosted', 'R99 taxNumberMissing'],
    ])
    expect(unmetOf(await ask(linesOf(note, 1), { customerId: company.customerId('K105') }))).toEqual([
      'R97 otherCustomer',
    ])
    for (const [changes, fields] of [
      [{ buyerTaxNumber: '91350100M000100Y44' }, { buyerTaxNumber: 'checkDigit' }],
      [{ buyerName: ' ' }, { buyerName: 'empty' }],
      [{ kind: 'PINK' }, { kind: 'kind' }],
      [{ lines: [] }, { lines: 'noLines' }],
      [{ lines: linesOf(note, 1, 1) }, { lines: 'duplicate' }],
    ])
      expect(await ask(linesOf(note, 1), changes)).toMatchObject({ status: 'invalid', fields })
    const { salesperson, keeper, clerk } = company.staff
    expect(await ask(linesOf(note, 1), {}, keeper)).toMatchObject({ refusal: { code: 'permission.missing' } })
    expect(await ask(linesOf(note, 1), { accountSetId: 2 }, clerk)).toMatchObject({
      refusal: { code: 'notFound' },
    })
    valueOf(await ask(linesOf(note, 1), { kind: 'ORDINARY', buyerTaxNumber: '' }, salesperson))
  })

  test('R99 two requests for one line at once: one has it, the other is told that nothing is left', async () => {
    const note = await postedNote()
    const both = await Promise.all([ask(linesOf(note, 1, 2)), ask(linesOf(note, 2, 1))])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
    expect(both.flatMap((answer) => (answer.status === 'refused' ? unmetOf(answer) : []))).toEqual([
      'R97 nothingLeft',
    ])
  })

  test('R99 is reviewed by another person, issued with a number once, and a rejected one gives its lines back', async () => {
    const note = await postedNote()
    const asked = valueOf(await ask(linesOf(note, 1)))
    const both = { ...company.staff.accountant, userId: company.staff.clerk.userId }
    expect(await review(asked, 'REVIEWED', both)).toMatchObject({ refusal: { code: 'invoice.secondPerson' } })
    expect(await issue(asked)).toMatchObject({ refusal: { code: 'invoice.notReviewed' } })
    expect(await review(asked, 'REJECTED')).toMatchObject({ fields: { remark: 'empty' } })
    valueOf(await review(asked, 'REJECTED', company.staff.accountant, '税号不符'))
    expect(await review(asked)).toMatchObject({ refusal: { code: 'invoice.alreadyReviewed' } })
    const again = valueOf(await ask(linesOf(note, 1, 2)))
    valueOf(await review(again))
    expect(await issue(again, '12')).toMatchObject({ fields: { platformNumber: 'platformNumber' } })
    expect(await issue(again, '=1+1+1+1')).toMatchObject({ fields: { platformNumber: 'platformNumber' } })
    expect(await issue(again, freshNumber(), addDays(day, 1))).toMatchObject({
      fields: { issuedOn: 'dateInFuture' },
    })
    valueOf(await issue(again, '26000000000000009999'))
    const other = valueOf(await ask(linesOf(await postedNote(), 1)))
    valueOf(await review(other))
    expect(await issue(other, '26000000000000009999')).toMatchObject({
      refusal: { code: 'invoice.numberTaken' },
    })
    const inside = { accountSetIds: [2] }
    expect(await invoiceDetail(company.db, inside, again)).toBeNull()
    await expect(
      company.db.$executeRaw`UPDATE invoice SET buyer_name = 'x' WHERE paper_id = ${again.paperId}::uuid`,
    ).rejects.toThrow()
  })

  test('R99 PostgreSQL itself lets no line be invoiced beyond what was sold', async () => {
    const note = await postedNote()
    const asked = valueOf(await ask(linesOf(note, 1)))
    const line = await company.db.invoiceLine.findFirstOrThrow({ where: keyOf(asked) })
    const invoice = await company.db.invoice.findFirstOrThrow({ where: keyOf(asked) })
    const { rowHash: _one, ...head } = invoice
    const { rowHash: _two, ...copied } = line
    const { paperId } = note
    await expect(
      company.db.$transaction(async (tx) => {
        await tx.invoice.create({ data: { ...head, paperId } })
        await tx.invoiceLine.create({ data: { ...copied, paperId } })
      }),
    ).rejects.toThrow('beyond what was sold')
  })
})

describe('a red invoice', () => {
  test('takes lines back once, frees them only when issued, and the note is reversed only after it', async () => {
    const note = await postedNote()
    const blue = await issuedInvoice(linesOf(note, 1, 2))
    const reverse = () => run(company, reverseNote, company.staff.manager, { ...keyOf(note), reason: '退单' })
    expect(await reverse()).toMatchObject({ refusal: { code: 'reverse.invoiced' } })
    const part = valueOf(await red(blue, 2))
    expect(await red(blue, 2)).toMatchObject({ refusal: { code: 'invoice.lineTakenBack' } })
    expect(await red(part, 1)).toMatchObject({ refusal: { code: 'invoice.alreadyRed' } })
    expect(unmetOf(await ask(linesOf(note, 2)))).toEqual(['R97 nothingLeft'])
    valueOf(await review(part))
    valueOf(await issue(part))
    const [before, taken] = [await amountsOf(blue), await amountsOf(part)]
    expect(taken?.[3]?.startsWith('-')).toBe(true)
    expect(before?.[0]).toBe('ISSUED')
    const anew = valueOf(await ask(linesOf(note, 2)))
    expect((await amountsOf(anew))?.slice(1)).toEqual(
      taken?.slice(1).map((amount) => amount.replace('-', '')),
    )
    valueOf(await review(anew, 'REJECTED', company.staff.accountant, '不开了'))
    const rest = valueOf(await red(blue, 1))
    expect(await reverse()).toMatchObject({ refusal: { code: 'reverse.invoiced' } })
    valueOf(await review(rest))
    valueOf(await issue(rest))
    valueOf(await reverse())
    expect((await invoiceDetail(company.db, { accountSetIds: [1] }, blue))?.reds).toHaveLength(2)
  })

  test('is refused against what is not issued, not there, or another account set’s', async () => {
    const asked = valueOf(await ask(linesOf(await postedNote(), 1)))
    expect(await red(asked, 1)).toMatchObject({ refusal: { code: 'invoice.notIssued' } })
    const gone = { accountSetId: 1, paperId: newId(company.desk.clock.now()) }
    expect(await red(gone, 1)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await red({ ...asked, accountSetId: 2 }, 1)).toMatchObject({ refusal: { code: 'notFound' } })
    const blue = await issuedInvoice(linesOf(await postedNote(), 1))
    expect(await red(blue, 7)).toMatchObject({ fields: { lineNos: 'unknown' } })
  })
})

describe('lists and files', () => {
  test('R100 posted notes without an invoice are listed by age; what is invoiced leaves the list', async () => {
    const note = await postedNote()
    const wish = uninvoicedWish({ customer: company.customerId('K102') }, { accountSetIds: [1] }, day)
    const listed = async () =>
      (await listUninvoiced(company.db, wish, day)).rows.find((row) => row.paperId === note.paperId)
    expect(await listed()).toMatchObject({ number: note.number, ageDays: 0, invoiced: '0.00' })
    const start = await invoiceStart(company.db, wish, day)
    const mine = start?.lines.filter((line) => line.paperId === note.paperId)
    expect([mine?.length, start?.buyerTaxNumber]).toEqual([2, CODE])
    valueOf(await ask(linesOf(note, 1, 2)))
    expect(await listed()).toBeUndefined()
    const list = await listInvoices(company.db, { accountSetIds: [1] }, invoiceWish({ status: 'REQUESTED' }))
    expect(list.rows[0]).toMatchObject({ status: 'REQUESTED', kind: 'SPECIAL', isRed: false })
    expect((await listInvoices(company.db, { accountSetIds: [2] }, invoiceWish({}))).rows).toEqual([])
  })

  test('A14 the platform’s file has heads and lines of what is reviewed, figures as text and no formula', async () => {
    const asked = valueOf(await ask(linesOf(await postedNote(), 1, 2)))
    valueOf(await review(asked))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(await platformFile(await readReviewed(company.db, 1))).buffer)
    const cells = (sheet: number) =>
      book.worksheets[sheet]?.getSheetValues().map((row) => (Array.isArray(row) ? row.slice(1) : [])) ?? []
    expect(cells(0)).toContainEqual([
      ...[asked.number, '增值税专用发票', '', '否', '否', '=示例酒行有限公司', CODE, '', '', '', '', ''],
    ])
    const lines = cells(1).filter(([number]) => number === asked.number)
    expect(lines).toHaveLength(2)
    expect(lines[0]?.[8]).toBe('0.13')
  })
})
