import type { ApplicationStatus } from '#lib/domain/billing-applications/states.ts'
import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'

/** What the desk looks at before it takes an application. */
export type SubmitFacts = {
  isClerkSuspended: boolean
  policy: 'ALWAYS' | 'NEVER' | 'BY_EXCEPTION'
  reasons: readonly string[]
  expectedOn: string
  businessDate: string
  today: string
  hasChannelPolicy: boolean
  customer: { name: string; isActive: boolean }
  order: { isOpen: boolean; isConfirmed: boolean }
  /** Another application on the same order that still counts. */
  openNumber: string | null
  lineCount: number
}

type SubmitRule = Rule<SubmitFacts>

const CLERK = { role: 'CLERK' }

const confirmedOrder: SubmitRule = {
  id: 'R1',
  check: ({ order }) =>
    order.isConfirmed && order.isOpen
      ? met()
      : unmet('orderNotConfirmed', { role: 'CLERK', act: 'order.confirm' }),
}

const accountSet: SubmitRule = {
  id: 'R56',
  check: ({ hasChannelPolicy }) =>
    hasChannelPolicy ? met() : unmet('wrongAccountSet', { role: 'ADMINISTRATOR' }, { channel: '' }),
}

const fourFields: SubmitRule = {
  id: 'R109',
  check: ({ customer, lineCount, expectedOn, businessDate }) => {
    if (!customer.isActive)
      return unmet('customerInactive', { role: 'CLERK', act: 'customer.edit' }, { customer: customer.name })
    if (lineCount === 0) return unmet('noLines', CLERK)
    return expectedOn >= businessDate ? met() : unmet('expectedOnPast', CLERK, { date: expectedOn })
  },
}

const needed: SubmitRule = {
  id: 'R110',
  check: ({ policy, reasons, openNumber }) => {
    if (openNumber !== null)
      return unmet(
        'applicationOpen',
        { role: 'CLERK', act: 'billingApplication.withdraw' },
        { number: openNumber },
      )
    const isNeeded = policy === 'ALWAYS' || (policy === 'BY_EXCEPTION' && reasons.length > 0)
    return isNeeded ? met({ reasons: reasons.join(',') }) : unmet('notNeeded', CLERK)
  },
}

const date: SubmitRule = {
  id: 'R120',
  check: ({ businessDate, today }) =>
    businessDate > today ? unmet('dateInFuture', CLERK, { date: businessDate }) : met(),
}

const goodStanding: SubmitRule = {
  id: 'R130',
  check: ({ isClerkSuspended }) =>
    isClerkSuspended ? unmet('clerkSuspended', { role: 'ADMINISTRATOR' }) : met(),
}

/** 提交开单申请: what must hold before a sales manager is asked. */
export const SUBMIT_GATE: Gate<SubmitFacts> = {
  step: 'submitApplication',
  rules: [confirmedOrder, accountSet, fourFields, needed, date, goodStanding],
}

/** How an application stands before somebody decides on it or withdraws it. */
export type ApplicationFacts = { status: ApplicationStatus; isApplicant: boolean }

/** 审核: by a sales manager who is not the applicant, once (R110). */
export const DECIDE_GATE: Gate<ApplicationFacts> = {
  step: 'decideApplication',
  rules: [
    {
      id: 'R110',
      check: ({ status, isApplicant }) => {
        if (status !== 'SUBMITTED') return unmet('alreadyDecided', { role: 'SALES_MANAGER' }, { status })
        return isApplicant ? unmet('ownApplication', { role: 'SALES_MANAGER' }) : met()
      },
    },
  ],
}

/** 撤回: by the applicant, while no note has used it. */
export const WITHDRAW_GATE: Gate<ApplicationFacts> = {
  step: 'withdrawApplication',
  rules: [
    {
      id: 'R110',
      check: ({ status, isApplicant }) => {
        if (!isApplicant) return unmet('notApplicant', CLERK)
        return status === 'SUBMITTED' || status === 'APPROVED'
          ? met()
          : unmet('alreadyClosed', CLERK, { status })
      },
    },
  ],
}
