import type { PostRow } from '#lib/domain/delivery-notes/post-repository.ts'
import type { Gate, Rule } from '#lib/kernel/gate.ts'
import { met, unmet, warn } from '#lib/kernel/gate.ts'

/** Notes that one press posts, and that a page of the queue holds. */
export const MOST_POSTED = 500

/** Everything the post gate looks at for one note. */
export type PostFacts = {
  status: string
  postingDate: string
  businessDate: string
  today: string
  isPeriodOpen: boolean
  accountantId: string
  preparerId: string
  settlementMethod: string
  outcome: string | null
  /** Slots signed over the content and the codes as they stand. */
  signedSlots: readonly string[]
  /** Slots whose signature no longer agrees with content or codes. */
  brokenSlots: readonly string[]
  lineCount: number
  /** Lines with an outcome from the customer. */
  outcomeCount: number
  copies: readonly { kind: string; place: string; isSigned: boolean; isExcused: boolean }[]
  isVoidRequested: boolean
}

type PostRule = Rule<PostFacts>

/** The slots of the house, and the role that signs in each. */
const SIGNER_ROLES = { PREPARER: 'CLERK', KEEPER: 'KEEPER', HANDLER: 'SALESPERSON' } as const
const SLOTS = ['PREPARER', 'KEEPER', 'HANDLER'] as const

/** Who has a copy in hand at a place, and hands it on. */
const KEEPER_ROLES: Readonly<Record<string, string>> = {
  DRIVER: 'DRIVER',
  DESK: 'CLERK',
  WAREHOUSE: 'KEEPER',
}

const delivered: PostRule = {
  id: 'R64',
  check: ({ status, lineCount, outcomeCount, isVoidRequested }) => {
    if (isVoidRequested) return unmet('voidWaiting', { role: 'SALES_MANAGER' })
    if (status === 'POSTED') return unmet('alreadyPosted', {})
    if (status !== 'DELIVERED')
      return unmet('notDelivered', { role: 'DRIVER', act: 'note.deliver' }, { status })
    return outcomeCount === lineCount
      ? met()
      : unmet('linesUnconfirmed', { role: 'DRIVER', act: 'note.deliver' })
  },
}

const signed: PostRule = {
  id: 'R8',
  check: ({ signedSlots, brokenSlots }) => {
    const broken = brokenSlots[0]
    if (broken !== undefined) return unmet('signatureBroken', { role: 'MANAGER' }, { slot: broken })
    const missing = SLOTS.find((slot) => !signedSlots.includes(slot))
    if (missing === undefined) return met()
    return unmet('signatureMissing', { role: SIGNER_ROLES[missing], act: 'note.sign' }, { slot: missing })
  },
}

const accountingCopy: PostRule = {
  id: 'R65',
  check: ({ copies }) => {
    const copy = copies.find((each) => each.kind === 'ACCOUNTING')
    if (copy?.place === 'ACCOUNTING' || copy?.place === 'VOLUME' || copy?.isExcused === true) return met()
    return unmet(
      'accountingCopyMissing',
      { role: 'ACCOUNTANT', act: 'copies.accept' },
      { place: copy?.place ?? '' },
    )
  },
}

const signedReturn: PostRule = {
  id: 'R46',
  check: ({ settlementMethod, outcome, copies }) => {
    if (settlementMethod === 'CASH' || outcome === 'REFUSED') return met()
    const copy = copies.find((each) => each.kind === 'CUSTOMER')
    if (copy?.isExcused === true) return met()
    if (copy?.isSigned !== true) return unmet('customerCopyUnsigned', { role: 'DRIVER', act: 'note.deliver' })
    const isThere = copy.place === 'ACCOUNTING' || copy.place === 'VOLUME'
    return isThere
      ? met()
      : unmet(
          'customerCopyMissing',
          { role: KEEPER_ROLES[copy.place] ?? 'ACCOUNTANT', act: 'note.handToAccounting' },
          { place: copy.place },
        )
  },
}

const review: PostRule = {
  id: 'R119',
  check: ({ accountantId, preparerId }) =>
    accountantId === preparerId ? unmet('posterIsPreparer', { role: 'ACCOUNTANT' }) : met(),
}

const openPeriod: PostRule = {
  id: 'R120',
  check: ({ postingDate, businessDate, today, isPeriodOpen }) => {
    if (postingDate > today) return unmet('dateInFuture', { role: 'ACCOUNTANT' }, { date: postingDate })
    if (postingDate < businessDate)
      return unmet('postedBeforeNote', { role: 'ACCOUNTANT' }, { date: postingDate })
    if (!isPeriodOpen)
      return unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: postingDate })
    return postingDate.slice(0, 7) === businessDate.slice(0, 7)
      ? met()
      : warn('otherMonth', { date: postingDate })
  },
}

/** 过账: what must hold before a note enters the books. */
export const POST_GATE: Gate<PostFacts> = {
  step: 'post',
  rules: [delivered, signed, accountingCopy, signedReturn, review, openPeriod],
}

/** What the gate looks at, from a note as it was read; the same for the queue and for the command. */
export function postFacts(
  row: PostRow,
  at: { accountantId: string; today: string; postingDate: string; isPeriodOpen: boolean },
): PostFacts {
  const { status, businessDate, preparerId, settlementMethod, outcome, outcomeCount, copies } = row
  return {
    ...at,
    ...{ status, businessDate, preparerId, settlementMethod, outcome, outcomeCount, copies },
    signedSlots: row.signatures.filter(({ isWhole }) => isWhole).map(({ slot }) => slot),
    brokenSlots: row.signatures.filter(({ isWhole }) => !isWhole).map(({ slot }) => slot),
    lineCount: row.lines.length,
    isVoidRequested: row.isVoidRequested,
  }
}
