import { describe, expect, it } from 'vitest'
import { NOTE_TRANSITIONS, type NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import { VOID_GATE, type VoidCopy, type VoidFacts } from '#lib/domain/delivery-notes/void-rules.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { canMove, statesOf } from '#lib/kernel/transitions.ts'

const copy = (kind: VoidCopy['kind'], change: Partial<VoidCopy> = {}): VoidCopy => ({
  kind,
  place: 'DESK',
  keeperName: '示例开单员',
  isOffered: false,
  statement: 'NONE',
  ...change,
})

const facts = (change: Partial<VoidFacts> = {}, stub: Partial<VoidCopy> = {}): VoidFacts => ({
  status: 'ISSUED',
  preparerId: 'clerk',
  request: { reason: '客户名称写错', byId: 'clerk' },
  deciderId: 'manager',
  copies: [copy('STUB', stub), copy('DRIVER'), copy('CUSTOMER'), copy('ACCOUNTING')],
  isPeriodOpen: true,
  today: '2026-11-23',
  ...change,
})

const unmet = (of: VoidFacts) =>
  evaluate(VOID_GATE, of)
    .items.filter((item) => item.state === 'unmet')
    .map((item) => `${item.rule} ${item.code}`)

describe('the void gate', () => {
  it('R12 R13 R14 opens with a reason, a second person and four copies at the desk', () => {
    expect(evaluate(VOID_GATE, facts()).isOpen).toBe(true)
  })

  it.each(statesOf(NOTE_TRANSITIONS))(
    'R13 knows whether a note that is %s can still be voided',
    (status: NoteStatus) => {
      const isOpen = !unmet(facts({ status })).some((line) => line.startsWith('R13'))
      expect(isOpen).toBe(canMove(NOTE_TRANSITIONS, status, 'VOIDED'))
      expect(isOpen).toBe(!['POSTED', 'REVERSED', 'VOIDED'].includes(status))
    },
  )

  it('R13 sends a posted note to the red reversal', () => {
    const item = evaluate(VOID_GATE, facts({ status: 'POSTED' })).items.find((each) => each.rule === 'R13')
    expect(item).toMatchObject({ code: 'alreadyPosted', remedy: { act: 'note.reverse' } })
  })

  it.each([
    ['nobody asked', { request: null }, 'R12 voidNotRequested'],
    ['the one who asked decides', { deciderId: 'clerk' }, 'R12 voidSecondPerson'],
    [
      'the preparer decides',
      { request: { reason: 'x', byId: 'other' }, deciderId: 'clerk' },
      'R12 voidSecondPerson',
    ],
    [
      'the goods are gone and the month is closed',
      { status: 'DISPATCHED', isPeriodOpen: false },
      'R120 periodClosed',
    ],
  ] as const)('refuses when %s', (_name, change, line) => {
    expect(unmet(facts(change))).toEqual([line])
  })

  it('needs no open month while the goods never left', () => {
    expect(unmet(facts({ status: 'VERIFIED', isPeriodOpen: false }))).toEqual([])
  })

  it.each([
    ['is in the warehouse', { place: 'WAREHOUSE' }, ['R14 copyAway']],
    ['is on its way to somebody', { isOffered: true }, ['R14 copyOffered']],
    ['is away and a statement waits', { place: 'WAREHOUSE', statement: 'WAITING' }, ['R14 statementWaiting']],
    [
      'is away and the statement was rejected',
      { place: 'WAREHOUSE', statement: 'REJECTED' },
      ['R14 copyAway'],
    ],
    ['is away and the statement was accepted', { place: 'WAREHOUSE', statement: 'ACCEPTED' }, []],
  ] as const)('R14 weighs a copy that %s', (_name, stub, lines) => {
    expect(unmet(facts({}, stub))).toEqual(lines)
  })

  it('R14 counts a copy that is not there at all', () => {
    const { copies } = facts()
    expect(unmet(facts({ copies: copies.slice(1) }))).toEqual(['R14 copyMissing'])
  })
})
