import {
  exceptionsOf,
  exposureFen,
  isAgreed,
  isDiscountTooLarge,
  isOverCredit,
  isOverdue,
  releaseEnded,
  isUnderFloor,
} from '#lib/domain/delivery-notes/issue-exceptions.ts'
import type { IssueFacts } from '#lib/domain/delivery-notes/issue-facts.ts'
import type { Gate, Rule } from '#lib/kernel/gate.ts'
import { met, unmet, warn } from '#lib/kernel/gate.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity } from '#lib/kernel/quantity.ts'

type IssueRule = Rule<IssueFacts>

const CLERK = { role: 'CLERK' }
const MASTER = { role: 'CLERK', act: 'customer.edit' }
const APPLY = { role: 'SALES_MANAGER', act: 'billingApplication.submit' }

const confirmedOrder: IssueRule = {
  id: 'R1',
  check: (facts) =>
    facts.order.isConfirmed && facts.order.isOpen
      ? met()
      : unmet('orderNotConfirmed', { role: 'CLERK', act: 'order.confirm' }),
}

const eightFields: IssueRule = {
  id: 'R4',
  check: ({ customer, lines }) => {
    if (!customer.isActive) return unmet('customerInactive', MASTER, { customer: customer.name })
    if (customer.name === '' || customer.contactName === '' || customer.address === '')
      return unmet('fieldsMissing', MASTER)
    if (!customer.isPhoneRight) return unmet('phoneWrong', MASTER, { phone: customer.phone })
    return lines.length > 0 ? met() : unmet('noLines', CLERK)
  },
}

const channel: IssueRule = {
  id: 'R43',
  check: ({ policy, customer }) =>
    policy
      ? met({ channel: customer.channel })
      : unmet('channelUnknown', { role: 'ADMINISTRATOR', act: 'settings.channels' }),
}

const settlement: IssueRule = {
  id: 'R44',
  check: ({ policy, customer }) =>
    policy?.settlementMethods.includes(customer.settlementMethod) === true
      ? met({ method: customer.settlementMethod })
      : unmet('settlementNotAllowed', MASTER, {
          method: customer.settlementMethod,
          channel: customer.channel,
        }),
}

const prepaid: IssueRule = {
  id: 'R48',
  check: ({ policy, money, note }) => {
    if (policy?.requiresPrepayment !== true) return met()
    const freeFen = money.prepaidFen - money.prepaidClaimedFen
    if (freeFen >= note.grossFen) return met()
    const missing = formatFen(note.grossFen - (freeFen > 0n ? freeFen : 0n))
    return unmet('prepaymentMissing', { role: 'ACCOUNTANT', act: 'receipt.record' }, { missing })
  },
}

const freight: IssueRule = {
  id: 'R49',
  check: ({ policy, freightAgent, freightPhone }) =>
    policy?.requiresFreightAgent !== true || (freightAgent !== '' && freightPhone !== '')
      ? met()
      : unmet('freightMissing', CLERK),
}

const salesCheck: IssueRule = {
  id: 'R53',
  check: ({ policy, order }) =>
    policy?.requiresSalesCheck !== true || order.isSalesChecked
      ? met()
      : unmet('salesCheckMissing', { role: 'SALESPERSON', act: 'order.check' }),
}

const barcodes: IssueRule = {
  id: 'R54',
  check: ({ policy, lines }) => {
    const wrong = lines.find((line) => line.isBarcodeRight === false)
    if (wrong) return unmet('barcodeWrong', CLERK, { line: wrong.lineNo, product: wrong.productName })
    const missing = lines.find((line) => line.isBarcodeRight === null)
    if (policy?.requiresBarcode !== true || !missing) return met()
    return unmet('barcodeMissing', CLERK, { line: missing.lineNo, product: missing.productName })
  },
}

const taxRate: IssueRule = {
  id: 'R55',
  check: ({ lines }) => {
    const without = lines.find((line) => line.taxRateBp === null)
    return without
      ? unmet(
          'taxRateMissing',
          { role: 'ADMINISTRATOR', act: 'settings.taxRates' },
          { product: without.productName },
        )
      : met()
  },
}

const accountSet: IssueRule = {
  id: 'R56',
  check: ({ policy, customer }) =>
    policy ? met() : unmet('wrongAccountSet', { role: 'ADMINISTRATOR' }, { channel: customer.channel }),
}

const sameAsOrder: IssueRule = {
  id: 'R61',
  check: ({ order }) =>
    order.differences.length === 0
      ? met()
      : unmet('differsFromOrder', CLERK, { lines: order.differences.join('、') }),
}

const orderFirst: IssueRule = { id: 'R86', check: ({ order }) => met({ kind: order.kind }) }

const totalSeen: IssueRule = {
  id: 'R97',
  check: ({ seenGrossFen, note }) =>
    seenGrossFen === null || seenGrossFen === note.grossFen
      ? met()
      : unmet('totalChanged', CLERK, { seen: formatFen(seenGrossFen), now: formatFen(note.grossFen) }),
}

const promisedDay: IssueRule = {
  id: 'R98',
  check: ({ expectedOn, businessDate }) => {
    if (expectedOn === '') return unmet('expectedOnMissing', CLERK)
    return expectedOn >= businessDate ? met() : unmet('expectedOnPast', CLERK, { date: expectedOn })
  },
}

