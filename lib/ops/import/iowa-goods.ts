import type { NewCustomerForm } from '#lib/domain/customers/schema.ts'
import type { NewSupplierForm } from '#lib/domain/suppliers/schema.ts'
import type { NewProductForm } from '#lib/domain/products/schema.ts'
import { gtinCheckDigit, toGtin14 } from '#lib/kernel/barcode.ts'
import {
  asFen,
  asUnitPriceE4,
  divideRounded,
  type Fen,
  lineAmount,
  type UnitPriceE4,
} from '#lib/kernel/money.ts'
import { asQtyE3 } from '#lib/kernel/quantity.ts'
import type { IowaItem, IowaStore, IowaVendor } from '#lib/ops/import/iowa-file.ts'
import type { Source } from '#lib/ops/import/source.ts'
import { iowaTerms } from '#lib/ops/import/terms.ts'

/*
 * What a store and an item of the file are at the desk.
 */

/** The file names no person and has no telephone: these say so, and pass the desk's rules (R4). */
const NOBODY = '门店收货人'
const NO_PHONE = '00000000'
/** Who carries a prefecture's goods on (R49). */
const FREIGHT = { freightAgent: '示例托运部', freightPhone: NO_PHONE }

/** Bottles from this price on carry a code of their own: 30 yuan. */
const CODED_FROM_E4 = 300_000n

const UPC_LENGTH = 12

/** The code of a customer or product that came from the file. */
export function deskCode(number: string): string {
  return `IA-${number}`
}

/** The code of a supplier that came from the file: vendors and stores have numbers of their own. */
export function supplierCode(number: string): string {
  return `IA-V${number}`
}

/** The vendor as a supplier whose prices hold the tax. Two vendors of one name differ by their number. */
export function supplierOf(
  { number, name }: IowaVendor,
  isNameTaken: boolean,
): Omit<NewSupplierForm, 'accountSetId'> {
  return {
    code: supplierCode(number),
    name: isNameTaken ? `${name} (${number})` : name,
    contactName: '',
    phone: '',
    address: '',
    taxNumber: '',
    creditDays: '30',
    priceMode: 'TAX_INCLUSIVE',
  }
}

/** The store as a customer on the terms of its number. Two stores of one name differ by their number. */
export function customerOf(store: IowaStore, isNameTaken: boolean, largestFen: Fen): NewCustomerForm {
  const { number, name, address } = store
  const { channel, settlementMethod, maxOpenNotes, cutoffDay } = iowaTerms(number)
  const freight = channel === 'PREFECTURE' ? FREIGHT : { freightAgent: '', freightPhone: '' }
  const contact = { contactName: NOBODY, phone: NO_PHONE }
  return {
    code: deskCode(number),
    name: isNameTaken ? `${name} (${number})` : name,
    ...contact,
    ...{ channel, settlementMethod, maxOpenNotes, cutoffDay },
    rollingCeiling: settlementMethod === 'ROLLING' ? ceilingOf(largestFen) : '',
    priceMode: 'TAX_INCLUSIVE',
    licenceNumber: '',
    licenceValidUntil: '',
    salespersonId: '',
    addresses: [{ id: '', ...contact, address, ...freight }],
  }
}

/** In yuan: no single invoice of the file is above it. */
function ceilingOf(largestFen: Fen): string {
  const stepFen = 1_000_000n
  const steps = (largestFen + stepFen - 1n) / stepFen
  return String((steps < 2n ? 2n : steps) * 10_000n)
}

/** The barcodes of an item that can be scanned; empty text where the file has none or a wrong one. */
export type IowaBarcodes = { bottle: string; case: string }

/**
 * Reads the file's barcodes. It keeps them as numbers, so zeros in front of a UPC are lost: they are put back, and
 * the check digit decides.
 */
export function barcodesOf(item: IowaItem): IowaBarcodes {
  const bottle = barcodeOf(item.upc)
  const box = item.pack > 1 ? barcodeOf(item.scc) : ''
  return { bottle, case: box === bottle ? '' : box }
}

/** The house's own barcode of an item that has none of its maker: EAN-13 from 2 on is kept for that. */
export function inHouseBarcode({ number }: Pick<IowaItem, 'number'>): string {
  const body = `2${number.replaceAll(/\D/g, '').padStart(11, '0').slice(-11)}`
  return `0${body}${gtinCheckDigit(body)}`
}

function barcodeOf(written: string): string {
  const gtin = toGtin14(/^\d+$/.test(written) ? written.padStart(UPC_LENGTH, '0') : written)
  return gtin.ok ? gtin.value : ''
}

/** The item as a product in bottles and cases, with the barcodes given. Dear goods carry codes. */
export function productOf(item: IowaItem, barcodes: IowaBarcodes): NewProductForm {
  const hasCases = item.pack > 1
  const isCoded = item.retailE4 >= CODED_FROM_E4
  return {
    code: deskCode(item.number),
    name: item.name,
    specification: hasCases ? `${item.volumeMl}ml×${item.pack}` : `${item.volumeMl}ml`,
    baseUnit: '瓶',
    baseGtin: barcodes.bottle,
    units: hasCases ? [{ unit: '箱', factor: String(item.pack), gtin: barcodes.case }] : [],
    taxClass: 'GENERAL',
    codeKinds: isCoded ? ['SECONDARY', 'BOTTLE'] : [],
    hasCaseCodes: isCoded && hasCases,
    hasBottleCodes: isCoded,
    codeCoverage: '100',
    shelfLifeDays: '',
    reorderPoint: '',
  }
}

/**
 * The price per bottle and the discount that make exactly the line's amount. Most prices are exact, or right once
 * the desk rounds the line; else the price is rounded up and the rest is a discount.
 */
export function pricedLine(bottles: number, saleFen: Fen): { unitPriceE4: UnitPriceE4; discountFen: Fen } {
  const qtyE3 = asQtyE3(BigInt(bottles) * 1000n)
  const nearest = asUnitPriceE4(divideRounded(saleFen * 100n, BigInt(bottles)))
  if (lineAmount(nearest, qtyE3) === saleFen) return { unitPriceE4: nearest, discountFen: asFen(0n) }
  const above = asUnitPriceE4((saleFen * 100n + BigInt(bottles) - 1n) / BigInt(bottles))
  return { unitPriceE4: above, discountFen: asFen(lineAmount(above, qtyE3) - saleFen) }
}

/** What the note's special instructions say: the invoice it came from. */
export function markOf(invoiceNumber: string): string {
  return `Iowa ${invoiceNumber}`
}

/** The Iowa file at the desk; `largest` as the whole file has it. */
export function iowaSource(largest: ReadonlyMap<string, Fen>): Source {
  return {
    key: 'iowa',
    ...{ markOf, deskCode, productOf },
    termsOf: iowaTerms,
    customerOf: (store, isNameTaken) =>
      customerOf(store, isNameTaken, largest.get(store.number) ?? asFen(0n)),
    offListBy: 'CUSTOMER',
  }
}
