import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { GOODS_TRAITS, type GoodsKind } from '#lib/papers/goods/kinds.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import { isVoidWaiting, lineParams, lineWithoutCodes, numbersOf, takenIn } from '#lib/papers/goods/rules.ts'
import type { RuleId } from '#lib/regulation/rules.ts'

/** The paper with what the keeper just counted laid over it. `counts` empty: the page before the count. */
export type CountFacts = {
  paper: GoodsPaper
  keeperId: string
  /** Goods that no line names, with the codes their product asks for. */
  unexpected: readonly { lineNo: number; productName: string; codesNeeded: number }[]
}

type CountRule = Rule<CountFacts>

/** Every line was counted; where goods leave or come back, exactly what the paper says (R19, R112). */
function everyLine(id: RuleId): CountRule {
  return {
    id,
    check: ({ paper }) => {
      if (isVoidWaiting(paper))
        return unmet('voidWaiting', { role: 'SALES_MANAGER', act: 'goodsPaper.decideVoid' })
      if (paper.counts.length === 0) return warn('notYet')
      const found = lastFound(paper.counts)
      for (const line of paper.lines) {
        const counted = found.get(line.lineNo)
        if (!counted) return unmet('lineNotCounted', { role: 'KEEPER' }, lineParams(line))
        const takenE3 = boundE3(paper.kind, counted)
        if (takenE3 === null || takenE3 === line.qtyE3) continue
        const say = (qtyE3: bigint) => formatQuantity(asQtyE3(qtyE3), line.units)
        const params = { ...lineParams(line), counted: say(takenE3), due: say(line.qtyE3) }
        return unmet('countDiffers', { role: 'CLERK', act: 'goodsPaper.requestVoid' }, params)
      }
      return met()
    },
  }
}

/** What must be exactly what the paper says: good goods that leave, all that comes back. Null where it may differ. */
function boundE3(kind: GoodsKind, counted: { goodE3: string; damagedE3: string }): bigint | null {
  if (GOODS_TRAITS[kind].leaves) return BigInt(counted.goodE3)
  return kind === 'CUSTOMER_RETURN' ? takenIn(counted) : null
}

/** The keeper is neither preparer nor handler, unless the account set allows one person in two slots (R9, R18). */
function keeperIsAnother(id: RuleId): CountRule {
  return {
    id,
    check: ({ paper, keeperId }) => {
      const isHand = keeperId === paper.preparerId || keeperId === paper.handlerId
      return isHand && paper.requiresDistinctSigners
        ? unmet('keeperSignsElsewhere', { role: 'KEEPER', act: 'goodsPaper.count' })
        : met()
    },
  }
}

/** The codes are written down before the keeper signs for them (R7, R16, R25). */
function codesBefore(id: RuleId): CountRule {
  return {
    id,
    check: ({ paper, unexpected }) => {
      const uncoded = unexpected.find(({ codesNeeded }) => codesNeeded > 0)
      if (uncoded)
        return unmet(
          'unexpectedWithCodes',
          { role: 'CLERK', act: 'goodsReceipt.open' },
          { line: uncoded.lineNo, product: uncoded.productName },
        )
      if (!GOODS_TRAITS[paper.kind].leaves && paper.counts.length === 0) return warn('notYet')
      const lacking = lineWithoutCodes(paper)
      if (lacking === null) return met()
      const { problem, params } = lacking
      if (problem === 'waiting')
        return unmet('damagedWaiting', { role: 'SALES_MANAGER', act: 'code.approveDamaged' }, params)
      return problem === 'missing'
        ? unmet('codesMissing', { role: 'KEEPER', act: 'code.capture' }, params)
        : unmet('codesSurplus', { role: 'KEEPER', act: 'code.capture' }, params)
    },
  }
}

/** 清点签字: what must hold before the keeper signs for counts and codes. */
export function countGate(kind: GoodsKind): Gate<CountFacts> {
  const { own, codes } = numbersOf(kind)
  const counted = GOODS_TRAITS[kind].leaves ? 'R112' : 'R19'
  return { step: 'countGoods', rules: [everyLine(counted), keeperIsAnother(own), codesBefore(codes)] }
}
