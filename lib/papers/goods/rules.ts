import { codesNeeded, dueFor } from '#lib/codes/policy.ts'
import { type Gate, met, type Remedy, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import type { Params } from '#lib/kernel/result.ts'
import { type GoodsLine, type GoodsPaper, lastFound } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS, type GoodsKind, type HouseSlot } from '#lib/papers/goods/kinds.ts'
import type { RuleId } from '#lib/regulation/rules.ts'

/** What every gate of a goods paper looks at. Rooms add facts of their own beside these. */
export type GoodsFacts = {
  paper: GoodsPaper
  /** Who would take the step. */
  actorId: string
  today: string
  /** The day it would be entered on. */
  postingDate: string
  isPeriodOpen: boolean
}

export type GoodsRule = Rule<GoodsFacts>

/** Under which numbers of the regulation a kind's signatures, signers, second person and codes stand. */
const NUMBERS: Readonly<Record<GoodsKind, { signed: RuleId; own: RuleId; verified: RuleId; codes: RuleId }>> =
  {
    PURCHASE_ORDER: { signed: 'R8', own: 'R9', verified: 'R10', codes: 'R7' },
    GOODS_RECEIPT: { signed: 'R17', own: 'R18', verified: 'R21', codes: 'R16' },
    PURCHASE_BILL: { signed: 'R8', own: 'R9', verified: 'R10', codes: 'R7' },
    STOCK_OUT: { signed: 'R24', own: 'R9', verified: 'R26', codes: 'R25' },
    CUSTOMER_RETURN: { signed: 'R8', own: 'R9', verified: 'R10', codes: 'R7' },
    SUPPLIER_RETURN: { signed: 'R8', own: 'R9', verified: 'R10', codes: 'R7' },
    TRANSFER: { signed: 'R8', own: 'R9', verified: 'R10', codes: 'R7' },
    STOCK_COUNT: { signed: 'R8', own: 'R9', verified: 'R10', codes: 'R7' },
  }

/** The numbers of the regulation under which a kind's shared rules stand. */
export function numbersOf(
  kind: GoodsKind,
): Readonly<{ signed: RuleId; own: RuleId; verified: RuleId; codes: RuleId }> {
  return NUMBERS[kind]
}

/** Who clears a missing signature, and by which act: the keeper signs with the count, the handler is named on the paper. */
const SIGNERS: Readonly<Record<HouseSlot, Remedy>> = {
  PREPARER: { role: 'CLERK', act: 'goodsPaper.sign' },
  KEEPER: { role: 'KEEPER', act: 'goodsPaper.sign' },
  HANDLER: {},
  SUPERVISOR: { role: 'SALES_MANAGER', act: 'goodsPaper.sign' },
}

/** Which line a sentence speaks of. */
export function lineParams(line: Pick<GoodsLine, 'lineNo' | 'productName'>): {
  line: number
  product: string
} {
  return { line: line.lineNo, product: line.productName }
}

/** Whether somebody asked for the paper to be void and nobody has decided. */
export function isVoidWaiting(paper: Pick<GoodsPaper, 'voidRequest'>): boolean {
  return paper.voidRequest?.decision === null
}

/** The step before has been taken, and no void waits. */
export const readyRule: GoodsRule = {
  id: 'R64',
  check: ({ paper }) => {
    if (isVoidWaiting(paper))
      return unmet('voidWaiting', { role: 'SALES_MANAGER', act: 'goodsPaper.decideVoid' })
    const { isCounted } = GOODS_TRAITS[paper.kind]
    switch (paper.status) {
      case 'OPEN':
        return isCounted ? unmet('notCounted', { role: 'KEEPER', act: 'goodsPaper.count' }) : met()
      case 'COUNTED':
        return unmet('notVerified', { role: 'CLERK', act: 'goodsPaper.verify' })
      case 'VERIFIED':
      case 'SENT':
        return met()
      case 'POSTED':
        return unmet('alreadyPosted', {})
      default:
        return unmet('notNow', {}, { status: paper.status })
    }
  },
}

/** Every slot of the kind is signed, and every signature agrees with content, codes and counts (R8, R17, R24). */
export function signaturesRule(id: RuleId): GoodsRule {
  return {
    id,
    check: ({ paper }) => {
      const broken = paper.signatures.find((signature) => !signature.isWhole)
      if (broken) return unmet('signatureBroken', { role: 'MANAGER' }, { slot: broken.slot })
      const { slots } = GOODS_TRAITS[paper.kind]
      const missing = slots.find((slot) => !paper.signatures.some((signature) => signature.slot === slot))
      if (missing === undefined) return met()
      const name = missing === 'HANDLER' ? (paper.handlerName ?? '') : ''
      return unmet('signatureMissing', SIGNERS[missing], { slot: missing, name })
    },
  }
}

/** Each signed for themselves, and different people in different slots unless the account set allows it (R9, R18). */
export function signersRule(id: RuleId): GoodsRule {
  return {
    id,
    check: ({ paper }) => {
      const owners: Record<string, string | null> = {
        PREPARER: paper.preparerId,
        KEEPER: paper.keeperId,
        HANDLER: paper.handlerId,
      }
      const house = paper.signatures.filter(({ slot }) => slot in SIGNERS)
      const foreign = house.find(({ slot, signerId }) => (owners[slot] ?? signerId) !== signerId)
      if (foreign) return unmet('signedByAnother', { role: 'MANAGER' }, { slot: foreign.slot })
      if (new Set(house.map(({ signerId }) => signerId)).size === house.length) return met()
      return paper.requiresDistinctSigners
        ? unmet('sameSigner', { role: 'MANAGER' })
        : warn('sameSignerAllowed')
    },
  }
}

