import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import { walkInput } from '#lib/domain/delivery-notes/road-schema.ts'
import { holdWalkLines, savePickedLines } from '#lib/domain/delivery-notes/walk-repository.ts'

/**
 * 合并备货: one product fetched once for several notes; their lines are recorded as picked whole and good (R112, R115).
 * All of them or none. Refused with the note that is no longer being picked; what is short is recorded on the note
 * itself, with its remark.
 */
export const pickInWalk = defineCommand({
  name: 'note.pickInWalk',
  permission: 'note.prepare',
  input: walkInput,
  queryBudget: 8,
  load: async ({ tx, actor }, { lines }) => {
    const mine = lines.every(({ accountSetId }) => actor.accountSetIds.includes(accountSetId))
    if (!mine) return null
    const held = await holdWalkLines(tx, lines)
    const isAllHere =
      held.length === lines.length && held.every((line) => actor.warehouseIds.includes(line.warehouseId))
    return isAllHere ? held : null
  },
  decide: (lines) => {
    const gone = lines.find(({ status }) => status !== 'PICKING')
    return gone ? refuse('note.wrongStep', { number: gone.number, status: gone.status }) : act(lines)
  },
  save: async ({ tx, actor, now }, lines) => {
    if (!(await savePickedLines(tx, lines, { actorId: actor.userId, at: now }))) return { stale: {} }
    const notes = Map.groupBy(lines, (line) => line.paperId)
    const events = [...notes.values()].flatMap((own) => {
      const [first] = own
      if (!first) return []
      const picks = own.map(({ lineNo, qtyE3 }) => ({
        lineNo,
        pickedE3: String(qtyE3),
        isQualityGood: true,
        remark: '',
      }))
      return [{ accountSetId: first.accountSetId, paperId: first.paperId, payload: { picks } }]
    })
    return { value: { notes: notes.size, lines: lines.length }, events }
  },
})
