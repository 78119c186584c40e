import { describe, expect, it } from 'vitest'
import { countedFen, readPieces } from '#lib/domain/driver-reconciliations/denominations.ts'
import {
  borneByHouse,
  differenceOf,
  reconciliationLines,
} from '#lib/domain/driver-reconciliations/postings.ts'
import { receiptsOf } from '#lib/domain/driver-reconciliations/receipts-of.ts'
import { type DueNote, sheetHash, sheetOf, type Tender } from '#lib/domain/driver-reconciliations/sheet.ts'
import { parseBusinessDate } from '#lib/kernel/business-date.ts'

const DRIVER = 'driver'
const copy = (kind: 'DRIVER' | 'CUSTOMER', keeperId: string) => {
  return {
    kind,
    keeperId,
    offeredToId: null,
    place: keeperId === DRIVER ? 'DRIVER' : 'DESK',
    isSigned: true,
    isExcused: false,
  }
}
const tender = (method: string, amountFen: bigint, more: Partial<Tender> = {}): Tender => {
  return { sequence: 1, method, what: 'GOODS', amountFen, paysPaperId: 'n1', paysNumber: 'XH1', ...more }
}
const FREIGHT = { what: 'ADVANCED_FREIGHT' }

/** A cash note of ￥100 whose copies are home; `more` says what is otherwise. */
function due(more: Partial<DueNote> = {}): DueNote {
  return {
    ...{ paperId: 'n1', number: 'XH1', status: 'DELIVERED', customerId: 'c1', customerName: '示例便利店' },
    ...{
      channel: 'DIRECT',
      settlementMethod: 'CASH',
      outcome: 'FULL',
      deliveredAt: '',
      advancedFreightFen: 0n,
    },
    ...{ acceptedFen: 10_000n, slip: null, tenders: [tender('CASH', 10_000n)] },
    ...{
      copies: [copy('DRIVER', 'clerk'), copy('CUSTOMER', 'clerk')],
      needsConsignmentNote: false,
      hasConsignmentNote: false,
      excuses: [],
    },
    ...more,
  }
}

const noteOf = (more: Partial<DueNote>) => sheetOf([due(more)], DRIVER, null, []).notes[0]
const RECEIVED = { paperId: 's1', number: 'GD1', status: 'RECEIVED' } as const

describe('the sheet of a session', () => {
  it('R45 R52 sums the cash of goods and freight, and keeps apart what came another way or stayed on account', () => {
    const tenders = [
      tender('CASH', 6_000n),
      tender('WECHAT', 3_000n),
      tender('ON_ACCOUNT', 1_000n),
      tender('CASH', 500n, { paysPaperId: 'n0' }),
      tender('CASH', 250n, FREIGHT),
      tender('TRANSFER', 50n, FREIGHT),
    ]
    const sheet = sheetOf([due({ tenders, advancedFreightFen: 300n })], DRIVER, null, [])
    expect(sheet.notes[0]).toMatchObject({
      ...{
        cashFen: '6500',
        otherFen: '3000',
        onAccountFen: '1000',
        freightFen: '250',
        freightOtherFen: '50',
      },
      advancedFreight: 'HOME',
    })
    expect(sheet.expectedFen).toBe('6750')
  })

  it('R46 R51 R52 R57 says of each thing whether it is home, out, excused, or was never due', () => {
    expect(noteOf({})).toMatchObject({
      blueCopy: 'HOME',
      customerCopy: 'NOT_DUE',
      consignmentNote: 'NOT_DUE',
    })
    const out = { settlementMethod: 'MONTHLY', copies: [copy('DRIVER', DRIVER), copy('CUSTOMER', DRIVER)] }
    expect(noteOf(out)).toMatchObject({ blueCopy: 'OUT', customerCopy: 'OUT' })
    const unsigned = [copy('DRIVER', 'clerk'), { ...copy('CUSTOMER', 'clerk'), isSigned: false }]
    expect(noteOf({ settlementMethod: 'MONTHLY', copies: unsigned })).toMatchObject({ customerCopy: 'OUT' })
    expect(noteOf({ ...out, outcome: 'REFUSED' })).toMatchObject({ customerCopy: 'NOT_DUE' })
    const excuses = [{ thing: 'DRIVER_COPY' as const, reason: '遗失' }]
    expect(noteOf({ ...out, excuses })).toMatchObject({ blueCopy: 'EXCUSED', customerCopy: 'OUT' })
    expect(noteOf({ needsConsignmentNote: true })).toMatchObject({ consignmentNote: 'OUT' })
    expect(noteOf({ needsConsignmentNote: true, hasConsignmentNote: true })).toMatchObject({
      consignmentNote: 'HOME',
    })
    const freight = { advancedFreightFen: 300n }
    expect(noteOf(freight)).toMatchObject({ advancedFreight: 'OUT' })
    const left = [tender('ON_ACCOUNT', 300n, FREIGHT)]
    expect(noteOf({ ...freight, tenders: left })).toMatchObject({ advancedFreight: 'EXCUSED' })
  })

  it('R59 takes off the cash what an amended note is no longer worth, never more than was said in cash', () => {
    const tenders = [tender('WECHAT', 7_000n), tender('CASH', 3_000n, { sequence: 2 })]
    expect(noteOf({ tenders, acceptedFen: 8_000n })).toMatchObject({ cashFen: '3000', amendedFen: '0' })
    const slip = RECEIVED
    expect(noteOf({ tenders, acceptedFen: 8_000n, slip })).toMatchObject({
      cashFen: '1000',
      amendedFen: '2000',
    })
    expect(noteOf({ tenders, acceptedFen: 1_000n, slip })).toMatchObject({ cashFen: '0', amendedFen: '3000' })
    expect(noteOf({ slip: { ...slip, status: 'AGREED' }, acceptedFen: 1n })).toMatchObject({
      cashFen: '10000',
    })
  })

  it('R9 is another sheet as soon as anything on it changes', () => {
    const hashOf = (more: Partial<DueNote>) =>
      sheetHash(sheetOf([due(more)], DRIVER, null, [])).toString('hex')
    expect(hashOf({})).toBe(hashOf({ status: 'POSTED' }))
    expect(hashOf({})).not.toBe(hashOf({ tenders: [tender('CASH', 9_999n)] }))
    expect(hashOf({})).not.toBe(hashOf({ copies: [copy('DRIVER', DRIVER), copy('CUSTOMER', 'clerk')] }))
  })
})

