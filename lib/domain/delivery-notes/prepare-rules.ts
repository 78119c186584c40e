import { type RoadLine, type RoadNote, sayQuantity } from '#lib/domain/delivery-notes/road-note.ts'
import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import type { Params } from '#lib/kernel/result.ts'

/** What the prepare gate looks at: the note with its picks, those just stated included. */
export type PrepareFacts = { note: RoadNote }

const KEEPER = { role: 'KEEPER', act: 'note.prepare' }

/** Which line a sentence speaks of. */
export function lineParams(line: RoadLine): { line: number; product: string } {
  return { line: line.lineNo, product: line.productName }
}

function pickParams(line: RoadLine): Params {
  return {
    ...lineParams(line),
    due: sayQuantity(line, line.qtyE3),
    picked: sayQuantity(line, line.pick?.pickedE3 ?? 0n),
    remark: line.pick?.remark ?? '',
  }
}

const handedToKeeper: Rule<PrepareFacts> = {
  id: 'R3',
  check: ({ note }) =>
    note.keeperId !== null
      ? met({ keeper: note.keeperName })
      : unmet('notHandedToKeeper', { role: 'KEEPER', act: 'note.acceptFromDesk' }),
}

const everyLinePicked: Rule<PrepareFacts> = {
  id: 'R112',
  check: ({ note: { lines } }) => {
    const short = lines.find((line) => line.pick !== null && line.pick.pickedE3 !== line.qtyE3)
    if (short) return unmet('pickDiffers', { role: 'CLERK', act: 'note.requestVoid' }, pickParams(short))
    const open = lines.filter((line) => line.pick === null)
    const first = open[0]
    return first ? unmet('notPicked', KEEPER, { ...lineParams(first), open: open.length }) : met()
  },
}

const qualityChecked: Rule<PrepareFacts> = {
  id: 'R115',
  check: ({ note: { lines } }) => {
    const bad = lines.find((line) => line.pick?.isQualityGood === false)
    if (bad) return unmet('qualityBad', KEEPER, pickParams(bad))
    return lines.every((line) => line.pick !== null) ? met() : unmet('qualityUnchecked', KEEPER)
  },
}

/** 备货完成: what must hold before the keeper says that the goods are ready. */
export const PREPARE_GATE: Gate<PrepareFacts> = {
  step: 'prepare',
  rules: [handedToKeeper, everyLinePicked, qualityChecked],
}
