import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS, type GoodsKind, VOIDABLE } from '#lib/papers/goods/kinds.ts'

/** What the void gate looks at; `answeredBy` is the number of a living paper that was written on this one. */
export type VoidGoodsFacts = { paper: GoodsPaper; deciderId: string; answeredBy: string | null }

type VoidRule = Rule<VoidGoodsFacts>

const beforePosting: VoidRule = {
  id: 'R13',
  check: ({ paper: { status }, answeredBy }) => {
    if (status === 'POSTED') return unmet('alreadyPosted', { role: 'ACCOUNTANT', act: 'goodsPaper.reverse' })
    if (!VOIDABLE.includes(status)) return unmet('tooLate', {}, { status })
    return answeredBy === null ? met() : unmet('answered', {}, { number: answeredBy })
  },
}

const askedAndDecidedByAnother: VoidRule = {
  id: 'R12',
  check: ({ paper: { voidRequest, preparerId }, deciderId }) => {
    if (voidRequest === null || voidRequest.decision === 'REFUSED')
      return unmet('voidNotRequested', { role: 'CLERK', act: 'goodsPaper.requestVoid' })
    return voidRequest.byId === deciderId || preparerId === deciderId
      ? unmet('voidSecondPerson', { role: 'MANAGER', act: 'goodsPaper.decideVoid' })
      : met()
  },
}

function copyAtHand(kind: CopyKind): VoidRule {
  return {
    id: 'R14',
    check: ({ paper }) => {
      const copy = paper.copies.find((each) => each.kind === kind)
      const params = { copy: kind, place: copy?.place ?? '', name: copy?.keeperName ?? '' }
      if (!copy) return unmet('copyMissing', { role: 'CLERK' }, params)
      if ((copy.place === 'DESK' && copy.offeredPlace === null) || copy.isExcused) return met({ copy: kind })
      if (copy.isStatementWaiting)
        return unmet('statementWaiting', { role: 'MANAGER', act: 'incident.rule' }, params)
      return copy.place === 'DESK'
        ? unmet('copyOffered', { role: 'CLERK', act: 'copies.takeBack' }, params)
        : unmet('copyAway', { role: 'CLERK', act: 'copies.accept' }, params)
    },
  }
}

/**
 * 作废: before anything was entered, asked for with a reason, decided by another person, every copy at the desk to be
 * stamped or explained by a statement a manager accepted (decision 11).
 */
export function voidGoodsGate(kind: GoodsKind): Gate<VoidGoodsFacts> {
  return {
    step: 'voidGoods',
    rules: [beforePosting, askedAndDecidedByAnother, ...GOODS_TRAITS[kind].copies.map(copyAtHand)],
  }
}
