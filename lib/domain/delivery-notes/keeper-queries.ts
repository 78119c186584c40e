import type { Person } from '#lib/auth/actor.ts'
import { dispatchFactsOf } from '#lib/domain/delivery-notes/dispatch-loading.ts'
import { DISPATCH_GATE } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import { PREPARE_GATE } from '#lib/domain/delivery-notes/prepare-rules.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { type NoteKey, readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Reader } from '#lib/db/client.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

/** What stands between a note and the road, in the order in which it is cleared. */
export type KeeperBlock =
  'ACCEPT' | 'AT_DESK' | 'PICK' | 'SHORT' | 'CODES' | 'DAMAGED' | 'SIGN' | 'HANDLER' | 'VERIFY' | 'DRIVER'

export type KeeperCard = {
  accountSetId: number
  paperId: string
  number: string
  status: NoteStatus
  customerName: string
  warehouseName: string
  isUrgent: boolean
  expectedOn: string
  issuedAt: string
  cases: number
  bottles: number
  lineCount: number
  pickedLines: number
  codesDue: number
  codesKept: number
  keeperName: string | null
  driverName: string | null
  /** Since when its four copies are offered to this keeper. */
  offeredAt: string | null
  blocks: KeeperBlock[]
}

type FlatCard = Omit<KeeperCard, 'blocks'> & {
  shortLines: number
  codesMissing: number
  damagedWaiting: number
  slots: string[]
}

/** Longest queue that is shown; the rest waits behind it. */
export const QUEUE_MOST = 100

/**
 * What leaves next from the keeper's warehouses (a manager sees all): urgent first (R50), then by the promised day and by issue. One
 * statement; one more card than `QUEUE_MOST` says that there are more.
 */
