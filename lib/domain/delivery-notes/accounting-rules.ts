import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'

/** What the gate in front of accounting looks at: one note and its customer copy. */
export type AccountingFacts = {
  status: NoteStatus
  outcome: string | null
  /** Who hands over. */
  clerkId: string
  copy: {
    place: string
    keeperId: string | null
    keeperName: string | null
    isSigned: boolean
    isOffered: boolean
    /** The day since which the copy is where it is. */
    sinceOn: string
  }
  /** The day by which a copy that came back has to be handed on: the next one (R60). */
  dueOn: string
  today: string
}

type AccountingRule = Rule<AccountingFacts>

const delivered: AccountingRule = {
  id: 'R65',
  check: ({ status, copy, clerkId }) => {
    if (status !== 'DELIVERED' && status !== 'POSTED')
      return unmet('notDelivered', { role: 'DRIVER', act: 'note.deliver' }, { status })
    const params = { place: copy.place, name: copy.keeperName ?? '' }
    if (copy.isOffered) return unmet('alreadyOffered', { role: 'ACCOUNTANT', act: 'copies.accept' }, params)
    return copy.keeperId === clerkId
      ? met()
      : unmet('copyElsewhere', { role: 'CLERK', act: 'copies.accept' }, params)
  },
}

const signedReturn: AccountingRule = {
  id: 'R46',
  check: ({ copy, outcome }) =>
    copy.isSigned || outcome === 'REFUSED'
      ? met()
      : unmet('customerCopyUnsigned', { role: 'DRIVER', act: 'note.deliver' }),
}

const byTheNextDay: AccountingRule = {
  id: 'R60',
  check: ({ today, dueOn, copy }) =>
    copy.place === 'DESK' && today > dueOn ? warn('handedLate', { since: copy.sinceOn, due: dueOn }) : met(),
}

/** 转交会计: what must hold before the signed customer copy goes to accounting. */
export const ACCOUNTING_GATE: Gate<AccountingFacts> = {
  step: 'handToAccounting',
  rules: [delivered, signedReturn, byTheNextDay],
}
