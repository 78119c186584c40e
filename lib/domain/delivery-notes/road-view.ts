import { codesDueOf } from '#lib/codes/policy.ts'
import { codesMissing, policyOf } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import type { StopMoney } from '#lib/domain/delivery-notes/driver-queries.ts'
import { type RoadLine, type RoadNote, sayQuantity } from '#lib/domain/delivery-notes/road-note.ts'
import { formatFen } from '#lib/kernel/money.ts'

/** A line as a phone shows it: quantities as people say them. */
export type LineView = {
  lineNo: number
  productCode: string
  productName: string
  specification: string
  due: string
  isGift: boolean
  remark: string
  codesDue: number
  casesDue: number
  bottlesDue: number
  casesKept: number
  bottlesKept: number
  codesMissing: number
  damagedWaiting: number
  pick: { picked: string; isWhole: boolean; isQualityGood: boolean; remark: string } | null
}

/** A note as a phone shows it. */
export type NoteView = {
  accountSetId: number
  paperId: string
  number: string
  status: string
  customerName: string
  contactName: string
  phone: string
  deliveryAddress: string
  freightAgent: string
  freightPhone: string
  warehouseName: string
  expectedOn: string
  isUrgent: boolean
  specialInstructions: string
  preparerId: string
  preparerName: string
  handlerName: string
  keeperId: string | null
  keeperName: string | null
  driverId: string | null
  driverName: string | null
  verifiedByName: string | null
  isCodesFixed: boolean
  signedSlots: string[]
  copies: { kind: string; place: string; keeperId: string | null; offeredToId: string | null }[]
  lines: LineView[]
}

/** Money to bring back, as text. */
export type MoneyView = {
  cash: string | null
  advancedFreight: string | null
  olderNotes: { number: string; amount: string }[]
  olderAmount: string | null
}

/** Plain strings, numbers and booleans for components. */
export function noteView(note: RoadNote): NoteView {
  const { lines, signatures, copies, codesHash, ...rest } = note
  return {
    accountSetId: rest.accountSetId,
    paperId: rest.paperId,
    number: rest.number,
    status: rest.status,
    customerName: rest.customerName,
    contactName: rest.contactName,
    phone: rest.phone,
    deliveryAddress: rest.deliveryAddress,
    freightAgent: rest.freightAgent,
    freightPhone: rest.freightPhone,
    warehouseName: rest.warehouseName,
    expectedOn: rest.expectedOn,
    isUrgent: rest.isUrgent,
    specialInstructions: rest.specialInstructions,
    preparerId: rest.preparerId,
    preparerName: rest.preparerName,
    handlerName: rest.handlerName,
    keeperId: rest.keeperId,
    keeperName: rest.keeperName,
    driverId: rest.driverId,
    driverName: rest.driverName,
    verifiedByName: rest.verifiedByName,
    isCodesFixed: codesHash !== null,
    signedSlots: signatures.map((signature) => signature.slot),
    copies: copies.map(({ kind, place, keeperId, offeredToId }) => ({ kind, place, keeperId, offeredToId })),
    lines: lines.map(lineView),
  }
}

function lineView(line: RoadLine): LineView {
  const due = codesDueOf({ ...line, policy: policyOf(line) })
  return {
    lineNo: line.lineNo,
    productCode: line.productCode,
    productName: line.productName,
    specification: line.specification,
    due: sayQuantity(line, line.qtyE3),
    isGift: line.isGift,
    remark: line.remark,
    codesDue: line.codesDue,
    casesDue: due.cases,
    bottlesDue: due.bottles,
    casesKept: line.codesKept.cases,
    bottlesKept: line.codesKept.bottles,
    codesMissing: codesMissing(line),
    damagedWaiting: line.damagedWaiting,
    pick: line.pick && {
      picked: sayQuantity(line, line.pick.pickedE3),
      isWhole: line.pick.pickedE3 === line.qtyE3,
      isQualityGood: line.pick.isQualityGood,
      remark: line.pick.remark,
    },
  }
}

/** Amounts for people; null where there is nothing to collect. */
export function moneyView({ cashFen, advancedFreightFen, older }: StopMoney): MoneyView {
  return {
    cash: cashFen > 0n ? formatFen(cashFen) : null,
    advancedFreight: advancedFreightFen > 0n ? formatFen(advancedFreightFen) : null,
    olderNotes:
      older?.kind === 'NOTES'
        ? older.notes.map((note) => ({ number: note.number, amount: formatFen(note.openFen) }))
        : [],
    olderAmount: older?.kind === 'AMOUNT' ? formatFen(older.amountFen) : null,
  }
}
