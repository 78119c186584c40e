import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { insertAccount, readAccountPlace, type StoredAccount } from '#lib/domain/books/repository.ts'
import { addAccountInput } from '#lib/domain/books/schema.ts'

/** Adds an account under another one; it is of the same nature. */
export const addAccount = defineCommand({
  name: 'account.add',
  permission: 'chart.write',
  input: addAccountInput,
  queryBudget: 6,
  load: ({ tx, actor }, input) => readAccountPlace(tx, actor.accountSetIds, input),
  decide: ({ self, parent }): Decision<StoredAccount> => {
    if (self !== null) return { invalid: { code: 'codeTaken' } }
    return parent === null ? { invalid: { code: 'noAccountAbove' } } : act(parent)
  },
  save: async ({ tx }, parent, { accountSetId, code, name }) => {
    const account = { accountSetId, code, name, nature: parent.nature }
    if (!(await insertAccount(tx, account))) return { stale: {} }
    const payload = { after: { name, nature: parent.nature, under: parent.code } }
    return {
      value: { code },
      deskEvents: [{ accountSetId, subject: 'account', subjectId: code, payload }],
    }
  },
})
