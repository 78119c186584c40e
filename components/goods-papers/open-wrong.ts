import type { ChecklistItem } from '#lib/kernel/gate.ts'
import { parseQuantity } from '#lib/kernel/quantity.ts'
import type { OpenForm } from '#lib/papers/goods/open-form.ts'
import {
  type OpenColumn,
  type OpenHead,
  type OpenLine,
  type OpenState,
  sentLines,
  unitsOf,
} from './open-state.ts'

/** Where something is wrong: a field of the head, or a cell. `code` is a sentence of `invalid`. */
export type WrongPlace =
  | { at: 'head'; field: keyof OpenHead; code: string }
  | { at: 'line'; key: string; column: OpenColumn; code: string }

const HEAD_FIELDS: Readonly<Record<string, keyof OpenHead>> = {
  accountSetId: 'accountSetId',
  warehouseId: 'warehouseId',
  toWarehouseId: 'toWarehouseId',
  supplierId: 'partyText',
  customerId: 'partyText',
  partyName: 'partyText',
  partyContact: 'partyContact',
  purpose: 'purpose',
  reason: 'reason',
  externalNumber: 'externalNumber',
  expectedOn: 'expectedOn',
  businessDate: 'businessDate',
  handlerId: 'handlerId',
}

/** What is missing before anything is sent, in the order in which it is walked. */
export function missingPlaces(form: OpenForm, state: OpenState): WrongPlace[] {
  const { head } = state
  const missing: (keyof OpenHead)[] = []
  if (head.warehouseId === '') missing.push('warehouseId')
  if (form.toWarehouse === 'required' && head.toWarehouseId === '') missing.push('toWarehouseId')
  if ((form.party === 'SUPPLIER' || form.party === 'CUSTOMER') && head.partyId === '')
    missing.push('partyText')
  if (form.party === 'RECIPIENT' && head.partyText.trim() === '') missing.push('partyText')
  if (form.reason === 'required' && head.reason.trim() === '') missing.push('reason')
  if (form.externalNumber === 'required' && head.externalNumber.trim() === '') missing.push('externalNumber')
  if (form.expectedOn === 'required' && head.expectedOn === '') missing.push('expectedOn')
  if (form.handler === 'required' && head.handlerId === '') missing.push('handlerId')
  const places = missing.map((field): WrongPlace => ({ at: 'head', field, code: 'required' }))
  if (!form.hasLines) return places
  const lines = sentLines(state)
  const first = state.lines[0]
  if (lines.length === 0 && first !== undefined)
    places.push({ at: 'line', key: first.key, column: 'product', code: 'noLines' })
  return [...places, ...lines.flatMap(missingInLine)]
}

function missingInLine(line: OpenLine): WrongPlace[] {
  const { key, product } = line
  if (product === null) return [{ at: 'line', key, column: 'product', code: 'unknownProduct' }]
  const parsed = parseQuantity(line.quantity, unitsOf(product))
  return parsed.ok ? [] : [{ at: 'line', key, column: 'quantity', code: parsed.code }]
}

/** The places that the desk named, in its own words for fields. */
export function wrongPlaces(
  fields: Readonly<Record<string, string>>,
  sent: readonly OpenLine[],
): WrongPlace[] {
  return Object.entries(fields).flatMap(([path, code]): WrongPlace[] => {
    const [, at, column] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? []
    const line = at === undefined ? undefined : sent[Number(at)]
    if (line !== undefined) return [{ at: 'line', key: line.key, column: columnOf(column ?? ''), code }]
    const field = HEAD_FIELDS[path]
    if (field !== undefined) return [{ at: 'head', field, code }]
    const first = sent[0]
    return path === 'lines' && first !== undefined
      ? [{ at: 'line', key: first.key, column: 'product', code }]
      : []
  })
}

/** Of the places that were wrong when this was typed, those at which nothing was typed since. */
export function stillWrong(places: readonly WrongPlace[], typed: OpenState, now: OpenState): WrongPlace[] {
  const textOf = (state: OpenState, place: WrongPlace): string | undefined => {
    if (place.at === 'head') return String(state.head[place.field])
    const line = state.lines.find(({ key }) => key === place.key)
    return line?.[place.column === 'product' ? 'productText' : place.column]
  }
  return places.filter((place) => textOf(typed, place) === textOf(now, place))
}

/** The quantity of the line that the first unmet rule names; null when none names a line. */
export function placeOfRefusal(
  items: readonly Pick<ChecklistItem, 'state' | 'params'>[],
  sent: readonly OpenLine[],
): { key: string; column: OpenColumn } | null {
  const at = items.find(({ state }) => state === 'unmet')?.params['line']
  const line = typeof at === 'number' ? sent[at - 1] : undefined
  return line === undefined ? null : { key: line.key, column: 'quantity' }
}

function columnOf(name: string): OpenColumn {
  switch (name) {
    case 'quantity':
    case 'unitPrice':
    case 'taxRate':
    case 'disposition':
    case 'remark':
      return name
    default:
      return 'product'
  }
}
