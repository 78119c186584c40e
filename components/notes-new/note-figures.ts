import {
  type PriceOffer,
  type LineProduct,
  type WorkedNote,
  workLine,
  workNote,
} from '#lib/domain/delivery-notes/amounts.ts'
import type { NoteProduct } from '#lib/domain/delivery-notes/issue-queries.ts'
import { exposureOf } from '#lib/domain/receivables/exposure.ts'
import { parseDecimal, scaleDecimal } from '#lib/kernel/decimal.ts'
import { parseUnitPrice, parseYuan, type PriceMode } from '#lib/kernel/money.ts'
import { isBlank, type Line, type Note } from './note-state.ts'

// A row or a product is never changed, only replaced: what was worked out for it stays true.
const products = new WeakMap<NoteProduct, LineProduct>()
const rows = new WeakMap<Line, RowFigures>()

/** A product as the arithmetic wants it: the same functions as on the server work it out. */
export function lineProductOf(product: NoteProduct): LineProduct {
  const known = products.get(product)
  if (known !== undefined) return known
  const made: LineProduct = {
    units: product.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) })),
    offer: offerOf(product),
    taxRateBp: product.taxRateBp,
  }
  products.set(product, made)
  return made
}

function offerOf(product: NoteProduct): PriceOffer {
  return {
    customerPriceE4: priceE4(product.customerPrice),
    lastPriceE4: priceE4(product.lastPrice),
    listPriceE4: priceE4(product.listPrice),
    floorPriceE4: priceE4(product.floorPrice),
  }
}

function availableE3(product: NoteProduct): bigint {
  const parsed = parseDecimal(product.available)
  return parsed.ok ? (scaleDecimal(parsed.value, 3) ?? 0n) : 0n
}

function priceE4(text: string | null): bigint | null {
  const parsed = text === null ? null : parseUnitPrice(text)
  return parsed?.ok === true ? parsed.value : null
}

/** One row worked out: its figures, nothing yet, or the cell that is wrong with its code. */
export type RowFigures =
  | { kind: 'nothing' }
  | { kind: 'wrong'; column: Column; code: string }
  | {
      kind: 'worked'
      line: Extract<ReturnType<typeof workLine>, { ok: true }>['line']
      isUnderFloor: boolean
      /** More than can be promised, looking at this row alone. */
      isShort: boolean
    }

/** The cells of a row that can be typed into, in the order Tab walks them. */
export const COLUMNS = ['product', 'quantity', 'unitPrice', 'discount', 'remark'] as const
export type Column = (typeof COLUMNS)[number]

/** Works one row out. A row whose quantity is still to be typed has nothing to say. */
export function rowFigures(line: Line): RowFigures {
  const known = rows.get(line)
  if (known !== undefined) return known
  const made = workRow(line)
  rows.set(line, made)
  return made
}

function workRow(line: Line): RowFigures {
  if (line.product === null)
    return line.productText.trim() === ''
      ? { kind: 'nothing' }
      : { kind: 'wrong', column: 'product', code: 'notChosen' }
  if (line.quantity.trim() === '') return { kind: 'nothing' }
  const product = lineProductOf(line.product)
  const worked = workLine(line, product)
  if (worked.ok) {
    const { floorPriceE4 } = product.offer
    const isUnderFloor = !line.isGift && floorPriceE4 !== null && worked.line.unitPriceE4 < floorPriceE4
    const isShort = line.product.available !== '' && worked.line.qtyE3 > availableE3(line.product)
    return { kind: 'worked', line: worked.line, isUnderFloor, isShort }
  }
  const [field, code] = Object.entries(worked.codes)[0] ?? ['quantity', 'other']
  return { kind: 'wrong', column: COLUMNS.find((column) => column === field) ?? 'quantity', code }
}

