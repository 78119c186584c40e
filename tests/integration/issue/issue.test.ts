import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordOrder } from '#lib/domain/sales-orders/commands/record.ts'
import { runCommand } from '#lib/command/run-command.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import { addDays } from '#lib/kernel/business-date.ts'
import { today } from '#lib/kernel/clock.ts'
import { issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call, TEST_PIN } from '#tests/support/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(async () => {
  await expectWhole(company.db)
  await company.drop()
})
beforeEach(() => company.desk.faults.splice(0))

function unmetRules(result: Awaited<ReturnType<typeof issue>>): string[] {
  if (result.status !== 'refused') return [`answered ${JSON.stringify(result)}`]
  return (result.refusal.checklist?.items ?? [])
    .filter((item) => item.state === 'unmet')
    .map((item) => item.rule)
}

describe('issuing a note', () => {
  it('R2 makes exactly four copies with the desk, R8 signs as preparer, R86 records the order with it', async () => {
    const issued = valueOf(
      await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '2箱3瓶' }])),
    )
    const key = { accountSetId: issued.accountSetId, paperId: issued.paperId }
    const copies = await company.db.documentCopy.findMany({ where: key, orderBy: { kind: 'asc' } })
    expect(copies.map((copy) => [copy.kind, copy.place, copy.keeperId])).toEqual(
      ['ACCOUNTING', 'CUSTOMER', 'DRIVER', 'STUB'].map((kind) => [kind, 'DESK', company.staff.clerk.userId]),
    )
    const signatures = await company.db.signature.findMany({ where: key })
    expect(signatures.map((signature) => [signature.slot, signature.signerId])).toEqual([
      ['PREPARER', company.staff.clerk.userId],
    ])
    const note = await company.db.deliveryNote.findFirstOrThrow({
      where: key,
      include: { lines: true, paper: true },
    })
    expect(note.lines.map((line) => [line.qtyE3, line.amountFen])).toEqual([[15_000n, 702_000n]])
    expect(issued.grossFen).toBe('702000')
    const order = await company.db.salesOrder.findFirstOrThrow({ where: { paperId: note.orderId } })
    expect(order.status).toBe('BILLED')
    expect(company.desk.faults).toEqual([])
  })

  it('reserves the stock and commits the customer’s credit', async () => {
    const where = { warehouseId: company.books.eastWarehouseId, productId: company.productId('YS001') }
    const before = await company.db.stockBalance.findFirstOrThrow({
      where: { ...where, accountSetId: company.books.mainSetId },
    })
    valueOf(await issue(company, await noteFor(company, 'K105', [{ product: 'YS001', quantity: '1箱' }])))
    const after = await company.db.stockBalance.findFirstOrThrow({
      where: { ...where, accountSetId: company.books.mainSetId },
    })
    expect(after.reservedE3 - before.reservedE3).toBe(6000n)
    expect(after.onHandE3).toBe(before.onHandE3)
    const balance = await company.db.customerBalance.findFirstOrThrow({
      where: { customerId: company.customerId('K105') },
    })
    expect(balance.committedFen).toBe(899_400n)
  })

  it.each([
    ['R48 refuses a prefecture note whose money has not arrived', 'K107', {}, 'R48'],
    ['R53 refuses a supermarket note that no salesperson has checked', 'S201', {}, 'R53'],
    ['R54 refuses a supermarket line without its barcode', 'S201', {}, 'R54'],
    ['R117 refuses a note over the credit limit', 'K104', { lines: '60箱' }, 'R117'],
    ['R116 refuses a price off the list', 'K102', { unitPrice: '1.00' }, 'R116'],
    ['R137 refuses a discount nobody agreed to', 'K102', { noteDiscount: '50' }, 'R137'],
    ['R110 asks for the manager when the price is off the list', 'K102', { unitPrice: '1.00' }, 'R110'],
    ['R133 refuses what is not in stock', 'K105', { lines: '99999箱' }, 'R133'],
    ['R97 refuses a total other than the one seen', 'K102', { seenGross: '1.00' }, 'R97'],
    ['R120 refuses a date in the future', 'K102', { dateIn: 1 }, 'R120'],
    ['R120 refuses a date in a month that is not open', 'K102', { dateIn: -500 }, 'R120'],
  ])('%s', async (_name, customer, wish: Record<string, string | number>, rule) => {
    const line = {
      product: 'YS003',
      quantity: String(wish['lines'] ?? '1箱'),
      unitPrice: String(wish['unitPrice'] ?? ''),
    }
    const changes = {
      noteDiscount: String(wish['noteDiscount'] ?? ''),
      seenGross: String(wish['seenGross'] ?? ''),
      ...(typeof wish['dateIn'] === 'number'
        ? {
            businessDate: addDays(today(company.desk.clock), wish['dateIn']),
            expectedOn: addDays(today(company.desk.clock), 2),
          }
        : {}),
    }
    expect(unmetRules(await issue(company, await noteFor(company, customer, [line], changes)))).toContain(
      rule,
    )
  })
})

