import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import { deliver, dispatch, keyOf, refusalOf, run, STROKE, unmetOf } from '#tests/support/road.ts'

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

const noteRow = (note: NoteRef) => company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })
const heldCodes = (note: NoteRef) =>
  company.db.codeHolding.findMany({ where: keyOf(note), orderBy: { sequence: 'asc' } })
const short = (lineNo: number, accepted: string, more: object = {}) => {
  return { lineNo, accepted, reason: '破损', returnedCodes: [], ...more }
}

const TWO_LINES = [
  { product: 'YS003', quantity: '2箱3瓶' },
  { product: 'LZ001', quantity: '1箱' },
]

describe('delivering', () => {
  it('R114 one press accepts every line, the customer signs on the screen and the customer copy is signed', async () => {
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: TWO_LINES })
    expect(valueOf(await deliver(company, note)).outcome).toBe('FULL')
    expect(await noteRow(note)).toMatchObject({ status: 'DELIVERED', outcome: 'FULL' })
    const lines = await company.db.deliveryOutcomeLine.findMany({
      where: keyOf(note),
      orderBy: { lineNo: 'asc' },
    })
    expect(lines.map((line) => [line.acceptedE3, line.refusedE3])).toEqual([
      [15_000n, 0n],
      [24_000n, 0n],
    ])
    const signature = await company.db.signature.findFirstOrThrow({
      where: { ...keyOf(note), slot: 'CUSTOMER' },
    })
    expect(signature).toMatchObject({
      method: 'STROKE',
      signerId: company.staff.driver.userId,
      signerName: '李示例',
    })
    const paper = await company.db.paper.findFirstOrThrow({ where: { id: note.paperId } })
    expect([signature.contentHash, signature.codesHash]).toEqual([paper.contentHash, paper.codesHash])
    expect(
      await company.db.attachment.count({ where: { hash: signature.strokeHash ?? new Uint8Array() } }),
    ).toBe(1)
    const copy = await company.db.documentCopy.findFirstOrThrow({
      where: { ...keyOf(note), kind: 'CUSTOMER' },
    })
    expect(copy.signedAt).not.toBeNull()
  })

  it('R114 refuses a delivery nobody signed for, and one short without a reason', async () => {
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: CODED })
    expect(unmetOf(await deliver(company, note, { signature: null }))).toEqual(['R114 customerUnsigned'])
    expect(unmetOf(await deliver(company, note, { lines: [short(1, '14瓶', { reason: '' })] }))).toEqual([
      'R114 reasonMissing',
    ])
    expect(unmetOf(await deliver(company, note, { lines: [short(1, '16瓶')] }))).toEqual([
      'R114 acceptedTooMuch',
    ])
    expect((await noteRow(note)).status).toBe('DISPATCHED')
  })

  it('R114 takes back what was refused: goods at the value they left at, codes free again', async () => {
    const where = { warehouseId: company.books.eastWarehouseId, productId: company.productId('YS003') }
    const before = await company.db.stockBalance.findFirstOrThrow({ where })
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: CODED })
    const codes = await heldCodes(note)
    const back = codes[0]?.code ?? ''
    expect(unmetOf(await deliver(company, note, { lines: [short(1, '1箱3瓶')] }))).toEqual([
      'R114 returnedCodesMissing',
    ])
    expect(
      await deliver(company, note, { lines: [short(1, '1箱3瓶', { returnedCodes: ['NOT-ON-NOTE'] })] }),
    ).toMatchObject({
      status: 'invalid',
      fields: { 'lines.0.returnedCodes': 'notOnThisLine' },
    })
    const lines = [short(1, '1箱3瓶', { returnedCodes: [back.toLowerCase()] })]
    expect(valueOf(await deliver(company, note, { lines })).outcome).toBe('PARTIAL')
    const entries = await company.db.stockEntry.findMany({ where: keyOf(note), orderBy: { id: 'asc' } })
    const [out, returned] = entries
    expect(returned).toMatchObject({ fromPlace: 'CUSTOMER', toPlace: 'WAREHOUSE', qtyE3: 6000n, lineNo: 1 })
    expect(returned?.valueFen).toBe(((out?.valueFen ?? 0n) * 6000n + 7500n) / 15_000n)
    const after = await company.db.stockBalance.findFirstOrThrow({ where })
    expect(before.onHandE3 - after.onHandE3).toBe(9000n)
    expect((await heldCodes(note)).map((each) => each.code)).not.toContain(back)
    const release = await company.db.codeRelease.findFirstOrThrow({ where: keyOf(note) })
    expect(release.cause).toBe('REFUSED')
  })

  it('R114 a delivery refused whole needs a reason and no signature, and gives back every code', async () => {
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: CODED })
    const refused = { lines: [short(1, '0', { reason: '客户店面关门' })], signature: null }
    expect(valueOf(await deliver(company, note, refused)).outcome).toBe('REFUSED')
    expect(await heldCodes(note)).toEqual([])
    const copy = await company.db.documentCopy.findFirstOrThrow({
      where: { ...keyOf(note), kind: 'CUSTOMER' },
    })
    expect(copy.signedAt).toBeNull()
  })

  it('takes the photograph of the signed copy instead of a stroke, once it is filed', async () => {
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: CODED })
    const signature = { kind: 'SIGNED_COPY', hash: 'ab'.repeat(32) }
    expect(refusalOf(await deliver(company, note, { signature }))).toBe('deliver.noPhoto')
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).toString(
      'base64',
    )
    const filed = await run(company, attachPicture, company.staff.driver, {
      of: keyOf(note),
      purpose: 'SIGNED_COPY',
      picture,
    })
    const { hash } = valueOf(filed)
    valueOf(await deliver(company, note, { signature: { kind: 'SIGNED_COPY', hash } }))
    const row = await company.db.signature.findFirstOrThrow({ where: { ...keyOf(note), slot: 'CUSTOMER' } })
    expect([row.method, Buffer.from(row.strokeHash ?? []).toString('hex')]).toEqual(['SIGNED_COPY', hash])
  })

  it('B2 R57 waits until the driver has accepted the blue and the customer copy, A47 and until the goods have left', async () => {
    const note = await noteAt(company, 'READY_TO_LEAVE', { lines: CODED })
    expect(refusalOf(await deliver(company, note))).toBe('note.wrongStep')
    valueOf(await dispatch(company, note))
    expect(unmetOf(await deliver(company, note))).toEqual(['R57 copyNotAccepted'])
  })

  it('A05 knows no note of another driver, R9 A21 takes nobody’s name', async () => {
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: CODED })
    const other = { ...company.staff.driver, userId: company.staff.clerk.userId }
    const input = { ...keyOf(note), lines: [], signature: { kind: 'STROKE', stroke: STROKE } }
    expect(refusalOf(await run(company, deliverNote, other, input))).toBe('notFound')
    expect(refusalOf(await run(company, deliverNote, company.staff.keeper, input))).toBe('permission.missing')
    for (const forged of [{ signerName: '老板' }, { signerId: company.staff.manager.userId }])
      expect((await run(company, deliverNote, company.staff.driver, { ...input, ...forged })).status).toBe(
        'invalid',
      )
    const script = { kind: 'path', path: 'M1 1"/><script>', width: 1, height: 1 }
    const strange = { ...input, signature: { kind: 'STROKE', stroke: script } }
    expect((await run(company, deliverNote, company.staff.driver, strange)).status).toBe('invalid')
  })

  it('F05 records a delivery once, however often it is sent', async () => {
    const note = await noteAt(company, 'ON_THE_ROAD', { lines: CODED })
    const answers = await Promise.all(Array.from({ length: 6 }, () => deliver(company, note)))
    expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(1)
    expect(await company.db.signature.count({ where: { ...keyOf(note), slot: 'CUSTOMER' } })).toBe(1)
  })

  it('costs the same statements with one line and with twenty, accepted or partly refused', async () => {
    const lines = Array.from({ length: 20 }, () => ({ product: 'LZ001', quantity: '2箱' }))
    const counts = []
    for (const wish of [lines.slice(0, 1), lines]) {
      const note = await noteAt(company, 'ON_THE_ROAD', { lines: wish })
      company.forgetStatements()
      valueOf(await deliver(company, note, { lines: wish.map((_, index) => short(index + 1, '1箱')) }))
      counts.push(company.statements.length)
    }
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeLessThanOrEqual(deliverNote.queryBudget)
  })
})
