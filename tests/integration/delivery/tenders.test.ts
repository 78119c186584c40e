import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { bindTenders, readTendersOfDriver } from '#lib/ledger/tenders.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { noteAt } from '#tests/support/note-life.ts'
import { deliver, keyOf, run, STROKE, unmetOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

type NoteRef = { accountSetId: number; paperId: string }
type Said = { method: string; amountFen: bigint; pays: string; what: string; reason: string }

/** What was said at the stop, in its order. */
const saidAt = ({ accountSetId, paperId }: NoteRef) => company.db.$queryRaw<Said[]>`
  SELECT method, amount_fen AS "amountFen", pays_paper_id AS pays, what, reason FROM delivery_tender
  WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid ORDER BY sequence`

const paid = (amount: string, more: object = {}) => {
  return { method: 'CASH', amount, paysPaperId: null, what: 'GOODS', ...more }
}
/** Two cases of water: 48 bottles at 1.80, ￥86.40. */
const cashNote = () => noteAt(company, 'ON_THE_ROAD', { customer: 'K101' })
const GROSS = 8640n

describe('money at a stop', () => {
  it('R45 one press says that the cash of a cash note was paid whole, and what was accepted when part came back', async () => {
    const whole = await cashNote()
    valueOf(await deliver(company, whole))
    expect(await saidAt(whole)).toEqual([
      { method: 'CASH', amountFen: GROSS, pays: whole.paperId, what: 'GOODS', reason: '' },
    ])
    const part = await cashNote()
    const lines = [{ lineNo: 1, accepted: '1箱', reason: '订多了', returnedCodes: [] }]
    valueOf(await deliver(company, part, { lines }))
    expect((await saidAt(part)).map(({ amountFen }) => amountFen)).toEqual([GROSS / 2n])
    const none = await cashNote()
    const refused = [{ lineNo: 1, accepted: '0', reason: '关门', returnedCodes: [] }]
    valueOf(await deliver(company, none, { lines: refused, signature: null }))
    expect(await saidAt(none)).toEqual([])
  })

  it('R45 a mixed tender adds up to the cash note; short of it needs a reason, which stands beside what is left', async () => {
    const note = await cashNote()
    const tenders = [paid('50'), paid('30', { method: 'WECHAT' })]
    expect(unmetOf(await deliver(company, note, { tenders }))).toEqual(['R45 cashMissing'])
    expect(unmetOf(await deliver(company, note, { tenders: [] }))).toEqual(['R45 cashMissing'])
    valueOf(await deliver(company, note, { tenders, unpaidReason: '下次一起付' }))
    expect((await saidAt(note)).map(({ method, amountFen, reason }) => [method, amountFen, reason])).toEqual([
      ['CASH', 5000n, ''],
      ['WECHAT', 3000n, ''],
      ['ON_ACCOUNT', 640n, '下次一起付'],
    ])
  })

  it('R45 refuses more than is open, nothing, less than nothing, half a fen, words, and notes of others', async () => {
    const note = await cashNote()
    const other = await noteAt(company, 'DELIVERED')
    const wrong: [object, Record<string, string>][] = [
      [paid('86.41'), { 'tenders.0.amount': 'moreThanOpen' }],
      [paid('0'), { 'tenders.0.amount': 'zero' }],
      [paid('-1'), { 'tenders.0.amount': 'negative' }],
      [paid('1.005'), { 'tenders.0.amount': 'tooManyDecimals' }],
      [paid('一百'), { 'tenders.0.amount': 'notANumber' }],
      [paid('1', { paysPaperId: other.paperId }), { 'tenders.0.paysPaperId': 'notOpen' }],
      [paid('1', { what: 'ADVANCED_FREIGHT' }), { 'tenders.0.amount': 'moreThanOpen' }],
    ]
    for (const [tender, fields] of wrong)
      expect(await deliver(company, note, { tenders: [tender] })).toMatchObject({ status: 'invalid', fields })
    const twice = await deliver(company, note, { tenders: [paid('80'), paid('6.41')] })
    expect(twice).toMatchObject({ status: 'invalid', fields: { 'tenders.1.amount': 'moreThanOpen' } })
    const onAccount = await deliver(company, note, { tenders: [paid('1', { method: 'ON_ACCOUNT' })] })
    expect(onAccount.status).toBe('invalid')
    expect(await saidAt(note)).toEqual([])
  })

  it('R117 a held note leaves the older one collected, or says why not; nobody collects it twice', async () => {
    const older = await noteAt(company, 'DELIVERED', { customer: 'K103' })
    const note = await noteAt(company, 'ON_THE_ROAD', { customer: 'K103' })
    expect(unmetOf(await deliver(company, note, { tenders: [] }))).toEqual(['R117 olderMissing'])
    const toOlder = paid('86.40', { paysPaperId: older.paperId })
    valueOf(await deliver(company, note, { tenders: [toOlder] }))
    expect(await saidAt(note)).toMatchObject([{ method: 'CASH', amountFen: GROSS, pays: older.paperId }])
    const next = await noteAt(company, 'ON_THE_ROAD', { customer: 'K103' })
    const again = await deliver(company, next, { tenders: [toOlder] })
    expect(again).toMatchObject({ status: 'invalid', fields: { 'tenders.0.paysPaperId': 'notOpen' } })
    valueOf(await deliver(company, next, { tenders: [], unpaidReason: '老板不在' }))
    expect(await saidAt(next)).toMatchObject([
      { method: 'ON_ACCOUNT', pays: note.paperId, reason: '老板不在' },
    ])
  })

  it('R117 two stops of one customer at once collect an older note once', async () => {
    const customer = 'K104'
    const older = await noteAt(company, 'DELIVERED', { customer })
    const stops = [
      await noteAt(company, 'ON_THE_ROAD', { customer }),
      await noteAt(company, 'ON_THE_ROAD', { customer }),
    ]
    const tenders = [paid('86.40', { paysPaperId: older.paperId })]
    const answers = await Promise.all(stops.map((stop) => deliver(company, stop, { tenders })))
    expect(answers.map(({ status }) => status).sort()).toEqual(['done', 'invalid'])
  })

  it('R52 advanced freight is due with the goods', async () => {
    const changes = { advancedFreight: '12' }
    const note = await noteAt(company, 'ON_THE_ROAD', { customer: 'K101', changes })
    expect(unmetOf(await deliver(company, note, { tenders: [paid('86.40')] }))).toEqual([
      'R52 freightMissing',
    ])
    valueOf(await deliver(company, note))
    expect((await saidAt(note)).map(({ what, amountFen }) => [what, amountFen])).toEqual([
      ['GOODS', GROSS],
      ['ADVANCED_FREIGHT', 1200n],
    ])
  })

  it('R58 tells what a driver has not accounted for, and binds it once', async () => {
    const note = await cashNote()
    valueOf(await deliver(company, note))
    const asked = { accountSetId: note.accountSetId, driverId: company.staff.driver.userId }
    const mine = await readTendersOfDriver(company.db, { ...asked, paperIds: [note.paperId] })
    expect(mine).toMatchObject([{ number: note.number, method: 'CASH', amountFen: GROSS, receiptId: null }])
    const binding = {
      ...{ ...keyOf(note), sequence: 1, reconciliationId: note.paperId },
      receiptId: null,
    }
    const counts = await Promise.all([bindTenders(company.db, [binding]), bindTenders(company.db, [binding])])
    expect(counts.sort()).toEqual([0, 1])
    expect(await readTendersOfDriver(company.db, { ...asked, paperIds: [note.paperId] })).toEqual([])
  })

  it('costs the same statements with no tender stated and with many', async () => {
    const counts = []
    for (const tenders of [null, Array.from({ length: 18 }, () => paid('4.80'))]) {
      const note = await cashNote()
      company.forgetStatements()
      const signature = { kind: 'STROKE', stroke: STROKE }
      const input = { ...keyOf(note), lines: [], signature, tenders }
      valueOf(await run(company, deliverNote, company.staff.driver, input))
      counts.push(company.statements.length)
    }
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeLessThanOrEqual(deliverNote.queryBudget)
  })
})
