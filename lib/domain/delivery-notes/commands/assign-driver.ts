import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { setDriver } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { assignDriverInput } from '#lib/domain/delivery-notes/road-schema.ts'
import { readReceiver } from '#lib/papers/custody-loading.ts'

/**
 * 派驾驶员: names the driver who will take the goods, until they leave. For a keeper of the note's warehouse and for
 * the clerk who wrote it; for anybody else there is no such note.
 */
export const assignDriver = defineCommand({
  name: 'note.assignDriver',
  permission: 'handOver.act',
  input: assignDriverInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input) => {
    const note = await loadRoadNote(tx, actor, input)
    if (!note) return null
    const isKeeper = actor.permissions.has('note.dispatch') && actor.warehouseIds.includes(note.warehouseId)
    const isTheirs = isKeeper || note.preparerId === actor.userId
    return isTheirs ? { note, driver: await readReceiver(tx, input.driverId) } : null
  },
  decide: ({ note, driver }) => {
    const wrong = wrongStep(note, 'ISSUED', 'PICKING', 'PREPARED', 'VERIFIED')
    if (wrong) return wrong
    const isDriver = driver?.roles.includes('DRIVER') && driver.accountSetIds.includes(note.accountSetId)
    return driver && isDriver ? act({ note, driver }) : refuse('note.notADriver', { number: note.number })
  },
  save: async ({ tx }, { note, driver }) => {
    if (!(await setDriver(tx, note, driver.id))) return { stale: {} }
    const { accountSetId, paperId, number } = note
    return {
      value: { number, driver: driver.name },
      events: [{ accountSetId, paperId, payload: { driver: driver.name } }],
    }
  },
})
