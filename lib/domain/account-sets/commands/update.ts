import { act, defineCommand } from '#lib/command/define-command.ts'
import { readAccountSet, updateAccountSet } from '#lib/domain/account-sets/repository.ts'
import { accountSetChangesInput } from '#lib/domain/account-sets/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/** Changes an account set's name, title, number format, application policy (decision 8) and signers (decision 9). */
export const changeAccountSet = defineCommand({
  name: 'accountSet.update',
  permission: 'settings.write',
  input: accountSetChangesInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => readAccountSet(tx, actor.accountSetIds, input.accountSetId),
  decide: (before) => act(before),
  save: async ({ tx }, before, input) => {
    if (!(await updateAccountSet(tx, input))) return { stale: {} }
    const { version: _, ...after } = input
    const { accountSetId } = input
    const payload = changesBetween(before, after)
    return {
      value: { accountSetId },
      deskEvents: [{ accountSetId, subject: 'accountSet', subjectId: `${accountSetId}`, payload }],
    }
  },
})
