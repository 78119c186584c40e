import { type Canonical, contentHash } from '#lib/kernel/canonical.ts'

/** One line as frozen at issue: figures as decimal strings of fen, 1/10000 yuan and 1/1000 base units. */
export type NoteContentLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: string | null
  qtyE3: string
  unitPriceE4: string
  priceSource: string
  discountFen: string
  noteDiscountFen: string
  amountFen: string
  taxRateBp: number
  netFen: string
  taxFen: string
  isGift: boolean
  remark: string
  codesDue: number
}

/** Everything about a note that can never change once it has a number. Signatures are bound to its hash. */
export type NoteContent = {
  accountSetId: number
  paperId: string
  number: string
  orderId: string
  applicationId: string | null
  businessDate: string
  expectedOn: string
  customerId: string
  addressId: string
  customerName: string
  contactName: string
  phone: string
  deliveryAddress: string
  channel: string
  settlementMethod: string
  priceMode: string
  freightAgent: string | null
  freightPhone: string | null
  advancedFreightFen: string
  warehouseId: string
  warehouseName: string
  preparerId: string
  preparerName: string
  handlerId: string
  handlerName: string
  isUrgent: boolean
  specialInstructions: string
  goodsFen: string
  discountFen: string
  roundingOffFen: string
  netFen: string
  taxFen: string
  grossFen: string
  lines: NoteContentLine[]
}

/** The hash that the paper row keeps and every signature names. Verification recomputes it from the rows. */
export function noteContentHash(content: NoteContent): Buffer {
  const canonical: Canonical = { ...content, lines: content.lines.map((line) => ({ ...line })) }
  return contentHash(canonical)
}

/** What an order says, hashed the same way. */
export type OrderContent = {
  accountSetId: number
  paperId: string
  number: string
  businessDate: string
  customerId: string
  intakeChannel: string
  expectedOn: string
  isUrgent: boolean
  specialInstructions: string
  grossFen: string
  lines: {
    lineNo: number
    productId: string
    qtyE3: string
    unitPriceE4: string
    discountFen: string
    amountFen: string
    isGift: boolean
    remark: string
  }[]
}

/** The hash kept on an order's paper row. */
export function orderContentHash(content: OrderContent): Buffer {
  const canonical: Canonical = { ...content, lines: content.lines.map((line) => ({ ...line })) }
  return contentHash(canonical)
}

/** What a billing application fixes: the note must then say the same (R111). */
export function agreedLinesHash(input: {
  customerId: string
  noteDiscountFen: string
  lines: readonly {
    productId: string
    qtyE3: string
    unitPriceE4: string
    discountFen: string
    isGift: boolean
  }[]
}): string {
  const lines = input.lines.map((line) => ({
    productId: line.productId,
    qtyE3: line.qtyE3,
    unitPriceE4: line.unitPriceE4,
    discountFen: line.discountFen,
    isGift: line.isGift,
  }))
  return contentHash({
    customerId: input.customerId,
    noteDiscountFen: input.noteDiscountFen,
    lines,
  }).toString('hex')
}
