import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { type ClosingNote, readClosingNotes } from '#lib/domain/note-closings/closing-queries.ts'
import { holdNotesToClose, insertClosings } from '#lib/domain/note-closings/repository.ts'
import { CLOSE_NOTE_GATE } from '#lib/domain/note-closings/rules.ts'
import { closeNotesInput } from '#lib/domain/note-closings/schema.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import type { RefusedPaper } from '#lib/kernel/result.ts'

type Judged = { note: ClosingNote; checklist: Checklist }
type Plan = { open: Judged[]; refused: Judged[] }

/**
 * 结案: closes notes of which nothing is open any more (R135), one or many. Those whose gate is not open come back with their
 * checklist; when none can be closed the whole call is refused. Constant statements, whatever the number of notes.
 */
export const closeNotes = defineCommand({
  name: 'note.close',
  permission: 'note.close',
  input: closeNotesInput,
  queryBudget: 7,
  load: async ({ tx, actor }, { accountSetId, paperIds }): Promise<ClosingNote[] | null> => {
    const wanted = [...new Set(paperIds)]
    if (!actor.accountSetIds.includes(accountSetId)) return null
    if ((await holdNotesToClose(tx, accountSetId, wanted)) !== wanted.length) return null
    return readClosingNotes(tx, accountSetId, wanted)
  },
  decide: (notes): Decision<Plan> => {
    const judged = notes.map((note) => ({ note, checklist: evaluate(CLOSE_NOTE_GATE, note) }))
    const open = judged.filter(({ checklist }) => checklist.isOpen)
    const refused = judged.filter(({ checklist }) => !checklist.isOpen)
    const [first] = refused
    if (open.length > 0 || first === undefined) return act({ open, refused })
    const params = { number: first.note.number, notes: refused.length }
    const papers = refused.map(refusedPaper)
    return { refuse: { code: 'gate.closeNote', params, checklist: first.checklist, papers } }
  },
  save: async ({ tx, actor, now }, { open, refused }, { accountSetId }) => {
    const paperIds = open.map(({ note }) => note.paperId)
    await insertClosings(tx, accountSetId, paperIds, { userId: actor.userId, at: now })
    return {
      value: {
        closed: open.map(({ note: { paperId, number } }) => ({ paperId, number })),
        refused: refused.map(refusedPaper),
      },
      events: open.map(({ note: { paperId, number } }) => ({ accountSetId, paperId, payload: { number } })),
    }
  },
})

function refusedPaper({ note: { paperId, number }, checklist }: Judged): RefusedPaper {
  return { paperId, number, checklist }
}
