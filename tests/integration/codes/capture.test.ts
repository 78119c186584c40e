import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approveDamagedCode } from '#lib/domain/delivery-notes/commands/approve-damaged-code.ts'
import { captureCodes } from '#lib/domain/delivery-notes/commands/capture-codes.ts'
import { removeCode } from '#lib/domain/delivery-notes/commands/remove-code.ts'
import { reportDamagedCode } from '#lib/domain/delivery-notes/commands/report-damaged-code.ts'
import { onConnection } from '#lib/ops/roles.ts'
import { testCompany, type TestCompany, valueOf } from '#tests/support/company.ts'
import { CODED, noteAt } from '#tests/support/note-life.ts'
import { coded, keyOf, newCode, prepared, refusalOf, run, signedBy } from '#tests/support/road.ts'

let company: TestCompany

beforeAll(async () => {
  company = await testCompany({ connections: 10 })
})
afterAll(() => company.drop())
beforeEach(() => company.desk.faults.splice(0))

const scansOf = (...codes: string[]) => codes.map((typed) => ({ typed, lineNo: null, kind: null }))

const capture = (note: { accountSetId: number; paperId: string }, ...codes: string[]) =>
  run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans: scansOf(...codes) })

const outcomesOf = async (answer: ReturnType<typeof capture>) =>
  valueOf(await answer).answers.map((each) => each.outcome)

describe('codes on the stub', () => {
  it('R6 keeps what is due, refuses what is too much, and says so code by code', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const codes = Array.from({ length: 6 }, newCode)
    expect(await outcomesOf(capture(note, ...codes, '123', codes[0] ?? ''))).toEqual([
      ...Array.from({ length: 5 }, () => 'kept'),
      'notDue',
      'malformed',
      'here',
    ])
    const rows = await company.db.codeCapture.findMany({ where: keyOf(note), orderBy: { sequence: 'asc' } })
    expect(rows.map((row) => row.kind)).toEqual(['SECONDARY', 'SECONDARY', 'BOTTLE', 'BOTTLE', 'BOTTLE'])
    const event = await company.db.paperEvent.findFirstOrThrow({
      where: { ...keyOf(note), command: 'code.capture' },
    })
    expect(event.payload).toMatchObject({ kept: codes.slice(0, 5).map((code) => ({ code, lineNo: 1 })) })
  })

  it('refuses a code that is bound to another open note, with where it was last seen', async () => {
    const first = await noteAt(company, 'PICKING', { lines: CODED })
    const second = await noteAt(company, 'PICKING', { lines: CODED })
    const code = newCode()
    valueOf(await capture(first, code))
    const { answers, kept } = valueOf(await capture(second, code))
    expect(kept).toBe(0)
    expect(answers[0]).toMatchObject({ outcome: 'elsewhere', number: first.number, customerName: '示例酒行' })
    expect(valueOf(await capture(first, code)).answers[0]).toMatchObject({ outcome: 'here' })
    expect(await company.db.paperEvent.count({ where: { ...keyOf(second), command: 'code.capture' } })).toBe(
      1,
    )
  })

  it('gives one code scanned for two notes at the same moment to one of them alone', async () => {
    const notes = await Promise.all(
      Array.from({ length: 4 }, () => noteAt(company, 'PICKING', { lines: CODED })),
    )
    const code = newCode()
    const answers = await Promise.all(notes.map((note) => capture(note, code, newCode())))
    const outcomes = answers.map((answer) => valueOf(answer).answers.map((each) => each.outcome))
    expect(outcomes.map(([first]) => first).toSorted()).toEqual([
      'elsewhere',
      'elsewhere',
      'elsewhere',
      'kept',
    ])
    expect(outcomes.every(([, second]) => second === 'kept')).toBe(true)
    expect(await company.db.codeCapture.count({ where: { code } })).toBe(1)
  })

  it('answers a batch sent twice with one key once, and two phones on one note lose nothing', async () => {
    const note = await noteAt(company, 'PICKING', { lines: [{ product: 'YS005', quantity: '40箱' }] })
    const once = { ...keyOf(note), scans: scansOf(newCode(), newCode()) }
    const send = () => run(company, captureCodes, company.staff.keeper, once, { key: 'batch-of-two' })
    expect([await send(), await send()].map((answer) => valueOf(answer).kept)).toEqual([2, 2])
    const batches = Array.from({ length: 4 }, () => Array.from({ length: 5 }, newCode))
    const answers = await Promise.all(batches.map((batch) => capture(note, ...batch)))
    for (const [index, answer] of answers.entries())
      if (answer.status === 'stale') valueOf(await capture(note, ...(batches[index] ?? [])))
    expect(await company.db.codeHolding.count({ where: keyOf(note) })).toBe(22)
    expect(company.desk.faults).toEqual([])
  })

  it('takes a code back before the keeper signs, so that it can go on another note', async () => {
    const [first, second] = [
      await noteAt(company, 'PICKING', { lines: CODED }),
      await noteAt(company, 'PICKING', { lines: CODED }),
    ]
    const code = newCode()
    valueOf(await capture(first, code))
    valueOf(
      await run(company, removeCode, company.staff.keeper, { ...keyOf(first), code: code.toLowerCase() }),
    )
    expect(await outcomesOf(capture(second, code))).toEqual(['kept'])
    expect(refusalOf(await run(company, removeCode, company.staff.keeper, { ...keyOf(first), code }))).toBe(
      'code.notHere',
    )
  })

  it('R7 fixes the codes with the keeper’s signature, in the command and in the database', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const codes = await coded(company, note)
    await prepared(company, note)
    await signedBy(company, note, company.staff.keeper)
    expect(refusalOf(await capture(note, newCode()))).toBe('code.signed')
    const remove = run(company, removeCode, company.staff.keeper, { ...keyOf(note), code: codes[0] })
    expect(refusalOf(await remove)).toBe('code.signed')
    const { accountSetId, paperId } = note
    await expect(
      onConnection(company.database.url, (client) =>
        client.query(
          `INSERT INTO code_capture (account_set_id, paper_id, sequence, line_no, kind, code, captured_by_id)
           VALUES ($1, $2, 99, 1, 'CASE', 'SLIPPED-IN', $3)`,
          [accountSetId, paperId, company.staff.keeper.userId],
        ),
      ),
    ).rejects.toThrow(/R7/)
  })

  it('A05 knows no note of another warehouse, A04 takes codes from keepers alone', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const stranger = { ...company.staff.keeper, warehouseIds: [company.books.westWarehouseId] }
    const input = { ...keyOf(note), scans: scansOf(newCode()) }
    expect(refusalOf(await run(company, captureCodes, stranger, input))).toBe('notFound')
    const { clerk, driver, manager, administrator } = company.staff
    for (const person of [clerk, driver, manager, administrator])
      expect(refusalOf(await run(company, captureCodes, person, input))).toBe('permission.missing')
  })

  it('A35 refuses a batch of more than 500, a scan that is a book, and a batch of nothing', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const answers = [
      await capture(note, ...Array.from({ length: 501 }, newCode)),
      await capture(note, 'X'.repeat(401)),
      await capture(note),
    ]
    expect(answers.map((answer) => answer.status)).toEqual(['invalid', 'invalid', 'invalid'])
  })

  it('writes 500 codes in six statements', async () => {
    const lines = ['YS005', 'YL003', 'SF001', 'SF002', 'SF004'].map((product) => ({
      product,
      quantity: '100箱',
    }))
    const note = await noteAt(company, 'PICKING', { lines, customer: 'K105' })
    const scans = Array.from({ length: 500 }, (_, index) => {
      return { typed: newCode(), lineNo: Math.floor(index / 100) + 1, kind: null }
    })
    company.forgetStatements()
    const { kept } = valueOf(
      await run(company, captureCodes, company.staff.keeper, { ...keyOf(note), scans }),
    )
    expect(kept).toBe(500)
    expect(company.statements.length).toBeLessThanOrEqual(6)
    expect(captureCodes.queryBudget).toBe(6)
  })
})

