import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { statementContentHash } from '#lib/domain/statements/content.ts'
import { frozenAccount } from '#lib/domain/statements/freeze.ts'
import { type Account, insertStatement, MOST_LINES, readAccount } from '#lib/domain/statements/repository.ts'
import { makeInput } from '#lib/domain/statements/schema.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'

/**
 * 对账单: freezes a customer's account over some days under a number of its own (R102). Refused for days to come, for days
 * that end before they begin, and for more lines than a paper should have.
 */
export const makeStatement = defineCommand({
  name: 'statement.make',
  permission: 'statement.make',
  input: makeInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input): Promise<Account | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? readAccount(tx, input) : null,
  decide: (account, { from, to }, { today }): Decision<Account> => {
    if (to > today) return { invalid: { to: 'dateInFuture' } }
    if (from > to) return { invalid: { from: 'daysTurned' } }
    if (account.lines.length > MOST_LINES) return refuse('statement.tooLong', { most: MOST_LINES })
    return act(account)
  },
  save: async ({ tx, actor, now, today }, account, { accountSetId, customerId, from, to }) => {
    const paperId = newId(now)
    const period = periodOf(today)
    const sequence = (await takeSequences(tx, accountSetId, period, ['STATEMENT'])).get('STATEMENT') ?? 0
    const number = paperNumber(account.numberFormat, 'STATEMENT', period, sequence)
    const { accountSetName, customerCode, customerName } = account
    const content = {
      ...{ accountSetId, accountSetName, paperId, number, customerId, customerCode, customerName },
      ...{ from, to, madeOn: today },
      ...frozenAccount(account, today),
    }
    const contentHash = statementContentHash(content)
    const chainHash = chainStart({ accountSetId, paperId, kind: 'STATEMENT', number, contentHash })
    await insertStatement(tx, content, {
      ...{ period, sequence, contentHash, chainHash, madeById: actor.userId, at: now },
    })
    const { openingFen, closingFen, lines } = content
    const payload = { number, customer: customerName, from, to, openingFen, closingFen, lines: lines.length }
    return { value: { accountSetId, paperId, number }, events: [{ accountSetId, paperId, payload }] }
  },
})
