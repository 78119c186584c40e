import type { NoteCustomer } from '#lib/domain/customers/queries.ts'
import type { NoteProduct } from '#lib/domain/delivery-notes/issue-queries.ts'

/** One row of the grid, as typed. Rows without a product are half-written. */
export type Line = {
  key: string
  product: NoteProduct | null
  /** What stands in the product cell. */
  productText: string
  quantity: string
  unitPrice: string
  discount: string
  isGift: boolean
  remark: string
  barcode: string
  /** What the order says of this line, when the note is written from one (R61). */
  ordered: { quantity: string; unitPrice: string } | null
}

/** The fields above and below the lines, as typed. */
export type Header = {
  addressId: string
  warehouseId: string
  handlerId: string
  businessDate: string
  expectedOn: string
  intakeChannel: string
  isUrgent: boolean
  specialInstructions: string
  freightAgent: string
  freightPhone: string
  advancedFreight: string
  noteDiscount: string
  roundingOff: string
}

/** A paper that the note follows, with the number people know it by. */
export type PaperLink = { id: string; number: string }

/** Everything of a note being written that a draft keeps. */
export type Note = {
  customer: NoteCustomer | null
  customerText: string
  header: Header
  lines: Line[]
  order: PaperLink | null
  application: PaperLink | null
  replaces: PaperLink | null
}

export type NoteState = Note & {
  /** Rows taken out, last one last, so that nothing is lost. */
  removed: { line: Line; at: number }[]
}

export type LinePatch = Partial<Omit<Line, 'key'>>

export type NoteAct =
  | { kind: 'takeCustomer'; customer: NoteCustomer; handlerId: string }
  | { kind: 'typeCustomer'; text: string }
  | { kind: 'setHeader'; patch: Partial<Header> }
  | { kind: 'setLine'; key: string; patch: LinePatch }
  | { kind: 'takeProduct'; key: string; product: NoteProduct }
  | { kind: 'scan'; key: string; product: NoteProduct; unit: string; barcode: string }
  | { kind: 'copyAbove'; key: string; newKey: string }
  | { kind: 'removeLine'; key: string }
  | { kind: 'putBack' }
  | { kind: 'refresh'; products: readonly NoteProduct[]; customer?: NoteCustomer }
  | { kind: 'setOrder'; order: PaperLink | null }
  | { kind: 'setApplication'; application: PaperLink | null }
  | { kind: 'replaceAll'; note: Note }

/** An empty row. */
export function emptyLine(key: string): Line {
  return {
    key,
    product: null,
    productText: '',
    quantity: '',
    unitPrice: '',
    discount: '',
    isGift: false,
    remark: '',
    barcode: '',
    ordered: null,
  }
}

let lastKey = 0

/** A key that no other row of this page has. */
export function newLineKey(): string {
  lastKey += 1
  return `l${lastKey}`
}

/** The key of a row that is there from the start: the same on the server and in the browser. */
export function firstKey(at: number): string {
  return `f${at}`
}

/** A note with nothing written in it, ready for typing. */
export function emptyNote(start: Pick<Header, 'warehouseId' | 'businessDate'>): Note {
  return {
    customer: null,
    customerText: '',
    header: {
      ...start,
      addressId: '',
      handlerId: '',
      expectedOn: start.businessDate,
      intakeChannel: 'PHONE',
      isUrgent: false,
      specialInstructions: '',
      freightAgent: '',
      freightPhone: '',
      advancedFreight: '',
      noteDiscount: '',
      roundingOff: '',
    },
    lines: [emptyLine(firstKey(0))],
    order: null,
    application: null,
    replaces: null,
  }
}

/** Whether nothing at all was typed into the row. */
export function isBlank(line: Line): boolean {
  return (
    line.product === null &&
    line.productText.trim() === '' &&
    line.quantity.trim() === '' &&
    line.unitPrice.trim() === '' &&
    line.discount.trim() === '' &&
    line.remark.trim() === ''
  )
}

/** Whether there is anything worth keeping. */
export function isEmptyNote(note: Note): boolean {
  return note.customer === null && note.customerText.trim() === '' && note.lines.every(isBlank)
}

/** What the row is called once its product is known. */
export function productTextOf(product: Pick<NoteProduct, 'name' | 'specification'>): string {
  return product.specification === '' ? product.name : `${product.name} ${product.specification}`
}

/** Every step of writing. Pure; the last row is always blank, so that there is a next row to go to. */
export function noteReducer(state: NoteState, act: NoteAct): NoteState {
  const next = step(state, act)
  return next.lines === state.lines ? next : { ...next, lines: withBlankEnd(next.lines) }
}

function step(state: NoteState, act: NoteAct): NoteState {
  switch (act.kind) {
    case 'typeCustomer':
      return { ...state, customerText: act.text }
    case 'takeCustomer':
      return takeCustomer(state, act.customer, act.handlerId)
    case 'setHeader':
      return { ...state, header: { ...state.header, ...act.patch } }
    case 'setLine':
      return { ...state, lines: changed(state.lines, act.key, act.patch) }
    case 'takeProduct':
      return { ...state, lines: taken(state.lines, act.key, act.product) }
    case 'scan':
      return { ...state, lines: scanned(state.lines, act) }
    case 'copyAbove':
      return { ...state, lines: copiedAbove(state.lines, act.key, act.newKey) }
    case 'removeLine':
      return removeLine(state, act.key)
    case 'putBack':
      return putBack(state)
    case 'refresh':
      return refresh(state, act.products, act.customer)
    case 'setOrder':
      return { ...state, order: act.order }
    case 'setApplication':
      return { ...state, application: act.application }
    case 'replaceAll':
      return { ...act.note, removed: [] }
  }
}

