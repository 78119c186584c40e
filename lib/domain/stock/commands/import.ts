import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { fileRows, rowsRefused } from '#lib/domain/master-files/rules.ts'
import { fileInput } from '#lib/domain/master-files/schema.ts'
import { readStockRows } from '#lib/domain/stock/import-rows.ts'
import { readStockFileFacts } from '#lib/domain/stock/queries-import.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'

/** Enters the opening stock of a file with today's date, all or none. Read again here, whatever the preview said. */
export const importStock = defineCommand({
  name: 'stock.import',
  permission: 'masterFile.import',
  input: fileInput,
  queryBudget: 8,
  load: async ({ tx, actor, today }, input) => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const period = await holdPeriod(tx, input.accountSetId, today)
    const rows = fileRows('stock', input)
    return { period, ...readStockRows(rows, await readStockFileFacts(tx, rows)) }
  },
  decide: ({ stock, problems, period }, _input, { actor, today }) => {
    if (!actor.permissions.has('stock.open'))
      return refuse('permission.missing', { permission: 'stock.open' })
    if (period !== 'OPEN') return refuse('period.notOpen', { date: today })
    return problems.length > 0 ? { refuse: rowsRefused(problems) } : act(stock)
  },
  save: async ({ tx, actor, now, today }, stock, { fileName, accountSetId }) => {
    const entry = { accountSetId, businessDate: today, fromPlace: 'OPENING', toPlace: 'WAREHOUSE' } as const
    await moveStock(
      tx,
      { recordedById: actor.userId, at: now },
      stock.map((row) => ({ ...entry, ...row })),
    )
    const valueFen = stock.reduce((sum, row) => sum + row.valueFen, 0n)
    const payload = { fileName, rows: stock.length, valueFen }
    return {
      value: { rows: stock.length },
      deskEvents: [{ accountSetId, subject: 'import', subjectId: 'stock', payload }],
    }
  },
})
