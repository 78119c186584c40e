import { takeInCodeList } from '#lib/domain/code-lists/commands/take-in.ts'
import { approveDamagedGoodsCode } from '#lib/papers/goods/commands/approve-damaged-code.ts'
import { removeGoodsCode } from '#lib/papers/goods/commands/remove-code.ts'
import { reportDamagedGoodsCode } from '#lib/papers/goods/commands/report-damaged-code.ts'
import { captureGoodsCodes } from '#lib/papers/goods/commands/capture.ts'
import { countGoods } from '#lib/papers/goods/commands/count.ts'
import { signGoods } from '#lib/papers/goods/commands/sign.ts'
import { verifyGoods } from '#lib/papers/goods/commands/verify.ts'
import { today } from '#lib/kernel/clock.ts'
import {
  chance,
  codesFor,
  type Found,
  freshCode,
  keptCodes,
  pick,
  productOf,
  type SeenGoods,
  standingCodes,
  type Step,
  step,
  type World,
} from '#tests/support/goods-life.ts'
import { keyOf } from '#tests/support/road.ts'

/*
 * Codes, the keeper's count, the second person's and the signatures: the same for every paper that is counted.
 */

type Line = SeenGoods['lines'][number]

/** What the keeper will find of a line: what the paper says, and on a receipt less, more, damaged or rejected too. */
function foundOf(world: World, seen: SeenGoods, line: Line): Found {
  const key = `${seen.paperId} ${line.lineNo}`
  const known = world.found.get(key)
  if (known) return known
  const whole: Found = { good: line.quantity, damaged: 0, rejected: 0, reason: '' }
  const mayDiffer = seen.kind === 'GOODS_RECEIPT' && chance(world, 0.4)
  const isBroken = seen.kind === 'CUSTOMER_RETURN' && chance(world, 0.25)
  const broken: Found = { good: line.quantity - 1, damaged: 1, rejected: 0, reason: '破损' }
  const usual = isBroken ? broken : whole
  const found = mayDiffer ? pick(world, differences(line.quantity)) : usual
  world.found.set(key, found)
  return found
}

function differences(quantity: number): Found[] {
  const some = Math.min(quantity, 2)
  return [
    { good: quantity - some, damaged: some, rejected: 0, reason: '破损' },
    { good: quantity - some, damaged: 0, rejected: some, reason: '漏酒' },
    { good: Math.ceil(quantity / 2), damaged: 0, rejected: 0, reason: '' },
    { good: quantity + 3, damaged: 0, rejected: 0, reason: '' },
    { good: 0, damaged: quantity, rejected: 0, reason: '全部破损' },
  ]
}

/** The codes that a line still asks for, as they would be scanned: new ones where goods come in, else what stands there. */
async function scansFor(world: World, seen: SeenGoods, line: Line) {
  const found = foundOf(world, seen, line)
  const product = productOf(world, line.productId)
  const scans = []
  for (const { kind, count } of codesFor(
    product,
    line.codesDue === 0 && seen.kind !== 'GOODS_RECEIPT' ? 0 : found.good + found.damaged,
  )) {
    const missing = Math.min(count - (await keptCodes(world, seen, line.lineNo, kind)), 480)
    if (missing <= 0) continue
    const isNew = seen.kind === 'GOODS_RECEIPT' && chance(world, 0.95)
    const from =
      seen.kind === 'CUSTOMER_RETURN'
        ? { noteId: line.sourcePaperId ?? '' }
        : { warehouseId: seen.warehouseId }
    const standing = isNew
      ? []
      : await standingCodes(world, { productId: line.productId, kind, ...from }, missing)
    const fresh = Array.from({ length: missing - standing.length }, () => freshCode(world))
    scans.push(...[...standing, ...fresh].map((typed) => ({ typed, lineNo: line.lineNo, kind })))
  }
  return scans
}

/** A case and its bottles, as a supplier's list names them, for the first line whose product has both. */
function listOf(world: World, seen: SeenGoods) {
  const line = seen.lines.find(({ productId, quantity }) => {
    const { hasCaseCodes, hasBottleCodes, caseSize } = productOf(world, productId)
    return hasCaseCodes && hasBottleCodes && quantity >= caseSize
  })
  if (!line || seen.lines.length > 1) return null
  const caseCode = freshCode(world)
  const { caseSize } = productOf(world, line.productId)
  return Array.from({ length: caseSize }, () => ({ caseCode, bottleCode: freshCode(world), barcode: '' }))
}

