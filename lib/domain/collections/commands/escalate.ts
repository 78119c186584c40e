import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { insertEscalation, readDebtor, readToldPerson } from '#lib/domain/collections/repository.ts'
import { escalateInput } from '#lib/domain/collections/schema.ts'
import { newId } from '#lib/kernel/ids.ts'

/** Who hears of arrears at each level. */
const HEARS: Readonly<Record<'1' | '2' | '3', string>> = {
  1: 'SALESPERSON',
  2: 'SALES_MANAGER',
  3: 'MANAGER',
}

type Loaded = { told: { name: string; roles: string[] } | null }

/** Tells a customer's arrears to somebody above, with the reason (R108). The person must stand at that level, and be another. */
export const escalate = defineCommand({
  name: 'collection.escalate',
  permission: 'collection.escalate',
  input: escalateInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    if (!actor.accountSetIds.includes(input.accountSetId)) return null
    const customer = await readDebtor(tx, input.accountSetId, input.customerId)
    return customer && { told: await readToldPerson(tx, input.accountSetId, input.toUserId) }
  },
  decide: ({ told }, { level, toUserId }, { actor }): Decision<{ name: string }> => {
    if (told === null) return { invalid: { toUserId: 'unknown' } }
    if (toUserId === actor.userId) return refuse('collection.toOneself')
    if (!told.roles.includes(HEARS[level])) return refuse('collection.otherLevel', { name: told.name })
    return act(told)
  },
  save: async ({ tx, actor, now }, { name }, { accountSetId, customerId, level, toUserId, reason }) => {
    const id = newId(now)
    await insertEscalation(tx, {
      ...{ accountSetId, id, customerId, level: Number(level), toUserId, reason },
      ...{ recordedById: actor.userId, at: now },
    })
    const payload = { level: Number(level), to: name, toUserId, reason }
    return {
      value: { name },
      deskEvents: [{ accountSetId, subject: 'customer', subjectId: customerId, payload }],
    }
  },
})
