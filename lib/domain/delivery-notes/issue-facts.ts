import type { WorkedNote } from '#lib/domain/delivery-notes/amounts.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'

export type Channel = 'DIRECT' | 'SUB_DISTRIBUTOR' | 'PREFECTURE' | 'SUPERMARKET'
export type SettlementMethod = 'CASH' | 'MONTHLY' | 'HELD_NOTE' | 'ROLLING' | 'REMITTANCE'

export type IssueLineFacts = {
  lineNo: number
  productName: string
  isActive: boolean
  isGift: boolean
  priceSource: string
  unitPriceE4: bigint
  floorPriceE4: bigint | null
  taxRateBp: number | null
  qtyE3: bigint
  amountFen: bigint
  discountFen: bigint
  /** For the sentence about what is short. */
  units: readonly ProductUnit[]
  availableE3: bigint
  /** The clerk counts it blind: its figure is not told (R19). */
  isCounted?: boolean
  /** Whole quantity of the product on the note: several lines may ask for the same. */
  askedE3: bigint
  /** Null when none was scanned; false when it belongs to another product. */
  isBarcodeRight: boolean | null
}

/** Everything the issue gate looks at. Gathered by the page's query and, under locks, by the command. */
export type IssueFacts = {
  today: string
  businessDate: string
  isPeriodOpen: boolean
  clerk: { id: string; isSuspended: boolean }
  handler: { id: string; isActive: boolean } | null
  requiresDistinctSigners: boolean
  warehouse: { isActive: boolean; name: string } | null
  customer: {
    name: string
    isActive: boolean
    channel: Channel
    settlementMethod: SettlementMethod
    priceMode: string
    contactName: string
    phone: string
    address: string
    isPhoneRight: boolean
    licenceValidUntil: string | null
  }
  /** Null when the customer's channel is not kept in this account set (R56). */
  policy: {
    settlementMethods: readonly string[]
    requiresPrepayment: boolean
    requiresFreightAgent: boolean
    requiresBarcode: boolean
    requiresSalesCheck: boolean
  } | null
  accountSet: {
    billingApplicationPolicy: 'ALWAYS' | 'NEVER' | 'BY_EXCEPTION'
    freeDiscountBp: number
    freeRoundingOffFen: bigint
  }
  freightAgent: string
  freightPhone: string
  expectedOn: string
  money: {
    creditLimitFen: bigint
    creditDays: number
    receivableFen: bigint
    committedFen: bigint
    prepaidFen: bigint
    /** Prepaid money that other notes not yet posted already count on, or that is a deposit. */
    prepaidClaimedFen: bigint
    oldestDueOn: string | null
    oldestDays: number | null
  }
  order: {
    kind: 'NEW' | 'EXISTING'
    isOpen: boolean
    isConfirmed: boolean
    isSalesChecked: boolean
    /** Lines on which note and order differ; empty for an order recorded with the note. */
    differences: readonly number[]
  }
  application: {
    status: 'SUBMITTED' | 'APPROVED' | 'REJECTED' | 'USED' | 'WITHDRAWN'
    isSameContent: boolean
    /** How far and how long the sales manager agreed (R117); null: without such a limit. */
    releaseFen: bigint | null
    releaseUntil: string | null
    number: string
  } | null
  /** What a reissued note names as its void predecessor (R13). */
  replaced: 'NOT_ASKED' | 'VOID' | 'OTHER'
  /** A note of the same day, customer and lines, if there is one (R66). */
  twinNumber: string | null
  seenGrossFen: bigint | null
  note: WorkedNote
  lines: readonly IssueLineFacts[]
}