/** A label that cannot be read, what a second person says of it, and a code that is taken off the stub again. */
async function labels(world: World, seen: SeenGoods): Promise<Step[]> {
  const { keeper, otherKeeper, salesManager, clerk } = world.company.staff
  const line = pick(world, seen.lines)
  const kind = chance(world, 0.5) ? 'CASE' : 'BOTTLE'
  const report = {
    ...keyOf(seen),
    lineNo: line.lineNo,
    kind,
    code: chance(world, 0.5) ? '' : freshCode(world),
  }
  const sequence = 1 + (await world.company.db.damagedCode.count({ where: keyOf(seen) }))
  const decision = chance(world, 0.7) ? 'APPROVED' : 'REFUSED'
  const held = await world.company.db.codeHolding.findFirst({ where: keyOf(seen), orderBy: { code: 'asc' } })
  return [
    ...(held ? [step(world, removeGoodsCode, otherKeeper, { ...keyOf(seen), code: held.code })] : []),
    step(world, reportDamagedGoodsCode, keeper, { ...report, reason: '标签破损' }),
    step(world, approveDamagedGoodsCode, pick(world, [salesManager, clerk]), {
      ...keyOf(seen),
      sequence,
      decision,
    }),
  ]
}

async function openSteps(world: World, seen: SeenGoods): Promise<Step[]> {
  const keeper = pick(world, [world.company.staff.keeper, world.company.staff.otherKeeper])
  const steps: Step[] = []
  const list = seen.kind === 'GOODS_RECEIPT' && chance(world, 0.5) ? listOf(world, seen) : null
  if (list !== null)
    return [
      step(world, takeInCodeList, keeper, {
        ...keyOf(seen),
        source: 'LIST',
        fileName: 'list.csv',
        rows: list,
      }),
    ]
  for (const line of seen.lines) {
    const scans = await scansFor(world, seen, line)
    for (let at = 0; at < scans.length; at += 400)
      steps.push(step(world, captureGoodsCodes, keeper, { ...keyOf(seen), scans: scans.slice(at, at + 400) }))
  }
  if (chance(world, 0.15)) steps.push(...(await labels(world, seen)))
  const hasBatches = seen.kind === 'GOODS_RECEIPT' && chance(world, 0.5)
  const lines = seen.lines.map((line) => {
    const { good, damaged, rejected, reason } = foundOf(world, seen, line)
    return {
      ...{
        lineNo: line.lineNo,
        productId: null,
        good: `${good}`,
        damaged: `${damaged}`,
        rejected: `${rejected}`,
      },
      ...{ batchNo: hasBatches ? 'B1' : '', reason },
      producedOn: hasBatches ? today(world.company.desk.clock) : '',
    }
  })
  return [...steps, step(world, countGoods, keeper, { ...keyOf(seen), lines, stroke: null })]
}

/** Steps of a counted paper before it is posted or sent. */
export async function countedSteps(world: World, seen: SeenGoods): Promise<Step[]> {
  const { clerk, otherClerk, salesperson, driver, salesManager, manager } = world.company.staff
  const handler = [salesperson, driver].find(({ userId }) => userId === seen.handlerId) ?? salesperson
  const signing = [handler, salesManager].map((person) =>
    step(world, signGoods, person, { ...keyOf(seen), stroke: null }),
  )
  switch (seen.status) {
    case 'OPEN':
      return openSteps(world, seen)
    case 'COUNTED': {
      const counts = await world.company.db.goodsCount.findMany({
        where: { ...keyOf(seen), isArrival: false },
      })
      const lines = counts.map(({ lineNo, goodE3, damagedE3 }) => ({
        ...{ lineNo, isNameRight: true },
        ...{ counted: String(Number(goodE3) / 1000), damaged: String(Number(damagedE3) / 1000) },
      }))
      const by = pick(world, [clerk, otherClerk, manager])
      return [step(world, verifyGoods, by, { ...keyOf(seen), lines }), ...signing]
    }
    case 'VERIFIED':
      return signing
    default:
      return []
  }
}