/** What is wrong in a row: what the page knows itself first, then what the server said (`column code`). */
export function lineProblem(line: Line, wrongCode: string): { column: Column; code: string } | null {
  if (isBlank(line)) return null
  const figures = rowFigures(line)
  if (figures.kind === 'wrong') return figures
  const [column, code] = wrongCode.split(' ')
  return code === undefined ? null : { column: COLUMNS.find((name) => name === column) ?? 'product', code }
}

/** The note's figures over the rows that can be worked out. */
export type NoteFigures = {
  worked: WorkedNote | null
  /** Rows that hold something but are not in the figures. */
  leftOut: number
  /** What is wrong with the discount or the rounding. */
  wrong: { field: 'noteDiscount' | 'roundingOff' | 'form'; code: string } | null
  exposureFen: bigint | null
}

/** Totals, tax and exposure as they stand on the screen; the server works them out again and must agree. */
export function noteFigures(note: Pick<Note, 'lines' | 'header' | 'customer'>): NoteFigures {
  const rows = note.lines.filter((line) => !isBlank(line))
  const whole = rows.flatMap((line) =>
    line.product !== null && rowFigures(line).kind === 'worked'
      ? [{ line, product: lineProductOf(line.product) }]
      : [],
  )
  const { noteDiscount, roundingOff } = note.header
  const worked = workNote(
    { lines: whole.map(({ line }) => line), noteDiscount, roundingOff },
    whole.map(({ product }) => product),
    priceModeOf(note.customer?.priceMode),
  )
  const leftOut = rows.length - whole.length
  if (!worked.ok) return { worked: null, leftOut, wrong: wrongFigure(worked.codes), exposureFen: null }
  const exposureFen = note.customer === null ? null : exposureWith(note.customer, worked.note.grossFen)
  return { worked: worked.note, leftOut, wrong: null, exposureFen }
}

function wrongFigure(codes: Readonly<Record<string, string>>): NoteFigures['wrong'] {
  const { noteDiscount, roundingOff, form } = codes
  if (noteDiscount !== undefined) return { field: 'noteDiscount', code: noteDiscount }
  if (roundingOff !== undefined) return { field: 'roundingOff', code: roundingOff }
  return { field: 'form', code: form ?? 'other' }
}

function priceModeOf(text: string | undefined): PriceMode {
  return text === 'TAX_EXCLUSIVE' ? 'TAX_EXCLUSIVE' : 'TAX_INCLUSIVE'
}

function fenOf(text: string): bigint {
  const parsed = parseYuan(text)
  return parsed.ok ? parsed.value : 0n
}

/** The exposure with a note of so much, in fen. */
export function exposureWith(
  customer: { receivable: string; committed: string; prepaid: string },
  grossFen: bigint,
): bigint {
  const [receivableFen, committedFen] = [fenOf(customer.receivable), fenOf(customer.committed)]
  return exposureOf({ receivableFen, committedFen, prepaidFen: fenOf(customer.prepaid) }, grossFen)
}

/** Where the cursor belongs: the first cell or field that keeps the note from being sent. */
export type WrongPlace =
  { at: 'line'; key: string; column: Column; code: string } | { at: 'field'; field: string; code: string }

/** The first thing wrong that needs no server to know; null when the note can be sent. */
export function firstWrong(note: Note): WrongPlace | null {
  if (note.customer === null) return { at: 'field', field: 'customerId', code: 'required' }
  const rows = note.lines.filter((line) => !isBlank(line))
  if (rows.length === 0) {
    const key = note.lines[0]?.key ?? ''
    return { at: 'line', key, column: 'product', code: 'noLines' }
  }
  for (const line of rows) {
    const figures = rowFigures(line)
    if (figures.kind === 'wrong')
      return { at: 'line', key: line.key, column: figures.column, code: figures.code }
    if (figures.kind === 'nothing')
      return {
        at: 'line',
        key: line.key,
        column: line.product === null ? 'product' : 'quantity',
        code: line.product === null ? 'notChosen' : 'empty',
      }
  }
  const { wrong } = noteFigures(note)
  return wrong === null ? null : { at: 'field', field: wrong.field, code: wrong.code }
}
