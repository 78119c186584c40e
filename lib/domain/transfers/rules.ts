import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import {
  handlerRule,
  type OpeningFacts,
  openMonthRule,
  stockRule,
  suspendedRule,
} from '#lib/papers/goods/opening-rules.ts'
import { postGate } from '#lib/papers/goods/rules.ts'

const CLERK = { role: 'CLERK' }
const RECEIVER = { role: 'KEEPER', act: 'transfer.receive' }

/** Goods go from one store to another; what is damaged or on its way does not set out again from there. */
const twoStores: Rule<OpeningFacts> = {
  id: 'R133',
  check: ({ warehouse, toWarehouse }) => {
    if (warehouse?.isActive !== true || toWarehouse?.isActive !== true)
      return unmet('warehouseUnknown', CLERK)
    if (warehouse.id === toWarehouse.id) return unmet('sameWarehouse', CLERK, { warehouse: warehouse.name })
    const companion = [warehouse, toWarehouse].find(({ kind }) => kind !== 'STORE')
    return companion ? unmet('notAStore', CLERK, { warehouse: companion.name }) : met()
  },
}

/** 开调拨单: what must hold before a transfer gets its number. */
export const OPEN_TRANSFER_GATE: Gate<OpeningFacts> = {
  step: 'openTransfer',
  rules: [twoStores, handlerRule('R8', CLERK), stockRule(CLERK), openMonthRule, suspendedRule],
}

/** A line of what was just counted at the other end, against what of it is on its way. */
export type ArrivalFacts = {
  lineNo: number
  productName: string
  arrivedE3: bigint
  inTransitE3: bigint
}

/** What the gate at the receiving warehouse looks at. `arrivals` is null before anything is counted. */
export type ReceiveFacts = {
  paper: GoodsPaper
  receiverId: string
  arrivals: readonly ArrivalFacts[] | null
  today: string
  isPeriodOpen: boolean
}

const onItsWay: Rule<ReceiveFacts> = {
  id: 'R64',
  check: ({ paper: { status } }) => {
    if (status === 'SENT') return met()
    return status === 'POSTED'
      ? unmet('allArrived', {})
      : unmet('notSent', { role: 'KEEPER', act: 'transfer.send' }, { status })
  },
}

/** Whoever sent it does not also receive it: two keepers, two signatures (R9). */
const anotherKeeper: Rule<ReceiveFacts> = {
  id: 'R9',
  check: ({ paper, receiverId }) => {
    const hands = [paper.keeperId, paper.preparerId, paper.handlerId]
    if (paper.keeperId === receiverId) return unmet('receiverIsSender', RECEIVER)
    return paper.requiresDistinctSigners && hands.includes(receiverId)
      ? unmet('receiverSignsElsewhere', RECEIVER)
      : met()
  },
}

/** No more can arrive than is on its way (R10). The figure itself stays with the sender: the count is blind. */
const noMoreThanSent: Rule<ReceiveFacts> = {
  id: 'R10',
  check: ({ arrivals }) => {
    if (arrivals === null) return warn('notYet')
    const over = arrivals.find(({ arrivedE3, inTransitE3 }) => arrivedE3 > inTransitE3)
    if (over) return unmet('moreThanInTransit', RECEIVER, { line: over.lineNo, product: over.productName })
    return arrivals.some(({ arrivedE3 }) => arrivedE3 > 0n) ? met() : unmet('nothingArrived', RECEIVER)
  },
}

const openMonth: Rule<{ today: string; isPeriodOpen: boolean }> = {
  id: 'R120',
  check: ({ isPeriodOpen, today }) =>
    isPeriodOpen
      ? met()
      : unmet('periodClosed', { role: 'ACCOUNTANT', act: 'period.reopen' }, { date: today }),
}

/** 调入签收: what must hold before goods on their way stand in the receiving warehouse. */
export const RECEIVE_TRANSFER_GATE: Gate<ReceiveFacts> = {
  step: 'receiveTransfer',
  rules: [onItsWay, anotherKeeper, noMoreThanSent, openMonth],
}

/** What the gate in front of writing a rest off looks at. */
export type WriteOffFacts = {
  paper: GoodsPaper
  deciderId: string
  /** Lines of which something is still on its way. */
  openLines: number
  today: string
  isPeriodOpen: boolean
}

const restIsMissing: Rule<WriteOffFacts> = {
  id: 'R105',
  check: ({ paper: { status }, openLines }) => {
    if (status === 'POSTED') return unmet('allArrived', {})
    if (status !== 'SENT') return unmet('notSent', { role: 'KEEPER', act: 'transfer.send' }, { status })
    return openLines > 0 ? met({ lines: openLines }) : unmet('nothingMissing', {})
  },
}

/** Who prepared, sent, carried or received it does not decide that the rest is lost. */
const decidedByAnother: Rule<WriteOffFacts> = {
  id: 'R119',
  check: ({ paper, deciderId }) => {
    const hands = [paper.preparerId, paper.keeperId, paper.handlerId, ...receiversOf(paper)]
    return hands.includes(deciderId) ? unmet('deciderHadIt', { role: 'MANAGER' }) : met()
  },
}

/** 核销在途差额: what must hold before what never arrived is a loss. */
export const WRITE_OFF_GATE: Gate<WriteOffFacts> = {
  step: 'writeOffTransfer',
  rules: [restIsMissing, decidedByAnother, openMonth],
}

function receiversOf(paper: GoodsPaper): string[] {
  return paper.arrivals.map(({ countedById }) => countedById)
}

/** The gates of the room: the shared one in front of sending stands with them. */
export const TRANSFER_GATES = [
  OPEN_TRANSFER_GATE,
  postGate('TRANSFER'),
  RECEIVE_TRANSFER_GATE,
  WRITE_OFF_GATE,
] as const
