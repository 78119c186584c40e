import { describe, expect, it } from 'vitest'
import { draftBodyOf, noteOfDraft } from '#components/notes-new/draft-body.ts'
import { firstWrong, noteFigures, rowFigures } from '#components/notes-new/note-figures.ts'
import {
  emptyNote,
  type Line,
  noteReducer,
  type NoteState,
  oneMore,
} from '#components/notes-new/note-state.ts'
import { checkInputOf, issueInputOf, wrongPlaceOf } from '#components/notes-new/note-wire.ts'
import type { NoteCustomer } from '#lib/domain/customers/queries.ts'
import type { NoteProduct } from '#lib/domain/delivery-notes/issue-queries.ts'

const product: NoteProduct = {
  productId: '00000000-0000-4000-8000-000000000001',
  code: 'X1',
  name: '示例酒',
  specification: '500ml×6',
  baseUnit: '瓶',
  units: [
    { unit: '瓶', factorE3: '1000' },
    { unit: '箱', factorE3: '6000' },
  ],
  gtins: ['06901234567892'],
  available: '41',
  isActive: true,
  taxRateBp: 1300,
  customerPrice: null,
  lastPrice: '14.50',
  listPrice: '15.00',
  floorPrice: '12.00',
}

const customer: NoteCustomer = {
  accountSetId: 1,
  id: '00000000-0000-4000-8000-000000000009',
  code: 'K1',
  name: '示例酒行',
  contactName: '李示例',
  phone: '13800000000',
  channel: 'DIRECT',
  settlementMethod: 'MONTHLY',
  maxOpenNotes: null,
  rollingCeiling: null,
  cutoffDay: null,
  priceMode: 'TAX_INCLUSIVE',
  creditDays: 30,
  creditLimit: '50000.00',
  receivable: '1000.00',
  committed: '200.00',
  prepaid: '50.00',
  oldestOpenOn: null,
  oldestDueOn: null,
  openNotes: 0,
  licenceValidUntil: null,
  salespersonId: null,
  isActive: true,
  addresses: [
    {
      id: '00000000-0000-4000-8000-00000000000a',
      contactName: '李示例',
      phone: '13800000000',
      address: '示例路 1 号',
      freightAgent: null,
      freightPhone: null,
    },
  ],
  policy: {
    settlementMethods: ['MONTHLY'],
    requiresPrepayment: false,
    requiresFreightAgent: false,
    requiresBarcode: false,
    requiresSalesCheck: false,
  },
}

const begun = (): NoteState => ({
  ...emptyNote({ warehouseId: 'w', businessDate: '2026-11-23' }),
  removed: [],
})
const lineAt = (state: NoteState, at: number): Line => {
  const line = state.lines[at]
  if (line === undefined) throw new Error(`no row ${at}`)
  return line
}

function written(quantity = '2/3'): NoteState {
  const taken = noteReducer(begun(), { kind: 'takeCustomer', customer, handlerId: 'h' })
  const key = lineAt(taken, 0).key
  const withProduct = noteReducer(taken, { kind: 'takeProduct', key, product })
  return noteReducer(withProduct, { kind: 'setLine', key, patch: { quantity } })
}

