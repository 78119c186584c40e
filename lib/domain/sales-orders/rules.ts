import type { OrderStatus } from '#lib/domain/sales-orders/states.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import { formatFen } from '#lib/kernel/money.ts'
import { asQtyE3, formatQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

/** What the desk looks at before it records an order. */
export type RecordFacts = {
  today: string
  businessDate: string
  expectedOn: string
  isClerkSuspended: boolean
  intakeChannel: string
  isConfirmed: boolean
  customer: { name: string; isActive: boolean; channel: string }
  hasPolicy: boolean
  grossFen: bigint
  seenGrossFen: bigint | null
  lines: readonly {
    lineNo: number
    productName: string
    isActive: boolean
    units: readonly ProductUnit[]
    askedE3: bigint
    availableE3: bigint
    /** The recorder counts it blind: its figure is not told (R19). */
    isCounted?: boolean
  }[]
}

type RecordRule = Rule<RecordFacts>

const CLERK = { role: 'CLERK' }
const MASTER = { role: 'CLERK', act: 'customer.edit' }

const intake: RecordRule = { id: 'R32', check: ({ intakeChannel }) => met({ how: intakeChannel }) }

const confirmation: RecordRule = {
  id: 'R33',
  check: ({ isConfirmed }) => (isConfirmed ? met() : warn('confirmationLater')),
}

const accountSet: RecordRule = {
  id: 'R56',
  check: ({ hasPolicy, customer }) =>
    hasPolicy ? met() : unmet('wrongAccountSet', { role: 'ADMINISTRATOR' }, { channel: customer.channel }),
}

const whatAndWho: RecordRule = {
  id: 'R122',
  check: ({ customer, lines }) => {
    if (!customer.isActive) return unmet('customerInactive', MASTER, { customer: customer.name })
    return lines.length > 0 ? met() : unmet('noLines', CLERK)
  },
}

const totalSeen: RecordRule = {
  id: 'R97',
  check: ({ seenGrossFen, grossFen }) =>
    seenGrossFen === null || seenGrossFen === grossFen
      ? met()
      : unmet('totalChanged', CLERK, { seen: formatFen(seenGrossFen), now: formatFen(grossFen) }),
}

const promisedDay: RecordRule = {
  id: 'R98',
  check: ({ expectedOn, businessDate }) => {
    if (expectedOn === '') return unmet('expectedOnMissing', CLERK)
    return expectedOn >= businessDate ? met() : unmet('expectedOnPast', CLERK, { date: expectedOn })
  },
}

const date: RecordRule = {
  id: 'R120',
  check: ({ businessDate, today }) => {
    if (businessDate > today) return unmet('dateInFuture', CLERK, { date: businessDate })
    return businessDate < today ? warn('lateEntry', { date: businessDate }) : met()
  },
}

const goodStanding: RecordRule = {
  id: 'R130',
  check: ({ isClerkSuspended }) =>
    isClerkSuspended ? unmet('clerkSuspended', { role: 'ADMINISTRATOR' }) : met(),
}

const catalogue: RecordRule = {
  id: 'R133',
  check: ({ lines }) => {
    const inactive = lines.find((line) => !line.isActive)
    if (inactive)
      return unmet('productInactive', CLERK, { line: inactive.lineNo, product: inactive.productName })
    const short = lines.find((line) => line.askedE3 > line.availableE3)
    if (!short) return met()
    const said = { line: short.lineNo, product: short.productName }
    if (short.isCounted === true) return warn('orderCounted', said)
    return warn('orderShort', {
      ...said,
      available: formatQuantity(asQtyE3(short.availableE3), short.units),
    })
  },
}

/** 记订单: what must hold before an order gets its number. */
export const RECORD_GATE: Gate<RecordFacts> = {
  step: 'recordOrder',
  rules: [
    intake,
    confirmation,
    accountSet,
    whatAndWho,
    totalSeen,
    promisedDay,
    date,
    goodStanding,
    catalogue,
  ],
}

/** How an order stands before somebody confirms, checks or cancels it. */
export type OrderFacts = {
  status: OrderStatus
  isConfirmed: boolean
  isSalesChecked: boolean
  needsSalesCheck: boolean
  billedLines: number
  /** A billing application on it that still counts. */
  openApplicationNumber: string | null
}

const isOpen = (facts: OrderFacts): boolean =>
  facts.status === 'CONFIRMED' || facts.status === 'PARTLY_BILLED'

/** 客户确认 (R33). */
export const CONFIRM_GATE: Gate<OrderFacts> = {
  step: 'confirmOrder',
  rules: [
    {
      id: 'R33',
      check: (facts) => {
        if (!isOpen(facts)) return unmet('orderClosed', CLERK)
        return facts.isConfirmed ? unmet('alreadyConfirmed', CLERK) : met()
      },
    },
  ],
}

/** 业务员核对 (R53): every line has been read against what the customer asked for. */
export const CHECK_GATE: Gate<OrderFacts> = {
  step: 'checkOrder',
  rules: [
    {
      id: 'R53',
      check: (facts) => {
        if (!isOpen(facts)) return unmet('orderClosed', { role: 'SALESPERSON' })
        return facts.isSalesChecked ? unmet('alreadyChecked', { role: 'SALESPERSON' }) : met()
      },
    },
  ],
}

/** 取消: only before anything was billed (R139). */
export const CANCEL_GATE: Gate<OrderFacts> = {
  step: 'cancelOrder',
  rules: [
    {
      id: 'R139',
      check: (facts) => {
        if (facts.status === 'CANCELLED') return unmet('alreadyCancelled', CLERK)
        return facts.status === 'CONFIRMED' && facts.billedLines === 0 ? met() : unmet('alreadyBilled', CLERK)
      },
    },
    {
      id: 'R110',
      check: ({ openApplicationNumber }) =>
        openApplicationNumber === null
          ? met()
          : unmet(
              'applicationOpen',
              { role: 'CLERK', act: 'billingApplication.withdraw' },
              { number: openApplicationNumber },
            ),
    },
  ],
}
