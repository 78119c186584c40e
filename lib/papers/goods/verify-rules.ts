import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { isVoidWaiting, numbersOf } from '#lib/papers/goods/rules.ts'
import type { RuleId } from '#lib/regulation/rules.ts'

/** What one line was found to be by the second person. */
export type CountedAgain = {
  lineNo: number
  productName: string
  isNameRight: boolean
  goodE3: bigint
  damagedE3: bigint
}

/** `again` is null while nothing was stated yet: the page before the second count. */
export type VerifyGoodsFacts = {
  paper: GoodsPaper
  verifierId: string
  again: readonly CountedAgain[] | null
}

/** A second person, never the keeper, counts each line again and finds what the keeper found (R10, R21, R26). */
function countedTwice(id: RuleId): Rule<VerifyGoodsFacts> {
  return {
    id,
    check: ({ paper, verifierId, again }) => {
      if (isVoidWaiting(paper))
        return unmet('voidWaiting', { role: 'SALES_MANAGER', act: 'goodsPaper.decideVoid' })
      const isHand =
        verifierId === paper.keeperId || paper.counts.some((each) => each.countedById === verifierId)
      if (isHand) return unmet('verifierIsKeeper', { role: 'CLERK', act: 'goodsPaper.verify' })
      if (again === null) return warn('notYet')
      for (const [lineNo, found] of lastFound(paper.counts)) {
        const line = again.find((each) => each.lineNo === lineNo)
        if (!line) return unmet('lineNotCounted', { act: 'goodsPaper.verify' }, { line: lineNo })
        const params = { line: lineNo, product: line.productName }
        if (!line.isNameRight) return unmet('otherGoods', { role: 'KEEPER' }, params)
        if (line.goodE3 !== BigInt(found.goodE3) || line.damagedE3 !== BigInt(found.damagedE3))
          return unmet('countDiffers', { role: 'KEEPER' }, params)
      }
      return met()
    },
  }
}

/** 复核: a second pair of eyes confirms names and quantities (decision 10). */
export function verifyGoodsGate(kind: GoodsKind): Gate<VerifyGoodsFacts> {
  return { step: 'verifyGoods', rules: [countedTwice(numbersOf(kind).verified)] }
}
