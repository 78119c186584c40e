import { act, defineCommand } from '#lib/command/define-command.ts'
import { readAccountPlace, renameAccount as writeName } from '#lib/domain/books/repository.ts'
import { renameAccountInput } from '#lib/domain/books/schema.ts'

/** Names an account anew; its code and what was entered on it stay. Both names stay in the evidence. */
export const renameAccount = defineCommand({
  name: 'account.rename',
  permission: 'chart.write',
  input: renameAccountInput,
  queryBudget: 6,
  load: async ({ tx, actor }, input) =>
    (await readAccountPlace(tx, actor.accountSetIds, input))?.self ?? null,
  decide: (account) => act(account),
  save: async ({ tx }, _account, input) => {
    const { accountSetId, code, seenName, name } = input
    if (!(await writeName(tx, input))) return { stale: {} }
    const payload = { before: { name: seenName }, after: { name } }
    return {
      value: { code },
      deskEvents: [{ accountSetId, subject: 'account', subjectId: code, payload }],
    }
  },
})
