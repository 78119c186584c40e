import type { Tone } from '#components/ui/badge.tsx'
import type { StopState, TripStatus } from '#lib/domain/trips/states.ts'

const trips: Readonly<Record<TripStatus, Tone>> = {
  OPEN: 'warning',
  LEFT: 'accent',
  CLOSED: 'positive',
  CANCELLED: 'neutral',
}

const stops: Readonly<Record<StopState, Tone>> = {
  PLANNED: 'neutral',
  ON_THE_WAY: 'accent',
  ARRIVED: 'warning',
  DELIVERED: 'positive',
  NOT_DELIVERED: 'danger',
  VOIDED: 'danger',
}

/** The colour of a trip's state. */
export function tripTone(status: TripStatus): Tone {
  return trips[status]
}

/** The colour of a stop's state. */
export function stopTone(state: StopState): Tone {
  return stops[state]
}
