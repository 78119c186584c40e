import { afterAll, expect, test } from 'vitest'
import type { Person } from '#lib/auth/actor.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { confirmLines } from '#lib/domain/bank-lists/commands/confirm.ts'
import { readList } from '#lib/domain/bank-lists/commands/read.ts'
import { setLineAside } from '#lib/domain/bank-lists/commands/set-aside.ts'
import { listOpenLines } from '#lib/domain/bank-lists/queries.ts'
import { reverseReceipt } from '#lib/domain/receipts/commands/reverse.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, valueOf } from '#tests/support/company.ts'
import { withMonthClosed } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call } from '#tests/support/people.ts'
import { openOf, postedNote } from '#tests/support/receipts.ts'

const company = await testCompany({ connections: 8 })
const { db, desk, staff, books } = company
const DAY = today(desk.clock)
const accountSetId = books.mainSetId
afterAll(async () => {
  expect(desk.faults).toEqual([])
  await expectWhole(db)
  await company.drop()
})

const listOf = (...lines: string[]) =>
  ['日期,收入,对方户名,流水号,摘要', ...lines.map((line) => `${DAY},${line}`)].join('\n')
const readIn = (text: string, by: Person = staff.accountant, bankAccount = '基本户') =>
  runCommand(desk, readList, call(by, { accountSetId, bankAccount, fileName: '流水.csv', text }))
const open = async () => (await listOpenLines(db, staff.accountant, { accountSetId, after: null })).rows
const lineOf = async (reference: string) => {
  const line = (await open()).find((each) => each.reference === reference)
  if (!line) throw new Error(`no open line ${reference}`)
  return line
}
type Match = { lineId: string; customerId?: string; customerCode?: string; forPaperId?: string }
const confirm = (matches: Match[], by: Person = staff.accountant) =>
  runCommand(
    desk,
    confirmLines,
    call(by, {
      accountSetId,
      matches: matches.map((match) => ({ customerId: '', customerCode: '', forPaperId: '', ...match })),
    }),
  )
const nameOf = async (code: string) =>
  (await db.customer.findFirstOrThrow({ where: { id: company.customerId(code) } })).name

test('F13 the same line is kept once, however often files overlap and however many read them at once', async () => {
  const text = listOf('10,某店,A1,', '20,某店,A2,')
  expect(valueOf(await readIn(text))).toEqual({ taken: 2, known: 0, refused: 0 })
  const again = await Promise.all([
    readIn(listOf('20,某店,A2,', '30,某店,A3,')),
    readIn(listOf('30,某店,A3,', '-1,x,A4,')),
  ])
  const answers = again.map(valueOf)
  expect(answers.map(({ taken }) => taken).toSorted()).toEqual([0, 1])
  expect(answers.map(({ refused }) => refused)).toEqual([0, 1])
  expect(valueOf(await readIn(text, staff.accountant, '一般户')).taken).toBe(2)
  expect(await readIn(listOf('1,x,A9,'), staff.clerk)).toMatchObject({
    refusal: { code: 'permission.missing' },
  })
  expect(await readIn('姓名\n甲')).toMatchObject({ refusal: { code: 'bankList.file.noHeading' } })
  expect(await readIn(listOf('-5,x,A8,'))).toMatchObject({ refusal: { code: 'bankList.noLines' } })
})

test('proposes whose money it is by name, by who paid before and by amount, and enters only what a person confirmed', async () => {
  const note = await postedNote(company, 'K102')
  const firm = `${await nameOf('K102')}有限公司`
  valueOf(await readIn(listOf(`86.40,${firm},B1,货款`, '86.4,王二,B2,', '5,王二,B3,')))
  const [first] = (await lineOf('B1')).proposals
  expect(first).toMatchObject({ code: 'K102', reasons: ['AMOUNT', 'NAME'], note: { number: note.number } })
  expect(await openOf(company, note)).toBe(8640n)
  const line = await lineOf('B1')
  company.forgetStatements()
  valueOf(
    await confirm([{ lineId: line.lineId, customerId: first?.customerId ?? '', forPaperId: note.paperId }]),
  )
  const forOne = company.statements.length
  expect(forOne).toBeLessThanOrEqual(confirmLines.queryBudget)
  expect(await openOf(company, note)).toBe(0n)
  valueOf(await confirm([{ lineId: (await lineOf('B2')).lineId, customerCode: 'K104' }]))
  expect((await lineOf('B3')).proposals[0]).toMatchObject({ code: 'K104', reasons: ['PAID_BEFORE'] })
  valueOf(await readIn(listOf(...Array.from({ length: 12 }, (_one, at) => `${at + 1},张三,C${at},`))))
  const many = (await open()).filter(({ payer }) => payer === '张三')
  company.forgetStatements()
  valueOf(await confirm(many.map(({ lineId }) => ({ lineId, customerCode: 'K106' }))))
  expect(company.statements.length).toBe(forOne)
  await expectWhole(db)
})

test('F13 a line becomes one living receipt: pressed twice at once, again, and anew after its receipt was undone', async () => {
  valueOf(await readIn(listOf('40,李四,D1,')))
  const { lineId } = await lineOf('D1')
  const match = [{ lineId, customerCode: 'K102' }]
  const both = await Promise.all([confirm(match), confirm(match)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await confirm(match)).toMatchObject({ refusal: { code: 'bankList.lineTaken' } })
  const receipt = await db.receipt.findFirstOrThrow({ where: { bankLineId: lineId } })
  const undone = { accountSetId, paperId: receipt.paperId, reason: '认错客户' }
  valueOf(await runCommand(desk, reverseReceipt, call(staff.manager, undone)))
  valueOf(await confirm([{ lineId, customerCode: 'K104' }]))
  expect(await db.receipt.count({ where: { bankLineId: lineId, status: 'RECORDED' } })).toBe(1)
})

test('bad input: an unknown customer, another customer’s note, a line twice, another set’s line, a closed month', async () => {
  valueOf(await readIn(listOf('9,赵六,E1,')))
  const { lineId } = await lineOf('E1')
  const other = await postedNote(company, 'K104')
  expect(await confirm([{ lineId, customerCode: 'NOPE' }])).toMatchObject({
    fields: { 'matches.0.customerCode': 'unknownCustomer' },
  })
  expect(await confirm([{ lineId }])).toMatchObject({
    fields: { 'matches.0.customerCode': 'unknownCustomer' },
  })
  expect(await confirm([{ lineId, customerCode: 'K102', forPaperId: other.paperId }])).toMatchObject({
    fields: { 'matches.0.forPaperId': 'unknownNote' },
  })
  const match = { lineId, customerCode: 'K102' }
  expect(await confirm([match, match])).toMatchObject({ fields: { 'matches.1.lineId': 'lineTwice' } })
  expect(await confirm([{ ...match, lineId: other.paperId }])).toMatchObject({
    refusal: { code: 'notFound' },
  })
  const outside = { ...staff.accountant, accountSetIds: [books.supermarketSetId] }
  expect(await confirm([match], outside)).toMatchObject({ refusal: { code: 'notFound' } })
  const openAgain = await withMonthClosed(company)
  expect(await confirm([match])).toMatchObject({ refusal: { code: 'receipt.periodClosed' } })
  await openAgain()
  const aside = (reason: string) =>
    runCommand(desk, setLineAside, call(staff.accountant, { accountSetId, lineId, reason }))
  expect((await aside(' ')).status).toBe('invalid')
  valueOf(await aside('利息'))
  expect((await aside('利息')).status).toBe('stale')
  expect(await confirm([match])).toMatchObject({ refusal: { code: 'bankList.lineTaken' } })
})
