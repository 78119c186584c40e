import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import {
  readDueNotes,
  readSession,
  seesEverySession,
  type Session,
} from '#lib/domain/driver-reconciliations/loading.ts'
import { RECONCILE_GATE } from '#lib/domain/driver-reconciliations/rules.ts'
import { type DueNote, type Sheet, sheetHash, sheetOf } from '#lib/domain/driver-reconciliations/sheet.ts'
import { periodOf, type BusinessDate } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

type Reading = Pick<Person, 'userId' | 'roles' | 'accountSetIds'>

/** A driver with stops that no session has closed; amounts in yuan. */
export type WaitingDriver = {
  accountSetId: number
  accountSetName: string
  driverId: string
  driverName: string
  notes: number
  /** The day of the oldest. */
  since: string
  cash: string
  /** The session that is open; null when none is. */
  paperId: string | null
  number: string | null
}

/** Drivers who have something to account for, longest waiting first. One statement. */
export async function listWaitingDrivers(reader: Reader, person: Reading): Promise<WaitingDriver[]> {
  const rows = await reader.$queryRaw<(Omit<WaitingDriver, 'cash'> & { cashFen: bigint })[]>`
    WITH waiting AS (SELECT r.account_set_id, r.driver_id, count(DISTINCT r.paper_id)::int AS notes, min(n.delivered_at) AS since,
        coalesce(sum(t.amount_fen) FILTER (WHERE t.method = 'CASH'), 0)::bigint AS cash_fen
      FROM reconciliation_note r
      JOIN delivery_note n ON n.account_set_id = r.account_set_id AND n.paper_id = r.paper_id
      LEFT JOIN delivery_tender t ON t.account_set_id = r.account_set_id AND t.paper_id = r.paper_id
      WHERE r.reconciliation_id IS NULL AND r.account_set_id = ANY(${[...person.accountSetIds]}::int[])
        AND (${seesEverySession(person)} OR r.driver_id = ${person.userId}::uuid)
      GROUP BY 1, 2)
    SELECT w.account_set_id AS "accountSetId", s.name AS "accountSetName", w.driver_id AS "driverId", u.display_name AS "driverName",
      w.notes, to_char(w.since AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS since, w.cash_fen AS "cashFen",
      d.paper_id AS "paperId", p.number
    FROM waiting w JOIN account_set s ON s.id = w.account_set_id JOIN app_user u ON u.id = w.driver_id
    LEFT JOIN driver_reconciliation d ON d.account_set_id = w.account_set_id AND d.driver_id = w.driver_id AND d.status = 'OPEN'
    LEFT JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
    ORDER BY w.since, u.display_name, w.account_set_id LIMIT 200`
  return rows.map(({ cashFen, ...row }) => ({ ...row, cash: formatFenPlain(cashFen) }))
}

/** A session as lists show it; amounts in yuan, null while it is open. */
export type SessionRow = {
  accountSetId: number
  paperId: string
  number: string
  status: 'OPEN' | 'CLOSED'
  driverName: string
  openedBy: string
  openedAt: string
  closedAt: string | null
  expected: string | null
  counted: string | null
  difference: string | null
  openDisputes: number
}

export type SessionWish = { only: 'OPEN' | 'DIFFERENCE' | 'DISPUTED' | null; before: string | null }

const PAGE = 50

/** Sessions of the person's account sets, newest first, a page by key; a driver's own. One statement. */
export async function listSessions(
  reader: Reader,
  person: Reading,
  { only, before }: SessionWish,
): Promise<{ rows: SessionRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<
    (Omit<SessionRow, 'expected' | 'counted' | 'difference'> & {
      expectedFen: bigint | null
      countedFen: bigint | null
      differenceFen: bigint | null
    })[]
  >`
    SELECT r.account_set_id AS "accountSetId", r.paper_id AS "paperId", p.number, r.status, r.driver_name AS "driverName",
      r.opened_by_name AS "openedBy", to_char(r.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "openedAt",
      to_char(r.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closedAt", r.expected_fen AS "expectedFen", r.counted_fen AS "countedFen",
      r.difference_fen AS "differenceFen", (SELECT count(*)::int FROM reconciliation_dispute d
        WHERE d.account_set_id = r.account_set_id AND d.paper_id = r.paper_id AND d.outcome IS NULL) AS "openDisputes"
    FROM driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    WHERE r.account_set_id = ANY(${[...person.accountSetIds]}::int[])
      AND (${seesEverySession(person)} OR r.driver_id = ${person.userId}::uuid)
      AND (${before}::uuid IS NULL OR r.paper_id < ${before}::uuid)
      AND CASE ${only}::text WHEN 'OPEN' THEN r.status = 'OPEN' WHEN 'DIFFERENCE' THEN r.difference_fen <> 0
        WHEN 'DISPUTED' THEN EXISTS (SELECT FROM reconciliation_dispute d WHERE d.account_set_id = r.account_set_id
          AND d.paper_id = r.paper_id AND d.outcome IS NULL) ELSE true END
    ORDER BY r.paper_id DESC LIMIT ${PAGE + 1}`
  const yuan = (fen: bigint | null): string | null => (fen === null ? null : formatFenPlain(fen))
  const rows = found.slice(0, PAGE).map(({ expectedFen, countedFen, differenceFen, ...row }) => ({
    ...row,
    expected: yuan(expectedFen),
    counted: yuan(countedFen),
    difference: yuan(differenceFen),
  }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

/** A copy the driver keeps of a note that is not in the session: on the road, or settled before. */
export type OtherCopy = { paperId: string; number: string; kind: string; status: string }

/** Everything the page of a session shows. */
export type SessionPage = {
  session: Session
  sheet: Sheet
  sheetHash: string
  notes: DueNote[]
  others: OtherCopy[]
  checklist: Checklist
}

/** One session as it stands; a closed one as it was frozen. Null outside the person's scope. Four statements. */
export async function readSessionPage(
  reader: Reader,
  person: Reading,
  key: PaperKey,
  today: BusinessDate,
): Promise<SessionPage | null> {
  const session = await readSession(reader, person, key)
  if (!session) return null
  const { accountSetId, driverId, driverName, agreement } = session
  const notes = session.sheet ? [] : await readDueNotes(reader, session)
  const others = await readOtherCopies(reader, session)
  const period = await readPeriod(reader, accountSetId, periodOf(today))
  const sheet = session.sheet ?? sheetOf(notes, driverId, session.count, session.disputes)
  const hash = sheetHash(sheet).toString('hex')
  const facts = { sheet, driverId, driverName, closerId: null, agreement, sheetHash: hash, today }
  const checklist = evaluate(RECONCILE_GATE, { ...facts, isPeriodOpen: period === 'OPEN' })
  return { session, sheet, sheetHash: hash, notes, others, checklist }
}

function readOtherCopies(reader: Reader, session: Session): Promise<OtherCopy[]> {
  const { accountSetId, driverId } = session
  return reader.$queryRaw<OtherCopy[]>`
    SELECT c.paper_id AS "paperId", p.number, c.kind, n.status FROM document_copy c
    JOIN delivery_note n ON n.account_set_id = c.account_set_id AND n.paper_id = c.paper_id
    JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
    WHERE c.keeper_id = ${driverId}::uuid AND c.account_set_id = ${accountSetId} AND c.place = 'DRIVER'
      AND NOT EXISTS (SELECT FROM reconciliation_note r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
        AND r.reconciliation_id IS NULL)
    ORDER BY p.number, c.kind LIMIT 200`
}
