import { describe, expect, it } from 'vitest'
import { POST_GATE, type PostFacts } from '#lib/domain/delivery-notes/post-rules.ts'
import { evaluate } from '#lib/kernel/gate.ts'

const COPIES = [
  { kind: 'STUB', place: 'DESK', isSigned: false, isExcused: false },
  { kind: 'DRIVER', place: 'DRIVER', isSigned: false, isExcused: false },
  { kind: 'CUSTOMER', place: 'ACCOUNTING', isSigned: true, isExcused: false },
  { kind: 'ACCOUNTING', place: 'ACCOUNTING', isSigned: false, isExcused: false },
]

const READY: PostFacts = {
  status: 'DELIVERED',
  postingDate: '2026-11-23',
  businessDate: '2026-11-22',
  today: '2026-11-23',
  isPeriodOpen: true,
  accountantId: 'accountant',
  preparerId: 'clerk',
  settlementMethod: 'MONTHLY',
  outcome: 'FULL',
  signedSlots: ['PREPARER', 'KEEPER', 'HANDLER', 'CUSTOMER'],
  brokenSlots: [],
  lineCount: 2,
  outcomeCount: 2,
  copies: COPIES,
  isVoidRequested: false,
}

const withCopy = (kind: string, change: Partial<(typeof COPIES)[number]>): Partial<PostFacts> => ({
  copies: COPIES.map((copy) => (copy.kind === kind ? { ...copy, ...change } : copy)),
})

/** The lines that are not met, as `R64 notDelivered`. */
function remarks(change: Partial<PostFacts>): string[] {
  return evaluate(POST_GATE, { ...READY, ...change })
    .items.filter((item) => item.state !== 'met')
    .map((item) => `${item.rule} ${item.code}`)
}

describe('the gate in front of the books', () => {
  it('R64 R119 lets a delivered, signed note through whose copies are with the accountant', () => {
    expect(evaluate(POST_GATE, READY)).toMatchObject({ step: 'post', isOpen: true })
    expect(remarks({})).toEqual([])
  })

  it.each<[string, Partial<PostFacts>, string]>([
    ['R64 a note on the road', { status: 'DISPATCHED' }, 'R64 notDelivered'],
    ['R64 a note that is posted', { status: 'POSTED' }, 'R64 alreadyPosted'],
    ['R64 a note that waits to be voided', { isVoidRequested: true }, 'R64 voidWaiting'],
    ['R64 a line the customer did not confirm', { outcomeCount: 1 }, 'R64 linesUnconfirmed'],
    ['R8 a missing signature', { signedSlots: ['PREPARER', 'KEEPER'] }, 'R8 signatureMissing'],
    ['R8 a signature over other content', { brokenSlots: ['KEEPER'] }, 'R8 signatureBroken'],
    [
      'R65 an accounting copy still in the warehouse',
      withCopy('ACCOUNTING', { place: 'WAREHOUSE' }),
      'R65 accountingCopyMissing',
    ],
    [
      'R46 a customer copy nobody signed',
      withCopy('CUSTOMER', { isSigned: false }),
      'R46 customerCopyUnsigned',
    ],
    [
      'R46 a signed customer copy still with the driver',
      withCopy('CUSTOMER', { place: 'DRIVER' }),
      'R46 customerCopyMissing',
    ],
    ['R119 the preparer', { accountantId: 'clerk' }, 'R119 posterIsPreparer'],
    ['R120 a day to come', { postingDate: '2026-11-24' }, 'R120 dateInFuture'],
    ['R120 a day before the note', { postingDate: '2026-11-21' }, 'R120 postedBeforeNote'],
    ['R120 a month that is not open', { isPeriodOpen: false }, 'R120 periodClosed'],
  ])('refuses %s', (_name, change, remark) => {
    expect(remarks(change)).toEqual([remark])
    expect(evaluate(POST_GATE, { ...READY, ...change }).isOpen).toBe(false)
  })

  it.each<[string, Partial<PostFacts>]>([
    [
      'R46 a cash note without the customer copy',
      { ...withCopy('CUSTOMER', { place: 'DRIVER' }), settlementMethod: 'CASH' },
    ],
    [
      'R46 a note wholly refused, which nobody signed',
      { ...withCopy('CUSTOMER', { isSigned: false, place: 'DRIVER' }), outcome: 'REFUSED' },
    ],
    [
      'R12 a lost customer copy that a manager has ruled on',
      withCopy('CUSTOMER', { place: 'DRIVER', isExcused: true }),
    ],
    [
      'R12 a lost accounting copy that a manager has ruled on',
      withCopy('ACCOUNTING', { place: 'DESK', isExcused: true }),
    ],
    ['R65 an accounting copy bound in its volume', withCopy('ACCOUNTING', { place: 'VOLUME' })],
  ])('lets through %s', (_name, change) => {
    expect(remarks(change)).toEqual([])
  })

  it('R120 remarks on a note posted in another month than its own, and lets it through', () => {
    const other = { businessDate: '2026-10-31' }
    expect(remarks(other)).toEqual(['R120 otherMonth'])
    expect(evaluate(POST_GATE, { ...READY, ...other }).isOpen).toBe(true)
  })
})
