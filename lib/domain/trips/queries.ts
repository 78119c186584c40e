import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import type { TripStatus } from '#lib/domain/trips/states.ts'
import type { Trip, TripNote, TripStop } from '#lib/domain/trips/trip.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { seesWholeSets, withinScope } from '#lib/papers/note-scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * The condition that bounds `t` (trip) to what the person may see: their account sets; a driver's own trips; for a keeper
 * those on which notes of their warehouses stand, or which they opened (A05).
 */
function withinTripScope(
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
): Prisma.Sql {
  const sets = Prisma.sql`t.account_set_id = ANY(${[...person.accountSetIds]}::int[])`
  if (seesWholeSets(person)) return sets
  const warehouseIds = person.roles.includes('KEEPER') ? [...person.warehouseIds] : []
  return Prisma.sql`(${sets} AND (t.driver_id = ${person.userId}::uuid OR t.opened_by_id = ${person.userId}::uuid
    OR EXISTS (SELECT FROM trip_stop o JOIN delivery_note w ON w.account_set_id = o.account_set_id AND w.paper_id = o.note_id
      WHERE o.account_set_id = t.account_set_id AND o.paper_id = t.paper_id AND w.warehouse_id = ANY(${warehouseIds}::uuid[]))))`
}

/** Cases and loose units of a note `n`. */
const GOODS = Prisma.sql`CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN l.case_factor_e3 IS NULL THEN 0 ELSE l.qty_e3 / l.case_factor_e3 END)::int AS cases,
        sum((CASE WHEN l.case_factor_e3 IS NULL THEN l.qty_e3 ELSE l.qty_e3 % l.case_factor_e3 END) / 1000)::int AS bottles
      FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l`

/** A trip with its stops in order, in one statement; null when it is not within the person's scope. */
export async function readTrip(
  reader: Reader,
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
  { accountSetId, paperId }: PaperKey,
): Promise<Trip | null> {
  const rows = await reader.$queryRaw<Trip[]>`
    SELECT t.account_set_id AS "accountSetId", t.paper_id AS "paperId", p.number, t.status, t.version, t.driver_id AS "driverId",
      d.display_name AS "driverName", t.vehicle, t.trip_date::text AS "tripDate", t.remark, t.opened_by_id AS "openedById",
      u.display_name AS "openedByName", to_char(t.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "openedAt",
      to_char(t.left_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "leftAt", to_char(t.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closedAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('noteId', s.note_id, 'stopNo', s.stop_no, 'number', q.number,
         'noteStatus', n.status, 'customerName', n.customer_name, 'contactName', n.contact_name, 'phone', n.phone,
         'deliveryAddress', n.delivery_address, 'isUrgent', n.is_urgent, 'cases', l.cases, 'bottles', l.bottles,
         'warehouseId', n.warehouse_id, 'noteDriverId', n.driver_id,
         'codes', (SELECT count(*) FROM code_holding h WHERE h.account_set_id = n.account_set_id AND h.paper_id = n.paper_id),
         'codesLoaded', (SELECT count(*) FROM code_holding h JOIN trip_scan c ON c.account_set_id = h.account_set_id
           AND c.paper_id = s.paper_id AND c.note_id = h.paper_id AND c.what = h.code
           WHERE h.account_set_id = n.account_set_id AND h.paper_id = n.paper_id),
         'isPaperLoaded', EXISTS (SELECT FROM trip_scan c WHERE c.account_set_id = s.account_set_id AND c.paper_id = s.paper_id
           AND c.note_id = s.note_id AND c.what = 'PAPER'),
         'arrivedAt', to_char(s.arrived_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'notDeliveredAt', to_char(s.not_delivered_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'reason', s.reason, 'isLive', s.is_live)
         ORDER BY s.stop_no, s.note_id), '[]')
       FROM trip_stop s
       JOIN delivery_note n ON n.account_set_id = s.account_set_id AND n.paper_id = s.note_id
       JOIN paper q ON q.account_set_id = s.account_set_id AND q.id = s.note_id
       ${GOODS}
       WHERE s.account_set_id = t.account_set_id AND s.paper_id = t.paper_id
         AND (s.is_live OR s.not_delivered_at IS NOT NULL OR t.status = 'CANCELLED')) AS stops
    FROM trip t
    JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
    JOIN app_user d ON d.id = t.driver_id
    JOIN app_user u ON u.id = t.opened_by_id
    WHERE t.account_set_id = ${accountSetId} AND t.paper_id = ${paperId}::uuid AND ${withinTripScope(person)}`
  return rows[0] ?? null
}