const application: IssueRule = {
  id: 'R110',
  check: (facts) => {
    const { billingApplicationPolicy: policy } = facts.accountSet
    const reasons = exceptionsOf(facts)
    const isNeeded = policy === 'ALWAYS' || (policy === 'BY_EXCEPTION' && reasons.length > 0)
    if (!isNeeded || isAgreed(facts)) return met()
    const status = facts.application?.status
    if (status === 'SUBMITTED')
      return unmet(
        'applicationWaiting',
        { role: 'SALES_MANAGER' },
        { number: facts.application?.number ?? '' },
      )
    if (status === 'REJECTED')
      return unmet('applicationRejected', APPLY, { number: facts.application?.number ?? '' })
    return unmet('applicationNeeded', APPLY, { reasons: reasons.join(',') })
  },
}

const asApproved: IssueRule = {
  id: 'R111',
  check: ({ application: applied }) =>
    !applied || applied.status !== 'APPROVED' || applied.isSameContent
      ? met()
      : unmet('differsFromApplication', APPLY, { number: applied.number }),
}

const pricePolicy: IssueRule = {
  id: 'R116',
  check: (facts) => {
    const line =
      facts.lines.find((each) => isUnderFloor(each)) ??
      facts.lines.find((each) => each.priceSource === 'MANUAL')
    if (!line || isAgreed(facts) || facts.accountSet.billingApplicationPolicy === 'NEVER') return met()
    return unmet(isUnderFloor(line) ? 'underFloor' : 'offList', APPLY, {
      line: line.lineNo,
      product: line.productName,
    })
  },
}

const credit: IssueRule = {
  id: 'R117',
  check: (facts) => {
    const exposure = formatFen(exposureFen(facts))
    const limit = formatFen(facts.money.creditLimitFen)
    if (isAgreed(facts)) {
      const ended = releaseEnded(facts)
      const { releaseFen = null, releaseUntil = null } = facts.application ?? {}
      if (ended === 'releaseLapsed') return unmet('releaseLapsed', APPLY, { date: releaseUntil ?? '' })
      if (ended === 'releasePassed')
        return unmet('releasePassed', APPLY, { exposure, limit: formatFen(releaseFen ?? 0n) })
      return met()
    }
    if (isOverdue(facts)) return unmet('overdue', APPLY, { days: facts.money.oldestDays ?? 0 })
    return isOverCredit(facts) ? unmet('overCredit', APPLY, { exposure, limit }) : met({ exposure, limit })
  },
}

const goodStanding: IssueRule = {
  id: 'R130',
  check: ({ clerk }) => (clerk.isSuspended ? unmet('clerkSuspended', { role: 'ADMINISTRATOR' }) : met()),
}

const inStock: IssueRule = {
  id: 'R133',
  check: ({ lines, warehouse }) => {
    if (warehouse?.isActive !== true) return unmet('warehouseUnknown', CLERK)
    const inactive = lines.find((line) => !line.isActive)
    if (inactive)
      return unmet('productInactive', CLERK, { line: inactive.lineNo, product: inactive.productName })
    const short = lines.find((line) => line.askedE3 > line.availableE3)
    if (!short) return met()
    const remedy = { role: 'CLERK', act: 'warehouse.choose' }
    const said = { line: short.lineNo, product: short.productName }
    if (short.isCounted === true) return unmet('stockCounted', remedy, said)
    const available = formatQuantity(asQtyE3(short.availableE3), short.units)
    return unmet('stockShort', remedy, { ...said, available })
  },
}

const discount: IssueRule = {
  id: 'R137',
  check: (facts) =>
    !isDiscountTooLarge(facts) || isAgreed(facts) || facts.accountSet.billingApplicationPolicy === 'NEVER'
      ? met()
      : unmet('discountNeedsConsent', APPLY),
}

const date: IssueRule = {
  id: 'R120',
  check: ({ businessDate, today, isPeriodOpen }) => {
    if (businessDate > today) return unmet('dateInFuture', CLERK, { date: businessDate })
    if (!isPeriodOpen)
      return unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: businessDate })
    return businessDate < today ? warn('lateEntry', { date: businessDate }) : met()
  },
}

const handler: IssueRule = {
  id: 'R8',
  check: ({ handler: person, clerk, requiresDistinctSigners }) => {
    if (person?.isActive !== true) return unmet('handlerMissing', CLERK)
    return requiresDistinctSigners && person.id === clerk.id ? unmet('handlerIsPreparer', CLERK) : met()
  },
}

const twin: IssueRule = {
  id: 'R66',
  check: ({ twinNumber }) => (twinNumber === null ? met() : warn('twinNote', { number: twinNumber })),
}

const reissue: IssueRule = {
  id: 'R13',
  check: ({ replaced }) => (replaced === 'OTHER' ? unmet('notReplaceable', CLERK) : met()),
}

const licence: IssueRule = {
  id: 'R118',
  check: ({ customer, businessDate }) =>
    customer.licenceValidUntil !== null && customer.licenceValidUntil < businessDate
      ? warn('licenceExpired', { date: customer.licenceValidUntil })
      : met(),
}

/** 开单: what must hold before a note gets its number. */
export const ISSUE_GATE: Gate<IssueFacts> = {
  step: 'issue',
  rules: [
    confirmedOrder,
    eightFields,
    handler,
    channel,
    settlement,
    prepaid,
    freight,
    salesCheck,
    barcodes,
    taxRate,
    accountSet,
    sameAsOrder,
    reissue,
    twin,
    orderFirst,
    totalSeen,
    promisedDay,
    application,
    asApproved,
    pricePolicy,
    credit,
    licence,
    date,
    goodStanding,
    inStock,
    discount,
  ],
}
