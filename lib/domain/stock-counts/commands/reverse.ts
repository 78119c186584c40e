import { reversing } from '#lib/papers/goods/commands/reverse.ts'

/** 红冲 of a posted count: what was taken off comes back, what was added goes, at the same values. */
export const reverseStockCount = reversing({ kind: 'STOCK_COUNT', extraBudget: 0 })
