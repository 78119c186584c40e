import type { Person } from '#lib/auth/actor.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { type NoteKey, readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { VERIFY_GATE } from '#lib/domain/delivery-notes/verify-rules.ts'
import type { Reader } from '#lib/db/client.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

/** A prepared note that waits for a second pair of eyes (R10). */
export type VerifyCard = {
  accountSetId: number
  paperId: string
  number: string
  customerName: string
  warehouseName: string
  keeperName: string
  lineCount: number
  isUrgent: boolean
  preparedAt: string
}

const MOST = 100

/** What waits to be verified, urgent first; a driver sees only their own notes. One statement. */
export function readVerifyQueue(reader: Reader, person: Person): Promise<VerifyCard[]> {
  return reader.$queryRaw<VerifyCard[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.customer_name AS "customerName",
      n.warehouse_name AS "warehouseName", coalesce(k.display_name, '') AS "keeperName", n.line_count AS "lineCount",
      n.is_urgent AS "isUrgent", to_char(n.prepared_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "preparedAt"
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN app_user k ON k.id = n.keeper_id
    WHERE n.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND n.status = 'PREPARED'
      AND n.keeper_id IS DISTINCT FROM ${person.userId}::uuid
      AND (${seesWholeSets(person)} OR n.driver_id = ${person.userId}::uuid)
    ORDER BY n.is_urgent DESC, n.expected_on, n.issued_at, n.paper_id LIMIT ${MOST}`
}

/** One note to be verified, with its gate; null outside the person's scope. One statement. */
export async function readVerifyNote(
  reader: Reader,
  person: Person,
  key: NoteKey,
): Promise<{ note: RoadNote; checklist: Checklist } | null> {
  const note = await readRoadNote(reader, person, key)
  if (!note || !(seesWholeSets(person) || note.driverId === person.userId)) return null
  return { note, checklist: evaluate(VERIFY_GATE, { note, verifierId: person.userId, counted: null }) }
}
