import { reversing } from '#lib/papers/goods/commands/reverse.ts'

/** 红冲 of a stock-out note: the goods come back at the value they left with, the expense with them. */
export const reverseStockOut = reversing({ kind: 'STOCK_OUT', extraBudget: 0 })
