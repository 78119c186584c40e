import type { Person } from '#lib/auth/actor.ts'
import { DELIVER_GATE } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { readTerms, type TermsOf } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { type ToCollect, toCollect } from '#lib/domain/delivery-notes/held-notes.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { type NoteKey, readRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Reader } from '#lib/db/client.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { seesWholeSets } from '#lib/papers/note-scope.ts'

/** What is to be brought back in money from a stop: this note's cash, freight laid out, and older debt first. */
export type StopMoney = {
  cashFen: bigint
  advancedFreightFen: bigint
  older: ToCollect
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
  outcome: string | null
  money: StopMoney
}

type FlatStop = Omit<StopCard, 'money'> & TermsOf & { advancedFreightFen: bigint }

const MOST = 200

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
        AND c.keeper_id = n.driver_id ORDER BY c.kind) AS "copiesKept"
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN l.case_factor_e3 IS NULL THEN 0 ELSE l.qty_e3 / l.case_factor_e3 END)::int AS cases,
        sum((CASE WHEN l.case_factor_e3 IS NULL THEN l.qty_e3 ELSE l.qty_e3 % l.case_factor_e3 END) / 1000)::int AS bottles
      FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l
    WHERE n.account_set_id = ANY(${[...person.accountSetIds]}::int[]) 
      AND n.driver_id IS NOT NULL AND (${seesWholeSets(person)} OR n.driver_id = ${person.userId}::uuid)
      AND (n.status IN ('VERIFIED', 'DISPATCHED') OR (n.status IN ('DELIVERED', 'POSTED') AND EXISTS (
        SELECT FROM document_copy c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id
          AND c.keeper_id = n.driver_id)))
    ORDER BY (n.status IN ('DELIVERED', 'POSTED')), n.is_urgent DESC, n.expected_on, n.issued_at, n.paper_id LIMIT ${MOST}`
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

/** Everything the driver's stop page shows. */
export type Stop = {
  note: RoadNote
  money: StopMoney
  /** Codes on the note by line, for what goes back. */
  codes: { lineNo: number; code: string }[]
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
  const codes = await reader.$queryRaw<Stop['codes']>`
    SELECT line_no AS "lineNo", code FROM code_holding
    WHERE account_set_id = ${key.accountSetId} AND paper_id = ${key.paperId}::uuid ORDER BY line_no, sequence`
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
    codes,
    checklist: evaluate(DELIVER_GATE, facts),
  }
}
