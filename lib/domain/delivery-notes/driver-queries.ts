import type { Person } from '#lib/auth/actor.ts'
import { DELIVER_GATE } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { readTerms, type TermsOf } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { type OpenNote, type ToCollect, toCollect } from '#lib/domain/delivery-notes/held-notes.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { type NoteKey, readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Reader } from '#lib/db/client.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What is to be brought back in money from a stop: this note's cash, freight laid out, and older debt first. */
export type StopMoney = {
  cashFen: bigint
  advancedFreightFen: bigint
  older: ToCollect
}

/** Where a note stands on a trip. */
export type StopTrip = {
  paperId: string
  number: string
  status: string
  stopNo: number
  arrivedAt: string | null
}

/** One stop of the driver's day. */
export type StopCard = {
  accountSetId: number
  paperId: string
  number: string
  status: NoteStatus
  customerName: string
  contactName: string
  phone: string
  deliveryAddress: string
  freightAgent: string
  expectedOn: string
  isUrgent: boolean
  cases: number
  bottles: number
  /** Copies offered to the driver, and those the driver keeps. */
  copiesOffered: string[]
  copiesKept: string[]
  /** Its place on the trip that carries it; null when it is on none. */
  trip: StopTrip | null
  outcome: string | null
  money: StopMoney
}

type FlatStop = Omit<StopCard, 'money'> & TermsOf & { advancedFreightFen: bigint }

const MOST = 200

/** The trip that carries the note `n`. */
const ON_TRIP = Prisma.sql`LEFT JOIN trip_stop s ON s.account_set_id = n.account_set_id AND s.note_id = n.paper_id AND s.is_live
    LEFT JOIN trip t ON t.account_set_id = s.account_set_id AND t.paper_id = s.paper_id
    LEFT JOIN paper q ON q.account_set_id = s.account_set_id AND q.id = s.paper_id`
const TRIP = Prisma.sql`CASE WHEN t.paper_id IS NOT NULL THEN jsonb_build_object('paperId', t.paper_id, 'number', q.number,
        'status', t.status, 'stopNo', s.stop_no, 'arrivedAt', to_char(s.arrived_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END`

/**
 * The driver's stops (a manager sees everybody's): goods on the road, notes about to leave, and delivered ones whose copies are still with the
 * driver. Two statements.
 */
