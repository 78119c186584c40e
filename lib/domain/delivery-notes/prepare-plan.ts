import type { Person } from '#lib/auth/actor.ts'
import { refuse } from '#lib/command/define-command.ts'
import { readCount } from '#lib/kernel/counted-quantity.ts'
import type { PickedLine } from '#lib/domain/delivery-notes/prepare-repository.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import type { prepareInput } from '#lib/domain/delivery-notes/road-schema.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import type { z } from 'zod'

/** The note with the picks just stated laid over those recorded before. */
export type PrepareStated = { note: RoadNote; picks: PickedLine[] }

/** Refuses a step from any other status than the one it starts in (A47). */
export function wrongStep(
  note: Pick<RoadNote, 'number' | 'status'>,
  ...from: NoteStatus[]
): { refuse: Refusal } | null {
  if (from.includes(note.status)) return null
  return refuse('note.wrongStep', { number: note.number, status: note.status })
}

/** A note within the keeper's warehouses, or null: for anybody else there is no such note (A05). */
export function withinWarehouse(note: RoadNote | null, person: Person): RoadNote | null {
  return note !== null && person.warehouseIds.includes(note.warehouseId) ? note : null
}

/** Reads the stated lines; `invalid` names the line whose figure cannot be read or whose remark is missing. */
export function readPicks(
  note: RoadNote,
  input: z.output<typeof prepareInput>,
  person: Person,
): { ok: true; stated: PrepareStated } | { ok: false; fields: Record<string, string> } {
  const fields: Record<string, string> = {}
  const picks: PickedLine[] = []
  input.lines.forEach(({ lineNo, picked, isQualityGood, remark }, index) => {
    const line = note.lines.find((each) => each.lineNo === lineNo)
    const isTwice = picks.some((pick) => pick.lineNo === lineNo)
    if (!line || isTwice) {
      fields[`lines.${index}.lineNo`] = isTwice ? 'duplicate' : 'unknown'
      return
    }
    const count = readCount(picked, line.units)
    if (!count.ok) fields[`lines.${index}.picked`] = count.code
    else if ((count.qtyE3 !== line.qtyE3 || !isQualityGood) && remark === '')
      fields[`lines.${index}.remark`] = 'required'
    else picks.push({ lineNo, pickedE3: count.qtyE3, isQualityGood, remark })
  })
  if (Object.keys(fields).length > 0) return { ok: false, fields }
  const lines = note.lines.map((line) => {
    const pick = picks.find((each) => each.lineNo === line.lineNo)
    return pick ? { ...line, pick: { ...pick, pickedById: person.userId } } : line
  })
  return { ok: true, stated: { note: { ...note, lines }, picks } }
}

/** The picks as they go into evidence. */
export function picksPayload(picks: readonly PickedLine[]): Canonical {
  return picks.map(({ lineNo, pickedE3, isQualityGood, remark }) => ({
    lineNo,
    pickedE3: String(pickedE3),
    isQualityGood,
    remark,
  }))
}
