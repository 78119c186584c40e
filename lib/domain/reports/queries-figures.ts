import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Figures about the notes of one day. */
export const DAY_FIGURES = ['issued', 'sold', 'voided', 'reversed', 'channel', 'clerk', 'product'] as const
/** Figures about what still stands open, up to the day. */
export const STANDING_FIGURES = [
  'unsigned',
  'uncoded',
  'undispatched',
  'onTheRoad',
  'unposted',
  'unaccepted',
  'damagedWaiting',
  'incidentWaiting',
  'voidWaiting',
] as const
/** Figures about copies that are not home, up to the day. */
export const COPY_FIGURES = ['copiesOut'] as const

export type DayFigure = (typeof DAY_FIGURES)[number]
export type StandingFigure = (typeof STANDING_FIGURES)[number]
export type Figure = DayFigure | StandingFigure | (typeof COPY_FIGURES)[number]

/** Every figure that has a list of notes behind it. */
export const FIGURES: readonly Figure[] = [...DAY_FIGURES, ...STANDING_FIGURES, ...COPY_FIGURES]

/** What counts as sold: issued, and not undone since. */
export const SOLD = Prisma.sql`n.status NOT IN ('VOIDED', 'REVERSED')`

const IN_THE_HOUSE = Prisma.sql`n.status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED')`

const INCIDENT_WAITING = Prisma.sql`n.paper_id IN (SELECT w.paper_id FROM incident_statement w
  WHERE w.account_set_id = n.account_set_id AND w.ruling IS NULL)`

/** When something is still to be done with a note (n): on its way to the books, or a statement about it unruled. */
export const STILL_OPEN = Prisma.sql`(n.status IN ('ISSUED', 'PICKING', 'PREPARED', 'VERIFIED', 'DISPATCHED', 'DELIVERED')
  OR ${INCIDENT_WAITING})`

/** When a standing figure counts a note (n) that is still open. */
export const STANDING: Readonly<Record<StandingFigure, Prisma.Sql>> = {
  unsigned: Prisma.sql`(SELECT count(*) FROM signature s WHERE s.account_set_id = n.account_set_id AND s.paper_id = n.paper_id
    AND s.slot IN ('PREPARER', 'KEEPER', 'HANDLER')) < 3`,
  uncoded: Prisma.sql`${IN_THE_HOUSE} AND
    (SELECT sum(l.codes_due) FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) >
    (SELECT count(*) FROM code_capture c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id
       AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
         AND r.sequence = c.sequence))`,
  undispatched: IN_THE_HOUSE,
  onTheRoad: Prisma.sql`n.status = 'DISPATCHED'`,
  unposted: Prisma.sql`n.status = 'DELIVERED'`,
  damagedWaiting: Prisma.sql`EXISTS (SELECT FROM damaged_code m WHERE m.account_set_id = n.account_set_id
    AND m.paper_id = n.paper_id AND m.decision IS NULL)`,
  incidentWaiting: INCIDENT_WAITING,
  voidWaiting: Prisma.sql`EXISTS (SELECT FROM void_record v WHERE v.account_set_id = n.account_set_id AND v.paper_id = n.paper_id
    AND v.decision IS NULL)`,
  unaccepted: Prisma.sql`EXISTS (SELECT FROM document_copy o WHERE o.account_set_id = n.account_set_id AND o.paper_id = n.paper_id
    AND o.offered_at IS NOT NULL)`,
}

/**
 * When a copy (d) of a note (n) is not home. Before dispatch it belongs where it is. After it: stub and driver copy
 * at the desk, the accounting copy with accounting, the signed customer copy too where the note is not cash (R46,
 * R60). A stamped set belongs to the desk. A copy about which a manager has accepted a statement is explained.
 */
export const COPY_IS_OUT = Prisma.sql`((n.status IN ('DISPATCHED', 'DELIVERED', 'POSTED', 'REVERSED') AND (
      d.place IN ('WAREHOUSE', 'DRIVER') OR (d.kind = 'ACCOUNTING' AND d.place = 'DESK')
      OR (d.kind = 'CUSTOMER' AND d.place = 'DESK' AND n.settlement_method <> 'CASH' AND n.status <> 'DISPATCHED')))
    OR (n.status = 'VOIDED' AND d.place NOT IN ('DESK', 'ACCOUNTING', 'VOLUME')))
  AND NOT EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = d.account_set_id AND i.paper_id = d.paper_id
    AND i.copy_kind = d.kind AND i.ruling = 'ACCEPTED')`

/** Whether the word names a figure. */
export function isFigure(word: string): word is Figure {
  return FIGURES.some((figure) => figure === word)
}

/**
 * Which notes (n) are behind a figure. `key` narrows it: the channel, the clerk's or the product's id, the id of who
 * keeps the copies.
 */
export function behindFigure(figure: Figure, date: BusinessDate, key: string | null): Prisma.Sql {
  const onDay = Prisma.sql`n.business_date = ${date}::date`
  const upToDay = Prisma.sql`n.business_date <= ${date}::date`
  switch (figure) {
    case 'issued':
      return onDay
    case 'sold':
      return Prisma.sql`${onDay} AND ${SOLD}`
    case 'voided':
      return Prisma.sql`${onDay} AND n.status = 'VOIDED'`
    case 'reversed':
      return Prisma.sql`${onDay} AND n.status = 'REVERSED'`
    case 'channel':
      return Prisma.sql`${onDay} AND ${SOLD} AND n.channel = ${key}`
    case 'clerk':
      return Prisma.sql`${onDay} AND ${SOLD} AND n.preparer_id::text = ${key}`
    case 'product':
      return Prisma.sql`${onDay} AND ${SOLD} AND EXISTS (SELECT FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id
        AND l.paper_id = n.paper_id AND l.product_id::text = ${key})`
    case 'copiesOut':
      return Prisma.sql`${upToDay} AND EXISTS (SELECT FROM document_copy d WHERE d.account_set_id = n.account_set_id
        AND d.paper_id = n.paper_id AND (${key}::text IS NULL OR d.keeper_id::text = ${key}) AND ${COPY_IS_OUT})`
    default:
      return Prisma.sql`${upToDay} AND ${STILL_OPEN} AND ${STANDING[figure]}`
  }
}
