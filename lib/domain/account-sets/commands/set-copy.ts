import { act, defineCommand } from '#lib/command/define-command.ts'
import { advanceVersion, readCopyStyle, updateCopyStyle } from '#lib/domain/account-sets/repository.ts'
import { copyStyleInput } from '#lib/domain/account-sets/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/** Changes a copy's title, colour and whether it shows prices (decision 1). */
export const setCopyStyle = defineCommand({
  name: 'accountSet.setCopy',
  permission: 'settings.write',
  input: copyStyleInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readCopyStyle(tx, actor.accountSetIds, input),
  decide: (before) => act(before),
  save: async ({ tx }, before, input) => {
    if (!(await advanceVersion(tx, input))) return { stale: {} }
    const { version: _, ...after } = input
    await updateCopyStyle(tx, after)
    const { accountSetId, kind } = input
    const payload = { kind, ...changesBetween({ ...before, kind }, after) }
    return {
      value: { accountSetId },
      deskEvents: [{ accountSetId, subject: 'copyStyle', subjectId: kind, payload }],
    }
  },
})
