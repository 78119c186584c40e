import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDamagedCodes } from '#lib/domain/delivery-notes/codes-queries.ts'
import { readDamagedReport } from '#lib/domain/reports/queries-damaged.ts'
import { today } from '#lib/kernel/clock.ts'
import { approveDamagedGoodsCode } from '#lib/papers/goods/commands/approve-damaged-code.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import { reportDamagedGoodsCode } from '#lib/papers/goods/commands/report-damaged-code.ts'
import { codesAgree, openedGoods, received, scanned, standingOf } from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { keyOf, newCode, refusalOf, run } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany()
})
afterAll(async () => {
  expect(await codesAgree(company)).toEqual([])
  await company.drop()
})

type PaperRef = { accountSetId: number; paperId: string }

const report = (paper: PaperRef, more: object = {}) =>
  run(company, reportDamagedGoodsCode, company.staff.keeper, {
    ...{ ...keyOf(paper), lineNo: 1, kind: 'CASE', code: '', reason: '标签被刮花' },
    ...more,
  })

const decide = (paper: PaperRef, decision: string, person = company.staff.salesManager) =>
  run(company, approveDamagedGoodsCode, person, { ...keyOf(paper), sequence: 1, decision })

describe('a damaged label on a goods paper', () => {
  it('counts once a second person has agreed, and is taken over from where it stood', async () => {
    const code = newCode()
    await received(company, [code])
    const stockOut = await openedGoods(company, 'STOCK_OUT')
    valueOf(await report(stockOut, { code }))
    const waiting = await readDamagedCodes(company.db, company.staff.clerk)
    expect(waiting).toMatchObject([
      { number: stockOut.number, paperKind: 'STOCK_OUT', reportedByName: 'keeper' },
    ])
    const both = { ...company.staff.salesManager, userId: company.staff.keeper.userId }
    expect(refusalOf(await decide(stockOut, 'APPROVED', both))).toBe('code.secondPerson')
    valueOf(await decide(stockOut, 'APPROVED'))
    expect(await standingOf(company, code)).toEqual({ number: stockOut.number, warehouseId: null, hop: 2 })
    const remove = { ...keyOf(stockOut), code }
    valueOf(await run(company, removeGoodsCode, company.staff.keeper, remove))
    expect(await standingOf(company, code)).toMatchObject({ hop: 1 })
  })

  it('is refused where its code stands elsewhere, on a return of what never went out, and where none is due', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const code = newCode()
    valueOf(await scanned(company, receipt, [code]))
    const stockOut = await openedGoods(company, 'STOCK_OUT')
    expect(refusalOf(await report(stockOut, { code }))).toBe('code.seenElsewhere')
    expect(refusalOf(await report(stockOut, { lineNo: 2 }))).toBe('code.notDue')
    const back = await openedGoods(company, 'CUSTOMER_RETURN')
    expect(refusalOf(await report(back, { code: newCode() }))).toBe('code.neverSeen')
    valueOf(await report(back))
    valueOf(await decide(back, 'REFUSED'))
    expect(await company.db.codeCapture.count({ where: keyOf(back) })).toBe(0)
  })

  it('is counted per person and product in a time', async () => {
    const day = today(company.desk.clock)
    company.forgetStatements()
    const { rows, deciders } = await readDamagedReport(company.db, company.staff.manager.accountSetIds, {
      from: day,
      until: day,
    })
    expect(company.statements).toHaveLength(1)
    expect(rows).toMatchObject([
      {
        personName: 'keeper',
        productCode: 'YS003',
        reported: 2,
        approved: 1,
        refused: 1,
        waiting: 0,
        cases: 2,
      },
    ])
    expect(deciders).toEqual([{ personName: 'salesManager', approved: 1, refused: 1 }])
  })

  it('costs six statements to report, to decide and to take back', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const code = newCode()
    valueOf(await scanned(company, receipt, [code]))
    const acts = [
      () => report(receipt),
      () => decide(receipt, 'APPROVED'),
      () => run(company, removeGoodsCode, company.staff.keeper, { ...keyOf(receipt), code }),
    ]
    for (const act of acts) {
      company.forgetStatements()
      valueOf<unknown>(await act())
      expect(company.statements.length).toBeLessThanOrEqual(6)
    }
  })
})
