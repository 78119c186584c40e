import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { TripStatus } from '#lib/domain/trips/states.ts'

/** One stop of a trip: a note in its place. */
export type TripStop = {
  noteId: string
  stopNo: number
  number: string
  noteStatus: NoteStatus
  customerName: string
  contactName: string
  phone: string
  deliveryAddress: string
  isUrgent: boolean
  cases: number
  bottles: number
  warehouseId: string
  noteDriverId: string | null
  /** Codes that stand on the note, and how many of them were scanned while loading. */
  codes: number
  codesLoaded: number
  /** The note's paper was scanned while loading. */
  isPaperLoaded: boolean
  /** ISO instants. */
  arrivedAt: string | null
  notDeliveredAt: string | null
  reason: string
  /** Still carried by this trip, or delivered on it; false once it came back. */
  isLive: boolean
}

/** A trip with its stops in order. */
export type Trip = {
  accountSetId: number
  paperId: string
  number: string
  status: TripStatus
  version: number
  driverId: string
  driverName: string
  vehicle: string
  tripDate: string
  remark: string
  openedById: string
  openedByName: string
  openedAt: string
  leftAt: string | null
  closedAt: string | null
  stops: TripStop[]
}

/** The note's paper and every code of it were scanned. */
export function isLoaded(stop: Pick<TripStop, 'codes' | 'codesLoaded' | 'isPaperLoaded'>): boolean {
  return stop.isPaperLoaded && stop.codesLoaded >= stop.codes
}

/** A note that is to stand on a trip. */
export type TripNote = {
  noteId: string
  number: string
  status: NoteStatus
  driverId: string | null
  /** The trip that carries it now. */
  tripId: string | null
  tripNumber: string | null
  /** Who keeps the blue and the customer copy once the goods have left. */
  copiesWithId: string | null
  copiesWithName: string | null
}