describe('a damaged code', () => {
  const report = (note: { accountSetId: number; paperId: string }, more: object = {}) =>
    run(company, reportDamagedCode, company.staff.keeper, {
      ...keyOf(note),
      lineNo: 1,
      kind: 'CASE',
      code: '',
      reason: '标签被水泡烂',
      ...more,
    })

  const decide = (
    note: { accountSetId: number; paperId: string },
    person: TestCompany['staff']['clerk'],
    decision: string,
  ) => run(company, approveDamagedCode, person, { ...keyOf(note), sequence: 1, decision })

  it('needs a reason and a second person, and counts only then', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    expect((await report(note, { reason: ' ' })).status).toBe('invalid')
    valueOf(await report(note))
    expect(await company.db.codeHolding.count({ where: keyOf(note) })).toBe(0)
    expect(refusalOf(await decide(note, company.staff.keeper, 'APPROVED'))).toBe('permission.missing')
    valueOf(await decide(note, company.staff.salesManager, 'APPROVED'))
    const row = await company.db.codeCapture.findFirstOrThrow({ where: keyOf(note) })
    expect(row).toMatchObject({
      isDamaged: true,
      reason: '标签被水泡烂',
      capturedById: company.staff.keeper.userId,
      approvedById: company.staff.salesManager.userId,
      code: `DAMAGED-${note.number}-1`,
    })
    expect(refusalOf(await decide(note, company.staff.clerk, 'APPROVED'))).toBe('code.alreadyDecided')
  })

  it('is never decided by the person who reported it, whatever their roles', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    valueOf(await report(note))
    const both = { ...company.staff.salesManager, userId: company.staff.keeper.userId }
    expect(refusalOf(await decide(note, both, 'APPROVED'))).toBe('code.secondPerson')
  })

  it('keeps what can be read bound to the note; a refused one leaves nothing', async () => {
    const [first, second] = [
      await noteAt(company, 'PICKING', { lines: CODED }),
      await noteAt(company, 'PICKING', { lines: CODED }),
    ]
    const code = newCode()
    valueOf(await report(first, { code }))
    valueOf(await decide(first, company.staff.clerk, 'APPROVED'))
    expect(await outcomesOf(capture(second, code))).toEqual(['elsewhere'])
    expect(refusalOf(await report(second, { code }))).toBe('code.seenElsewhere')
    valueOf(await report(second))
    valueOf(await decide(second, company.staff.clerk, 'REFUSED'))
    expect(await company.db.codeCapture.count({ where: keyOf(second) })).toBe(0)
  })

  it('costs six statements to report, to decide and to take a code back', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    const code = newCode()
    valueOf(await capture(note, code))
    const counts = []
    const acts = [
      () => report(note),
      () => decide(note, company.staff.clerk, 'APPROVED'),
      () => run(company, removeCode, company.staff.keeper, { ...keyOf(note), code }),
    ]
    for (const act of acts) {
      company.forgetStatements()
      valueOf<unknown>(await act())
      counts.push(company.statements.length)
    }
    expect(counts).toEqual([6, 6, 6])
  })

  it('cannot be reported where no code is due', async () => {
    const note = await noteAt(company, 'PICKING', { lines: CODED })
    expect(refusalOf(await report(note, { lineNo: 2 }))).toBe('code.notDue')
    await coded(company, note)
    expect(refusalOf(await report(note))).toBe('code.notDue')
  })
})
