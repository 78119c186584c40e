import { recordCount } from '#lib/domain/stock-counts/commands/record.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import {
  chance,
  pick,
  type SeenGoods,
  standingCodes,
  type Step,
  step,
  type World,
} from '#tests/support/goods-life.ts'
import { keyOf } from '#tests/support/road.ts'

/*
 * A stock count in a sequence: what is found of a line differs from the books or not, decided when it is first looked at;
 * codes of what is there are scanned, some, most or all of them, now and then one that was missing.
 */

const DIFFERENCES = [0, 0, 0, 1, -1, -7, -24] as const

function differenceOf(world: World, seen: SeenGoods, lineNo: number): number {
  const key = `${seen.paperId} ${lineNo}`
  const known = world.found.get(key)
  if (known) return known.good
  const good = pick(world, DIFFERENCES)
  world.found.set(key, { good, damaged: 0, rejected: 0, reason: '' })
  return good
}

/** Codes of the line that stand there, one or the other left out where something is missing, and a lost one. */
async function scansFor(world: World, seen: SeenGoods, { lineNo, productId }: SeenGoods['lines'][number]) {
  const { warehouseId, accountSetId } = seen
  const codes: string[] = []
  for (const kind of ['CASE', 'BOTTLE'])
    codes.push(...(await standingCodes(world, { productId, kind, warehouseId }, 150)))
  const isShort = differenceOf(world, seen, lineNo) < 0
  const found = codes.filter(() => !isShort || chance(world, 0.9))
  const lost = chance(world, 0.3)
    ? await world.company.db.codeLoss.findFirst({ where: { accountSetId, takenBackAt: null } })
    : null
  return [...found, ...(lost ? [lost.code] : [])].map((typed) => ({ typed, lineNo: null, kind: null }))
}

/** The steps of a keeper before the count is finished: scanning where it is called for, then every line. */
export async function countingSteps(world: World, seen: SeenGoods): Promise<Step[]> {
  const { keeper, otherKeeper } = world.company.staff
  const by = pick(world, [keeper, otherKeeper])
  const { accountSetId, warehouseId } = seen
  const rounds = await world.company.db.goodsCount.groupBy({
    by: ['lineNo'],
    where: keyOf(seen),
    _max: { round: true },
  })
  const steps: Step[] = []
  const lines = []
  for (const line of seen.lines) {
    const { lineNo, productId } = line
    const book = await world.company.db.stockBalance.findFirst({
      where: { accountSetId, warehouseId, productId },
    })
    const difference = differenceOf(world, seen, lineNo)
    const counted = Math.max(0, Number(book?.onHandE3 ?? 0n) / 1000 + difference)
    const seenRound = rounds.find((each) => each.lineNo === lineNo)?._max.round ?? 0
    lines.push({ lineNo, productId: null, counted: `${counted}`, seenRound, remark: '' })
    if (!chance(world, difference < 0 ? 0.9 : 0.4)) continue
    const scans = await scansFor(world, seen, line)
    if (scans.length > 0)
      steps.push(step(world, captureGoodsCodes, by, { ...keyOf(seen), scans: scans.slice(0, 450) }))
  }
  const recorded = step(world, recordCount, by, { ...keyOf(seen), lines })
  const again = lines.map((line) => ({ ...line, seenRound: line.seenRound + 1 }))
  return [...steps, recorded, step(world, recordCount, by, { ...keyOf(seen), lines: again })]
}
