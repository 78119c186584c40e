import type { Arrived } from '#lib/domain/transfers/postings.ts'
import type { ArrivalFacts } from '#lib/domain/transfers/rules.ts'
import type { ReceiveInput } from '#lib/domain/transfers/schema.ts'
import type { Transit } from '#lib/domain/transfers/transit-queries.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/** A counted line as read; `reason` says what happened to the damaged part. */
export type CountedArrival = Arrived & { productId: string; reason: string }

/** Reads what was counted on arrival; `invalid` names every field that cannot be read, an empty one counts nothing. */
export function readArrivals(
  paper: GoodsPaper,
  typed: ReceiveInput['lines'],
): { ok: true; arrivals: CountedArrival[] } | { ok: false; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const arrivals: CountedArrival[] = []
  typed.forEach(({ lineNo, good, damaged, reason }, index) => {
    const line = paper.lines.find((each) => each.lineNo === lineNo)
    const isTwice = arrivals.some((each) => each.lineNo === lineNo)
    if (!line || isTwice) {
      fields[`lines.${index}.lineNo`] = isTwice ? 'duplicate' : 'unknown'
      return
    }
    const whole = counted(good, line.units)
    const broken = counted(damaged, line.units)
    if (typeof whole === 'string') fields[`lines.${index}.good`] = whole
    else if (typeof broken === 'string') fields[`lines.${index}.damaged`] = broken
    else if (broken > 0n && reason === '') fields[`lines.${index}.reason`] = 'required'
    else arrivals.push({ lineNo, productId: line.productId, goodE3: whole, damagedE3: broken, reason })
  })
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, arrivals }
}

function counted(typed: string, units: readonly ProductUnit[]): bigint | string {
  if (typed.trim() === '') return 0n
  const read = readCount(typed, units)
  return read.ok ? read.qtyE3 : read.code
}

/** The counted lines against what of each is on its way. */
export function arrivalFacts(
  paper: GoodsPaper,
  transit: Transit,
  arrivals: readonly CountedArrival[],
): ArrivalFacts[] {
  return arrivals.map(({ lineNo, goodE3, damagedE3 }) => ({
    lineNo,
    productName: paper.lines.find((line) => line.lineNo === lineNo)?.productName ?? '',
    arrivedE3: goodE3 + damagedE3,
    inTransitE3: transit.lines.find((line) => line.lineNo === lineNo)?.qtyE3 ?? 0n,
  }))
}
