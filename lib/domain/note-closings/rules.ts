import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import { groupThousands } from '#lib/kernel/decimal.ts'

/** Everything the closing of a note looks at. */
export type ClosingFacts = {
  status: string
  isClosed: boolean
  settlementMethod: string
  outcome: string | null
  copies: readonly { kind: string; place: string; isSigned: boolean; isExcused: boolean }[]
  /** What is still owed on it, in yuan; `0.00` when nothing. */
  open: string
  /** An invoice that was asked for and is not issued; null when there is none. */
  waitingInvoice: string | null
}

type ClosingRule = Rule<ClosingFacts>
type Copy = ClosingFacts['copies'][number]

/** Where each copy is home when the case is closed. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  STUB: ['DESK', 'VOLUME'],
  DRIVER: ['DESK', 'ACCOUNTING', 'VOLUME'],
  CUSTOMER: ['ACCOUNTING', 'VOLUME'],
  ACCOUNTING: ['ACCOUNTING', 'VOLUME'],
}

/** Who has a copy in hand at a place, and hands it on. */
const KEEPER_ROLES: Readonly<Record<string, string>> = {
  DRIVER: 'DRIVER',
  DESK: 'CLERK',
  WAREHOUSE: 'KEEPER',
  ACCOUNTING: 'ACCOUNTANT',
}

function strayCopy(facts: ClosingFacts, kind: string): Copy | null {
  const copy = facts.copies.find((one) => one.kind === kind)
  if (copy === undefined || copy.isExcused) return null
  return HOMES[kind]?.includes(copy.place) === true ? null : copy
}

const once: ClosingRule = {
  id: 'R135',
  check: ({ isClosed, status }) => {
    if (isClosed) return unmet('alreadyClosed', {})
    return status === 'VOIDED' || status === 'REVERSED' ? unmet('undone', {}) : met()
  },
}

const delivered: ClosingRule = {
  id: 'R114',
  check: ({ outcome }) =>
    outcome === null ? unmet('notDelivered', { role: 'DRIVER', act: 'note.deliver' }) : met(),
}

const stub: ClosingRule = {
  id: 'R11',
  check: (facts) => {
    const stray = strayCopy(facts, 'STUB')
    return stray === null
      ? met()
      : unmet('stubAway', { role: KEEPER_ROLES[stray.place] ?? 'CLERK' }, { place: stray.place })
  },
}

const driverCopy: ClosingRule = {
  id: 'R57',
  check: (facts) => {
    const stray = strayCopy(facts, 'DRIVER')
    return stray === null
      ? met()
      : unmet('driverCopyAway', { role: KEEPER_ROLES[stray.place] ?? 'DRIVER' }, { place: stray.place })
  },
}

const customerCopy: ClosingRule = {
  id: 'R46',
  check: (facts) => {
    if (facts.settlementMethod === 'CASH' || facts.outcome === 'REFUSED') return met()
    const copy = facts.copies.find((one) => one.kind === 'CUSTOMER')
    if (copy?.isExcused === true) return met()
    if (copy?.isSigned !== true) return unmet('customerCopyUnsigned', { role: 'DRIVER', act: 'note.deliver' })
    const stray = strayCopy(facts, 'CUSTOMER')
    return stray === null
      ? met()
      : unmet(
          'customerCopyAway',
          { role: KEEPER_ROLES[stray.place] ?? 'CLERK', act: 'note.handToAccounting' },
          { place: stray.place },
        )
  },
}

const accountingCopy: ClosingRule = {
  id: 'R65',
  check: (facts) => {
    const stray = strayCopy(facts, 'ACCOUNTING')
    return stray === null
      ? met()
      : unmet('accountingCopyAway', { role: 'ACCOUNTANT', act: 'copies.accept' }, { place: stray.place })
  },
}

const posted: ClosingRule = {
  id: 'R64',
  check: ({ status }) =>
    status === 'POSTED' ? met() : unmet('notPosted', { role: 'ACCOUNTANT', act: 'note.post' }),
}

const paid: ClosingRule = {
  id: 'R91',
  check: ({ open }) =>
    open === '0.00'
      ? met()
      : unmet('notPaid', { role: 'ACCOUNTANT', act: 'receipt.record' }, { open: groupThousands(open) }),
}

const invoiced: ClosingRule = {
  id: 'R100',
  check: ({ waitingInvoice }) =>
    waitingInvoice === null
      ? met()
      : unmet('invoiceWaiting', { role: 'ACCOUNTANT', act: 'invoice.issue' }, { number: waitingInvoice }),
}

/** 结案: what must hold before a case is closed. */
export const CLOSE_NOTE_GATE: Gate<ClosingFacts> = {
  step: 'closeNote',
  rules: [once, delivered, stub, driverCopy, customerCopy, accountingCopy, posted, paid, invoiced],
}
