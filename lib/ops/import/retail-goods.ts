import type { NewCustomerForm } from '#lib/domain/customers/schema.ts'
import type { NewProductForm } from '#lib/domain/products/schema.ts'
import { asFen, asUnitPriceE4 } from '#lib/kernel/money.ts'
import type { IowaInvoice, IowaItem, IowaLine, IowaStore } from '#lib/ops/import/iowa-file.ts'
import type { PlannedSale } from '#lib/ops/import/retail-plan.ts'
import type { RetailLine } from '#lib/ops/import/retail-file.ts'
import { isCharge } from '#lib/ops/import/retail-refusals.ts'
import type { Source } from '#lib/ops/import/source.ts'
import type { Terms } from '#lib/ops/import/terms.ts'

/*
 * What customers and products of the file are at the desk.
 */

/** The file names nobody and has no telephone: these say so, and pass the desk's rules (R4). */
const NOBODY = '收货人'
const NO_PHONE = '00000000'
/** Who bought where nobody wrote it down. */
const WALK_IN = { number: 'WALK-IN', name: '零售散客', place: '' }
/** Nobody pays in the file, and no bill falls due within its year. */
const RETAIL_TERMS: Terms = {
  ...{ channel: 'DIRECT', settlementMethod: 'MONTHLY', maxOpenNotes: '', cutoffDay: '' },
  ...{ creditDays: '400', tender: 'CASH', lateDays: null },
}
/** The file has no cost: goods come in at so much of their first price. */
const COST_PERCENT = 60n

/** Products of the file by code: the name and price by which it was first sold. */
export type RetailItems = ReadonlyMap<string, IowaItem>

/** Gathers the products of these lines. */
export function retailItems(lines: readonly RetailLine[]): RetailItems {
  const items = new Map<string, IowaItem>()
  for (const line of lines) {
    const known = items.get(line.code)
    if (known !== undefined && (known.retailE4 > 0n || line.priceE4 <= 0n || line.quantity < 0)) continue
    items.set(line.code, itemOf(line))
  }
  return items
}

function itemOf({ code, name, priceE4, quantity }: RetailLine): IowaItem {
  const isSold = priceE4 > 0n && quantity > 0
  const retailE4 = asUnitPriceE4(isSold ? priceE4 : 0n)
  return {
    number: code.replaceAll(' ', '-'),
    name: (isSold || isCharge(code)) && name !== '' ? name : code,
    ...{ volumeMl: '', pack: 1, upc: '', scc: '', retailE4 },
    costFen: asFen(isCharge(code) ? 0n : (retailE4 * COST_PERCENT) / 10_000n),
    vendor: { number: '', name: '' },
  }
}

/** The customer of a line; one for all who were not written down. */
export function storeOf({ customer, country }: Pick<RetailLine, 'customer' | 'country'>): IowaStore {
  if (customer === '') return { ...WALK_IN, address: '柜台自提' }
  return { number: customer, name: `网店客户 ${customer}`, address: country, place: country }
}

/** A planned note as the desk's importer takes it. */
export function invoiceOf({ number, lines }: PlannedSale, items: RetailItems): IowaInvoice {
  const first = lines[0]
  if (first === undefined) throw new Error(`${number} has no line`)
  return { number, store: storeOf(first), lines: lines.map((line) => goodsLine(line, items)) }
}

/** A line with its product, in pieces and fen. */
export function goodsLine(line: RetailLine, items: RetailItems): IowaLine {
  const item = items.get(line.code)
  if (item === undefined) throw new Error(`${line.code} is not on file`)
  const id = `${line.invoice}/${line.lineNumber}`
  return { id, item, bottles: Math.abs(line.quantity), saleFen: asFen(line.amountE4 / 100n) }
}

function customerOf({ number, name, address }: IowaStore): NewCustomerForm {
  const contact = { contactName: NOBODY, phone: NO_PHONE }
  return {
    ...{ code: deskCode(number), name, ...contact },
    ...{ channel: 'DIRECT', settlementMethod: 'MONTHLY', priceMode: 'TAX_INCLUSIVE' },
    ...{ maxOpenNotes: '', rollingCeiling: '', cutoffDay: '' },
    ...{ licenceNumber: '', licenceValidUntil: '', salespersonId: '' },
    addresses: [{ id: '', ...contact, address, freightAgent: '', freightPhone: '' }],
  }
}

/** Goods by the piece without codes. A charge is taxed like the goods it goes with. */
function productOf({ number, name }: IowaItem): NewProductForm {
  const isService = isCharge(number.replaceAll('-', ' '))
  return {
    ...{ code: deskCode(number), name, specification: isService ? '服务' : '' },
    ...{ baseUnit: isService ? '次' : '件', baseGtin: '', units: [] },
    ...{
      taxClass: 'GENERAL',
      codeKinds: [],
      hasCaseCodes: false,
      hasBottleCodes: false,
      codeCoverage: '100',
    },
    ...{ shelfLifeDays: '', reorderPoint: '' },
  }
}

function deskCode(number: string): string {
  return `OR-${number}`
}

/** The Online Retail file at the desk. */
export const RETAIL: Source = {
  key: 'retail',
  markOf: (number) => `UCI ${number}`,
  ...{ deskCode, customerOf, productOf },
  termsOf: () => RETAIL_TERMS,
  offListBy: 'APPLICATION',
}
