import { act, defineCommand } from '#lib/command/define-command.ts'
import {
  advanceVersion,
  readChannelPolicy,
  updateChannelPolicy,
} from '#lib/domain/account-sets/repository.ts'
import { channelPolicyInput } from '#lib/domain/account-sets/schema.ts'
import { changesBetween } from '#lib/kernel/changes.ts'

/**
 * Changes what a channel asks of a note (R44, R48, R49, R51, R53, R54, R55). A settlement method that customers of the
 * channel have cannot be taken away from under them.
 */
export const setChannelPolicy = defineCommand({
  name: 'accountSet.setChannel',
  permission: 'settings.write',
  input: channelPolicyInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => readChannelPolicy(tx, actor.accountSetIds, input),
  decide: (before, input) => {
    const methods: readonly string[] = input.settlementMethods
    const isKept = before.methodsInUse.every((method) => methods.includes(method))
    return isKept ? act(before) : { invalid: { settlementMethods: 'methodInUse' } }
  },
  save: async ({ tx }, { methodsInUse: _, ...before }, input) => {
    if (!(await advanceVersion(tx, input))) return { stale: {} }
    const { version: __, ...after } = input
    await updateChannelPolicy(tx, after)
    const { accountSetId, channel } = input
    const payload = { channel, ...changesBetween({ ...before, channel }, after) }
    return {
      value: { accountSetId },
      deskEvents: [{ accountSetId, subject: 'channelPolicy', subjectId: channel, payload }],
    }
  },
})
