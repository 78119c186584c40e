/**
 * A paper as it stands on paper: a delivery note (销货清单) or a goods paper. Plain values only: whoever reads it from
 * the books makes this once, and every renderer (continuous form, A4, PDF, the paper on its page) draws the same thing.
 * Money and quantities are decimal strings without separators (`22485.00`); instants are ISO 8601.
 */

/** The four copies (decision 1). Colours and titles are the account set's own. */
export type CopyKind = 'STUB' | 'DRIVER' | 'CUSTOMER' | 'ACCOUNTING'

/** The order in which copies are printed and listed: ①②③④. */
export const copyOrder: readonly CopyKind[] = ['STUB', 'DRIVER', 'CUSTOMER', 'ACCOUNTING']

export type SheetCopy = {
  kind: CopyKind
  /** The printed title, such as 存根联. */
  title: string
  /** The colour's word, such as 白: it is printed, so that a black printer still tells the copies apart. */
  colourName: string
  /** The paper's colour, `#rrggbb`. */
  colourHex: string
  /** False leaves every price and every amount of the goods out of the sheet. */
  showsPrices: boolean
  /** Whether the codes of bottles and cases are written on this copy (R6, R7: at least on the stub). */
  showsCodes: boolean
  /** The address behind the copy's QR code. */
  qrPayload: string
  /** How often it has been printed, this time included. 2 or more prints 补打. */
  printCount: number
}

export type SheetLine = {
  lineNumber: number
  productName: string
  /** Empty when the product has none. */
  specification: string
  /** As people say it: 2箱3瓶. */
  quantityText: string
  /** The whole of the quantity in base units: `27`. */
  baseQuantity: string
  /** The base unit's word, which the unit price also refers to: 瓶. */
  unit: string
  /** Full cases of this line, and what is loose beside them, for the running totals. */
  cases: string
  bottles: string
  /** Yuan for one base unit, two to four decimals. */
  unitPrice: string
  /** Yuan taken off this line, `0.00` when none. */
  discount: string
  /** Yuan, after the line's discount. */
  amount: string
  /** Percent: `13`. */
  taxRate: string
  isGift: boolean
  remark: string
  /** Box, bottle or secondary codes, ranges already shortened by the caller. */
  codes: readonly string[]
  /** What was found when the line was counted, in words; absent before. */
  findings?: string
}

export type SheetTotals = {
  cases: string
  bottles: string
  /** The sum of the printed line amounts. */
  goods: string
  /** Taken off the whole note. */
  discount: string
  /** 抹零. */
  roundingOff: string
  net: string
  tax: string
  gross: string
  /** 人民币…元整, written by the kernel from the same gross. */
  grossInWords: string
}

export type SheetSlot =
  | 'PREPARER'
  | 'KEEPER'
  | 'HANDLER'
  | 'SUPERVISOR'
  | 'RECEIVER'
  | 'SALESPERSON'
  | 'VERIFIER'
  | 'DRIVER'
  | 'CASHIER'
  | 'CUSTOMER'

/** A handwritten stroke: an SVG path in its own box, or a PNG or JPEG as a data URL. */
export type SheetStroke =
  { kind: 'path'; path: string; width: number; height: number } | { kind: 'image'; dataUrl: string }

export type SheetSignature = {
  slot: SheetSlot
  /** Null leaves room for a pen. */
  signed: { name: string; at: string; verifyFragment: string; stroke: SheetStroke | null } | null
}

/** The 作废 stamp (R13): the number is kept, the paper stays readable under it. */
export type SheetVoid = { stampedAt: string; reason: string; replacedByNumber: string | null }

export type Channel = 'DIRECT' | 'SUB_DISTRIBUTOR' | 'PREFECTURE' | 'SUPERMARKET'
export type SettlementMethod = 'CASH' | 'MONTHLY' | 'HELD_NOTE' | 'ROLLING' | 'REMITTANCE'

/** What every paper has. */
export type SheetBody = {
  accountSet: { name: string; title: string }
  number: string
  /** `YYYY-MM-DD`. */
  businessDate: string
  lines: readonly SheetLine[]
  totals: SheetTotals
  /** In the order in which they are printed. */
  signatures: readonly SheetSignature[]
  /** The account set lets one person sign two slots, and the paper says so (decision 9). */
  hasRelaxedSignatures: boolean
  voided: SheetVoid | null
  /** The void note that this one replaces. */
  replacesNumber: string | null
  copies: readonly SheetCopy[]
  /** The address behind the QR code of a sheet that several plies share. */
  qrPayload: string
  /** The first characters of the content hash. */
  contentHashShort: string
}

/** A delivery note: its head has the fields of R4. */
export type NoteSheet = SheetBody & {
  customer: { unitName: string; contactName: string; phone: string; deliveryAddress: string }
  channel: Channel
  settlementMethod: SettlementMethod
  /** 托运部 (R49). */
  freightAgent: { name: string; phone: string } | null
  /** 垫付款 that the driver collects (R52). It is no price and stands on every copy. */
  advancedFreight: string | null
  isUrgent: boolean
  /** Empty when there are none (R132). */
  specialInstructions: string
}

/** A goods paper: its head was worded by whoever made the sheet, because each kind has fields of its own. */
export type GoodsSheet = SheetBody & {
  /** Short fields beside each other, `label：value`; the first names the other party or the place. */
  facts: readonly string[]
  /** Fields of any length, each on a row of its own. */
  remarks: readonly string[]
}

export type PaperSheet = NoteSheet | GoodsSheet
