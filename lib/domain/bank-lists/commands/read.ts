import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type BankLine, readBankList } from '#lib/domain/bank-lists/read-list.ts'
import { insertLines } from '#lib/domain/bank-lists/repository.ts'
import { readListInput } from '#lib/domain/bank-lists/schema.ts'

type Plan = { lines: BankLine[]; refused: number }

/**
 * Reads a list of the bank: every line of money that came in is kept once, however often files overlap. Lines are told apart
 * by account, day, amount and the bank's own number, or by everything else they say. No money is entered.
 */
export const readList = defineCommand({
  name: 'bankList.read',
  permission: 'bankList.match',
  input: readListInput,
  queryBudget: 6,
  load: ({ actor }, input) => Promise.resolve(actor.accountSetIds.includes(input.accountSetId) ? {} : null),
  decide: (_loaded, input, { today }): Decision<Plan> => {
    const read = readBankList(input.text, today)
    if ('refuse' in read) return refuse(`bankList.${read.refuse}`)
    if (read.lines.length === 0) return refuse('bankList.noLines')
    return act({ lines: read.lines, refused: read.refused.length })
  },
  save: async ({ tx, actor, now }, { lines, refused }, { accountSetId, bankAccount, fileName }) => {
    const of = { accountSetId, bankAccount, fileName, readById: actor.userId, at: now }
    const taken = await insertLines(tx, of, lines)
    const value = { taken, known: lines.length - taken, refused }
    const payload = { bankAccount, fileName, ...value }
    return {
      value,
      deskEvents: [{ accountSetId, subject: 'bankList', subjectId: bankAccount, payload }],
    }
  },
})
