import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLosses } from '#lib/codes/loss-store.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { readTransferNext } from '#lib/domain/transfers/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import { readGoodsPaper } from '#lib/papers/goods/load.ts'
import { openedGoods, outcomesOf, scanned } from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { voidGoods } from '#tests/support/goods-steps.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { keyOf, type NoteRef, refusalOf } from '#tests/support/road.ts'
import { receive, sent, writeOff } from './steps.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 8 })
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

/** The codes of a transfer, cases first, as they stand now. */
async function codesOf(paper: NoteRef) {
  const held = await company.db.codeHolding.findMany({
    where: keyOf(paper),
    orderBy: [{ kind: 'desc' }, { code: 'asc' }],
  })
  return held.map(({ code, kind, warehouseId }) => ({ code, kind, isThere: warehouseId !== null }))
}

const standing = async (paper: NoteRef) => (await codesOf(paper)).map(({ isThere }) => isThere)
const nextOf = async (paper: NoteRef) => {
  const { db, staff, desk } = company
  const view = await readGoodsPaper(db, staff.manager, keyOf(paper), ['TRANSFER'])
  return view && readTransferNext(db, staff.manager, view, today(desk.clock))
}

describe('codes of goods that never arrived by a transfer', () => {
  it('R105 stand nowhere once the whole line is written off, and their way says on which transfer', async () => {
    const paper = await sent(company, [
      { product: 'YS003', quantity: '1箱' },
      { product: 'YS003', quantity: '2箱' },
    ])
    valueOf(await receive(company, paper, [{ lineNo: 1, good: '1箱' }]))
    expect((await nextOf(paper))?.toName).toEqual([])
    valueOf(await writeOff(company, paper, undefined, '整托丢失', []))
    const losses = await readLosses(company.db, paper)
    expect(losses.rows.map(({ lineNo }) => lineNo)).toEqual([2, 2])
    expect((await standing(paper)).filter((isThere) => isThere)).toHaveLength(1)
    const [lost] = losses.rows
    const told = await traceCode(company.db, company.staff.manager, lost?.code ?? '')
    const { number } = await company.db.paper.findFirstOrThrow({ where: { id: paper.paperId } })
    expect(told).toMatchObject({
      traces: [{ standing: { warehouseName: null, lost: { number, paperKind: 'TRANSFER' } } }],
    })
    const giving = await openedGoods(company, 'STOCK_OUT', { warehouseId: company.books.westWarehouseId })
    const keeper = company.staff.otherKeeper
    expect(await outcomesOf(scanned(company, giving, [lost?.code ?? ''], keeper))).toEqual(['missing'])
    valueOf(await voidGoods(company, giving))
  })

  it('R105 are named where a line is short in part: as many as goods are missing, no more and no less', async () => {
    const paper = await sent(company, [{ product: 'YS003', quantity: '3箱' }])
    valueOf(await receive(company, paper, [{ good: '2箱' }]))
    const codes = (await codesOf(paper)).map(({ code }) => code)
    const [one = '', two = ''] = codes
    expect((await nextOf(paper))?.toName).toMatchObject([{ lineNo: 1, codes }])
    for (const named of [[], [one, two], ['NOBODYS-CODE']])
      expect(refusalOf(await writeOff(company, paper, undefined, '丢失', named))).toBe(
        'transfer.nameLostCodes',
      )
    valueOf(await writeOff(company, paper, undefined, '丢失', [two]))
    expect(await standing(paper)).toEqual([true, false, true])
  })

  it('R105 a bottle missing of a full case leaves the case where it is', async () => {
    const paper = await sent(company, [{ product: 'YS003', quantity: '1箱' }])
    valueOf(await receive(company, paper, [{ good: '5' }]))
    expect((await nextOf(paper))?.toName).toEqual([])
    valueOf(await writeOff(company, paper, undefined, '少一瓶', []))
    expect(await standing(paper)).toEqual([true])
  })
})
