import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agreeAmendment } from '#lib/domain/delivery-notes/commands/agree-amendment.ts'
import { openAmendment } from '#lib/domain/delivery-notes/commands/open-amendment.ts'
import { postNotes } from '#lib/domain/delivery-notes/commands/post.ts'
import { receiveSurplus } from '#lib/domain/delivery-notes/commands/receive-surplus.ts'
import { withdrawAmendment } from '#lib/domain/delivery-notes/commands/withdraw-amendment.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { onHand } from '#tests/support/counting.ts'
import { expectWhole } from '#tests/support/invariants.ts'
import { CODED } from '#tests/support/note-life.ts'
import {
  agree,
  blueCopiesHome,
  cashStop,
  close,
  counted,
  opened,
  pageOf,
} from '#tests/support/reconciling.ts'
import { acceptCopies, keyOf, type NoteRef, refusalOf, run, unmetOf } from '#tests/support/road.ts'

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

const amend = (note: NoteRef, lines: object[], reason = '客户只要一箱') =>
  run(company, openAmendment, company.staff.clerk, { ...keyOf(note), reason, lines }, { pin: company.pin })

describe('R59 a note that the driver changed by hand', () => {
  it('is amended beside the untouched note: agreed by its handler, the surplus taken in with its codes, the cash and the claim are less', async () => {
    const note = await cashStop(company, { lines: CODED })
    await blueCopiesHome(company, note)
    const session = await opened(company, note.accountSetId)
    const whole = BigInt((await pageOf(company, session)).sheet.expectedFen)
    const before = await onHand(company, 'YS003')
    const slip = valueOf(await amend(note, [{ lineNo: 1, accepted: '1箱3瓶' }]))
    const { clerk, salesperson, keeper, otherKeeper, accountant } = company.staff
    const pin = { pin: company.pin }
    expect(unmetOf(await agree(company, session))).toContain('R59 surplusNotReceived')
    const codes = (
      await company.db.codeHolding.findMany({ where: { ...keyOf(note), kind: { not: 'BOTTLE' } } })
    ).map(({ code }) => code)
    const receive = (codesBack: string[], by = keeper) =>
      run(company, receiveSurplus, by, { ...keyOf(note), slipId: slip.paperId, codes: codesBack }, pin)
    expect(refusalOf(await receive(codes.slice(0, 1)))).toBe('amendment.notNow')
    expect(refusalOf(await run(company, agreeAmendment, clerk, keyOf(slip), pin))).toBe('permission.missing')
    const stranger = { ...salesperson, userId: otherKeeper.userId }
    expect(refusalOf(await run(company, agreeAmendment, stranger, keyOf(slip), pin))).toBe(
      'amendment.notItsHandler',
    )
    valueOf(await run(company, agreeAmendment, salesperson, keyOf(slip), pin))
    expect(refusalOf(await receive([]))).toBe('amendment.codesMissing')
    expect(refusalOf(await receive(codes))).toBe('amendment.codesMissing')
    expect(refusalOf(await receive(['T999999999999']))).toBe('amendment.foreignCode')
    expect(refusalOf(await receive(codes.slice(0, 1), { ...keeper, warehouseIds: [] }))).toBe('notFound')
    valueOf(await receive(codes.slice(0, 1)))
    expect(refusalOf(await receive(codes.slice(0, 1)))).toBe('amendment.notNow')
    expect(await onHand(company, 'YS003')).toBe(before + 6)
    const { sheet } = await pageOf(company, session)
    const dueFen = BigInt(sheet.expectedFen)
    expect(dueFen).toBeLessThan(whole)
    expect(sheet.notes[0]).toMatchObject({ amendedFen: `${whole - dueFen}`, slip: { isReceived: true } })
    valueOf(await counted(company, session, Number(dueFen)))
    valueOf(await agree(company, session))
    valueOf(await close(company, session))
    const [receipt] = await company.db.receipt.findMany({ where: { reconciliationId: session.paperId } })
    expect(receipt?.amountFen).toBe(dueFen)
    await acceptCopies(company, note, accountant, ['ACCOUNTING'])
    const posting = { accountSetId: note.accountSetId, paperIds: [note.paperId], postingDate: '' }
    const { posted } = valueOf(await run(company, postNotes, accountant, posting))
    expect(posted[0]?.grossFen).toBe(String(dueFen))
    const said = await company.db.deliveryOutcomeLine.findFirstOrThrow({ where: keyOf(note) })
    expect(said.refusedE3).toBe(0n)
    expect(refusalOf(await amend(note, [{ lineNo: 1, accepted: '1瓶' }]))).toBe('amendment.notDelivered')
  })

  it('only ever takes less, once, from a line of the note, and is withdrawn while its goods are out', async () => {
    const note = await cashStop(company)
    const wrong: [object, object][] = [
      [{ lineNo: 1, accepted: '2箱' }, { 'lines.0.accepted': 'notLess' }],
      [{ lineNo: 1, accepted: '-1' }, {}],
      [{ lineNo: 1, accepted: '一点' }, {}],
      [{ lineNo: 9, accepted: '0' }, { 'lines.0.lineNo': 'unknown' }],
    ]
    for (const [line, fields] of wrong)
      expect(await amend(note, [line])).toMatchObject({ status: 'invalid', fields })
    const slip = valueOf(await amend(note, [{ lineNo: 1, accepted: '0' }]))
    expect(refusalOf(await amend(note, [{ lineNo: 1, accepted: '1箱' }]))).toBe('amendment.another')
    const { clerk, salesManager, keeper } = company.staff
    valueOf(await run(company, withdrawAmendment, clerk, { ...keyOf(slip), reason: '写错' }))
    const again = valueOf(await amend(note, [{ lineNo: 1, accepted: '0' }]))
    const pin = { pin: company.pin }
    valueOf(await run(company, agreeAmendment, salesManager, keyOf(again), pin))
    const receive = { ...keyOf(note), slipId: again.paperId, codes: [] }
    const both = await Promise.all([
      run(company, receiveSurplus, keeper, receive, pin),
      run(company, withdrawAmendment, clerk, { ...keyOf(again), reason: '同时撤回' }),
    ])
    expect(both.map(refusalOf).toSorted()).toEqual(['amendment.notNow', 'done'])
    const [received] = both
    const row = await company.db.deliveryNote.findFirstOrThrow({ where: keyOf(note) })
    expect(row.outcome).toBe(received.status === 'done' ? 'REFUSED' : 'FULL')
  })
})
