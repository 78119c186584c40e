import { GONE, NOTE_TRANSITIONS, type NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import { canMove } from '#lib/kernel/transitions.ts'

export type VoidCopyKind = 'STUB' | 'DRIVER' | 'CUSTOMER' | 'ACCOUNTING'

/** One copy as the void gate sees it. */
export type VoidCopy = {
  kind: VoidCopyKind
  place: string
  keeperName: string | null
  /** Handed over and not yet accepted: it may be on its way. */
  isOffered: boolean
  /** How its latest incident statement stands. */
  statement: 'NONE' | 'WAITING' | 'ACCEPTED' | 'REJECTED'
}

/** Everything the void gate looks at; the same for the note's page and for the command. */
export type VoidFacts = {
  status: NoteStatus
  preparerId: string
  /** Null before anybody asked for it. */
  request: { reason: string; byId: string } | null
  /** Who would decide. */
  deciderId: string
  copies: readonly VoidCopy[]
  isPeriodOpen: boolean
  today: string
}

type VoidRule = Rule<VoidFacts>

const ASK = { role: 'CLERK', act: 'note.requestVoid' }
const RULE = { role: 'MANAGER', act: 'incident.rule' }

/** Whether a copy lies at the desk and nobody else is about to take it. */
export function isInHand(copy: VoidCopy): boolean {
  return copy.place === 'DESK' && !copy.isOffered
}

/** Whether the goods have left, so that a void has to bring them back into the books. */
export function hasLeft(status: NoteStatus): boolean {
  return GONE.includes(status)
}

const beforePosting: VoidRule = {
  id: 'R13',
  check: ({ status }) => {
    if (canMove(NOTE_TRANSITIONS, status, 'VOIDED')) return met({ status })
    return status === 'POSTED'
      ? unmet('alreadyPosted', { role: 'ACCOUNTANT', act: 'note.reverse' })
      : unmet('alreadyVoid', {}, { status })
  },
}

const askedAndDecidedByAnother: VoidRule = {
  id: 'R12',
  check: ({ request, preparerId, deciderId }) => {
    if (request === null) return unmet('voidNotRequested', ASK)
    return request.byId === deciderId || preparerId === deciderId
      ? unmet('voidSecondPerson', { role: 'MANAGER', act: 'note.decideVoid' })
      : met({ reason: request.reason })
  },
}

function copyAtHand(kind: VoidCopyKind): VoidRule {
  return {
    id: 'R14',
    check: ({ copies }) => {
      const copy = copies.find((each) => each.kind === kind)
      const params = { copy: kind, place: copy?.place ?? '', name: copy?.keeperName ?? '' }
      if (!copy) return unmet('copyMissing', { role: 'CLERK' }, params)
      if (isInHand(copy)) return met({ copy: kind })
      if (copy.statement === 'ACCEPTED') return met({ copy: kind, isExplained: true })
      if (copy.statement === 'WAITING') return unmet('statementWaiting', RULE, params)
      if (copy.place === 'DESK')
        return unmet('copyOffered', { role: 'CLERK', act: 'copies.takeBack' }, params)
      return unmet('copyAway', { role: 'CLERK', act: 'copies.accept' }, params)
    },
  }
}

const openPeriod: VoidRule = {
  id: 'R120',
  check: ({ status, isPeriodOpen, today }) =>
    isPeriodOpen || !hasLeft(status)
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: today }),
}

/**
 * 作废: asked for with a reason, decided by another person, all four copies at the desk to be stamped or each
 * missing one explained by a statement a manager accepted (decision 11).
 */
export const VOID_GATE: Gate<VoidFacts> = {
  step: 'void',
  rules: [
    beforePosting,
    askedAndDecidedByAnother,
    copyAtHand('STUB'),
    copyAtHand('DRIVER'),
    copyAtHand('CUSTOMER'),
    copyAtHand('ACCOUNTING'),
    openPeriod,
  ],
}