/** A trip in the list. */
export type TripCard = {
  accountSetId: number
  paperId: string
  number: string
  status: TripStatus
  driverName: string
  vehicle: string
  tripDate: string
  stops: number
  /** Stops that have ended, and those of them that were not delivered. */
  over: number
  notDelivered: number
}

const LISTED = 200

/** Trips within scope, newest first; all states, or those that are under way. One statement. */
export function listTrips(
  reader: Reader,
  person: Person,
  wish: { isUnderWay: boolean },
): Promise<TripCard[]> {
  return reader.$queryRaw<TripCard[]>`
    SELECT t.account_set_id AS "accountSetId", t.paper_id AS "paperId", p.number, t.status, d.display_name AS "driverName", t.vehicle,
      t.trip_date::text AS "tripDate", s.stops, s.over, s.missed AS "notDelivered"
    FROM trip t
    JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
    JOIN app_user d ON d.id = t.driver_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS stops, (count(*) FILTER (WHERE NOT s.is_live))::int AS missed,
        (count(*) FILTER (WHERE NOT s.is_live OR n.status IN ('DELIVERED', 'POSTED', 'REVERSED', 'VOIDED')))::int AS over
      FROM trip_stop s JOIN delivery_note n ON n.account_set_id = s.account_set_id AND n.paper_id = s.note_id
      WHERE s.account_set_id = t.account_set_id AND s.paper_id = t.paper_id AND (s.is_live OR s.not_delivered_at IS NOT NULL)) s
    WHERE ${withinTripScope(person)} AND (NOT ${wish.isUnderWay} OR t.status IN ('OPEN', 'LEFT'))
    ORDER BY t.opened_at DESC, t.paper_id DESC LIMIT ${LISTED}`
}

/** A note that waits for a trip. */
export type WaitingNote = TripNote &
  Pick<TripStop, 'customerName' | 'deliveryAddress' | 'isUrgent' | 'cases' | 'bottles'> & {
    channel: string
    expectedOn: string
    /** It came back from an earlier trip. */
    cameBack: boolean
  }

const WAITING = 300

/**
 * Notes of an account set that may stand on a trip: verified, or dispatched and on no trip; those on this trip too.
 * Urgent first, then by address, so that one way lies together. One statement.
 */
export function listNotesForTrip(
  reader: Reader,
  person: Person,
  accountSetId: number,
  tripId: string | null,
): Promise<WaitingNote[]> {
  return notesWhere(
    reader,
    Prisma.sql`n.account_set_id = ${accountSetId} AND n.status IN ('VERIFIED', 'DISPATCHED') AND ${withinScope(person)}
      AND (s.paper_id IS NULL OR s.paper_id = ${tripId}::uuid)
      ORDER BY n.is_urgent DESC, n.delivery_address, n.expected_on, p.number LIMIT ${WAITING}`,
  )
}

