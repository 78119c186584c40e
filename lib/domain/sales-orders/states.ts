import type { Transitions } from '#lib/kernel/transitions.ts'

/** Where an order stands. */
export type OrderStatus = 'CONFIRMED' | 'PARTLY_BILLED' | 'BILLED' | 'CLOSED' | 'CANCELLED'

/** The life of an order. */
export const ORDER_TRANSITIONS: Transitions<OrderStatus> = {
  CONFIRMED: ['PARTLY_BILLED', 'BILLED', 'CANCELLED'],
  PARTLY_BILLED: ['BILLED', 'CLOSED'],
  BILLED: ['CLOSED'],
  CLOSED: [],
  CANCELLED: [],
}

/** Statuses from which a note can be written. */
export const BILLABLE: readonly OrderStatus[] = ['CONFIRMED', 'PARTLY_BILLED']