export async function readStops(reader: Reader, person: Person): Promise<StopCard[]> {
  const rows = await reader.$queryRaw<FlatStop[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status, n.customer_id AS "customerId",
      n.customer_name AS "customerName", n.contact_name AS "contactName", n.phone, n.delivery_address AS "deliveryAddress",
      coalesce(n.freight_agent, '') AS "freightAgent", n.expected_on::text AS "expectedOn", n.is_urgent AS "isUrgent",
      n.settlement_method AS "settlementMethod", n.gross_fen AS "grossFen", n.advanced_freight_fen AS "advancedFreightFen",
      l.cases, l.bottles, n.outcome,
      array(SELECT c.kind FROM document_copy c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id
        AND c.offered_to_id = n.driver_id ORDER BY c.kind) AS "copiesOffered",
      array(SELECT c.kind FROM document_copy c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id
        AND c.keeper_id = n.driver_id ORDER BY c.kind) AS "copiesKept", ${TRIP} AS trip
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN l.case_factor_e3 IS NULL THEN 0 ELSE l.qty_e3 / l.case_factor_e3 END)::int AS cases,
        sum((CASE WHEN l.case_factor_e3 IS NULL THEN l.qty_e3 ELSE l.qty_e3 % l.case_factor_e3 END) / 1000)::int AS bottles
      FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l
    ${ON_TRIP}
    WHERE n.account_set_id = ANY(${[...person.accountSetIds]}::int[]) 
      AND n.driver_id IS NOT NULL AND (${seesWholeSets(person)} OR n.driver_id = ${person.userId}::uuid)
      AND (n.status IN ('VERIFIED', 'DISPATCHED') OR (n.status IN ('DELIVERED', 'POSTED') AND EXISTS (
        SELECT FROM document_copy c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id
          AND c.keeper_id = n.driver_id)))
    ORDER BY (n.status IN ('DELIVERED', 'POSTED')), t.left_at NULLS LAST, s.paper_id NULLS LAST, s.stop_no, n.is_urgent DESC, n.expected_on, n.issued_at, n.paper_id LIMIT ${MOST}`
  const terms = await readTerms(reader, rows)
  return rows.map(({ customerId: _, settlementMethod, grossFen, advancedFreightFen, ...stop }) => {
    const held = terms.get(stop.paperId)
    const older = held ? toCollect(held) : null
    return {
      ...stop,
      money: { cashFen: settlementMethod === 'CASH' ? grossFen : 0n, advancedFreightFen, older },
    }
  })
}

/** Where the driver goes from a stop that is over: the first of their others that is on the way. Two statements. */
export async function nextStop(
  reader: Reader,
  person: Person,
  from: NoteKey,
): Promise<Pick<StopCard, 'accountSetId' | 'paperId' | 'customerName'> | null> {
  const stops = await readStops(reader, person)
  const isOnTheWay = ({ status, trip, paperId }: StopCard) =>
    status === 'DISPATCHED' && trip?.status === 'LEFT' && paperId !== from.paperId
  return stops.find(isOnTheWay) ?? null
}

/** Everything the driver's stop page shows. */
export type Stop = {
  note: RoadNote
  money: StopMoney
  /** Codes on the note by line, for what goes back. */
  codes: { lineNo: number; code: string }[]
  trip: StopTrip | null
  /** Open notes of the customer that may be paid here, oldest first, and what each line of a cash note comes to. */
  openNotes: readonly OpenNote[]
  amounts: { lineNo: number; netFen: string; taxFen: string }[]
  roundingOffFen: string
  /** It came back from its last trip and is on no other: delivered only from the next one. */
  isBroughtBack: boolean
  checklist: Checklist
}

/** One stop; null for a driver when it is another's. Three statements. */
export async function readStop(
  reader: Reader,
  person: Person,
  key: NoteKey,
  today: string,
): Promise<Stop | null> {
  const note = await readRoadNote(reader, person, key)
  if (!note || !(seesWholeSets(person) || note.driverId === person.userId)) return null
  const held = (await readTerms(reader, [note])).get(note.paperId)
  const side = await readSide(reader, key)
  const older = held ? toCollect(held) : null
  const nothingSaid = { outcome: null, signedBy: null, money: null, older }
  const facts = { note, driverId: person.userId, ...nothingSaid, isPeriodOpen: true, today }
  return {
    note,
    money: {
      cashFen: note.settlementMethod === 'CASH' ? note.grossFen : 0n,
      advancedFreightFen: note.advancedFreightFen,
      older,
    },
    ...side,
    // Prices are the desk's; the driver sees those that he has to collect.
    amounts: note.settlementMethod === 'CASH' ? side.amounts : [],
    openNotes: held?.openNotes ?? [],
    checklist: evaluate(DELIVER_GATE, facts),
  }
}

type Side = Pick<Stop, 'codes' | 'trip' | 'amounts' | 'roundingOffFen' | 'isBroughtBack'>

async function readSide(reader: Reader, { accountSetId, paperId }: NoteKey): Promise<Side> {
  const rows = await reader.$queryRaw<Side[]>`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', h.line_no, 'code', h.code) ORDER BY h.line_no, h.sequence), '[]')
       FROM code_holding h WHERE h.account_set_id = n.account_set_id AND h.paper_id = n.paper_id) AS codes,
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text))
       FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS amounts,
      n.rounding_off_fen::text AS "roundingOffFen", t.status IS DISTINCT FROM 'LEFT' AND EXISTS (SELECT FROM trip_stop b
        WHERE b.account_set_id = n.account_set_id AND b.note_id = n.paper_id AND b.not_delivered_at IS NOT NULL) AS "isBroughtBack",
      ${TRIP} AS trip
    FROM delivery_note n ${ON_TRIP}
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid`
  const row = rows[0]
  if (!row) throw new Error('the note was read before')
  return row
}
