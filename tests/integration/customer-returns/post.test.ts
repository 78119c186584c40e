import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reverseNote } from '#lib/domain/delivery-notes/commands/reverse.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { recordReceipt } from '#lib/domain/receipts/commands/record.ts'
import { today } from '#lib/kernel/clock.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  bookedBy,
  companionOf,
  countAsWritten,
  stockOf,
  verifyAsWritten,
  voidGoods,
  withMonthClosed,
} from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED, PLAIN } from '#tests/support/note-life.ts'
import {
  codesOf,
  openReturn,
  postReturn,
  readiedReturn,
  returned,
  reverseReturn,
  scanBack,
  soldNote,
  spokenFor,
} from '#tests/support/returning.ts'
import { keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

const east = () => company.books.eastWarehouseId
const water = () => stockOf(company, east(), 'LZ001')

async function customer() {
  const where = { customerId: company.customerId('K102') }
  const { receivableFen, prepaidFen } = await company.db.customerBalance.findFirstOrThrow({ where })
  return { owed: receivableFen, credit: prepaidFen }
}
async function openOf(note: NoteRef): Promise<bigint> {
  return (await company.db.receivableItem.findFirstOrThrow({ where: keyOf(note) })).openFen
}
async function pay(amount: string) {
  const input = {
    accountSetId: company.books.mainSetId,
    customerId: company.customerId('K102'),
    amount,
    method: 'TRANSFER',
    receivedOn: today(company.desk.clock),
    remark: '',
  }
  return valueOf(await run(company, recordReceipt, company.staff.accountant, input))
}

describe('posting a return', () => {
  it('R64 brings the goods back at the cost they left with and takes the note’s claim back', async () => {
    const note = await soldNote(company)
    const [before, was] = [await water(), await customer()]
    const paper = await returned(company, [{ note, quantity: '2箱' }])
    const [after, is] = [await water(), await customer()]
    expect([after.onHand - before.onHand, after.valueFen - before.valueFen]).toEqual([48, 4560n])
    expect([was.owed - is.owed, is.credit - was.credit, await openOf(note)]).toEqual([8640n, 0n, 0n])
    expect(await bookedBy(company, paper)).toEqual([
      'REVENUE<RECEIVABLE 7646',
      'OUTPUT_TAX<RECEIVABLE 994',
      'INVENTORY<COGS 4560',
    ])
  })

  it('gives back in parts exactly what was posted, the 抹零 taken off the last', async () => {
    const note = await soldNote(company, { lines: PLAIN, changes: { roundingOff: '0.40' } })
    expect(await openOf(note)).toBe(8600n)
    const before = await water()
    const papers = []
    for (const quantity of ['7瓶', '1箱', '17瓶']) papers.push(await returned(company, [{ note, quantity }]))
    const after = await water()
    expect([after.onHand - before.onHand, after.valueFen - before.valueFen]).toEqual([48, 4560n])
    expect(await openOf(note)).toBe(0n)
    const lines = await company.db.goodsPaperLine.findMany({ where: { sourcePaperId: note.paperId } })
    const sum = (pick: (line: (typeof lines)[number]) => bigint) =>
      lines.reduce((total, line) => total + pick(line), 0n)
    expect([sum(({ netFen }) => netFen), sum(({ taxFen }) => taxFen)]).toEqual([7646n, 994n])
    const last = papers.at(-1)
    expect(
      last && (await bookedBy(company, last)).filter((each) => each.includes('<SELLING_EXPENSE')),
    ).toEqual(['OUTPUT_TAX<SELLING_EXPENSE 40'])
  })

  it('gives back exactly what was posted, though a return in between was void or reversed', async () => {
    const note = await soldNote(company)
    const part = () => returned(company, [{ note, quantity: '11瓶' }])
    const [first, second] = [await part(), await part()]
    valueOf(await reverseReturn(company, first))
    const open = valueOf(await openReturn(company, [{ note, quantity: '5瓶' }]))
    const third = await part()
    valueOf(await voidGoods(company, open))
    await returned(company, [{ note, quantity: '26瓶' }])
    expect(await openOf(note)).toBe(0n)
    expect([second.number, third.number]).toHaveLength(2)
    expect(await spokenFor(company, note)).toBe(48_000n)
  })

  it('R91 what was paid already becomes the customer’s credit', async () => {
    const note = await soldNote(company)
    const owed = (await customer()).owed
    await pay(String(Number(owed) / 100))
    expect(await openOf(note)).toBe(0n)
    const was = await customer()
    const paper = await returned(company, [{ note, quantity: '1箱' }])
    const is = await customer()
    expect([is.owed, is.credit - was.credit]).toEqual([was.owed, 4320n])
    expect(await bookedBy(company, paper)).toEqual([
      'REVENUE<PREPAID 3823',
      'OUTPUT_TAX<PREPAID 497',
      'INVENTORY<COGS 2280',
    ])
    valueOf(await reverseReturn(company, paper))
    expect(await customer()).toEqual(was)
  })

  it('R96 refuses a reversal once the credit is spent', async () => {
    const note = await soldNote(company)
    await pay(String(Number((await customer()).owed) / 100))
    const paper = await returned(company, [{ note, quantity: '2箱' }])
    const next = await soldNote(company)
    await pay('1')
    expect(await openOf(next)).toBeLessThan(8640n)
    expect(unmetOf(await reverseReturn(company, paper))).toEqual(['R96 creditSpent'])
  })
})

describe('goods that come back', () => {
  it('gifts come back from the expense, without money', async () => {
    const note = await soldNote(company, {
      lines: [
        { product: 'LZ001', quantity: '1箱' },
        { product: 'LZ001', quantity: '2瓶', isGift: true },
      ],
    })
    const paper = await returned(company, [{ note, line: 2, quantity: '2瓶' }])
    expect(await bookedBy(company, paper)).toEqual(['INVENTORY<SELLING_EXPENSE 190'])
  })

  it('sends to the damaged corner what is not to be sold again and what the keeper found damaged', async () => {
    const damaged = await companionOf(company, east(), 'DAMAGED')
    const note = await soldNote(company)
    const [good, bad] = [await water(), await stockOf(company, damaged, 'LZ001')]
    await returned(company, [
      { note, quantity: '1箱' },
      { note, quantity: '5瓶', disposition: 'DAMAGED' },
      { note, quantity: '2瓶', disposition: 'SUPPLIER' },
    ])
    const after = await stockOf(company, damaged, 'LZ001')
    expect([(await water()).onHand - good.onHand, after.onHand - bad.onHand]).toEqual([24, 7])
    expect(after.valueFen - bad.valueFen).toBe(665n)
  })

  it('R10 R119 R120 waits for count, second person and signatures, is not the preparer’s and not in a closed month', async () => {
    const note = await soldNote(company)
    const paper = valueOf(await openReturn(company, [{ note, quantity: '1箱' }]))
    expect(unmetOf(await postReturn(company, paper))).toContain('R64 notCounted')
    valueOf(await countAsWritten(company, paper))
    expect(unmetOf(await postReturn(company, paper))).toContain('R10 notVerified')
    valueOf(await verifyAsWritten(company, paper))
    expect(unmetOf(await postReturn(company, paper))).toEqual(['R8 signatureMissing'])
    valueOf(await voidGoods(company, paper))
    const other = valueOf(await openReturn(company, [{ note, quantity: '1箱' }]))
    await readiedReturn(company, other)
    const open = await withMonthClosed(company)
    try {
      expect(unmetOf(await postReturn(company, other))).toEqual(['R120 periodClosed'])
    } finally {
      await open()
    }
    expect(refusalOf(await postReturn(company, other, company.staff.clerk))).toBe('permission.missing')
    const elsewhere = { ...company.staff.accountant, accountSetIds: [company.books.supermarketSetId] }
    expect(refusalOf(await postReturn(company, other, elsewhere))).toBe('notFound')
    const answers = await Promise.all([postReturn(company, other), postReturn(company, other)])
    expect(answers.map(refusalOf).toSorted()).toEqual(['done', 'gate.postGoods'])
    expect(await postReturn(company, other, undefined, { postingDate: 'soon' })).toMatchObject({
      status: 'invalid',
    })
  })

  it('A26 a note with a living return is not reversed; it can be once the return is undone', async () => {
    const note = await soldNote(company)
    const paper = await returned(company, [{ note, quantity: '1箱' }])
    const reversal = { ...keyOf(note), reason: '开错' }
    const reverse = () => run(company, reverseNote, company.staff.manager, reversal)
    expect(refusalOf(await reverse())).toBe('reverse.returned')
    expect(unmetOf(await reverseReturn(company, paper, company.staff.accountant))).toEqual([
      'R119 posterReverses',
    ])
    valueOf(await reverseReturn(company, paper))
    expect([await openOf(note), await spokenFor(company, note)]).toEqual([8640n, 0n])
    valueOf(await reverse())
  })

  it('R7 counts what comes back with the codes that went out, and they stand in the store again', async () => {
    const [note, other] = [
      await soldNote(company, { lines: CODED }),
      await soldNote(company, { lines: CODED }),
    ]
    const paper = valueOf(await openReturn(company, [{ note, quantity: '1箱2瓶' }]))
    const line = await company.db.goodsPaperLine.findFirstOrThrow({ where: keyOf(paper) })
    expect(line.codesDue).toBe(3)
    expect(unmetOf(await countAsWritten(company, paper))).toEqual(['R7 codesMissing'])
    const [own, foreign] = [await codesOf(company, note), await codesOf(company, other)]
    const scans = [...own.slice(0, 1), ...own.slice(2, 4)]
    const strange = valueOf(await scanBack(company, paper, foreign.slice(0, 1)))
    expect(strange.answers.map(({ outcome }) => outcome)).toEqual(['otherProduct'])
    const answers = valueOf(await scanBack(company, paper, scans)).answers
    expect(answers.map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'kept'])
    const one = [{ lineNo: 1, productId: null, good: '7', damaged: '', rejected: '' }]
    const short = { lines: one.map((each) => ({ ...each, batchNo: '', producedOn: '', reason: '' })) }
    const counting = { ...keyOf(paper), ...short, stroke: null }
    const keeper = company.staff.keeper
    expect(unmetOf(await run(company, countGoods, keeper, counting, { pin: company.pin }))).toEqual([
      'R19 countDiffers',
      'R7 codesSurplus',
    ])
    await readiedReturn(company, paper)
    valueOf(await postReturn(company, paper))
    const codes = scans.map(({ typed }) => typed)
    const standing = await company.db.codeHolding.findMany({ where: { code: { in: codes } } })
    expect(standing.map(({ warehouseId }) => warehouseId)).toEqual([east(), east(), east()])
    valueOf(await reverseReturn(company, paper))
    const away = await company.db.codeHolding.findMany({ where: { code: { in: codes } } })
    expect(away.map(({ paperId, warehouseId }) => [paperId, warehouseId])).toEqual(
      codes.map(() => [note.paperId, null]),
    )
  })
})