function withBlankEnd(lines: Line[]): Line[] {
  const last = lines.at(-1)
  return last !== undefined && isBlank(last) ? lines : [...lines, emptyLine(newLineKey())]
}

function changed(lines: readonly Line[], key: string, patch: LinePatch): Line[] {
  return lines.map((line) => (line.key === key ? { ...line, ...patch } : line))
}

function takeCustomer(state: NoteState, customer: NoteCustomer, handlerId: string): NoteState {
  const address = customer.addresses[0]
  const isSame = state.customer?.id === customer.id
  const header: Header = {
    ...state.header,
    addressId: isSame ? state.header.addressId : (address?.id ?? ''),
    handlerId,
    freightAgent: isSame ? state.header.freightAgent : (address?.freightAgent ?? ''),
    freightPhone: isSame ? state.header.freightPhone : (address?.freightPhone ?? ''),
  }
  const link = isSame ? {} : { order: null, application: null }
  return { ...state, ...link, customer, customerText: customer.name, header }
}

/** The product goes to its row, and to rows that were copied from it before it was there. */
function taken(lines: readonly Line[], key: string, product: NoteProduct): Line[] {
  const typed = lines.find((line) => line.key === key)?.productText ?? ''
  const found = { product, productText: productTextOf(product) }
  return lines.map((line) => {
    const isCopy = line.product === null && typed !== '' && line.productText === typed
    return line.key === key || isCopy ? { ...line, ...found } : line
  })
}

/** A scan adds one of the scanned unit to the row that has the product already, or fills the first blank row. */
function scanned(
  lines: readonly Line[],
  scan: { key: string; product: NoteProduct; unit: string; barcode: string },
): Line[] {
  const { product, unit, barcode } = scan
  const isHere = (line: Line): boolean => line.product?.productId === product.productId && !line.isGift
  const same = lines.find((line) => line.key === scan.key && isHere(line)) ?? lines.find(isHere)
  if (same !== undefined)
    return changed(lines, same.key, { quantity: oneMore(same.quantity, unit, product), barcode })
  const blank = lines.find((line) => line.key === scan.key && isBlank(line)) ?? lines.findLast(isBlank)
  const filled: LinePatch = { product, productText: productTextOf(product), quantity: `1${unit}`, barcode }
  return blank === undefined
    ? [...lines, { ...emptyLine(newLineKey()), ...filled }]
    : changed(lines, blank.key, filled)
}

/** The quantity with one more of a unit: `2箱` and a bottle make `2箱1瓶`. What cannot be counted gets it appended. */
export function oneMore(
  quantity: string,
  unit: string,
  product: Pick<NoteProduct, 'units' | 'baseUnit'>,
): string {
  const typed = quantity.trim()
  if (typed === '') return `1${unit}`
  if (/^\d+$/.test(typed))
    return unit === product.baseUnit ? String(Number(typed) + 1) : `1${unit}${typed}${product.baseUnit}`
  const slash = /^(\d+)\/(\d+)$/.exec(typed)
  const largest = product.units.at(-1)?.unit
  if (slash !== null && largest !== undefined) {
    const [cases, loose] = [Number(slash[1]), Number(slash[2])]
    return unit === largest ? `${cases + 1}/${loose}` : `${cases}/${loose + 1}`
  }
  const counted = new RegExp(`(\\d+)${unit.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`)
  if (counted.test(typed)) return typed.replace(counted, (_, count: string) => `${Number(count) + 1}${unit}`)
  const isLarger = unit !== product.baseUnit
  return isLarger ? `1${unit}${typed}` : `${typed}1${unit}`
}

/** On a blank row: the row above is copied into it. On any other: a copy of it opens below. */
function copiedAbove(lines: readonly Line[], key: string, newKey: string): Line[] {
  const at = lines.findIndex((line) => line.key === key)
  const here = lines[at]
  if (here === undefined) return [...lines]
  if (!isBlank(here)) return lines.toSpliced(at + 1, 0, { ...here, key: newKey, ordered: null })
  const above = lines[at - 1]
  return above === undefined ? [...lines] : lines.with(at, { ...above, key: here.key, ordered: null })
}

function removeLine(state: NoteState, key: string): NoteState {
  const at = state.lines.findIndex((line) => line.key === key)
  const line = state.lines[at]
  if (line === undefined || isBlank(line)) return state
  return { ...state, lines: state.lines.toSpliced(at, 1), removed: [...state.removed, { line, at }] }
}

function putBack(state: NoteState): NoteState {
  const last = state.removed.at(-1)
  if (last === undefined) return state
  const at = Math.min(last.at, state.lines.length)
  return { ...state, lines: state.lines.toSpliced(at, 0, last.line), removed: state.removed.slice(0, -1) }
}

function refresh(state: NoteState, products: readonly NoteProduct[], customer?: NoteCustomer): NoteState {
  const byId = new Map(products.map((product) => [product.productId, product]))
  const lines = state.lines.map((line) => {
    const fresh = line.product === null ? undefined : byId.get(line.product.productId)
    return fresh === undefined ? line : { ...line, product: fresh }
  })
  const known = customer !== undefined && state.customer?.id === customer.id ? customer : state.customer
  return { ...state, lines, customer: known }
}