describe('issuing again, wrongly, or all at once', () => {
  it('R55 refuses goods that have no tax rate on the day, names them and who sets one, and takes them once it is set', async () => {
    const note = await noteFor(company, 'K102', [
      { product: 'YS003', quantity: '1瓶' },
      { product: 'LZ002', quantity: '1瓶' },
    ])
    const id = company.productId('LZ002')
    const { taxClass, name } = await company.db.product.findFirstOrThrow({ where: { id } })
    const reclass = (to: string) => company.db.product.updateMany({ where: { id }, data: { taxClass: to } })
    await reclass('SERVICE_TO_COME')
    const validFrom = new Date(`${addDays(today(company.desk.clock), 1)}T00:00:00Z`)
    await company.db.taxRate.create({ data: { taxClass: 'SERVICE_TO_COME', validFrom, rateBp: 600 } })
    expect(await issue(company, note)).toMatchObject({
      refusal: {
        code: 'gate.issue',
        checklist: {
          items: expect.arrayContaining([
            expect.objectContaining({
              ...{ rule: 'R55', state: 'unmet', code: 'taxRateMissing', params: { product: name } },
              remedy: { role: 'ADMINISTRATOR', act: 'settings.taxRates' },
            }),
          ]),
        },
      },
    })
    await reclass(taxClass)
    valueOf(await issue(company, note))
  })

  it('R133 sells from a store, never what is damaged or still on its way', async () => {
    const note = await noteFor(company, 'K105', [{ product: 'YS001', quantity: '1瓶' }])
    for (const kind of ['DAMAGED', 'TRANSIT']) {
      const companion = await company.db.warehouse.findFirstOrThrow({
        where: { kind, parentId: company.books.eastWarehouseId },
      })
      expect(unmetRules(await issue(company, { ...note, warehouseId: companion.id }))).toContain('R133')
    }
  })

  it('F12 a refused note burns no number: the next one follows the last', async () => {
    const first = valueOf(
      await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶' }])),
    )
    await issue(
      company,
      await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶', unitPrice: '1' }]),
    )
    const second = valueOf(
      await issue(company, await noteFor(company, 'K102', [{ product: 'YS003', quantity: '2瓶' }])),
    )
    expect(Number(second.number.slice(-5))).toBe(Number(first.number.slice(-5)) + 1)
  })

  it('F06 fifty identical sends with one key make one note and fifty equal answers', async () => {
    const input = await noteFor(company, 'K102', [{ product: 'LZ006', quantity: '1箱' }])
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => issue(company, input, { key: 'one-key-for-fifty' })),
    )
    const numbers = new Set(answers.map((answer) => valueOf(answer).number))
    expect(numbers.size).toBe(1)
    expect(answers.filter((answer) => answer.status === 'done' && answer.isReplay !== true)).toHaveLength(1)
  })

  it('F07 the same key with another note is refused', async () => {
    const input = await noteFor(company, 'K102', [{ product: 'LZ006', quantity: '1箱' }])
    valueOf(await issue(company, input, { key: 'reused-key' }))
    const again = await issue(company, { ...input, specialInstructions: 'other' }, { key: 'reused-key' })
    expect(again).toMatchObject({ status: 'refused', refusal: { code: 'key.reused' } })
  })

  it('R9 refuses a wrong PIN, and a call that names a signer', async () => {
    const input = await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶' }])
    const wrong = await runCommand(
      company.desk,
      issueNote,
      call(company.staff.otherClerk, input, { pin: '000001' }),
    )
    expect(wrong).toMatchObject({ status: 'refused', refusal: { code: 'signing.wrongPin' } })
    const named = await runCommand(
      company.desk,
      issueNote,
      call(company.staff.clerk, { ...input, signerId: company.staff.manager.userId }, { pin: TEST_PIN }),
    )
    expect(named.status).toBe('invalid')
  })

  it('A04 refuses everyone but a clerk, A05 knows nothing of another account set', async () => {
    const input = await noteFor(company, 'K102', [{ product: 'YS003', quantity: '1瓶' }])
    for (const actor of [company.staff.keeper, company.staff.administrator, company.staff.manager])
      expect(await issue(company, input, { actor })).toMatchObject({
        status: 'refused',
        refusal: { code: 'permission.missing' },
      })
    const outsider = { ...company.staff.clerk, accountSetIds: [company.books.supermarketSetId] }
    expect(await issue(company, input, { actor: outsider })).toMatchObject({
      status: 'refused',
      refusal: { code: 'notFound' },
    })
  })

  it('costs at most fourteen statements, the same for one line and for forty', async () => {
    const counts: number[] = []
    for (const lines of [1, 40]) {
      const input = await noteFor(
        company,
        'K105',
        Array.from({ length: lines }, () => ({ product: 'LZ006', quantity: '1瓶' })),
      )
      company.forgetStatements()
      valueOf(await issue(company, input))
      counts.push(company.statements.length)
    }
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeLessThanOrEqual(issueNote.queryBudget)
  })

  it('A hundred notes issued at once have no gap, no double and sell no bottle twice', async () => {
    const productId = company.productId('YS002')
    const where = {
      accountSetId: company.books.mainSetId,
      warehouseId: company.books.eastWarehouseId,
      productId,
    }
    const stock = await company.db.stockBalance.findFirstOrThrow({ where })
    const free = Number((stock.onHandE3 - stock.reservedE3) / 1000n)
    const each = Math.floor(free / 50)
    const inputs = await Promise.all(
      Array.from({ length: 100 }, () =>
        noteFor(company, 'K106', [{ product: 'YS002', quantity: `${each}瓶` }]),
      ),
    )
    const answers = await Promise.all(inputs.map((input) => issue(company, input)))
    const done = answers.filter((answer) => answer.status === 'done')
    expect(done).toHaveLength(Math.floor(free / each))
    expect(
      answers
        .filter((answer) => answer.status !== 'done')
        .map(unmetRules)
        .every((rules) => rules.includes('R133')),
    ).toBe(true)
    const papers = await company.db.paper.findMany({
      where: { kind: 'DELIVERY_NOTE', accountSetId: company.books.mainSetId },
      orderBy: { sequence: 'asc' },
    })
    expect(papers.map((paper) => paper.sequence)).toEqual(papers.map((_, index) => index + 1))
    expect(company.desk.faults).toEqual([])
  })
})