describe('the rows of a note', () => {
  it('always have an empty one at the end, so that Enter has somewhere to go', () => {
    const state = written()
    expect(state.lines).toHaveLength(2)
    expect(lineAt(state, 1).productText).toBe('')
  })

  it('are copied from above into an empty row, and below a written one', () => {
    const state = written()
    const filled = noteReducer(state, { kind: 'copyAbove', key: lineAt(state, 1).key, newKey: 'n1' })
    expect(filled.lines.map((line) => line.quantity)).toEqual(['2/3', '2/3', ''])
    const opened = noteReducer(state, { kind: 'copyAbove', key: lineAt(state, 0).key, newKey: 'n2' })
    expect(opened.lines.map((line) => [line.key === 'n2', line.quantity])).toEqual([
      [false, '2/3'],
      [true, '2/3'],
      [false, ''],
    ])
  })

  it('come back when they were taken out', () => {
    const state = written()
    const without = noteReducer(state, { kind: 'removeLine', key: lineAt(state, 0).key })
    expect(without.lines.map((line) => line.quantity)).toEqual([''])
    expect(noteReducer(without, { kind: 'putBack' }).lines.map((line) => line.quantity)).toEqual(['2/3', ''])
  })

  it('R54 take a scan: a new row, then one more of the unit that was scanned', () => {
    const scan = (state: NoteState, unit: string): NoteState =>
      noteReducer(state, { kind: 'scan', key: lineAt(state, 0).key, product, unit, barcode: '6901234567892' })
    const once = scan(noteReducer(begun(), { kind: 'takeCustomer', customer, handlerId: '' }), '箱')
    expect([lineAt(once, 0).quantity, lineAt(once, 0).barcode]).toEqual(['1箱', '6901234567892'])
    expect(lineAt(scan(scan(once, '瓶'), '箱'), 0).quantity).toBe('2箱1瓶')
  })

  it.each([
    ['', '瓶', '1瓶'],
    ['3', '瓶', '4'],
    ['3', '箱', '1箱3瓶'],
    ['2/3', '箱', '3/3'],
    ['2/3', '瓶', '2/4'],
    ['2箱', '瓶', '2箱1瓶'],
    ['9瓶', '瓶', '10瓶'],
  ])('%s and one more %s is %s', (quantity, unit, expected) => {
    expect(oneMore(quantity, unit, product)).toBe(expected)
  })
})

describe('the figures of a note', () => {
  it('are worked out as the server does, and the exposure grows with them', () => {
    const state = written()
    const { worked, exposureFen } = noteFigures(state)
    expect(worked?.grossFen).toBe(21_750n)
    expect(exposureFen).toBe(100_000n + 20_000n - 5_000n + 21_750n)
    expect(rowFigures(lineAt(state, 0))).toMatchObject({
      line: { priceSource: 'LAST_PRICE' },
      isShort: false,
    })
  })

  it('leave out a row that cannot be read, and point to it', () => {
    const state = written('两箱')
    expect(noteFigures(state)).toMatchObject({ leftOut: 1 })
    expect(firstWrong(state)).toMatchObject({ at: 'line', column: 'quantity', code: 'notANumber' })
    expect(firstWrong(begun())).toMatchObject({ at: 'field', field: 'customerId' })
  })

  it('know a price under the floor and more than is there', () => {
    const state = written('9箱')
    const key = lineAt(state, 0).key
    const cheap = noteReducer(state, { kind: 'setLine', key, patch: { unitPrice: '11.99' } })
    expect(rowFigures(lineAt(cheap, 0))).toMatchObject({ isUnderFloor: true, isShort: true })
  })
})

describe('what is sent', () => {
  it('is every written row in order, and the total that was seen', () => {
    expect(issueInputOf(written(), 'd')).toMatchObject({
      draftId: 'd',
      customerId: customer.id,
      seenGross: '217.50',
      lines: [{ productId: product.productId, quantity: '2/3', unitPrice: '' }],
    })
  })

  it('keeps every row in its place for the checklist, and finds a row again by the server’s field', () => {
    const state = written()
    expect(checkInputOf(state)).toMatchObject({ lines: [{ quantity: '2/3' }, { productId: null }] })
    expect(wrongPlaceOf({ 'lines.0.unitPrice': 'tooLarge' }, state)).toEqual({
      at: 'line',
      key: lineAt(state, 0).key,
      column: 'unitPrice',
      code: 'tooLarge',
    })
    expect(wrongPlaceOf({ 'note.expectedOn': 'notADate' }, state)).toMatchObject({ field: 'expectedOn' })
  })
})

describe('a draft', () => {
  it('gives back what was typed', () => {
    const state = written()
    const again = noteOfDraft(JSON.parse(JSON.stringify(draftBodyOf(state))), state.header)
    expect({ ...draftBodyOf(again) }).toEqual({ ...draftBodyOf(state) })
  })

  it.each([
    null,
    1,
    'x',
    [],
    { lines: 'x', header: 3, customer: { id: 1 } },
    { lines: [null, { product: {} }] },
  ])('of any form opens: %j', (body) => {
    const note = noteOfDraft(body, { warehouseId: 'w', businessDate: '2026-11-23' })
    expect(note.customer).toBeNull()
    expect(note.header.warehouseId).toBe('w')
    expect(note.lines.length).toBeGreaterThan(0)
  })
})
