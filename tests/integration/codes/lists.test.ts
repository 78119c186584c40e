import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { releaseCodes } from '#lib/codes/store.ts'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { previewCodeList } from '#lib/domain/code-lists/queries.ts'
import { LIST_ROWS_MOST } from '#lib/domain/code-lists/schema.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import {
  codesAgree,
  finished,
  onNote,
  openedGoods,
  outcomesOf,
  pickedNote,
  scanned,
  standingOf,
  toPosted,
  walked,
} from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { keyOf, newCode, refusalOf, run } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))
afterEach(async () => {
  expect(await codesAgree(company)).toEqual([])
})

type PaperRef = { accountSetId: number; paperId: string }
type Row = { caseCode: string; bottleCode: string; barcode: string }

const row = (caseCode: string, bottleCode: string, barcode = ''): Row => ({ caseCode, bottleCode, barcode })

/** A case and its six bottles. */
function packed(): { caseCode: string; bottles: string[]; rows: Row[] } {
  const caseCode = newCode()
  const bottles = Array.from({ length: 6 }, newCode)
  return { caseCode, bottles, rows: bottles.map((bottle) => row(caseCode, bottle)) }
}

const takeIn = (receipt: PaperRef, rows: Row[], more: object = {}) =>
  run(company, takeInCodeList, company.staff.keeper, {
    ...keyOf(receipt),
    source: 'LIST',
    fileName: '装箱单.csv',
    rows,
    ...more,
  })

async function problemsOf(receipt: PaperRef, rows: Row[]): Promise<string[]> {
  const file = { rows, unknownHeadings: [] }
  const preview = await previewCodeList(company.db, company.staff.keeper, keyOf(receipt), file)
  return preview?.problems.map((each) => `${each.row} ${each.column} ${each.code}`) ?? ['nothing to see']
}

/** A receipt with one full case on record, posted. */
async function receivedCase() {
  const receipt = await openedGoods(company, 'GOODS_RECEIPT')
  const box = packed()
  valueOf(await takeIn(receipt, box.rows))
  await walked(company, receipt, ...toPosted)
  return { receipt, ...box }
}

