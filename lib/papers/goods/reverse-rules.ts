import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'

/**
 * The first code of a paper that is no longer where the paper put it: on another paper, or lost. A bottle that left its
 * case alone stands for its case, `caseCode`. `number` is the paper that has it or lost it; empty when none does.
 */
export type GoneCode = { code: string; caseCode: string | null; number: string; isLost: boolean }

/** What the reversal gate looks at. */
export type ReverseGoodsFacts = {
  paper: GoodsPaper
  actorId: string
  today: string
  isPeriodOpen: boolean
  /** Who entered it; null before. */
  postedById: string | null
  /** The number of a living paper that was written on this one. */
  answeredBy: string | null
  isMoneyAllocated: boolean
  /** The customer has used the credit that this return gave. */
  isCreditSpent: boolean
  /** A product of which less is left than the paper brought. */
  shortProduct: string | null
  /** A product whose goods are mixed with others at another price and partly sold. */
  mixedProduct: string | null
  /** A code of this paper that is not there to be given back. */
  goneCode: GoneCode | null
}

type ReverseRule = Rule<ReverseGoodsFacts>

const posted: ReverseRule = {
  id: 'R13',
  check: ({ paper: { status } }) => {
    if (status === 'POSTED') return met()
    return status === 'REVERSED' ? unmet('alreadyReversed', {}) : unmet('notPosted', {}, { status })
  },
}

const secondPerson: ReverseRule = {
  id: 'R119',
  check: ({ postedById, actorId }) =>
    postedById === actorId ? unmet('posterReverses', { role: 'MANAGER', act: 'goodsPaper.reverse' }) : met(),
}

const nothingWrittenOnIt: ReverseRule = {
  id: 'R85',
  check: ({ answeredBy }) => (answeredBy === null ? met() : unmet('answered', {}, { number: answeredBy })),
}

const goodsAreThere: ReverseRule = {
  id: 'R89',
  check: ({ shortProduct, mixedProduct, goneCode }) => {
    if (shortProduct !== null) return unmet('goodsGone', {}, { product: shortProduct })
    if (mixedProduct !== null) return unmet('goodsMixed', { role: 'CLERK' }, { product: mixedProduct })
    if (goneCode === null) return met()
    const { code, caseCode, number, isLost } = goneCode
    if (caseCode !== null) return unmet('bottleGone', {}, { code, caseCode, number })
    return unmet(isLost ? 'codeLost' : 'codeGone', {}, { code, number })
  },
}

const moneyIsFree: ReverseRule = {
  id: 'R96',
  check: ({ isMoneyAllocated, isCreditSpent }) => {
    if (isMoneyAllocated) return unmet('moneyAllocated', { role: 'ACCOUNTANT' })
    return isCreditSpent ? unmet('creditSpent', { role: 'ACCOUNTANT' }) : met()
  },
}

const openPeriod: ReverseRule = {
  id: 'R120',
  check: ({ isPeriodOpen, today }) =>
    isPeriodOpen
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: today }),
}

/** 红冲: a posted paper is undone by mirror entries, by a second person, while its goods and money are still there. */
export const REVERSE_GOODS_GATE: Gate<ReverseGoodsFacts> = {
  step: 'reverseGoods',
  rules: [posted, secondPerson, nothingWrittenOnIt, goodsAreThere, moneyIsFree, openPeriod],
}
