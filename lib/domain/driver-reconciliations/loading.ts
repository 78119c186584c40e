import type { Person } from '#lib/auth/actor.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import type {
  CashCount,
  Dispute,
  DueCopy,
  DueNote,
  Sheet,
  Tender,
} from '#lib/domain/driver-reconciliations/sheet.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A session as its commands see it. */
export type Session = PaperKey & {
  number: string
  status: 'OPEN' | 'CLOSED'
  version: number
  driverId: string
  driverName: string
  openedById: string
  openedByName: string
  openedAt: string
  closedByName: string | null
  closedAt: string | null
  contentHash: string
  numberFormat: string
  /** The last count; null before the first. */
  count: CashCount | null
  counts: number
  disputes: Dispute[]
  /** The driver's last signature, over which sheet and which notes. */
  agreement: Agreement | null
  agreements: number
  /** Frozen at close. */
  sheet: Sheet | null
}

export type Agreement = {
  sequence: number
  sheetHash: string
  notePaperIds: string[]
  method: 'PIN' | 'PASSKEY'
  at: string
  address: string | null
  userAgent: string | null
}

/** Holds a session's paper and its row until the transaction ends. */
export async function holdSession(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN driver_reconciliation r ON r.account_set_id = p.account_set_id AND r.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** Whether the person sees every driver's sessions; a driver sees their own. */
export function seesEverySession({ roles }: Pick<Person, 'roles'>): boolean {
  return roles.some((role) => ['CLERK', 'ACCOUNTANT', 'MANAGER', 'SALES_MANAGER'].includes(role))
}

/** One session within the person's scope; null outside. One statement. */
export async function readSession(
  reader: Reader,
  person: Pick<Person, 'userId' | 'roles' | 'accountSetIds'>,
  { accountSetId, paperId }: PaperKey,
): Promise<Session | null> {
  if (!person.accountSetIds.includes(accountSetId)) return null
  const rows = await reader.$queryRaw<Session[]>`
    SELECT r.account_set_id AS "accountSetId", r.paper_id AS "paperId", p.number, r.status, r.version, r.driver_id AS "driverId",
      r.driver_name AS "driverName", r.opened_by_id AS "openedById", r.opened_by_name AS "openedByName",
      to_char(r.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "openedAt", u.display_name AS "closedByName",
      to_char(r.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "closedAt", encode(p.content_hash, 'hex') AS "contentHash",
      s.number_format AS "numberFormat", r.sheet,
      (SELECT count(*)::int FROM reconciliation_count c WHERE c.account_set_id = r.account_set_id AND c.paper_id = r.paper_id) AS counts,
      (SELECT jsonb_build_object('sequence', c.sequence, 'pieces', c.pieces, 'reason', c.reason, 'countedById', c.counted_by_id,
         'countedBy', b.display_name, 'at', to_char(c.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       FROM reconciliation_count c JOIN app_user b ON b.id = c.counted_by_id
       WHERE c.account_set_id = r.account_set_id AND c.paper_id = r.paper_id ORDER BY c.sequence DESC LIMIT 1) AS count,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', d.sequence, 'notePaperId', d.note_paper_id, 'number', n.number,
         'statement', d.statement, 'raisedBy', b.display_name, 'at', to_char(d.raised_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'outcome', d.outcome, 'ruling', d.ruling, 'ruledBy', v.display_name) ORDER BY d.sequence), '[]')
       FROM reconciliation_dispute d JOIN app_user b ON b.id = d.raised_by_id LEFT JOIN app_user v ON v.id = d.ruled_by_id
       LEFT JOIN paper n ON n.account_set_id = d.account_set_id AND n.id = d.note_paper_id
       WHERE d.account_set_id = r.account_set_id AND d.paper_id = r.paper_id) AS disputes,
      (SELECT count(*)::int FROM reconciliation_agreement a WHERE a.account_set_id = r.account_set_id AND a.paper_id = r.paper_id) AS agreements,
      (SELECT jsonb_build_object('sequence', a.sequence, 'sheetHash', encode(a.sheet_hash, 'hex'), 'notePaperIds', a.note_paper_ids,
         'method', a.method, 'at', to_char(a.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'address', a.address, 'userAgent', a.user_agent)
       FROM reconciliation_agreement a WHERE a.account_set_id = r.account_set_id AND a.paper_id = r.paper_id
       ORDER BY a.sequence DESC LIMIT 1) AS agreement
    FROM driver_reconciliation r
    JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    JOIN account_set s ON s.id = r.account_set_id
    LEFT JOIN app_user u ON u.id = r.closed_by_id
    WHERE r.account_set_id = ${accountSetId} AND r.paper_id = ${paperId}::uuid
      AND (${seesEverySession(person)} OR r.driver_id = ${person.userId}::uuid)`
  return rows[0] ?? null
}

type FlatTender = Omit<Tender, 'amountFen'> & { amountFen: string }
type FlatDue = Omit<DueNote, 'tenders' | 'copies'> & { tenders: FlatTender[]; copies: DueCopy[] }

/**
 * Every delivered note of a driver that no session has closed yet (R57), as it was delivered, with money, copies and what
 * was excused in this session. `paperId` null before there is a session. One statement; grows with what is open alone.
 */
export async function readDueNotes(
  reader: Reader,
  { accountSetId, driverId, paperId }: { accountSetId: number; driverId: string; paperId: string | null },
): Promise<DueNote[]> {
  const rows = await reader.$queryRaw<FlatDue[]>`
    SELECT n.paper_id AS "paperId", p.number, n.status, n.customer_id AS "customerId", n.customer_name AS "customerName", n.channel,
      n.settlement_method AS "settlementMethod", coalesce(n.outcome, '') AS outcome,
      to_char(n.delivered_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "deliveredAt", n.advanced_freight_fen AS "advancedFreightFen",
      note_accepted_fen(n) AS "acceptedFen", (SELECT jsonb_build_object('paperId', s.paper_id, 'number', q.number, 'status', s.status)
       FROM amendment_slip s JOIN paper q ON q.account_set_id = s.account_set_id AND q.id = s.paper_id
       WHERE s.account_set_id = n.account_set_id AND s.note_paper_id = n.paper_id AND s.status <> 'WITHDRAWN') AS slip,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', t.sequence, 'method', t.method, 'what', t.what,
         'amountFen', t.amount_fen::text, 'paysPaperId', t.pays_paper_id, 'paysNumber', q.number) ORDER BY t.sequence), '[]')
       FROM delivery_tender t JOIN paper q ON q.account_set_id = t.account_set_id AND q.id = t.pays_paper_id
       WHERE t.account_set_id = n.account_set_id AND t.paper_id = n.paper_id) AS tenders,
      (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'keeperId', c.keeper_id, 'offeredToId', c.offered_to_id, 'place', c.place,
         'isSigned', c.signed_at IS NOT NULL, 'isExcused', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = c.account_set_id
           AND i.paper_id = c.paper_id AND i.copy_kind = c.kind AND i.ruling = 'ACCEPTED')) ORDER BY c.kind)
       FROM document_copy c WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id AND c.kind IN ('DRIVER', 'CUSTOMER')) AS copies,
      coalesce(y.requires_consignment_note, false) AS "needsConsignmentNote",
      EXISTS (SELECT FROM paper_attachment a WHERE a.account_set_id = n.account_set_id AND a.paper_id = n.paper_id
        AND a.purpose IN ('CONSIGNMENT_NOTE', 'WAYBILL')) AS "hasConsignmentNote",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('thing', x.thing, 'reason', x.reason) ORDER BY x.thing), '[]')
       FROM reconciliation_excuse x WHERE x.account_set_id = n.account_set_id AND x.paper_id = ${paperId}::uuid
         AND x.note_paper_id = n.paper_id) AS excuses
    FROM reconciliation_note r
    JOIN delivery_note n ON n.account_set_id = r.account_set_id AND n.paper_id = r.paper_id
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN channel_policy y ON y.account_set_id = n.account_set_id AND y.channel = n.channel
    WHERE r.account_set_id = ${accountSetId} AND r.driver_id = ${driverId}::uuid AND r.reconciliation_id IS NULL
    ORDER BY n.delivered_at, n.paper_id`
  return rows.map((row) => ({
    ...row,
    tenders: row.tenders.map((tender) => ({ ...tender, amountFen: BigInt(tender.amountFen) })),
  }))
}

/** Holds the papers of every note that waits for the driver's session, in the order of their ids. One statement. */
export async function holdDueNotes(
  tx: Tx,
  { accountSetId, driverId }: { accountSetId: number; driverId: string },
): Promise<void> {
  await tx.$queryRaw`
    WITH due AS MATERIALIZED (SELECT r.paper_id FROM reconciliation_note r
      WHERE r.account_set_id = ${accountSetId} AND r.driver_id = ${driverId}::uuid AND r.reconciliation_id IS NULL)
    SELECT 1 FROM paper p WHERE p.account_set_id = ${accountSetId} AND p.id IN (SELECT paper_id FROM due) ORDER BY p.id FOR UPDATE`
}
