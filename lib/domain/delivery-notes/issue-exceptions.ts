import type { IssueFacts } from '#lib/domain/delivery-notes/issue-facts.ts'
import { exposureOf, sellsOnCredit } from '#lib/domain/receivables/exposure.ts'

/** Exposure once this note is out. */
export function exposureFen(facts: IssueFacts): bigint {
  return exposureOf(facts.money, facts.note.grossFen)
}

/** Why a sales manager has to agree, in the order a clerk meets them. Empty: nobody needs to be asked. */
export function exceptionsOf(facts: IssueFacts): string[] {
  const reasons: string[] = []
  if (facts.lines.some((line) => isUnderFloor(line))) reasons.push('UNDER_FLOOR')
  if (facts.lines.some((line) => line.priceSource === 'MANUAL')) reasons.push('OFF_LIST')
  if (isDiscountTooLarge(facts)) reasons.push('DISCOUNT')
  if (isOverCredit(facts)) reasons.push('OVER_CREDIT')
  if (isOverdue(facts)) reasons.push('OVERDUE')
  return reasons
}

/** Whether a line is sold under the floor price (R116). Gifts have no price. */
export function isUnderFloor(line: IssueFacts['lines'][number]): boolean {
  return !line.isGift && line.floorPriceE4 !== null && line.unitPriceE4 < line.floorPriceE4
}

/** Whether discounts or the 抹零 go past what needs nobody’s consent (R137). */
export function isDiscountTooLarge(facts: IssueFacts): boolean {
  const lineDiscountFen = facts.lines.reduce((sum, line) => sum + line.discountFen, 0n)
  const fullFen = facts.note.goodsFen + lineDiscountFen
  const givenFen = lineDiscountFen + facts.note.discountFen
  const isDiscountFree = givenFen * 10_000n <= fullFen * BigInt(facts.accountSet.freeDiscountBp)
  return !isDiscountFree || facts.note.roundingOffFen > facts.accountSet.freeRoundingOffFen
}

/** Whether the customer’s exposure would pass the credit limit (R117). */
export function isOverCredit(facts: IssueFacts): boolean {
  const { settlementMethod } = facts.customer
  const requiresPrepayment = facts.policy?.requiresPrepayment === true
  return (
    sellsOnCredit({ settlementMethod, requiresPrepayment }) && exposureFen(facts) > facts.money.creditLimitFen
  )
}

/** Whether the customer has a claim past its day (R117). */
export function isOverdue(facts: IssueFacts): boolean {
  return facts.money.oldestDueOn !== null && facts.money.oldestDueOn < facts.today
}

/** Why the sales manager's consent no longer covers the customer's credit: the exposure passed it, or its days are over. */
export function releaseEnded(facts: IssueFacts): 'releasePassed' | 'releaseLapsed' | null {
  const { releaseFen = null, releaseUntil = null } = facts.application ?? {}
  if (!isOverCredit(facts) && !isOverdue(facts)) return null
  if (releaseUntil !== null && facts.today > releaseUntil) return 'releaseLapsed'
  return releaseFen !== null && exposureFen(facts) > releaseFen ? 'releasePassed' : null
}

/** Whether a sales manager has agreed to exactly this note (R110, R111). */
export function isAgreed(facts: IssueFacts): boolean {
  return facts.application?.status === 'APPROVED' && facts.application.isSameContent
}
