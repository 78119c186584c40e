import { act, defineCommand } from '#lib/command/define-command.ts'
import { holdLine, markAside } from '#lib/domain/bank-lists/repository.ts'
import { setLineAsideInput } from '#lib/domain/bank-lists/schema.ts'

/** Sets a line of the bank aside that is no customer's payment, with a reason; it stays in the list of the bank for ever. */
export const setLineAside = defineCommand({
  name: 'bankList.setAside',
  permission: 'bankList.match',
  input: setLineAsideInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input) => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    return (await holdLine(tx, input)) ? {} : null
  },
  decide: () => act({}),
  save: async ({ tx, actor, now }, _plan, { accountSetId, lineId, reason }) => {
    const by = { setAsideById: actor.userId, reason, at: now }
    if (!(await markAside(tx, { accountSetId, lineId }, by))) return { stale: {} }
    const event = { accountSetId, subject: 'bankLine', subjectId: lineId, payload: { reason } }
    return { value: { lineId }, deskEvents: [event] }
  },
})