describe('which bottle is in which case', () => {
  it('R16 learns it from a supplier’s list, and writes the case on the receipt', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const [one, two] = [packed(), packed()]
    expect(valueOf(await takeIn(receipt, [...one.rows, ...two.rows]))).toMatchObject({
      cases: 2,
      bottles: 12,
    })
    expect(await standingOf(company, one.caseCode)).toMatchObject({ number: receipt.number, hop: 1 })
    expect(await company.db.codeAggregation.count({ where: { caseCode: one.caseCode } })).toBe(6)
    expect(await outcomesOf(scanned(company, receipt, [one.caseCode, one.bottles[0] ?? '']))).toEqual([
      'here',
      'elsewhere',
    ])
  })

  it('learns it by scanning: the case, then its bottles, onto a case that is on the stub already', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const { caseCode, rows } = packed()
    valueOf(await scanned(company, receipt, [caseCode]))
    expect(valueOf(await takeIn(receipt, rows, { source: 'SCAN', fileName: '' })).bottles).toBe(6)
    expect(await company.db.codeCapture.count({ where: keyOf(receipt) })).toBe(1)
    const remove = { ...keyOf(receipt), code: caseCode }
    valueOf(await run(company, removeGoodsCode, company.staff.keeper, remove))
    expect(await company.db.codeAggregation.count({ where: { caseCode } })).toBe(0)
  })

  it('A19 names every row that cannot be, in the preview as in the act, and takes in nothing of them', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const known = await receivedCase()
    const [a, b, c] = [newCode(), newCode(), newCode()]
    const barcode = (await company.db.productUnit.findFirst({ where: { gtin: { not: null } } }))?.gtin ?? ''
    const rows = [
      row(a, newCode()),
      row(a, a),
      row(b, a),
      row(c, b),
      row(a, '12'),
      row('', newCode()),
      row(known.caseCode, newCode()),
      row(c, known.bottles[0] ?? ''),
      row(known.bottles[1] ?? '', newCode()),
      row(c, known.caseCode),
      row(c, newCode(), '6299999999999'),
      row(c, newCode(), '123'),
    ]
    const problems = await problemsOf(receipt, rows)
    expect(problems).toEqual([
      '2 bottleCode insideItself',
      '3 bottleCode bottleIsCase',
      '4 bottleCode bottleIsCase',
      '5 bottleCode tooShort',
      '6 caseCode empty',
      '7 caseCode caseSeen',
      '8 bottleCode twoCases',
      '9 caseCode caseIsBottle',
      '10 bottleCode bottleIsCase',
      expect.stringMatching(/^11 barcode (notOnReceipt|unknownBarcode)$/),
      '12 barcode unknownBarcode',
    ])
    expect(refusalOf(await takeIn(receipt, rows))).toBe('import.rowsRefused')
    expect(await company.db.codeAggregation.count({ where: keyOf(receipt) })).toBe(0)
    expect(await company.db.codeCapture.count({ where: keyOf(receipt) })).toBe(0)
    if (barcode !== '')
      expect(await problemsOf(receipt, [row(barcode, newCode())])).toEqual(['1 caseCode productBarcode'])
  })

  it('refuses a bottle twice, a bottle in two cases, too many bottles, and the same list again', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const { caseCode, bottles, rows } = packed()
    const [first = ''] = bottles
    expect(await problemsOf(receipt, [...rows, row(caseCode, newCode())])).toEqual([
      '7 caseCode tooManyBottles',
    ])
    expect(
      await problemsOf(receipt, [row(caseCode, first), row(caseCode, first), row(newCode(), first)]),
    ).toEqual(['2 bottleCode twice', '3 bottleCode twoCases'])
    valueOf(await takeIn(receipt, rows))
    expect(new Set(await problemsOf(receipt, rows))).toEqual(
      new Set(rows.map((_, index) => `${index + 1} bottleCode known`)),
    )
  })

  it('A19 counts what a case holds over all lists and scans, also two at once', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const { caseCode, rows } = packed()
    valueOf(await takeIn(receipt, rows.slice(0, 4)))
    valueOf(await takeIn(receipt, rows.slice(4, 5), { source: 'SCAN', fileName: '' }))
    const more = [row(caseCode, newCode()), row(caseCode, newCode())]
    expect(await problemsOf(receipt, more)).toEqual(['2 caseCode tooManyBottles'])
    expect(refusalOf(await takeIn(receipt, more))).toBe('import.rowsRefused')
    const last = [newCode(), newCode(), newCode()]
    let sent: ReturnType<typeof takeIn>[] = []
    // All three look before one of them has written.
    await company.db.$transaction(async (tx) => {
      const { accountSetId, paperId } = receipt
      await tx.$queryRaw`SELECT 1 FROM paper WHERE account_set_id = ${accountSetId} AND id = ${paperId}::uuid FOR UPDATE`
      sent = last.map((code) => takeIn(receipt, [row(caseCode, code)]))
      await new Promise((resolve) => setTimeout(resolve, 400))
    })
    const answers = await Promise.all(sent)
    expect(answers.filter(({ status }) => status === 'done')).toHaveLength(1)
    expect(await company.db.codeAggregation.count({ where: { caseCode } })).toBe(6)
    expect(await problemsOf(receipt, [row(caseCode, newCode())])).toEqual(['1 caseCode tooManyBottles'])
  })

  it('finds the product by its barcode where a receipt has several', async () => {
    const unit = await company.db.productUnit.findFirst({
      where: { gtin: { not: null }, factorE3: { gt: 1000n } },
      include: { product: true },
    })
    const bottle = await company.db.productUnit.findFirst({ where: { gtin: { not: null } } })
    const productId = unit?.productId ?? bottle?.productId ?? company.productId('YS005')
    const gtin = unit?.gtin ?? bottle?.gtin ?? ''
    const receipt = await openedGoods(company, 'GOODS_RECEIPT', { lines: [{}, { productId }] })
    expect(await problemsOf(receipt, [row(newCode(), newCode())])).toEqual(['1 barcode whichProduct'])
    if (gtin === '') return
    const [box, inside] = [newCode(), newCode()]
    valueOf(await takeIn(receipt, [row(box, inside, gtin)]))
    const learned = await company.db.codeAggregation.findFirstOrThrow({ where: { code: inside } })
    expect(learned).toMatchObject({ caseCode: box, productId })
  })
})

