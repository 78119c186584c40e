import { postedAmounts } from '#lib/domain/delivery-notes/postings.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import type { Change } from './change-dialog.tsx'

/** What the money of a stop is reckoned from; figures as decimal strings. */
export type StopMoneyFacts = {
  isCash: boolean
  advancedFreightFen: string
  roundingOffFen: string
  lines: {
    lineNo: number
    qtyE3: string
    units: { unit: string; factorE3: string }[]
    netFen: string
    taxFen: string
  }[]
  /** Older notes to collect first, whole. */
  collect: { paperId: string; number: string; openFen: string }[]
  /** An amount to collect first, from any note. */
  collectFen: string
  /** Everything of the customer that may be paid here. */
  openNotes: { paperId: string; number: string; openFen: string }[]
}

/** What a cash note comes to once the driver has stated what was taken; the posting's arithmetic. Null of other notes. */
export function cashDueFen(facts: StopMoneyFacts, changes: readonly Change[]): bigint | null {
  if (!facts.isCash) return null
  const lines = facts.lines.map((line) => {
    const qtyE3 = BigInt(line.qtyE3)
    const change = changes.find(({ lineNo }) => lineNo === line.lineNo)
    const units = line.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
    const count = change === undefined ? null : readCount(change.accepted, units)
    const acceptedE3 = count?.ok === true && count.qtyE3 <= qtyE3 ? count.qtyE3 : qtyE3
    const amounts = { netFen: BigInt(line.netFen), taxFen: BigInt(line.taxFen) }
    return { qtyE3, acceptedE3, ...amounts, isGift: false, costFen: 0n }
  })
  return postedAmounts(lines, BigInt(facts.roundingOffFen)).grossFen
}

/** Whether nothing of the note was taken: then nothing is due. */
export function isRefusedWhole(facts: StopMoneyFacts, changes: readonly Change[]): boolean {
  return facts.lines.every(({ lineNo }) =>
    changes.some((change) => change.lineNo === lineNo && /^0*(\.0*)?$/.test(change.accepted.trim())),
  )
}
