import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { CodesKept } from '#lib/codes/policy.ts'
import { asQtyE3, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

/** One line of a note on its way from the warehouse to the customer. */
export type RoadLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  units: readonly ProductUnit[]
  caseFactorE3: bigint | null
  qtyE3: bigint
  isGift: boolean
  remark: string
  codesDue: number
  codeKinds: readonly string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  codeCoverageBp: number
  codesKept: CodesKept
  /** Damaged codes that wait for the second person. */
  damagedWaiting: number
  /** What the keeper picked; null before that. */
  pick: { pickedE3: bigint; isQualityGood: boolean; remark: string; pickedById: string } | null
}

export type RoadSignature = {
  slot: string
  signerId: string
  signerName: string
  signedAt: string
  /** Whether it is bound to the content as it stands, and to the codes where it names them. */
  isWhole: boolean
  bindsCodes: boolean
}

export type RoadCopy = {
  kind: string
  place: string
  keeperId: string | null
  offeredPlace: string | null
  offeredToId: string | null
  printCount: number
  /** A manager has accepted the statement about what happened to it (R12). */
  isExcused: boolean
}

/** A note as everyone on its road sees it: what every gate from preparing to delivering looks at. */
export type RoadNote = {
  accountSetId: number
  paperId: string
  number: string
  status: NoteStatus
  version: number
  businessDate: string
  expectedOn: string
  isUrgent: boolean
  specialInstructions: string
  issuedAt: string
  customerId: string
  customerName: string
  contactName: string
  phone: string
  deliveryAddress: string
  freightAgent: string
  freightPhone: string
  settlementMethod: string
  warehouseId: string
  warehouseName: string
  preparerId: string
  preparerName: string
  handlerId: string
  handlerName: string
  keeperId: string | null
  keeperName: string | null
  driverId: string | null
  driverName: string | null
  verifiedById: string | null
  verifiedByName: string | null
  grossFen: bigint
  advancedFreightFen: bigint
  contentHash: string
  /** Null until the keeper signs: then the codes are fixed. */
  codesHash: string | null
  requiresDistinctSigners: boolean
  lines: RoadLine[]
  signatures: RoadSignature[]
  copies: RoadCopy[]
}

/** Steps of a note in which codes are written on its stub. */
export const CAPTURING: readonly NoteStatus[] = ['PICKING', 'PREPARED', 'VERIFIED']

/** A quantity of a line as people say it: `2箱3瓶`. */
export function sayQuantity(line: Pick<RoadLine, 'units'>, qtyE3: bigint): string {
  return formatQuantity(asQtyE3(qtyE3), line.units)
}

/** The copy of a kind. */
export function copyOf(note: Pick<RoadNote, 'copies'>, kind: string): RoadCopy | undefined {
  return note.copies.find((copy) => copy.kind === kind)
}
