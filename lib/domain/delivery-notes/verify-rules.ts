import { lineParams } from '#lib/domain/delivery-notes/prepare-rules.ts'
import { type RoadNote, sayQuantity } from '#lib/domain/delivery-notes/road-note.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'

/** What one line was found to be in the loading bay. */
export type Counted = { lineNo: number; isNameRight: boolean; countedE3: bigint }

/** `counted` is null while nothing was stated yet: the page before the count. */
export type VerifyFacts = { note: RoadNote; verifierId: string; counted: readonly Counted[] | null }

const secondPerson: Rule<VerifyFacts> = {
  id: 'R10',
  check: ({ note, verifierId, counted }) => {
    const isHand =
      verifierId === note.keeperId || note.lines.some((line) => line.pick?.pickedById === verifierId)
    if (isHand) return unmet('verifierIsKeeper', { role: 'CLERK', act: 'note.verify' })
    if (counted === null) return warn('countDue', {})
    for (const line of note.lines) {
      const found = counted.find((each) => each.lineNo === line.lineNo)
      if (!found) return unmet('lineNotCounted', { act: 'note.verify' }, lineParams(line))
      if (!found.isNameRight) return unmet('otherGoods', { role: 'KEEPER' }, lineParams(line))
      if (found.countedE3 !== line.qtyE3)
        return unmet(
          'countDiffers',
          { role: 'KEEPER' },
          {
            ...lineParams(line),
            counted: sayQuantity(line, found.countedE3),
            due: sayQuantity(line, line.qtyE3),
          },
        )
    }
    return met()
  },
}

/** 复核: a second pair of eyes confirms names and quantities before the goods leave (decision 10). */
export const VERIFY_GATE: Gate<VerifyFacts> = { step: 'verify', rules: [secondPerson] }
