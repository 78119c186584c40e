import { act, defineCommand } from '#lib/command/define-command.ts'
import { staffEvent } from '#lib/domain/staff/events.ts'
import { loadStaff, refuseOneself } from '#lib/domain/staff/commands/load-staff.ts'
import { checkReferences, replaceScope, touchStaff } from '#lib/domain/staff/repository.ts'
import { setScopeInput } from '#lib/domain/staff/schema.ts'

/** Bounds a member to account sets and warehouses, from their very next request. */
export const setScope = defineCommand({
  name: 'staff.setScope',
  permission: 'staff.write',
  input: setScopeInput,
  queryBudget: 9,
  load: async (context, input) => {
    const loaded = await loadStaff(context, input)
    return loaded && { ...loaded, found: await checkReferences(context.tx, { ...input, userName: null }) }
  },
  decide: (loaded) => {
    const refusal = refuseOneself(loaded)
    if (refusal) return refusal
    if (!loaded.found.hasAccountSets) return { invalid: { accountSetIds: 'unknown' } }
    if (!loaded.found.hasWarehouses) return { invalid: { warehouseIds: 'unknown' } }
    const { accountSetIds, warehouseIds } = loaded.staff
    return act({ before: { accountSetIds, warehouseIds } })
  },
  save: async ({ tx, actor }, { before }, { userId, version, accountSetIds, warehouseIds }) => {
    if (!(await touchStaff(tx, userId, version))) return { stale: {} }
    const after = { accountSetIds, warehouseIds }
    await replaceScope(tx, userId, after)
    return { value: after, deskEvents: [staffEvent(actor, userId, { before, after })] }
  },
})
