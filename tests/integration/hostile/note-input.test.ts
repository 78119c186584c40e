import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '#lib/command/run-command.ts'
import { issueNote } from '#lib/domain/delivery-notes/commands/issue.ts'
import type { NoteInput } from '#lib/domain/delivery-notes/schema.ts'
import { newId } from '#lib/kernel/ids.ts'
import { type issue, noteFor, testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { call, TEST_PIN } from '#tests/support/people.ts'

let company: TestCompany
let good: NoteInput

beforeAll(async () => {
  company = await testCompany()
  good = await noteFor(company, 'K105', [{ product: 'YS003', quantity: '1箱' }])
})
afterAll(async () => {
  expect(company.desk.faults).toEqual([])
  await expectWhole(company.db)
  await company.drop()
})

/** Sends anything at all, as a caller who ignores every type would. */
function send(input: unknown): Promise<Awaited<ReturnType<typeof issue>>> {
  return runCommand(company.desk, issueNote, call(company.staff.clerk, input, { pin: TEST_PIN }))
}

const line = (): NoteInput['lines'][number] => good.lines[0] ?? expect.fail('no line')

describe('A16 quantities that are no quantity of bottles', () => {
  it.each([
    '-1',
    '0',
    '1e308',
    'NaN',
    '1e3',
    '0.0001',
    '1/3/5',
    '',
    '0.3箱',
    '99999999瓶',
    '2桶',
    '١٢',
    '2箱3',
    '∞',
    '0x10',
    '=1+1',
  ])('%j is refused at its field', async (quantity) => {
    const answer = await send({ ...good, lines: [{ ...line(), quantity }] })
    expect(answer).toMatchObject({ status: 'invalid', fields: { 'lines.0.quantity': expect.any(String) } })
  })

  it.each([
    ['１２瓶', '12000'],
    ['0.5箱', '3000'],
    ['2/3', '15000'],
  ])('%j is read as people mean it', async (quantity, qtyE3) => {
    const issued = valueOf(await send({ ...good, lines: [{ ...line(), quantity }] }))
    const written = await company.db.deliveryNoteLine.findFirstOrThrow({ where: { paperId: issued.paperId } })
    expect(String(written.qtyE3)).toBe(qtyE3)
  })
})

describe('A17 prices and totals past their range', () => {
  it.each([
    [{ unitPrice: '99999999.9999', quantity: '9999999瓶' }, 'lines.0.quantity'],
    [{ unitPrice: '100000000' }, 'lines.0.unitPrice'],
    [{ unitPrice: '-5' }, 'lines.0.unitPrice'],
    [{ unitPrice: '1.00001' }, 'lines.0.unitPrice'],
    [{ discount: '99999999' }, 'lines.0.discount'],
    [{ discount: '-1' }, 'lines.0.discount'],
  ])('%j is refused at %s', async (change, field) => {
    expect(await send({ ...good, lines: [{ ...line(), ...change }] })).toMatchObject({
      status: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })
})

describe('A07, A20 fields that are not the caller’s to give', () => {
  it.each([
    { status: 'POSTED' },
    { number: 'XH202611-00001' },
    { grossFen: '1' },
    { preparerId: newId(new Date()) },
    { createdBy: 'x' },
    { creditLimit: '1' },
    { role: 'MANAGER' },
  ])('%j makes the whole call invalid', async (extra) => {
    expect((await send({ ...good, ...extra })).status).toBe('invalid')
    expect((await send({ ...good, lines: [{ ...line(), ...extra }] })).status).toBe('invalid')
  })
})

describe('A12, A46, A50 shapes no form sends', () => {
  const prototype: unknown = JSON.parse(
    '{"__proto__":{"isBillingSuspended":true},"constructor":{"prototype":{"x":1}}}',
  )
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['an operator for a string', { customerId: { contains: '' } }],
    ['an operator for a number', { accountSetId: { gt: 0 } }],
    ['text for a number', { accountSetId: '1' }],
    ['a number past the integers', { accountSetId: 1e20 }],
    ['half a number', { accountSetId: 1.5 }],
    ['a malformed id', { customerId: 'abc' }],
    ['SQL in an id', { customerId: "' OR 1=1 --" }],
    ['a date that is none', { businessDate: '2026-02-31' }],
    ['a date of letters', { businessDate: 'tomorrow' }],
    ['an unknown channel of intake', { intakeChannel: 'FAX' }],
    ['no lines', { lines: [] }],
    ['lines that are no list', { lines: { length: 5 } }],
    ['a prototype', prototype],
  ])('%s is invalid', async (_name, change) => {
    const input =
      typeof change === 'object' && change !== null && !Array.isArray(change)
        ? { ...good, ...change }
        : change
    expect((await send(input)).status).toBe('invalid')
    expect(Object.prototype).not.toHaveProperty('isBillingSuspended')
  })
})

describe('A15 characters that hide or mislead', () => {
  it.each(['a\u0000b', 'a\u202Eb', 'a\u2066b', '\uD800', 'a\u0007b'])(
    '%j is refused in a remark and in the instructions',
    async (text) => {
      expect(await send({ ...good, specialInstructions: text })).toMatchObject({
        status: 'invalid',
        fields: { specialInstructions: expect.any(String) },
      })
      expect(await send({ ...good, lines: [{ ...line(), remark: text }] })).toMatchObject({
        status: 'invalid',
        fields: { 'lines.0.remark': expect.any(String) },
      })
    },
  )

  it.each([
    '𠮷祥酒行 🍶',
    '<script>alert(1)</script>',
    "'; DROP TABLE paper; --",
    '=HYPERLINK("http://x")',
    '%%%%%%_',
  ])('%j is kept as it is', async (text) => {
    const issued = valueOf(
      await send({ ...good, specialInstructions: text, lines: [{ ...line(), remark: text }] }),
    )
    const note = await company.db.deliveryNote.findFirstOrThrow({
      where: { paperId: issued.paperId },
      include: { lines: true },
    })
    expect([note.specialInstructions, note.lines[0]?.remark]).toEqual([text, text])
  })
})

describe('A35 sizes nobody types', () => {
  it.each<[string, () => unknown]>([
    ['ten thousand lines', () => ({ ...good, lines: Array.from({ length: 10_000 }, line) })],
    [
      'a remark of ten megabytes',
      () => ({ ...good, lines: [{ ...line(), remark: 'x'.repeat(10_000_000) }] }),
    ],
    [
      'a quantity of a megabyte',
      () => ({ ...good, lines: [{ ...line(), quantity: '1'.repeat(1_000_000) }] }),
    ],
  ])('%s is refused within a second', async (_name, input) => {
    const start = performance.now()
    expect((await send(input())).status).toBe('invalid')
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('things that are not there', () => {
  it.each([
    ['customer', 'customerId', 'refused'],
    ['address', 'addressId', 'invalid'],
    ['warehouse', 'warehouseId', 'refused'],
    ['handler', 'handlerId', 'refused'],
    ['order', 'orderId', 'refused'],
    ['application', 'applicationId', 'refused'],
  ])('an unknown %s gets a sentence, not a fault', async (_name, field, status) => {
    expect((await send({ ...good, [field]: newId(new Date()) })).status).toBe(status)
  })

  it('an unknown product is named at its line', async () => {
    const answer = await send({ ...good, lines: [line(), { ...line(), productId: newId(new Date()) }] })
    expect(answer).toMatchObject({ status: 'invalid', fields: { 'lines.1.productId': 'unknownProduct' } })
  })

  it('A06, R56 a customer of one account set is unknown in another', async () => {
    expect(await send({ ...good, accountSetId: company.books.supermarketSetId })).toMatchObject({
      status: 'refused',
      refusal: { code: 'notFound' },
    })
  })
})

describe('A19 prices the caller makes up', () => {
  it('are kept as manual and need the manager (R116)', async () => {
    const answer = await send({ ...good, lines: [{ ...line(), unitPrice: '0.01' }] })
    const unmet =
      answer.status === 'refused'
        ? (answer.refusal.checklist?.items ?? []).filter((item) => item.state === 'unmet')
        : []
    expect(unmet.map((item) => item.rule)).toEqual(expect.arrayContaining(['R110', 'R116']))
  })
})
