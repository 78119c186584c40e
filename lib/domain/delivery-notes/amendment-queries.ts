import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type Amendment, readAmendment } from '#lib/domain/delivery-notes/amendment-repository.ts'
import { codesReturned } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { type RoadNote, sayQuantity } from '#lib/domain/delivery-notes/road-note.ts'
import { type NoteKey, readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

type Reading = Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>

/** A slip as lists show it. */
export type AmendmentRow = {
  accountSetId: number
  paperId: string
  number: string
  status: Amendment['status']
  notePaperId: string
  noteNumber: string
  customerName: string
  reason: string
  openedBy: string
  openedAt: string
}

const PAGE = 50

/** Slips of the reader's account sets, those on their way first to be seen by `isWaiting`; a keeper's own warehouses. One statement. */
export async function listAmendments(
  reader: Reader,
  person: Reading,
  { isWaiting, before }: { isWaiting: boolean; before: string | null },
): Promise<{ rows: AmendmentRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<AmendmentRow[]>`
    SELECT a.account_set_id AS "accountSetId", a.paper_id AS "paperId", p.number, a.status, a.note_paper_id AS "notePaperId",
      q.number AS "noteNumber",
      n.customer_name AS "customerName", a.reason, u.display_name AS "openedBy",
      to_char(a.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "openedAt"
    FROM amendment_slip a
    JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.paper_id
    JOIN paper q ON q.account_set_id = a.account_set_id AND q.id = a.note_paper_id
    JOIN delivery_note n ON n.account_set_id = a.account_set_id AND n.paper_id = a.note_paper_id
    JOIN app_user u ON u.id = a.opened_by_id
    WHERE a.account_set_id = ANY(${[...person.accountSetIds]}::int[])
      AND (${seesWholeSets(person)} OR n.warehouse_id = ANY(${[...person.warehouseIds]}::uuid[]))
      AND (NOT ${isWaiting} OR a.status IN ('OPEN', 'AGREED')) AND (${before}::uuid IS NULL OR a.paper_id < ${before}::uuid)
    ORDER BY a.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = found.slice(0, PAGE)
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

/** A line to amend: what was recorded as taken, as people say it. */
export type AmendableLine = { lineNo: number; product: string; taken: string }

/** A delivered note whose lines can be amended; null outside the reader's account sets. Two statements. */
export async function readAmendable(
  reader: Reader,
  person: Reading,
  key: NoteKey,
): Promise<{ note: Pick<RoadNote, 'number' | 'customerName' | 'status'>; lines: AmendableLine[] } | null> {
  const note = await readRoadNote(reader, person, key)
  if (!note) return null
  const taken = await reader.$queryRaw<{ lineNo: number; acceptedE3: bigint }[]>`
    SELECT line_no AS "lineNo", accepted_e3 AS "acceptedE3" FROM delivery_outcome_line
    WHERE account_set_id = ${key.accountSetId} AND paper_id = ${key.paperId}::uuid ORDER BY line_no`
  const lines = note.lines.flatMap((line): AmendableLine[] => {
    const acceptedE3 = taken.find(({ lineNo }) => lineNo === line.lineNo)?.acceptedE3 ?? 0n
    if (acceptedE3 === 0n) return []
    return [{ lineNo: line.lineNo, product: line.productName, taken: sayQuantity(line, acceptedE3) }]
  })
  return { note, lines }
}

/** A line of a slip as people say it, and how many codes come back with it. */
export type ShownLine = {
  lineNo: number
  product: string
  from: string
  to: string
  back: string
  codes: number
}

export type AmendmentPage = { slip: Amendment; lines: ShownLine[] }

/** One slip with its lines; a keeper sees those of their warehouses. Two statements. */
export async function readAmendmentPage(
  reader: Reader,
  person: Reading,
  key: NoteKey,
): Promise<AmendmentPage | null> {
  const slip = await readAmendment(reader, person.accountSetIds, key)
  if (!slip || !(seesWholeSets(person) || person.warehouseIds.includes(slip.warehouseId))) return null
  const note = await readRoadNote(reader, person, {
    accountSetId: slip.accountSetId,
    paperId: slip.notePaperId,
  })
  if (!note) return null
  const lines = slip.lines.flatMap(({ lineNo, fromE3, toE3 }): ShownLine[] => {
    const line = note.lines.find((each) => each.lineNo === lineNo)
    if (!line) return []
    const say = (qtyE3: bigint): string => sayQuantity(line, qtyE3)
    const codes = slip.status === 'RECEIVED' ? 0 : codesReturned(line, toE3)
    return [
      {
        lineNo,
        product: line.productName,
        from: say(fromE3),
        to: say(toE3),
        back: say(fromE3 - toE3),
        codes,
      },
    ]
  })
  return { slip, lines }
}
