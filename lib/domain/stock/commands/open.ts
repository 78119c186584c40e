import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { readStockPlace, readStockProducts } from '#lib/domain/stock/repository.ts'
import { readOpeningLines } from '#lib/domain/stock/rules.ts'
import { openingStockInput } from '#lib/domain/stock/schema.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'

/**
 * 期初库存: enters goods that stand in a warehouse when the desk begins with them, with their value. Only in an
 * open period (R64), only into a warehouse in use; each product once.
 */
export const openStock = defineCommand({
  name: 'stock.open',
  permission: 'stock.open',
  input: openingStockInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input) => {
    const place = await readStockPlace(tx, actor.accountSetIds, input)
    if (place === null) return null
    const period = await holdPeriod(tx, input.accountSetId, input.businessDate)
    const products = await readStockProducts(
      tx,
      input.lines.map((line) => line.productId),
    )
    return { ...place, period, products }
  },
  decide: (facts, input, { today }) => {
    if (!facts.isWarehouseActive) return { invalid: { warehouseId: 'inactive' } }
    if (input.businessDate > today) return { invalid: { businessDate: 'futureDate' } }
    if (facts.period !== 'OPEN') return refuse('period.notOpen', { date: input.businessDate })
    const read = readOpeningLines(input.lines, facts)
    return 'wrong' in read ? { invalid: read.wrong } : act(read.lines)
  },
  save: async ({ tx, actor, now }, lines, { accountSetId, warehouseId, businessDate }) => {
    const place = {
      accountSetId,
      warehouseId,
      businessDate,
      fromPlace: 'OPENING',
      toPlace: 'WAREHOUSE',
    } as const
    await moveStock(
      tx,
      { recordedById: actor.userId, at: now },
      lines.map((line) => ({ ...place, ...line })),
    )
    const valueFen = lines.reduce((sum, line) => sum + line.valueFen, 0n)
    const payload = { businessDate, lines: lines.length, valueFen }
    return {
      value: { lines: lines.length },
      deskEvents: [{ accountSetId, subject: 'openingStock', subjectId: warehouseId, payload }],
    }
  },
})
