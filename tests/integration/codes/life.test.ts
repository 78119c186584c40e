import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { releaseCodes } from '#lib/codes/store.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import {
  asDelivered,
  codesAgree,
  finished,
  onNote,
  openedGoods,
  outcomesOf,
  pickedNote,
  received,
  scanned,
  scansOf,
  standingOf,
  toPosted,
  walked,
} from '#tests/support/coded-goods.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import {
  deliver,
  dispatch,
  driverNamed,
  keyOf,
  newCode,
  prepared,
  refusalOf,
  run,
  signedBy,
  verified,
  withDriver,
} from '#tests/support/road.ts'
import { noteAt } from '#tests/support/note-life.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))
afterEach(async () => {
  expect(await codesAgree(company)).toEqual([])
})

const fresh = (count: number) => Array.from({ length: count }, newCode)
const east = () => company.books.eastWarehouseId
const west = () => company.books.westWarehouseId
const kept = (count: number) => Array.from({ length: count }, () => 'kept')
const release = (
  paper: { accountSetId: number; paperId: string },
  codes: string[] | null,
  cause: 'VOIDED' | 'REVERSED' | 'REFUSED',
) =>
  company.db.$transaction((tx) =>
    releaseCodes(tx, paper, codes, cause, {
      actorId: company.staff.manager.userId,
      at: systemClock.now(),
    }),
  )

describe('the life of a code', () => {
  it('R16 is born at a receipt, and leaves on a note only after the receipt is posted', async () => {
    const codes = fresh(5)
    const [code = ''] = codes
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    expect(await outcomesOf(scanned(company, receipt, asDelivered(codes)))).toEqual(kept(5))
    expect(await standingOf(company, code)).toEqual({ number: receipt.number, warehouseId: east(), hop: 1 })
    const note = await pickedNote(company)
    expect(valueOf(await onNote(company, note, [code])).answers[0]).toMatchObject({
      outcome: 'elsewhere',
      number: receipt.number,
    })
    await walked(company, receipt, ...toPosted)
    expect(valueOf(await onNote(company, note, codes)).kept).toBe(5)
    expect(await standingOf(company, code)).toEqual({ number: note.number, warehouseId: null, hop: 2 })
    const second = await pickedNote(company)
    expect(valueOf(await onNote(company, second, [code])).answers[0]).toMatchObject({
      outcome: 'elsewhere',
      number: note.number,
    })
  })

  it('R6 R7 may be seen first at a dispatch: it is kept and its trail begins there', async () => {
    const note = await pickedNote(company)
    const code = newCode()
    expect(valueOf(await onNote(company, note, [code])).kept).toBe(1)
    expect(await standingOf(company, code)).toMatchObject({ number: note.number, hop: 1 })
  })

  it('stands in one warehouse: a note of the other one is refused, a transfer moves it once it has arrived', async () => {
    const [code = ''] = fresh(1)
    const receipt = await received(company, [code])
    const elsewhere = await openedGoods(company, 'STOCK_OUT', {
      warehouseId: west(),
      warehouseName: '西仓',
      partyName: '示例协会',
    })
    expect(valueOf(await scanned(company, elsewhere, [code])).answers[0]).toMatchObject({
      outcome: 'elsewhere',
      number: receipt.number,
    })
    const transfer = await openedGoods(company, 'TRANSFER')
    expect(await outcomesOf(scanned(company, transfer, [code]))).toEqual(['kept'])
    expect(await outcomesOf(scanned(company, elsewhere, [code]))).toEqual(['elsewhere'])
    await walked(company, transfer, 'COUNTED', 'VERIFIED', 'SENT')
    expect(await outcomesOf(scanned(company, elsewhere, [code]))).toEqual(['elsewhere'])
    await walked(company, transfer, 'POSTED')
    expect(await outcomesOf(scanned(company, elsewhere, [code]))).toEqual(['kept'])
    expect(await standingOf(company, code)).toEqual({ number: elsewhere.number, warehouseId: null, hop: 3 })
  })

  it('R25 comes back from the customer who has it, on the line of its note, and can be sold again', async () => {
    const codes = fresh(5)
    const [code = '', other = ''] = codes
    await received(company, asDelivered(codes))
    const note = await pickedNote(company)
    valueOf(await onNote(company, note, codes))
    const lines = [{ sourcePaperId: note.paperId, sourceLineNo: 1, disposition: 'STOCK' }]
    const early = await openedGoods(company, 'CUSTOMER_RETURN', { lines })
    expect(await outcomesOf(scanned(company, early, [code, newCode()]))).toEqual(['elsewhere', 'neverSeen'])
    await finished(company, note)
    const stranger = await openedGoods(company, 'CUSTOMER_RETURN', {
      lines,
      customerId: company.customerId('K105'),
    })
    expect(await outcomesOf(scanned(company, stranger, [code]))).toEqual(['elsewhere'])
    expect(await outcomesOf(scanned(company, early, [code]))).toEqual(['kept'])
    const damaged = await openedGoods(company, 'CUSTOMER_RETURN', {
      lines: [{ ...lines[0], disposition: 'DAMAGED' }],
    })
    expect(await outcomesOf(scanned(company, damaged, [other]))).toEqual(['kept'])
    const companion = await company.db.warehouse.findFirstOrThrow({
      where: { parentId: east(), kind: 'DAMAGED' },
    })
    expect(await standingOf(company, other)).toMatchObject({ warehouseId: companion.id, hop: 3 })
    await walked(company, early, ...toPosted)
    await walked(company, damaged, ...toPosted)
    const again = await pickedNote(company)
    expect(valueOf(await onNote(company, again, [code, other])).answers.map((each) => each.outcome)).toEqual([
      'kept',
      'elsewhere',
    ])
    expect(await standingOf(company, code)).toMatchObject({ number: again.number, hop: 4 })
  })

  it('R16 comes in again only after it went back to its supplier', async () => {
    const [code = ''] = fresh(1)
    await received(company, [code])
    const second = await openedGoods(company, 'GOODS_RECEIPT')
    expect(await outcomesOf(scanned(company, second, [code]))).toEqual(['elsewhere'])
    const back = await openedGoods(company, 'SUPPLIER_RETURN')
    expect(await outcomesOf(scanned(company, back, [code]))).toEqual(['kept'])
    await walked(company, back, ...toPosted)
    expect(await outcomesOf(scanned(company, second, [code]))).toEqual(['kept'])
    expect(await standingOf(company, code)).toEqual({ number: second.number, warehouseId: east(), hop: 3 })
  })

  it('R26 is found by a count where it stands, and the desk goes on selling it', async () => {
    const [code = ''] = fresh(1)
    await received(company, [code])
    const count = await openedGoods(company, 'STOCK_COUNT')
    const unknown = newCode()
    expect(await outcomesOf(scanned(company, count, [code, unknown]))).toEqual(['kept', 'kept'])
    const note = await pickedNote(company)
    expect(valueOf(await onNote(company, note, [code, unknown])).kept).toBe(2)
    await release(count, null, 'VOIDED')
    expect(await standingOf(company, code)).toMatchObject({ number: note.number, hop: 3 })
    const sold = await openedGoods(company, 'STOCK_COUNT')
    expect(await outcomesOf(scanned(company, sold, [code]))).toEqual(['elsewhere'])
  })
})

