import { deliverNote } from '#lib/domain/delivery-notes/commands/deliver.ts'
import { dispatchNote } from '#lib/domain/delivery-notes/commands/dispatch.ts'
import { arriveAtStop } from '#lib/domain/trips/commands/arrive.ts'
import { closeTrip } from '#lib/domain/trips/commands/close.ts'
import { leaveTrip } from '#lib/domain/trips/commands/leave.ts'
import { loadTrip } from '#lib/domain/trips/commands/load.ts'
import { openTrip } from '#lib/domain/trips/commands/open.ts'
import { OperatorFailure } from '#lib/ops/failure.ts'
import type { DayStage } from '#lib/ops/import/day-stage.ts'
import { driverTakes } from '#lib/ops/import/hand-overs.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import { digestOf, perform } from '#lib/ops/import/perform.ts'
import { strokeOf } from '#lib/ops/import/road.ts'
import { SCANS_MOST } from '#lib/ops/import/scanning.ts'
import { paidAtStop } from '#lib/ops/import/stop-money.ts'
import { attachPicture } from '#lib/papers/commands/attach-picture.ts'

/*
 * A trip from its plan to the driver's return. What is done already is left out, so that a trip that an earlier run
 * left on the road comes home.
 */

/** The demo's one vehicle. */
const VEHICLE = '示A12345'
/** A white picture of one point, as the file has no photograph of a consignment note (R51). */
const WHITE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII='

/** What a trip is driven with: the stage of each of its notes, and who is told of a delivery. */
export type TripRun = { stageOf: (invoice: string) => DayStage; delivered: (invoice: string) => void }

type Stop = {
  paperId: string
  number: string
  status: string
  mark: string
  customerId: string
  customerCode: string
  channel: string
  settlementMethod: string
  grossFen: bigint
  advancedFreightFen: bigint
  hasArrived: boolean
}

/** Trips of the day that are planned or on the road. */
export async function tripsUnderWay(stage: DayStage): Promise<string[]> {
  const { db, accountSetId } = stage.scene
  const rows = await db.trip.findMany({
    where: { accountSetId, tripDate: new Date(stage.date), status: { in: ['OPEN', 'LEFT'] } },
    select: { paperId: true },
    orderBy: { paperId: 'asc' },
  })
  return rows.map(({ paperId }) => paperId)
}

/** The clerk plans a trip over these notes, in the order of the stops; answers its id. */
export async function planTrip(stage: DayStage, noteIds: readonly string[]): Promise<string> {
  const act = stage.act('plan', 'clerk', { digest: digestOf(noteIds) })
  const driverId = stage.crew.driver.person.userId
  const plan = { accountSetId: stage.scene.accountSetId, driverId, vehicle: VEHICLE, noteIds, remark: '' }
  return (await perform(openTrip, act, plan)).paperId
}

/** Loads, dispatches and drives a trip until it is closed. */
export async function driveTrip(stage: DayStage, tripId: string, run: TripRun): Promise<void> {
  const { db, accountSetId } = stage.scene
  const key = { accountSetId, paperId: tripId }
  const { status } = await db.trip.findFirstOrThrow({ where: key, select: { status: true } })
  const stops = await readStops(stage, tripId)
  if (status === 'OPEN') await sendOff(stage, tripId, stops, run)
  await driverTakes(
    stage,
    stops.map(({ paperId }) => paperId),
  )
  for (const stop of stops) await serveStop(run.stageOf(invoiceOf(stage, stop)), tripId, stop, run)
  await perform(closeTrip, stage.act('closeTrip', 'driver', { digest: tripId }), key)
}

async function sendOff(stage: DayStage, tripId: string, stops: readonly Stop[], run: TripRun): Promise<void> {
  const { db, accountSetId } = stage.scene
  const key = { accountSetId, paperId: tripId }
  const held = await db.codeHolding.findMany({
    where: { accountSetId, paperId: { in: stops.map(({ paperId }) => paperId) } },
    select: { code: true },
    orderBy: [{ paperId: 'asc' }, { code: 'asc' }],
  })
  const typed = [...stops.map(({ number }) => number), ...held.map(({ code }) => code)]
  for (const piece of inPieces(typed, SCANS_MOST)) {
    const scans = piece.map((each) => ({ typed: each, lineNo: null, kind: null }))
    const act = stage.act('load', 'keeper', { digest: `${tripId}/${digestOf(piece)}` })
    const { answers } = await perform(loadTrip, act, { ...key, scans })
    const odd = answers.find(({ outcome }) => outcome === 'unknown' || outcome === 'otherTrip')
    if (odd)
      throw new OperatorFailure(
        `装车时 ${odd.typed} 不属于这一趟（${odd.outcome}）`,
        `${odd.typed} was not loaded: it is not of this trip (${odd.outcome})`,
      )
  }
  for (const stop of stops.filter((each) => each.status === 'VERIFIED')) {
    const invoice = invoiceOf(stage, stop)
    const dispatch = { accountSetId, paperId: stop.paperId, notice: 'PHONE' }
    await perform(dispatchNote, run.stageOf(invoice).act('dispatch', 'keeper', invoice), dispatch)
  }
  await perform(leaveTrip, stage.act('leave', 'keeper', { digest: tripId }), key)
}

/** The customer takes everything, pays what the terms ask for, and signs on the driver's screen. */
async function serveStop(stage: DayStage, tripId: string, stop: Stop, run: TripRun): Promise<void> {
  const { accountSetId } = stage.scene
  const { paperId, channel, hasArrived } = stop
  const invoice = invoiceOf(stage, stop)
  if (stop.status !== 'DELIVERED') {
    const arrival = { accountSetId, paperId: tripId, noteId: paperId }
    if (!hasArrived) await perform(arriveAtStop, stage.act('arrive', 'driver', invoice), arrival)
    const signature = { kind: 'STROKE', stroke: strokeOf(invoice) }
    const tenders = await paidAtStop(stage, stop)
    const delivery = { accountSetId, paperId, lines: [], signature, tenders }
    await perform(deliverNote, stage.act('deliver', 'driver', invoice), delivery)
    run.delivered(invoice)
  }
  if (channel !== 'PREFECTURE') return
  const photograph = { of: { accountSetId, paperId }, purpose: 'WAYBILL', picture: WHITE }
  await perform(attachPicture, stage.act('waybill', 'driver', invoice), photograph)
}

function invoiceOf({ scene: { source } }: DayStage, { mark }: Stop): string {
  return mark.slice(source.markOf('').length)
}

function readStops({ scene: { db, accountSetId } }: DayStage, tripId: string): Promise<Stop[]> {
  return db.$queryRaw<Stop[]>`
    SELECT n.paper_id AS "paperId", p.number, n.status, n.special_instructions AS mark, n.customer_id AS "customerId",
      c.code AS "customerCode", n.channel, n.settlement_method AS "settlementMethod", n.gross_fen AS "grossFen",
      n.advanced_freight_fen AS "advancedFreightFen", s.arrived_at IS NOT NULL AS "hasArrived"
    FROM trip_stop s
    JOIN delivery_note n ON n.account_set_id = s.account_set_id AND n.paper_id = s.note_id
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN customer c ON c.account_set_id = n.account_set_id AND c.id = n.customer_id
    WHERE s.account_set_id = ${accountSetId} AND s.paper_id = ${tripId}::uuid AND s.is_live ORDER BY s.stop_no`
}