/** How many notes wait for a trip in each of these account sets, sets with none left out. One statement. */
export async function countNotesForTrip(
  reader: Reader,
  person: Person,
  accountSetIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await reader.$queryRaw<{ id: number; count: number }[]>`
    SELECT n.account_set_id AS id, count(*)::int AS count FROM delivery_note n
    WHERE n.account_set_id = ANY(${[...accountSetIds]}::int[]) AND n.status IN ('VERIFIED', 'DISPATCHED') AND ${withinScope(person)}
      AND NOT EXISTS (SELECT FROM trip_stop s
        WHERE s.account_set_id = n.account_set_id AND s.note_id = n.paper_id AND s.is_live)
    GROUP BY 1`
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** The named notes within the person's scope, in no order. One statement. */
export function readTripNotes(
  reader: Reader,
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds' | 'warehouseIds'>,
  accountSetId: number,
  noteIds: readonly string[],
): Promise<WaitingNote[]> {
  return notesWhere(
    reader,
    Prisma.sql`n.account_set_id = ${accountSetId} AND n.paper_id = ANY(${[...noteIds]}::uuid[]) AND ${withinScope(person)}`,
  )
}

function notesWhere(reader: Reader, condition: Prisma.Sql): Promise<WaitingNote[]> {
  return reader.$queryRaw<WaitingNote[]>`
    SELECT n.paper_id AS "noteId", p.number, n.status, n.driver_id AS "driverId", s.paper_id AS "tripId", q.number AS "tripNumber",
      c.keeper_id AS "copiesWithId", k.display_name AS "copiesWithName", n.customer_name AS "customerName",
      n.delivery_address AS "deliveryAddress", n.is_urgent AS "isUrgent", l.cases, l.bottles, n.channel,
      n.expected_on::text AS "expectedOn", EXISTS (SELECT FROM trip_stop b WHERE b.account_set_id = n.account_set_id
        AND b.note_id = n.paper_id AND b.not_delivered_at IS NOT NULL) AS "cameBack"
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN trip_stop s ON s.account_set_id = n.account_set_id AND s.note_id = n.paper_id AND s.is_live
    LEFT JOIN paper q ON q.account_set_id = s.account_set_id AND q.id = s.paper_id
    LEFT JOIN document_copy c ON c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id AND c.kind = 'DRIVER'
    LEFT JOIN app_user k ON k.id = c.keeper_id
    ${GOODS}
    WHERE ${condition}`
}

/** Drivers at work in an account set. One statement. */
export function listDrivers(reader: Reader, accountSetId: number): Promise<{ id: string; name: string }[]> {
  return reader.$queryRaw`
    SELECT u.id, u.display_name AS name FROM app_user u
    JOIN user_role r ON r.user_id = u.id AND r.role = 'DRIVER'
    JOIN user_account_set s ON s.user_id = u.id AND s.account_set_id = ${accountSetId}
    WHERE u.is_active ORDER BY u.display_name, u.id`
}

/** What a scan may name on a trip: the note whose copy, number or goods code it is. */
export type ScanTarget = {
  /** What was looked for: a token, a note's id or number, or a code. */
  key: string
  noteId: string
  number: string
  isPaper: boolean
  isOnTrip: boolean
}

/**
 * Finds what scans name, on the trip and elsewhere in the person's account sets: one vehicle may carry trips of two. What is
 * on the trip comes first, since two account sets may count alike. One statement.
 */
export function findScanned(
  reader: Reader,
  { accountSetIds }: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: PaperKey,
  wanted: { tokens: readonly string[]; papers: readonly string[]; codes: readonly string[] },
): Promise<ScanTarget[]> {
  const sets = [...accountSetIds]
  return reader.$queryRaw<ScanTarget[]>`
    WITH found AS (
      SELECT c.token AS key, c.account_set_id AS set_id, c.paper_id AS note_id, true AS is_paper FROM document_copy c
      WHERE c.token = ANY(${[...wanted.tokens]}::text[]) AND c.account_set_id = ANY(${sets}::int[])
      UNION ALL SELECT p.number, p.account_set_id, p.id, true FROM paper p
      WHERE p.account_set_id = ANY(${sets}::int[]) AND p.number = ANY(${[...wanted.papers]}::text[])
      UNION ALL SELECT p.id::text, p.account_set_id, p.id, true FROM paper p
      WHERE p.account_set_id = ANY(${sets}::int[]) AND p.id::text = ANY(${[...wanted.papers]}::text[])
      UNION ALL SELECT h.code, h.account_set_id, h.paper_id, false FROM code_holding h
      WHERE h.account_set_id = ANY(${sets}::int[]) AND h.code = ANY(${[...wanted.codes]}::text[]))
    SELECT f.key, f.note_id AS "noteId", p.number, f.is_paper AS "isPaper",
      f.set_id = ${accountSetId}::int AND EXISTS (SELECT FROM trip_stop s
        WHERE s.account_set_id = f.set_id AND s.paper_id = ${paperId}::uuid AND s.note_id = f.note_id AND s.is_live) AS "isOnTrip"
    FROM found f JOIN paper p ON p.account_set_id = f.set_id AND p.id = f.note_id ORDER BY "isOnTrip" DESC`
}

/** What of a trip was scanned already, as `note what`. One statement. */
export async function readScanned(reader: Reader, trip: PaperKey): Promise<ReadonlySet<string>> {
  const rows = await reader.$queryRaw<{ noteId: string; what: string }[]>`
    SELECT note_id AS "noteId", what FROM trip_scan WHERE account_set_id = ${trip.accountSetId} AND paper_id = ${trip.paperId}::uuid`
  return new Set(rows.map(({ noteId, what }) => `${noteId} ${what}`))
}

/** How the account set numbers its papers. One statement. */
export async function readNumberFormat(reader: Reader, accountSetId: number): Promise<string> {
  const rows = await reader.$queryRaw<{ numberFormat: string }[]>`
    SELECT number_format AS "numberFormat" FROM account_set WHERE id = ${accountSetId}`
  const row = rows[0]
  if (!row) throw new Error('an account set in scope exists')
  return row.numberFormat
}
