import type { NoteCustomer } from '#lib/domain/customers/queries.ts'
import type { NoteProduct } from '#lib/domain/delivery-notes/issue-queries.ts'
import {
  emptyLine,
  emptyNote,
  type Header,
  type Line,
  firstKey,
  type Note,
  type PaperLink,
} from './note-state.ts'

/*
 * What a draft holds. It may have been kept by an older version of this page, so nothing of it is taken for
 * granted: what cannot be read is left empty.
 */

type Bag = { readonly [name: string]: unknown }

function bagOf(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function linkOf(value: unknown): PaperLink | null {
  const { id, number } = bagOf(value)
  return typeof id === 'string' && typeof number === 'string' ? { id, number } : null
}

/** The note as plain JSON; blank rows at the end are left out. */
export function draftBodyOf(note: Note): object {
  const { customer, customerText, header, order, application, replaces } = note
  const lastWritten = note.lines.findLastIndex(
    (line) => line.product !== null || line.productText !== '' || line.quantity !== '',
  )
  const lines = note.lines.slice(0, lastWritten + 1).map(({ key: _, ...line }) => line)
  return { form: 1, customer, customerText, header, lines, order, application, replaces }
}

/** Reads a draft back; `start` gives what a draft without a warehouse or a day gets. */
export function noteOfDraft(body: unknown, start: Pick<Header, 'warehouseId' | 'businessDate'>): Note {
  const bag = bagOf(body)
  const blank = emptyNote(start)
  const typed = bagOf(bag['header'])
  const header: Header = {
    addressId: textOf(typed['addressId']),
    warehouseId: textOf(typed['warehouseId']) || start.warehouseId,
    handlerId: textOf(typed['handlerId']),
    businessDate: textOf(typed['businessDate']) || start.businessDate,
    expectedOn: textOf(typed['expectedOn']) || start.businessDate,
    intakeChannel: textOf(typed['intakeChannel']) || blank.header.intakeChannel,
    isUrgent: typed['isUrgent'] === true,
    specialInstructions: textOf(typed['specialInstructions']),
    freightAgent: textOf(typed['freightAgent']),
    freightPhone: textOf(typed['freightPhone']),
    advancedFreight: textOf(typed['advancedFreight']),
    noteDiscount: textOf(typed['noteDiscount']),
    roundingOff: textOf(typed['roundingOff']),
  }
  const lines = Array.isArray(bag['lines']) ? bag['lines'].map(lineOf) : []
  return {
    customer: customerOf(bag['customer']),
    customerText: textOf(bag['customerText']),
    header,
    lines: [...lines, emptyLine(firstKey(lines.length))],
    order: linkOf(bag['order']),
    application: linkOf(bag['application']),
    replaces: linkOf(bag['replaces']),
  }
}

function lineOf(value: unknown, at: number): Line {
  const bag = bagOf(value)
  const ordered = bagOf(bag['ordered'])
  return {
    key: firstKey(at),
    product: productOf(bag['product']),
    productText: textOf(bag['productText']),
    quantity: textOf(bag['quantity']),
    unitPrice: textOf(bag['unitPrice']),
    discount: textOf(bag['discount']),
    isGift: bag['isGift'] === true,
    remark: textOf(bag['remark']),
    barcode: textOf(bag['barcode']),
    ordered:
      typeof ordered['quantity'] === 'string'
        ? { quantity: ordered['quantity'], unitPrice: textOf(ordered['unitPrice']) }
        : null,
  }
}

/** Its form is that of the server's answer when it was kept; the page asks for fresh facts right after. */
function customerOf(value: unknown): NoteCustomer | null {
  const { id, accountSetId, name, addresses, policy } = bagOf(value)
  const isWhole =
    typeof id === 'string' &&
    typeof accountSetId === 'number' &&
    typeof name === 'string' &&
    Array.isArray(addresses) &&
    typeof policy === 'object'
  return isWhole ? asCustomer(value) : null
}

function productOf(value: unknown): NoteProduct | null {
  const { productId, name, units, gtins, available } = bagOf(value)
  const isWhole =
    typeof productId === 'string' &&
    typeof name === 'string' &&
    typeof available === 'string' &&
    Array.isArray(units) &&
    Array.isArray(gtins)
  return isWhole ? asProduct(value) : null
}

function asCustomer(value: unknown): NoteCustomer {
  return value as NoteCustomer
}

function asProduct(value: unknown): NoteProduct {
  return value as NoteProduct
}
