import { act, defineCommand } from '#lib/command/define-command.ts'
import { countExportRows } from '#lib/domain/master-files/repository.ts'
import { exportInput } from '#lib/domain/master-files/schema.ts'

/** Notes in the evidence who takes which list out of the house, and how many rows it has (R67, A45). */
export const noteExport = defineCommand({
  name: 'export.run',
  permission: 'export.run',
  input: exportInput,
  queryBudget: 5,
  load: async ({ tx, actor }, { list, accountSetId }) => {
    const own = actor.accountSetIds
    const accountSetIds = accountSetId === 0 ? own : own.filter((id) => id === accountSetId)
    if (accountSetIds.length === 0) return null
    return { accountSetIds, rows: await countExportRows(tx, list, accountSetIds) }
  },
  decide: (found) => act(found),
  save: ({ now }, found, { list, format }) => {
    const payload = { format, rows: found.rows, accountSetIds: found.accountSetIds, at: now.toISOString() }
    return Promise.resolve({
      value: { accountSetIds: [...found.accountSetIds] },
      deskEvents: [{ accountSetId: null, subject: 'export', subjectId: list, payload }],
    })
  },
})