describe('a case and its bottles', () => {
  it('refuses a bottle whose case has left, until a return brings the case back', async () => {
    const { caseCode, bottles } = await receivedCase()
    const [bottle = ''] = bottles
    const note = await pickedNote(company)
    valueOf(await onNote(company, note, [caseCode, newCode()]))
    const other = await pickedNote(company)
    expect(valueOf(await onNote(company, other, [bottle])).answers[0]).toMatchObject({
      outcome: 'elsewhere',
      number: note.number,
    })
    const loose = Array.from({ length: 3 }, () => ({ typed: newCode(), lineNo: 1, kind: 'BOTTLE' }))
    valueOf(await run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans: loose }))
    await finished(company, note)
    const back = await openedGoods(company, 'CUSTOMER_RETURN', {
      lines: [{ sourcePaperId: note.paperId, sourceLineNo: 1, disposition: 'STOCK' }],
    })
    expect(await outcomesOf(scanned(company, back, [caseCode]))).toEqual(['kept'])
    await walked(company, back, ...toPosted)
    expect(valueOf(await onNote(company, other, [bottle])).kept).toBe(1)
    expect(valueOf(await onNote(company, other, [caseCode])).answers[0]).toMatchObject({
      outcome: 'opened',
      bottle,
      number: other.number,
    })
  })

  it('F08 lets either the case leave or one of its bottles, never both in the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { caseCode, bottles } = await receivedCase()
      const [bottle = ''] = bottles
      const [one, other] = [await pickedNote(company), await pickedNote(company)]
      const answers = await Promise.all([onNote(company, one, [caseCode]), onNote(company, other, [bottle])])
      expect(answers.map((answer) => valueOf(answer).kept).reduce((sum, each) => sum + each, 0)).toBe(1)
    }
    expect(company.desk.faults).toEqual([])
  })

  it('forgets what was learned on a receipt that is void', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const { caseCode, rows } = packed()
    valueOf(await takeIn(receipt, rows))
    const by = { actorId: company.staff.manager.userId, at: systemClock.now() }
    await company.db.$transaction((tx) => releaseCodes(tx, receipt, null, 'VOIDED', by))
    expect(await standingOf(company, caseCode)).toBeNull()
    expect(await company.db.codeAggregation.count({ where: keyOf(receipt) })).toBe(0)
  })

  it('A47 A04 is for the keeper, on an open receipt alone', async () => {
    const { rows } = packed()
    const stockOut = await openedGoods(company, 'STOCK_OUT')
    expect(refusalOf(await takeIn(stockOut, rows))).toBe('codeList.onlyReceipts')
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    await walked(company, receipt, ...toPosted)
    expect(refusalOf(await takeIn(receipt, rows))).toBe('goods.wrongStep')
    const input = { ...keyOf(receipt), source: 'LIST', fileName: '', rows }
    expect(refusalOf(await run(company, takeInCodeList, company.staff.clerk, input))).toBe(
      'permission.missing',
    )
  })

  it('takes in ten thousand rows in the statements of one', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const boxes = Array.from({ length: Math.ceil(LIST_ROWS_MOST / 6) }, packed)
    const rows = boxes.flatMap((box) => box.rows).slice(0, LIST_ROWS_MOST)
    company.forgetStatements()
    expect(valueOf(await takeIn(receipt, rows)).bottles).toBe(LIST_ROWS_MOST)
    expect(company.statements.length).toBeLessThanOrEqual(takeInCodeList.queryBudget)
    expect((await takeIn(receipt, [...rows, row(newCode(), newCode())])).status).toBe('invalid')
  })
})