describe('what a closed session leaves', () => {
  const on = parseBusinessDate('2026-11-24')
  const today = on.ok
    ? on.value
    : (() => {
        throw new Error('a date')
      })()

  it('R58 makes one receipt of each payment for goods, of what was really paid, and none of freight or what stayed open', () => {
    const tenders = [
      tender('CASH', 10_000n),
      tender('CASH', 500n, { sequence: 2, paysPaperId: 'n0' }),
      tender('CASH', 300n, { ...FREIGHT, sequence: 3 }),
      tender('ON_ACCOUNT', 100n, { sequence: 4 }),
    ]
    const session = { accountSetId: 1, paperId: 'd1', driverId: DRIVER }
    const notes = [due({ tenders, slip: RECEIVED, acceptedFen: 9_000n })]
    const { drafts, bindings } = receiptsOf(session, notes, today)
    expect(drafts.map(({ amountFen, forPaperId, method }) => [amountFen, forPaperId, method])).toEqual([
      [9_000n, 'n1', 'CASH'],
      [500n, 'n0', 'CASH'],
    ])
    expect(bindings.map(({ sequence, draft }) => [sequence, draft])).toEqual([
      [1, 0],
      [2, 1],
      [3, null],
      [4, null],
    ])
    const nothing = receiptsOf(session, [due({ slip: RECEIVED, acceptedFen: 0n })], today)
    expect([nothing.drafts, nothing.bindings[0]?.draft]).toEqual([[], null])
  })

  it('R58 enters what is short against the driver and what is over for them; the house bears a shortage once, never an excess', () => {
    const sheet = (differenceFen: string) => ({ ...sheetOf([], DRIVER, null, []), differenceFen })
    const short = { debit: 'DRIVER_DIFFERENCE', credit: 'CASH', amountFen: 640n }
    expect(reconciliationLines(sheet('-640')).at(-1)).toEqual(short)
    expect(reconciliationLines(sheet('10')).at(-1)).toMatchObject({
      debit: 'CASH',
      credit: 'DRIVER_DIFFERENCE',
    })
    expect(differenceOf(sheet('0'), DRIVER, today)).toBeNull()
    expect(differenceOf(sheet('-640'), DRIVER, today)).toMatchObject({ side: 'SHORT', amountFen: 640n })
    expect(borneByHouse(sheet('-640'), DRIVER, today)?.difference).toMatchObject({
      side: 'OVER',
      amountFen: 640n,
    })
    expect(borneByHouse(sheet('10'), DRIVER, today)).toBeNull()
  })

  it('R58 reads pieces and adds them up: full-width digits too, and nothing that is no count', () => {
    expect(countedFen([1, 1, 1, 1, 1, 1, 1, 1])).toBe(18_660n)
    expect(['', ' ３ ', '12'].map((typed) => readPieces(typed))).toEqual(
      [0, 3, 12].map((value) => ({ ok: true, value })),
    )
    const refused = ['x', '1.5', '-2', '1e9', '999999'].map((typed) => readPieces(typed).ok)
    expect(refused).toEqual([false, false, false, false, false])
  })
})
