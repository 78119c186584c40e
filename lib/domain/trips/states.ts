import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Transitions } from '#lib/kernel/transitions.ts'

export const TRIP_STATUSES = ['OPEN', 'LEFT', 'CLOSED', 'CANCELLED'] as const
export type TripStatus = (typeof TRIP_STATUSES)[number]

/** The life of a trip; PostgreSQL holds the same table in the trigger `trip_step`. */
export const TRIP_TRANSITIONS: Transitions<TripStatus> = {
  OPEN: ['LEFT', 'CANCELLED'],
  LEFT: ['CLOSED'],
  CLOSED: [],
  CANCELLED: [],
}

/** How a stop stands on its trip. */
export type StopState = 'PLANNED' | 'ON_THE_WAY' | 'ARRIVED' | 'DELIVERED' | 'NOT_DELIVERED' | 'VOIDED'

const DELIVERED: readonly NoteStatus[] = ['DELIVERED', 'POSTED', 'REVERSED']

/** A stop as its own row and its note say: delivering is written on the note alone. */
export function stopStateOf(stop: {
  noteStatus: NoteStatus
  arrivedAt: string | null
  isLive: boolean
}): StopState {
  if (!stop.isLive) return 'NOT_DELIVERED'
  if (stop.noteStatus === 'VOIDED') return 'VOIDED'
  if (DELIVERED.includes(stop.noteStatus)) return 'DELIVERED'
  if (stop.noteStatus !== 'DISPATCHED') return 'PLANNED'
  return stop.arrivedAt === null ? 'ON_THE_WAY' : 'ARRIVED'
}

/** Whether nothing more happens at the stop on this trip. */
export function isOver(state: StopState): boolean {
  return state === 'DELIVERED' || state === 'NOT_DELIVERED' || state === 'VOIDED'
}