describe('a code that is given back', () => {
  it('goes where the newest paper before says, whatever took it back', async () => {
    const codes = fresh(3)
    const [refused = '', voided = '', removed = ''] = codes
    const receipt = await received(company, asDelivered(codes))
    const stock = { number: receipt.number, warehouseId: east(), hop: 1 }
    const stockOut = await openedGoods(company, 'STOCK_OUT')
    valueOf(await scanned(company, stockOut, codes))
    const remove = { ...keyOf(stockOut), code: removed }
    valueOf(await run(company, removeGoodsCode, company.staff.keeper, remove))
    expect(refusalOf(await run(company, removeGoodsCode, company.staff.keeper, remove))).toBe('code.notHere')
    expect(await standingOf(company, removed)).toEqual(stock)
    expect(await release(stockOut, null, 'VOIDED')).toEqual([refused, voided].toSorted())
    expect(await standingOf(company, voided)).toEqual(stock)
    const note = await noteAt(company, 'PICKING', { lines: [{ product: 'YS003', quantity: '1箱' }] })
    valueOf(await onNote(company, note, [refused]))
    await release(note, [refused], 'REFUSED')
    expect(await standingOf(company, refused)).toEqual(stock)
    await release(receipt, null, 'REVERSED')
    for (const code of codes) expect(await standingOf(company, code)).toBeNull()
  })

  it('R114 stands in the warehouse again when the customer refused it at the door', async () => {
    const codes = fresh(5)
    const receipt = await received(company, asDelivered(codes))
    const note = await pickedNote(company)
    valueOf(await onNote(company, note, codes))
    await finishedRefused(note)
    for (const code of codes)
      expect(await standingOf(company, code)).toEqual({ number: receipt.number, warehouseId: east(), hop: 1 })
  })
})

