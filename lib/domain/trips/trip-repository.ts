import type { Tx } from '#lib/db/client.ts'
import type { TripContent } from '#lib/domain/trips/content.ts'
import type { TripStatus } from '#lib/domain/trips/states.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** The plan of a trip as it is written. */
export type TripPlan = { driverId: string; vehicle: string; remark: string; noteIds: readonly string[] }

type Stamp = { actorId: string; at: Date }

/**
 * Holds the papers of a trip, of its stops and of the notes that are to stand on it, in the order of their ids, until
 * the transaction ends. One statement.
 */
export async function holdTripPapers(
  tx: Tx,
  accountSetId: number,
  wanted: { tripId: string | null; noteIds: readonly string[] },
): Promise<void> {
  const { tripId, noteIds } = wanted
  const ids = tripId === null ? [...noteIds] : [tripId, ...noteIds]
  await tx.$queryRaw`
    WITH wanted AS MATERIALIZED (SELECT unnest(${ids}::uuid[]) AS id
      UNION SELECT s.note_id FROM trip_stop s WHERE s.account_set_id = ${accountSetId} AND s.paper_id = ${tripId}::uuid)
    SELECT 1 FROM paper p WHERE p.account_set_id = ${accountSetId} AND p.id IN (SELECT id FROM wanted)
    ORDER BY p.id FOR UPDATE`
}

/** Writes the paper, the trip and its stops. One statement. */
export async function insertTrip(
  tx: Tx,
  content: TripContent,
  paper: { period: string; sequence: number; contentHash: Buffer; chainHash: Buffer },
  plan: TripPlan,
  at: Date,
): Promise<void> {
  const { accountSetId, paperId, number, tripDate, openedById } = content
  await tx.$executeRaw`
    WITH papers AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'TRIP', ${number}, ${paper.period}, ${paper.sequence}, ${tripDate}::date,
        ${paper.contentHash}, ${openedById}::uuid, ${at}, ${paper.chainHash})),
    trips AS (
      INSERT INTO trip (account_set_id, paper_id, status, driver_id, vehicle, trip_date, remark, opened_by_id, opened_at)
      VALUES (${accountSetId}, ${paperId}::uuid, 'OPEN', ${plan.driverId}::uuid, ${plan.vehicle}, ${tripDate}::date, ${plan.remark},
        ${openedById}::uuid, ${at}))
    INSERT INTO trip_stop (account_set_id, paper_id, note_id, stop_no, is_live)
    SELECT ${accountSetId}, ${paperId}::uuid, n.id, n.no, true
    FROM unnest(${[...plan.noteIds]}::uuid[]) WITH ORDINALITY AS n(id, no)`
}

/**
 * Writes the changed plan of a trip that has not left: notes that are not on it any more leave it, the others stand in
 * the new order. False when the trip has moved on since it was seen. Two statements: a place is free before it is taken.
 */
export async function updatePlan(
  tx: Tx,
  trip: PaperKey & { version: number },
  plan: TripPlan,
): Promise<boolean> {
  const moved = await tx.$queryRaw<unknown[]>`
    WITH moved AS (UPDATE trip SET driver_id = ${plan.driverId}::uuid, vehicle = ${plan.vehicle}, remark = ${plan.remark}, version = version + 1
      WHERE account_set_id = ${trip.accountSetId} AND paper_id = ${trip.paperId}::uuid AND status = 'OPEN' AND version = ${trip.version}
      RETURNING account_set_id, paper_id),
    off AS (UPDATE trip_stop s SET is_live = false FROM moved m
      WHERE s.account_set_id = m.account_set_id AND s.paper_id = m.paper_id AND NOT s.note_id = ANY(${[...plan.noteIds]}::uuid[]))
    SELECT 1 FROM moved`
  if (moved.length !== 1) return false
  await tx.$executeRaw`
    INSERT INTO trip_stop (account_set_id, paper_id, note_id, stop_no, is_live)
    SELECT ${trip.accountSetId}, ${trip.paperId}::uuid, n.id, n.no, true
    FROM unnest(${[...plan.noteIds]}::uuid[]) WITH ORDINALITY AS n(id, no)
    ON CONFLICT (account_set_id, paper_id, note_id) DO UPDATE SET stop_no = excluded.stop_no, is_live = true`
  return true
}

/** Moves a trip from one state to the next; false when it has moved on since it was seen. One statement. */
export async function turnTrip(
  tx: Tx,
  trip: PaperKey & { version: number },
  turn: { from: TripStatus; to: 'LEFT' | 'CLOSED' | 'CANCELLED' },
  by: Stamp,
): Promise<boolean> {
  const isLeft = turn.to === 'LEFT'
  const moved = await tx.$queryRaw<unknown[]>`
    WITH moved AS (UPDATE trip SET status = ${turn.to}, version = version + 1,
        left_at = CASE WHEN ${isLeft} THEN ${by.at} ELSE left_at END,
        left_by_id = CASE WHEN ${isLeft} THEN ${by.actorId}::uuid ELSE left_by_id END,
        closed_at = CASE WHEN ${isLeft} THEN closed_at ELSE ${by.at} END,
        closed_by_id = CASE WHEN ${isLeft} THEN closed_by_id ELSE ${by.actorId}::uuid END
      WHERE account_set_id = ${trip.accountSetId} AND paper_id = ${trip.paperId}::uuid AND status = ${turn.from} AND version = ${trip.version}
      RETURNING account_set_id, paper_id),
    freed AS (UPDATE trip_stop s SET is_live = false FROM moved m
      WHERE ${turn.to} = 'CANCELLED' AND s.account_set_id = m.account_set_id AND s.paper_id = m.paper_id)
    SELECT 1 FROM moved`
  return moved.length === 1
}

/** What a scan found: the paper of a note, or one of its codes. */
export type LoadedScan = { noteId: string; what: string }

/** Keeps what was scanned while loading, each once. One statement, none when there is nothing. */
export async function keepScans(
  tx: Tx,
  trip: PaperKey,
  scans: readonly LoadedScan[],
  by: Stamp,
): Promise<void> {
  if (scans.length === 0) return
  await tx.$executeRaw`
    INSERT INTO trip_scan (account_set_id, paper_id, note_id, what, scanned_by_id, at)
    SELECT ${trip.accountSetId}, ${trip.paperId}::uuid, s."noteId", s.what, ${by.actorId}::uuid, ${by.at}
    FROM jsonb_to_recordset(${JSON.stringify(scans)}::jsonb) AS s("noteId" uuid, what text)
    ON CONFLICT DO NOTHING`
}

type StopKey = PaperKey & { noteId: string }

/** Writes that the driver has arrived; false when that, or the end of the stop, stands there already. One statement. */
export async function markArrived(tx: Tx, stop: StopKey, at: Date): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE trip_stop SET arrived_at = ${at}
    WHERE account_set_id = ${stop.accountSetId} AND paper_id = ${stop.paperId}::uuid AND note_id = ${stop.noteId}::uuid
      AND is_live AND arrived_at IS NULL`
  return moved === 1
}

/** Ends a stop whose goods stay on the vehicle; false when it has ended already. One statement. */
export async function markNotDelivered(tx: Tx, stop: StopKey, reason: string, by: Stamp): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE trip_stop SET is_live = false, not_delivered_at = ${by.at}, not_delivered_by_id = ${by.actorId}::uuid, reason = ${reason}
    WHERE account_set_id = ${stop.accountSetId} AND paper_id = ${stop.paperId}::uuid AND note_id = ${stop.noteId}::uuid AND is_live`
  return moved === 1
}
