import type { Person } from '#lib/auth/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import {
  holdSession,
  readDueNotes,
  readSession,
  type Session,
} from '#lib/domain/driver-reconciliations/loading.ts'
import { type DueNote, type Sheet, sheetHash, sheetOf } from '#lib/domain/driver-reconciliations/sheet.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A held session with its sheet as it stands behind the lock. */
export type HeldSheet = { session: Session; notes: DueNote[]; sheet: Sheet; hash: Buffer }

/** Holds the session and reads it; null outside the person's scope. Two statements. */
export async function heldSession(tx: Tx, person: Person, key: PaperKey): Promise<Session | null> {
  await holdSession(tx, key)
  return readSession(tx, person, key)
}

/** The session's sheet as it stands now. One statement. */
export async function sheetNow(tx: Tx, session: Session): Promise<HeldSheet> {
  const notes = await readDueNotes(tx, session)
  const sheet = sheetOf(notes, session.driverId, session.count, session.disputes)
  return { session, notes, sheet, hash: sheetHash(sheet) }
}

/** The refusal of any act on a session that is closed. */
export function closedRefusal({
  number,
  status,
}: Session): { code: string; params: { number: string } } | null {
  return status === 'OPEN' ? null : { code: 'reconciliation.closed', params: { number } }
}