export async function readKeeperQueue(reader: Reader, person: Person): Promise<KeeperCard[]> {
  const rows = await reader.$queryRaw<FlatCard[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status,
      n.customer_name AS "customerName", n.warehouse_name AS "warehouseName", n.is_urgent AS "isUrgent",
      n.expected_on::text AS "expectedOn", to_char(n.issued_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "issuedAt",
      l.cases, l.bottles, n.line_count AS "lineCount", l.picked AS "pickedLines", l.short AS "shortLines",
      l.due AS "codesDue", l.kept AS "codesKept", l.missing AS "codesMissing",
      (SELECT count(*)::int FROM damaged_code m WHERE m.account_set_id = n.account_set_id AND m.paper_id = n.paper_id
        AND m.decision IS NULL) AS "damagedWaiting",
      array(SELECT s.slot FROM signature s WHERE s.account_set_id = n.account_set_id AND s.paper_id = n.paper_id) AS slots,
      k.display_name AS "keeperName", d.display_name AS "driverName",
      (SELECT to_char(min(c.offered_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') FROM document_copy c
        WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id AND c.offered_place = 'WAREHOUSE'
          AND c.offered_to_id = ${person.userId}::uuid) AS "offeredAt"
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN app_user k ON k.id = n.keeper_id
    LEFT JOIN app_user d ON d.id = n.driver_id
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN l.case_factor_e3 IS NULL THEN 0 ELSE l.qty_e3 / l.case_factor_e3 END)::int AS cases,
        sum((CASE WHEN l.case_factor_e3 IS NULL THEN l.qty_e3 ELSE l.qty_e3 % l.case_factor_e3 END) / 1000)::int AS bottles,
        count(w.line_no)::int AS picked, (count(*) FILTER (WHERE w.picked_e3 <> l.qty_e3 OR NOT w.is_quality_good))::int AS short,
        sum(l.codes_due)::int AS due, sum(coalesce(h.kept, 0))::int AS kept,
        sum(greatest(0, ceil(l.codes_due * g.code_coverage_bp / 10000.0) - coalesce(h.kept, 0)))::int AS missing
      FROM delivery_note_line l
      JOIN product g ON g.id = l.product_id
      LEFT JOIN pick_line w USING (account_set_id, paper_id, line_no)
      LEFT JOIN (SELECT c.line_no, count(*) AS kept FROM code_holding c
        WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id GROUP BY 1) h ON h.line_no = l.line_no
      WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l
    WHERE n.account_set_id = ANY(${[...person.accountSetIds]}::int[])
      AND (${seesWholeSets(person)} OR n.warehouse_id = ANY(${[...person.warehouseIds]}::uuid[]))
      AND n.status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED')
    ORDER BY n.is_urgent DESC, n.expected_on, n.issued_at, n.paper_id LIMIT ${QUEUE_MOST + 1}`
  return rows.map(cardOf)
}

function cardOf({ shortLines, codesMissing, damagedWaiting, slots, ...card }: FlatCard): KeeperCard {
  const { status, offeredAt, pickedLines, lineCount, driverName } = card
  const isPicking = status === 'PICKING'
  const isReady = status === 'PREPARED' || status === 'VERIFIED'
  const all: readonly (readonly [KeeperBlock, boolean])[] = [
    ['ACCEPT', status === 'ISSUED' && offeredAt !== null],
    ['AT_DESK', status === 'ISSUED' && offeredAt === null],
    ['SHORT', isPicking && shortLines > 0],
    ['PICK', isPicking && pickedLines < lineCount],
    ['DAMAGED', damagedWaiting > 0],
    ['CODES', status !== 'ISSUED' && codesMissing > 0],
    ['SIGN', isReady && !slots.includes('KEEPER')],
    ['HANDLER', isReady && !slots.includes('HANDLER')],
    ['VERIFY', status === 'PREPARED'],
    ['DRIVER', isReady && driverName === null],
  ]
  return { ...card, blocks: all.flatMap(([block, stands]) => (stands ? [block] : [])) }
}

/** A code as it stands on the note, the latest first. */
export type KeptCodeRow = {
  sequence: number
  lineNo: number
  kind: string
  code: string
  isDamaged: boolean
}

export type DamagedWaitingRow = { sequence: number; lineNo: number; code: string; reason: string }

export type DriverChoice = { id: string; name: string }

/** Everything the keeper's note page shows. */
export type KeeperNote = {
  note: RoadNote
  codes: KeptCodeRow[]
  damaged: DamagedWaitingRow[]
  drivers: DriverChoice[]
  /** The gate of the next step of the keeper's; null when the next step is another person's. */
  checklist: Checklist | null
}

type FlatSide = { codes: KeptCodeRow[]; damaged: DamagedWaitingRow[]; drivers: DriverChoice[] }

/** The note for the keeper's phone; null outside the keeper's warehouses. Four statements. */
export async function readKeeperNote(
  reader: Reader,
  person: Person,
  key: NoteKey,
  today: BusinessDate,
): Promise<KeeperNote | null> {
  const note = await readRoadNote(reader, person, key)
  const isWithin = seesWholeSets(person) || person.warehouseIds.includes(note?.warehouseId ?? '')
  if (!note || !isWithin) return null
  const side = await readSide(reader, key)
  return { note, ...side, checklist: await nextGate(reader, person, note, today) }
}

async function nextGate(
  reader: Reader,
  person: Person,
  note: RoadNote,
  today: BusinessDate,
): Promise<Checklist | null> {
  if (note.status === 'PICKING') return evaluate(PREPARE_GATE, { note })
  if (note.status !== 'PREPARED' && note.status !== 'VERIFIED') return null
  return evaluate(DISPATCH_GATE, await dispatchFactsOf(reader, person, note, today))
}

async function readSide(reader: Reader, { accountSetId, paperId }: NoteKey): Promise<FlatSide> {
  const rows = await reader.$queryRaw<FlatSide[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', c.sequence, 'lineNo', c.line_no, 'kind', c.kind,
        'code', c.code, 'isDamaged', c.is_damaged) ORDER BY c.sequence DESC), '[]')
       FROM code_capture c JOIN code_holding h USING (account_set_id, paper_id, sequence)
       WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid) AS codes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', m.sequence, 'lineNo', m.line_no, 'code', m.code,
        'reason', m.reason) ORDER BY m.sequence), '[]')
       FROM damaged_code m WHERE m.account_set_id = ${accountSetId} AND m.paper_id = ${paperId}::uuid
         AND m.decision IS NULL) AS damaged,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.display_name) ORDER BY u.display_name), '[]')
       FROM app_user u JOIN user_role r ON r.user_id = u.id AND r.role = 'DRIVER'
       JOIN user_account_set s ON s.user_id = u.id AND s.account_set_id = ${accountSetId}
       WHERE u.is_active) AS drivers`
  return rows[0] ?? { codes: [], damaged: [], drivers: [] }
}
