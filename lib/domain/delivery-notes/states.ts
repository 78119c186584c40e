import type { Transitions } from '#lib/kernel/transitions.ts'

/** Where a delivery note stands. Before ISSUED there is only a draft: no number, no copies. */
export type NoteStatus =
  | 'ISSUED'
  | 'PICKING'
  | 'PREPARED'
  | 'VERIFIED'
  | 'DISPATCHED'
  | 'DELIVERED'
  | 'POSTED'
  | 'REVERSED'
  | 'VOIDED'

/** The life of a note; PostgreSQL holds the same table in the trigger `delivery_note_step`. */
export const NOTE_TRANSITIONS: Transitions<NoteStatus> = {
  ISSUED: ['PICKING', 'VOIDED'],
  PICKING: ['PREPARED', 'VOIDED'],
  PREPARED: ['VERIFIED', 'VOIDED'],
  VERIFIED: ['DISPATCHED', 'VOIDED'],
  DISPATCHED: ['DELIVERED', 'VOIDED'],
  DELIVERED: ['POSTED', 'VOIDED'],
  POSTED: ['REVERSED'],
  REVERSED: [],
  VOIDED: [],
}

/** Statuses in which the goods are still in the warehouse and reserved for the note. */
export const RESERVING: readonly NoteStatus[] = ['ISSUED', 'PICKING', 'PREPARED', 'VERIFIED']

/** Statuses in which the goods have left. */
export const GONE: readonly NoteStatus[] = ['DISPATCHED', 'DELIVERED', 'POSTED']
