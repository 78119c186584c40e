import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { readPaperCodes } from '#lib/domain/tracing/paper-queries.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { type CodeTrace, isFirstAtDispatch } from '#lib/papers/code-trace.ts'
import {
  finished,
  onNote,
  openedGoods,
  pickedNote,
  scanned,
  toPosted,
  walked,
} from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { keyOf, newCode, run } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())

const trace = async (typed: string, person = company.staff.clerk): Promise<CodeTrace> => {
  const answer = await traceCode(company.db, person, typed)
  const first = answer.found === 'codes' ? answer.traces[0] : undefined
  if (!first) throw new Error(`found ${answer.found}`)
  return first
}

/** A case with six bottles that came in, went to a customer and came back; one bottle of it went out again. */
async function wholeLife() {
  const [caseCode, ...bottles] = Array.from({ length: 7 }, newCode)
  const [bottle = ''] = bottles
  if (caseCode === undefined) throw new Error('a case has a code')
  const receipt = await openedGoods(company, 'GOODS_RECEIPT')
  const rows = bottles.map((bottleCode) => ({ caseCode, bottleCode, barcode: '' }))
  const list = { ...keyOf(receipt), source: 'LIST', fileName: '装箱单.xlsx', rows }
  valueOf(await run(company, takeInCodeList, company.staff.keeper, list))
  await walked(company, receipt, ...toPosted)
  const note = await pickedNote(company)
  const loose = Array.from({ length: 3 }, () => ({ typed: newCode(), lineNo: 1, kind: 'BOTTLE' }))
  valueOf(await onNote(company, note, [caseCode, newCode()]))
  valueOf(await run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans: loose }))
  await finished(company, note)
  const back = await openedGoods(company, 'CUSTOMER_RETURN', {
    lines: [{ sourcePaperId: note.paperId, sourceLineNo: 1, disposition: 'STOCK' }],
  })
  valueOf(await scanned(company, back, [caseCode]))
  await walked(company, back, ...toPosted)
  const again = await pickedNote(company)
  valueOf(await onNote(company, again, [bottle]))
  return { caseCode, bottle, bottles, receipt, note, back, again, first: loose[0]?.typed ?? '' }
}

describe('tracing a code', () => {
  it('tells the whole way of a case and of a bottle in it, in one statement', async () => {
    const life = await wholeLife()
    company.forgetStatements()
    const box = await trace(life.caseCode)
    expect(company.statements).toHaveLength(1)
    expect(box.steps.map((step) => step.number)).toEqual([
      life.receipt.number,
      life.note.number,
      life.back.number,
    ])
    expect(box.bottles.map((each) => each.code)).toEqual(life.bottles.toSorted())
    expect(box.bottles.filter((each) => each.isApart).map((each) => each.code)).toEqual([life.bottle])
    expect(box.standing).toMatchObject({ number: life.back.number, warehouseName: '东仓', isSettled: true })
    const [, sold] = box.steps
    expect(sold).toMatchObject({
      party: '示例酒行',
      driver: 'driver',
      handler: 'salesperson',
      keeper: 'keeper',
      stub: { place: 'DESK' },
      standsAt: null,
    })
    expect(sold?.signers.map((each) => each.slot)).toContain('CUSTOMER')
    const bottle = await trace(life.bottle)
    expect(bottle.caseCode).toBe(life.caseCode)
    expect(bottle.steps.map((step) => [step.number, step.caseCode])).toEqual([
      [life.receipt.number, life.caseCode],
      [life.note.number, life.caseCode],
      [life.back.number, life.caseCode],
      [life.again.number, null],
    ])
    const inside = await trace(life.bottles[1] ?? '')
    expect(inside.standing).toMatchObject({ number: life.back.number, warehouseName: '东仓' })
    expect(isFirstAtDispatch(box)).toBe(false)
    expect(isFirstAtDispatch(await trace(life.first))).toBe(true)
  })

  it('finds a code typed with full-width digits, and says what is no code, a barcode or unknown', async () => {
    const note = await pickedNote(company)
    const code = newCode()
    valueOf(await onNote(company, note, [code]))
    const wide = [...code].map((each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join('')
    expect((await trace(` ${wide} `)).code).toBe(code)
    expect(await traceCode(company.db, company.staff.clerk, '12')).toMatchObject({ found: 'malformed' })
    expect(await traceCode(company.db, company.staff.clerk, newCode())).toMatchObject({ found: 'nothing' })
    const unit = await company.db.productUnit.findFirst({ where: { gtin: { not: null } } })
    if (unit?.gtin)
      expect(await traceCode(company.db, company.staff.clerk, unit.gtin)).toMatchObject({ found: 'barcode' })
  })

  it('A05 A08 keeps the names of papers outside a person’s scope, and knows nothing of other books', async () => {
    const note = await pickedNote(company)
    const code = newCode()
    valueOf(await onNote(company, note, [code]))
    const west = { ...company.staff.keeper, warehouseIds: [company.books.westWarehouseId] }
    const [step] = (await trace(code, { ...west, userId: company.staff.otherKeeper.userId })).steps
    expect(step).toMatchObject({ isVisible: false, number: null, party: null, signers: [] })
    const foreign = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await traceCode(company.db, foreign, code)).toMatchObject({ found: 'nothing' })
  })

  it('shows every code of a note or receipt, page by page, in one statement', async () => {
    const codes = Array.from({ length: 250 }, newCode)
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    valueOf(await scanned(company, receipt, codes))
    company.forgetStatements()
    const first = await readPaperCodes(company.db, company.staff.clerk, keyOf(receipt), 0)
    expect(company.statements).toHaveLength(1)
    const second = await readPaperCodes(
      company.db,
      company.staff.clerk,
      keyOf(receipt),
      first?.nextAfter ?? 0,
    )
    expect([...(first?.codes ?? []), ...(second?.codes ?? [])].map((each) => each.code)).toEqual(codes)
    expect(second?.nextAfter).toBeNull()
    expect(first?.lines).toEqual([{ lineNo: 1, productName: '试验酒', codes: 250 }])
    const stranger = { ...company.staff.keeper, userId: company.staff.driver.userId, warehouseIds: [] }
    expect(await readPaperCodes(company.db, stranger, keyOf(receipt), 0)).toBeNull()
  })
})
