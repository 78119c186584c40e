import { z } from 'zod'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { loadHandOver, startPicking } from '#lib/domain/delivery-notes/hand-over-repository.ts'
import { acceptCopies } from '#lib/papers/custody.ts'
import { paperInput, scannedInput } from '#lib/papers/schema.ts'

/** The note by press, or by scanning any of its sheets. */
export const acceptAtWarehouseInput = z.union([
  z.strictObject(paperInput),
  z.strictObject({ scanned: scannedInput }),
])

/**
 * 仓管接单: the keeper to whom the four copies were offered takes them over and answers for the goods from now on:
 * the note goes to picking (R3). Refused for everybody else.
 */
export const acceptAtWarehouse = defineCommand({
  name: 'note.acceptAtWarehouse',
  permission: 'handOver.act',
  input: acceptAtWarehouseInput,
  queryBudget: 9,
  load: async ({ tx, actor }, input) => {
    const note = await loadHandOver(tx, actor, 'scanned' in input ? input.scanned : input)
    return note && actor.warehouseIds.includes(note.warehouseId) ? note : null
  },
  decide: (note, _input, { actor }) => {
    const { number, status } = note
    if (status !== 'ISSUED') return refuse('handToKeeper.notIssued', { number, status })
    const foreign = note.copies.find(
      (copy) => copy.offeredPlace !== 'WAREHOUSE' || copy.offeredToId !== actor.userId,
    )
    if (!foreign) return act(note)
    const code = foreign.offeredPlace === null ? 'copies.notOffered' : 'copies.offeredToAnother'
    return refuse(code, { number, copy: foreign.kind, name: foreign.offeredToName ?? '' })
  },
  save: async ({ tx, actor, now }, note, input) => {
    const paper = { accountSetId: note.accountSetId, paperId: note.paperId }
    const kinds = note.copies.map(({ kind }) => kind)
    const method = 'scanned' in input ? 'SCAN' : 'PRESS'
    const taken = await acceptCopies(tx, paper, kinds, { actorId: actor.userId, now, method })
    if (taken !== kinds.length || !(await startPicking(tx, note, actor.userId))) return { stale: {} }
    const payload = {
      number: note.number,
      copies: kinds,
      place: 'WAREHOUSE',
      from: note.copies[0]?.keeperName ?? null,
      method,
    }
    return { value: { ...paper, number: note.number }, events: [{ ...paper, payload }] }
  },
})
