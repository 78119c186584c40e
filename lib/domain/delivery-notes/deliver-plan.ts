import { readCode } from '#lib/codes/code-form.ts'
import type { OnTheRoad } from '#lib/domain/delivery-notes/deliver-repository.ts'
import type { OutcomeLine } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { postedAmounts } from '#lib/domain/delivery-notes/postings.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import type { deliverLines } from '#lib/domain/delivery-notes/road-schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { divideRounded } from '#lib/kernel/money.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import type { z } from 'zod'

/**
 * Reads what was stated of each line; lines left out were accepted in full. A line wholly refused gives back all
 * its codes without naming them. `fields` names what cannot be read.
 */
export function readOutcome(
  note: RoadNote,
  stated: z.output<typeof deliverLines>,
  road: OnTheRoad,
): { lines: OutcomeLine[]; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const lines = note.lines.map((line): OutcomeLine => {
    const index = stated.findIndex((each) => each.lineNo === line.lineNo)
    const said = stated[index]
    if (!said) return { lineNo: line.lineNo, acceptedE3: line.qtyE3, reason: '', returnedCodes: [] }
    const count = readCount(said.accepted, line.units)
    if (!count.ok) fields[`lines.${index}.accepted`] = count.code
    const acceptedE3 = count.ok ? count.qtyE3 : line.qtyE3
    const here = road.codes.filter((each) => each.lineNo === line.lineNo).map((each) => each.code)
    const named = [...new Set(said.returnedCodes.map(spelling))]
    if (named.some((code) => !here.includes(code))) fields[`lines.${index}.returnedCodes`] = 'notOnThisLine'
    const returnedCodes = acceptedE3 === 0n ? here : named
    return { lineNo: line.lineNo, acceptedE3, reason: said.reason, returnedCodes }
  })
  stated.forEach(({ lineNo }, index) => {
    const first = stated.findIndex((each) => each.lineNo === lineNo)
    if (first !== index) fields[`lines.${index}.lineNo`] = 'duplicate'
    else if (!note.lines.some((line) => line.lineNo === lineNo)) fields[`lines.${index}.lineNo`] = 'unknown'
  })
  return { lines, fields }
}

function spelling(typed: string): string {
  const read = readCode(typed)
  return read.ok ? read.value.code : typed
}

/** What the customer owes for what was taken, as the posting will enter it. */
export function acceptedFen(note: RoadNote, lines: readonly OutcomeLine[], road: OnTheRoad): bigint {
  const sold = note.lines.map(({ lineNo, qtyE3, isGift }) => {
    const amounts = road.amounts.find((each) => each.lineNo === lineNo)
    const acceptedE3 = lines.find((each) => each.lineNo === lineNo)?.acceptedE3 ?? qtyE3
    return {
      ...{ qtyE3, acceptedE3, isGift, costFen: 0n },
      ...{ netFen: amounts?.netFen ?? 0n, taxFen: amounts?.taxFen ?? 0n },
    }
  })
  return postedAmounts(sold, road.roundingOffFen).grossFen
}

/** Refused goods come back into the warehouse they left, at their share of the value they left at. */
export function comingBack(
  note: RoadNote,
  lines: readonly OutcomeLine[],
  road: OnTheRoad,
  businessDate: BusinessDate,
): StockMove[] {
  const { accountSetId, warehouseId, paperId } = note
  return note.lines.flatMap((line): StockMove[] => {
    const stated = lines.find((each) => each.lineNo === line.lineNo)
    const qtyE3 = line.qtyE3 - (stated?.acceptedE3 ?? line.qtyE3)
    if (qtyE3 === 0n) return []
    const leftFen = road.values.find((each) => each.lineNo === line.lineNo)?.valueFen ?? 0n
    return [
      {
        accountSetId,
        warehouseId,
        productId: line.productId,
        fromPlace: 'CUSTOMER',
        toPlace: 'WAREHOUSE',
        qtyE3,
        valueFen: divideRounded(leftFen * qtyE3, line.qtyE3),
        businessDate,
        paperId,
        lineNo: line.lineNo,
      },
    ]
  })
}
