import { z } from 'zod'
import { act, defineCommand } from '#lib/command/define-command.ts'
import { holdStatement } from '#lib/domain/statements/repository.ts'
import { paperInput } from '#lib/papers/schema.ts'

/** Notes on the statement who takes it out of the house as a file (R67). */
export const exportStatement = defineCommand({
  name: 'statement.export',
  permission: 'export.run',
  input: z.strictObject(paperInput),
  queryBudget: 5,
  load: async ({ tx, actor }, input): Promise<{ number: string } | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdStatement(tx, input) : null,
  decide: (found) => act(found),
  save: (_context, { number }, { accountSetId, paperId }) =>
    Promise.resolve({ value: {}, events: [{ accountSetId, paperId, payload: { number, format: 'xlsx' } }] }),
})
