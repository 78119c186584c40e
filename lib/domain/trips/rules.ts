import { isOver, stopStateOf } from '#lib/domain/trips/states.ts'
import { isLoaded, type Trip, type TripNote } from '#lib/domain/trips/trip.ts'
import { type Gate, met, type Rule, unmet, warn } from '#lib/kernel/gate.ts'

/** What the plan of a trip looks at. */
export type PlanFacts = {
  /** The trip that is changed; null for a new one. */
  tripId: string | null
  notes: readonly TripNote[]
  driver: { id: string; isDriver: boolean } | null
}

const verified: Rule<PlanFacts> = {
  id: 'R10',
  check: ({ notes }) => {
    const early = notes.find(({ status }) => status !== 'VERIFIED' && status !== 'DISPATCHED')
    return early
      ? unmet(
          'notVerified',
          { role: 'CLERK', act: 'note.verify' },
          { number: early.number, status: early.status },
        )
      : met()
  },
}

const copiesWithDriver: Rule<PlanFacts> = {
  id: 'R57',
  check: ({ notes, driver }) => {
    const away = notes.find(
      ({ status, copiesWithId }) =>
        status === 'DISPATCHED' && copiesWithId !== null && copiesWithId !== driver?.id,
    )
    return away ? warn('copiesElsewhere', { number: away.number, name: away.copiesWithName ?? '' }) : met()
  },
}

const onOneTrip: Rule<PlanFacts> = {
  id: 'R104',
  check: ({ notes, tripId }) => {
    const taken = notes.find((note) => note.tripId !== null && note.tripId !== tripId)
    return taken
      ? unmet('onAnotherTrip', { role: 'KEEPER' }, { number: taken.number, trip: taken.tripNumber ?? '' })
      : met()
  },
}

const driverNamed: Rule<PlanFacts> = {
  id: 'R113',
  check: ({ driver }) => (driver?.isDriver === true ? met() : unmet('notADriver', { role: 'CLERK' })),
}

/** 排车: what must hold before notes stand on a trip. */
export const PLAN_TRIP_GATE: Gate<PlanFacts> = {
  step: 'planTrip',
  rules: [verified, copiesWithDriver, onOneTrip, driverNamed],
}

type TripFacts = { trip: Trip }

const allLoaded: Rule<TripFacts> = {
  id: 'R10',
  check: ({ trip }) => {
    const open = trip.stops.filter((stop) => !isLoaded(stop) && stopStateOf(stop) !== 'VOIDED')
    const [first] = open
    if (!first) return met()
    const codes = first.codes - first.codesLoaded
    const params = { number: first.number, stop: first.stopNo, stops: open.length, codes }
    const remedy = { role: 'KEEPER', act: 'trip.load' }
    return first.isPaperLoaded ? unmet('codesNotLoaded', remedy, params) : unmet('notLoaded', remedy, params)
  },
}

const allDispatched: Rule<TripFacts> = {
  id: 'R113',
  check: ({ trip }) => {
    const other = trip.stops.find(({ noteDriverId }) => noteDriverId !== trip.driverId)
    if (other)
      return unmet('otherDriver', { role: 'KEEPER', act: 'note.assignDriver' }, { number: other.number })
    const inside = trip.stops.filter((stop) => stopStateOf(stop) === 'PLANNED')
    const [first] = inside
    return first
      ? unmet(
          'notDispatched',
          { role: 'KEEPER', act: 'note.dispatch' },
          { number: first.number, stops: inside.length },
        )
      : met()
  },
}

/** 出车: what must hold before a trip leaves. */
export const LEAVE_TRIP_GATE: Gate<TripFacts> = { step: 'leaveTrip', rules: [allLoaded, allDispatched] }

const everyStopEnded: Rule<TripFacts> = {
  id: 'R114',
  check: ({ trip }) => {
    const open = trip.stops.filter((stop) => !isOver(stopStateOf(stop)))
    const [first] = open
    return first
      ? unmet(
          'stopOpen',
          { role: 'DRIVER', act: 'note.deliver' },
          { number: first.number, customer: first.customerName, stops: open.length },
        )
      : met()
  },
}

/** 收车: what must hold before a trip is closed. */
export const CLOSE_TRIP_GATE: Gate<TripFacts> = { step: 'closeTrip', rules: [everyStopEnded] }

/** The gates of a trip. */
export const TRIP_GATES = [PLAN_TRIP_GATE, LEAVE_TRIP_GATE, CLOSE_TRIP_GATE] as const
