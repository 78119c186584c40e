import type { StockOutPurpose } from '#lib/domain/stock-outs/schema.ts'
import { type Gate, met, type Rule, unmet } from '#lib/kernel/gate.ts'
import {
  handlerRule,
  type OpeningFacts,
  openMonthRule,
  stockRule,
  suspendedRule,
} from '#lib/papers/goods/opening-rules.ts'
import { postGate } from '#lib/papers/goods/rules.ts'

/** What the gate in front of opening a stock-out note looks at. */
export type OpenStockOutFacts = OpeningFacts & {
  purpose: StockOutPurpose
  recipient: string
  reason: string
}

const CLERK = { role: 'CLERK' }

/** R22: goods leave a store; what is broken may also leave the place where broken goods stand. */
const rightPlace: Rule<OpenStockOutFacts> = {
  id: 'R22',
  check: ({ warehouse, purpose }) => {
    if (warehouse?.isActive !== true) return unmet('warehouseUnknown', CLERK)
    if (warehouse.kind === 'STORE' || (warehouse.kind === 'DAMAGED' && purpose === 'DAMAGE')) return met()
    const params = { warehouse: warehouse.name }
    return warehouse.kind === 'DAMAGED'
      ? unmet('damagedOnly', CLERK, params)
      : unmet('inTransit', CLERK, params)
  },
}

/** R23: who gets it, why, what and how much. */
const recipientNamed: Rule<OpenStockOutFacts> = {
  id: 'R23',
  check: ({ recipient, reason, lines }) => {
    if (recipient === '') return unmet('recipientMissing', CLERK)
    if (reason === '') return unmet('reasonMissing', CLERK)
    return lines.length > 0 ? met() : unmet('noLines', CLERK)
  },
}

/** 开出库单: what must hold before a stock-out note gets its number. */
export const OPEN_STOCK_OUT_GATE: Gate<OpenStockOutFacts> = {
  step: 'openStockOut',
  rules: [
    rightPlace,
    recipientNamed,
    handlerRule('R24', CLERK),
    stockRule(CLERK),
    openMonthRule,
    suspendedRule,
  ],
}

/** The gates of the room: the shared one in front of leaving stands with them. */
export const STOCK_OUT_GATES = [OPEN_STOCK_OUT_GATE, postGate('STOCK_OUT')] as const