/** A second person, never the keeper, counted the goods again (R10, R21, R26). */
export function verifiedRule(id: RuleId): GoodsRule {
  return {
    id,
    check: ({ paper }) => {
      if (paper.verifiedById === null)
        return unmet('notVerified', { role: 'CLERK', act: 'goodsPaper.verify' })
      return paper.verifiedById === paper.keeperId
        ? unmet('verifierIsKeeper', { role: 'CLERK', act: 'goodsPaper.verify' })
        : met()
    },
  }
}

/** Codes that still have to be written down for what a line brought or takes away; 0 when it has enough. */
export function codesMissing(paper: Pick<GoodsPaper, 'kind'>, line: GoodsLine, takenE3: bigint): number {
  return Math.max(
    0,
    codesNeededFor(paper.kind, line, takenE3) - line.codesKept.cases - line.codesKept.bottles,
  )
}

/**
 * By the product's policy: over what the paper says where goods leave, over what was counted where they come; of goods
 * that come back no more than went out with a code.
 */
function codesNeededFor(kind: GoodsKind, line: GoodsLine, takenE3: bigint): number {
  if (kind === 'STOCK_COUNT') return 0
  if (GOODS_TRAITS[kind].leaves) return codesNeeded({ ...line, policy: line.codePolicy })
  const { cases, bottles } = dueFor(takenE3, line.caseFactorE3, line.codePolicy)
  const due = kind === 'CUSTOMER_RETURN' ? Math.min(cases + bottles, line.codesDue) : cases + bottles
  return Math.ceil((due * line.codePolicy.coverageBp) / 10_000)
}

/**
 * The first line without its codes, with a damaged label that waits, or with codes for more than came in; null when all
 * have what they need.
 */
export function lineWithoutCodes(
  paper: Pick<GoodsPaper, 'kind' | 'lines' | 'counts'>,
): { problem: 'waiting' | 'missing' | 'surplus'; params: Params } | null {
  const found = lastFound(paper.counts)
  for (const line of paper.lines) {
    if (line.damagedWaiting > 0)
      return { problem: 'waiting', params: { ...lineParams(line), count: line.damagedWaiting } }
    const takenE3 = takenIn(found.get(line.lineNo)) ?? line.qtyE3
    const missing = codesMissing(paper, line, takenE3)
    if (missing > 0) return { problem: 'missing', params: { ...lineParams(line), missing } }
    if (standingFor(line) > takenE3 && !GOODS_TRAITS[paper.kind].leaves && paper.kind !== 'STOCK_COUNT')
      return { problem: 'surplus', params: lineParams(line) }
  }
  return null
}

/** Goods that the codes on the stub stand for, in 1/1000 base units: a case for its bottles, a bottle for one. */
function standingFor({ codesKept, caseFactorE3 }: GoodsLine): bigint {
  return BigInt(codesKept.cases) * (caseFactorE3 ?? 1000n) + BigInt(codesKept.bottles) * 1000n
}

/** Codes on the stub by the product's policy over what was counted, no damaged label waiting (R7, R16, R25). */
export function codesRule(id: RuleId): GoodsRule {
  return {
    id,
    check: ({ paper }) => {
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

/** Good and damaged goods of a counted line, in 1/1000 base units; null for a line nobody counted. */
export function takenIn(found: { goodE3: string; damagedE3: string } | undefined): bigint | null {
  return found === undefined ? null : BigInt(found.goodE3) + BigInt(found.damagedE3)
}

/** Whoever opened the paper does not enter it in the books (R119). */
export const reviewRule: GoodsRule = {
  id: 'R119',
  check: ({ paper, actorId }) =>
    actorId === paper.preparerId
      ? unmet('posterIsPreparer', { role: paper.kind === 'PURCHASE_BILL' ? 'MANAGER' : 'SALES_MANAGER' })
      : met(),
}

/** The day lies in an open period, neither before the paper's own nor in the future (R120). */
export const periodRule: GoodsRule = {
  id: 'R120',
  check: ({ paper, postingDate, today, isPeriodOpen }) => {
    const params: Params = { date: postingDate }
    if (postingDate > today) return unmet('dateInFuture', {}, params)
    if (postingDate < paper.businessDate) return unmet('postedBeforePaper', {}, params)
    return isPeriodOpen ? met() : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, params)
  },
}

/** The rules that stand in every post gate of this kind; a room adds its own after them. */
export function postRules(kind: GoodsKind): GoodsRule[] {
  const { signed, own, verified, codes } = NUMBERS[kind]
  const shared = [readyRule, signaturesRule(signed), signersRule(own)]
  const counted = GOODS_TRAITS[kind].isCounted ? [verifiedRule(verified), codesRule(codes)] : []
  return [...shared, ...counted, reviewRule, periodRule]
}

/** 过账: what must hold before a goods paper moves stock and books; `own` are the room's rules. */
export function postGate<Facts extends GoodsFacts>(
  kind: GoodsKind,
  own: readonly Rule<Facts>[] = [],
): Gate<Facts> {
  return { step: 'postGoods', rules: [...postRules(kind), ...own] }
}

/** What every post gate looks at; the same for the page and for the command. */
export function postFacts(
  paper: GoodsPaper,
  at: { actorId: string; today: string; postingDate: string; isPeriodOpen: boolean },
): GoodsFacts {
  return { paper, ...at }
}
