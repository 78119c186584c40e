import { takeBackLosses } from '#lib/codes/loss-store.ts'
import { reversing } from '#lib/papers/goods/commands/reverse.ts'

/**
 * 红冲 of a posted count: what was taken off comes back, what was added goes, at the same values; codes it said were lost
 * stand again where they stood.
 */
export const reverseStockCount = reversing({
  kind: 'STOCK_COUNT',
  extraBudget: 1,
  undo: async ({ tx, actor, now }, paper) => {
    await takeBackLosses(tx, paper, { actorId: actor.userId, at: now })
    return true
  },
})
