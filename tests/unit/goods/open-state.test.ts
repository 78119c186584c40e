import { expect, test } from 'vitest'
import {
  emptyLine,
  isBlank,
  lineAmountFen,
  openInputOf,
  openReducer,
  type OpenState,
  openStateOf,
  sentLines,
} from '#components/goods-papers/open-state.ts'
import {
  missingPlaces,
  placeOfRefusal,
  stillWrong,
  wrongPlaces,
} from '#components/goods-papers/open-wrong.ts'
import { type FormProduct, OPEN_FORMS, type OpenStart } from '#lib/papers/goods/open-form.ts'

const product: FormProduct = {
  productId: 'p1',
  code: 'SF001',
  name: '示范山清香酒',
  specification: '475ml×12',
  baseUnit: '瓶',
  units: [
    { unit: '瓶', factorE3: '1000' },
    { unit: '箱', factorE3: '12000' },
  ],
  available: '240',
  isActive: true,
  taxRate: '13',
}
const start: OpenStart = {
  accountSetId: 1,
  warehouseId: 'w1',
  party: null,
  source: null,
  expectedOn: '',
  lines: [],
}
const form = OPEN_FORMS.STOCK_OUT

function written(quantity: string, unitPrice = ''): OpenState {
  const state = openStateOf(start, form)
  const key = state.lines[0]?.key ?? ''
  const taken = openReducer(state, { kind: 'takeProduct', key, product })
  return openReducer(taken, { kind: 'setLine', key, patch: { quantity, unitPrice } })
}

test('an empty row always waits under the last one that was written', () => {
  const state = written('2箱3瓶')
  expect(state.lines.length).toBe(2)
  expect(state.lines.map(isBlank)).toEqual([false, true])
  expect(sentLines(state).length).toBe(1)
})

test('a scan makes a line, and again one more of the same unit on it', () => {
  let state = openStateOf(start, form)
  const key = state.lines[0]?.key ?? ''
  for (const unit of ['箱', '箱', '瓶']) state = openReducer(state, { kind: 'scan', key, product, unit })
  expect(sentLines(state).map(({ quantity }) => quantity)).toEqual(['2箱1瓶'])
})

test('Ctrl+D writes the row above again', () => {
  const state = written('5')
  const last = state.lines.at(-1)?.key ?? ''
  const copied = openReducer(state, { kind: 'copyAbove', key: last })
  expect(sentLines(copied).map(({ quantity }) => quantity)).toEqual(['5', '5'])
})

test('only the fields of the form are sent, as they were typed', () => {
  const input = openInputOf(form, written('2/3'), null)
  expect(Object.keys(input)).toEqual([
    'accountSetId',
    'warehouseId',
    'partyName',
    'partyContact',
    'purpose',
    'reason',
    'handlerId',
    'lines',
  ])
  expect(input.lines).toEqual([{ productId: 'p1', quantity: '2/3', remark: '' }])
})

test('R23 nothing is sent before recipient, reason, handler and lines are there', () => {
  const places = missingPlaces(form, openStateOf(start, form))
  expect(places.map((place) => (place.at === 'head' ? place.field : place.column))).toEqual([
    'partyText',
    'reason',
    'handlerId',
    'product',
  ])
  const unread = missingPlaces(form, written('2箱x')).find((place) => place.at === 'line')
  expect(unread).toMatchObject({ column: 'quantity', code: 'unknownUnit' })
})

test('the desk’s wrong fields are found again in the rows that were sent', () => {
  const sent = [emptyLine('a'), emptyLine('b')]
  expect(wrongPlaces({ 'lines.1.quantity': 'zero', handlerId: 'handlerRole' }, sent)).toEqual([
    { at: 'line', key: 'b', column: 'quantity', code: 'zero' },
    { at: 'head', field: 'handlerId', code: 'handlerRole' },
  ])
})

test('a price for a case counts by the case', () => {
  const line = (unitPrice: string) => sentLines(written('1箱6瓶', unitPrice))[0] ?? emptyLine('x')
  expect(lineAmountFen(line('320/箱'))).toBe(48_000n)
  expect(lineAmountFen(line('10'))).toBe(18_000n)
  expect(lineAmountFen(line('10/桶'))).toBeNull()
})

test('what was wrong is no longer said once something else is typed there', () => {
  const state = written('9箱9箱')
  const [line] = state.lines
  const places = missingPlaces(form, state)
  expect(stillWrong(places, state, state)).toEqual(places)
  const key = line?.key ?? ''
  const typed = openReducer(openReducer(state, { kind: 'setLine', key, patch: { quantity: '9箱' } }), {
    kind: 'setHead',
    patch: { reason: '品鉴' },
  })
  const left = stillWrong(places, state, typed).map((place) =>
    place.at === 'head' ? place.field : place.column,
  )
  expect(left).toEqual(['partyText', 'handlerId'])
})

test('R133 a refused line gets the cursor into its quantity', () => {
  const lines = sentLines(written('9000箱'))
  const items = [
    { state: 'met' as const, params: { line: 2 } },
    { state: 'unmet' as const, params: { line: 1, product: '示范山清香酒' } },
  ]
  expect(placeOfRefusal(items, lines)).toEqual({ key: lines[0]?.key, column: 'quantity' })
  expect(placeOfRefusal(items.slice(0, 1), lines)).toBeNull()
})