describe('issuing again for a void note', () => {
  it('R13 refuses to replace a note that is not void, or is nobody’s', async () => {
    const standing = valueOf(
      await issue(company, await noteFor(company, 'K102', [{ product: 'LZ002', quantity: '1瓶' }])),
    )
    for (const replacesId of [standing.paperId, '0190a0a0-0000-7000-8000-000000000000']) {
      const input = await noteFor(company, 'K102', [{ product: 'LZ002', quantity: '2瓶' }], { replacesId })
      expect(unmetRules(await issue(company, input))).toContain('R13')
    }
  })
})

describe('billing an order in parts', () => {
  it('R1 R61 bills the second line alone once the first is out, and nothing more than the order confirmed', async () => {
    const line = { unitPrice: '', discount: '', isGift: false, remark: '', barcode: '' }
    const ordered = await noteFor(company, 'K105', [])
    const lines = [
      { ...line, productId: company.productId('LZ002'), quantity: '2瓶' },
      { ...line, productId: company.productId('LZ003'), quantity: '3瓶' },
    ]
    const {
      accountSetId,
      customerId,
      businessDate,
      expectedOn,
      intakeChannel,
      isUrgent,
      specialInstructions,
    } = ordered
    const header = {
      accountSetId,
      customerId,
      businessDate,
      expectedOn,
      intakeChannel,
      isUrgent,
      specialInstructions,
    }
    const forOrder = lines.map(({ barcode: _, ...typed }) => typed)
    const input = { ...header, seenGross: '', lines: forOrder, confirmedHow: 'PHONE' }
    const order = valueOf(await runCommand(company.desk, recordOrder, call(company.staff.clerk, input)))
    const bill = async (index: number) =>
      issue(company, { ...ordered, orderId: order.orderId, lines: lines.slice(index, index + 1) })
    valueOf(await bill(0))
    const second = valueOf(await bill(1))
    const kept = await company.db.deliveryNoteLine.findFirstOrThrow({ where: { paperId: second.paperId } })
    expect(kept.orderLineNo).toBe(2)
    expect((await company.db.salesOrder.findFirstOrThrow({ where: { paperId: order.orderId } })).status).toBe(
      'BILLED',
    )
    expect(unmetRules(await bill(0))).toContain('R1')
  })
})