async function finishedRefused(note: Awaited<ReturnType<typeof pickedNote>>) {
  await prepared(company, note)
  await signedBy(company, note, company.staff.keeper, company.staff.salesperson)
  await verified(company, note)
  await driverNamed(company, note)
  valueOf(await dispatch(company, note))
  await withDriver(company, note)
  const held = await company.db.codeHolding.findMany({ where: keyOf(note) })
  const lines = [
    { lineNo: 1, accepted: '0', reason: '客户没有订', returnedCodes: held.map((each) => each.code) },
  ]
  valueOf(await deliver(company, note, { lines, signature: null }))
}

describe('races and bad input', () => {
  it('F08 two keepers scan the same code on two papers: one keeps it, the other is told', async () => {
    const codes = fresh(6)
    await received(company, codes)
    const papers = await Promise.all([
      openedGoods(company, 'STOCK_OUT'),
      openedGoods(company, 'TRANSFER'),
      openedGoods(company, 'SUPPLIER_RETURN'),
      openedGoods(company, 'STOCK_COUNT'),
    ])
    const { keeper, otherKeeper } = company.staff
    const answers = await Promise.all(
      papers.map((paper, index) => scanned(company, paper, codes, index % 2 === 0 ? keeper : otherKeeper)),
    )
    const outcomes = answers.map((answer) => valueOf(answer).answers.map((each) => each.outcome))
    codes.forEach((_, index) => {
      const leaving = outcomes.slice(0, 3).filter((each) => each[index] === 'kept')
      expect(leaving.length).toBeLessThanOrEqual(1)
      expect(outcomes.some((each) => each[index] === 'kept')).toBe(true)
    })
    expect(company.desk.faults).toEqual([])
  })

  it('A35 reads full-width digits, and answers malformed and mixed scans one by one', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const code = newCode()
    const wide = [...code]
      .map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
      .join('')
    const gtin = await company.db.productUnit.findFirst({ where: { gtin: { not: null } } })
    const scans = ['', '123', '000000000', `${code}，`, wide, code, '(01)06901234567892(10)LOT7']
    const answers = await outcomesOf(scanned(company, receipt, scans))
    expect(answers).toEqual(['malformed', 'malformed', 'malformed', 'kept', 'kept', 'here', 'malformed'])
    if (gtin?.gtin)
      expect(await outcomesOf(scanned(company, receipt, [gtin.gtin]))).toEqual(['productBarcode'])
    expect(await company.db.codeCapture.count({ where: { ...keyOf(receipt), code } })).toBe(1)
  })

  it('A47 A05 takes codes only on an open paper of the keeper’s own warehouse', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT')
    const stranger = { ...company.staff.keeper, warehouseIds: [west()] }
    const input = { ...keyOf(receipt), scans: scansOf(newCode()) }
    expect(refusalOf(await run(company, captureGoodsCodes, stranger, input))).toBe('notFound')
    expect(refusalOf(await run(company, captureGoodsCodes, company.staff.clerk, input))).toBe(
      'permission.missing',
    )
    const order = await openedGoods(company, 'PURCHASE_ORDER', {
      supplierId: null,
      lines: [{}],
    }).catch(() => null)
    expect(order).toBeNull()
    await walked(company, receipt, 'COUNTED', 'VERIFIED')
    expect(refusalOf(await scanned(company, receipt, [newCode()]))).toBe('goods.wrongStep')
  })

  it('writes 500 codes that are born at a receipt in six statements', async () => {
    const receipt = await openedGoods(company, 'GOODS_RECEIPT', {
      lines: [{ qtyE3: '3000000', codesDue: 500 }],
    })
    company.forgetStatements()
    expect(valueOf(await scanned(company, receipt, fresh(500))).kept).toBe(500)
    expect(company.statements.length).toBeLessThanOrEqual(6)
  })

  it('writes 500 codes that came in before in six statements', async () => {
    const codes = fresh(500)
    const lines = [{ qtyE3: '3000000', codesDue: 500 }]
    await received(company, codes, { lines })
    const stockOut = await openedGoods(company, 'STOCK_OUT', { lines: [{ qtyE3: '60000', codesDue: 10 }] })
    await company.db.stockBalance.updateMany({
      where: { warehouseId: east() },
      data: { onHandE3: 10_000_000n },
    })
    const transfer = await openedGoods(company, 'TRANSFER', { lines })
    company.forgetStatements()
    expect(valueOf(await scanned(company, transfer, codes)).kept).toBe(500)
    expect(company.statements.length).toBeLessThanOrEqual(6)
    expect(captureGoodsCodes.queryBudget).toBe(6)
    expect(valueOf(await scanned(company, stockOut, codes.slice(0, 3))).kept).toBe(0)
  })
})
