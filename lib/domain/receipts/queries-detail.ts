import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { ReceiptStanding } from '#lib/papers/receipts.ts'

type Scope = Pick<Person, 'accountSetIds'>

/** One entry that settled a note: what paid it, when, and when it was taken back. Amounts in yuan. */
export type SettlementRow = {
  entryId: string
  paperId: string
  number: string
  /** PREPAID: money paid it; ALLOWANCE: it was let off. */
  account: string
  /** The receipt whose money it is; null for credit, allowances and older allocations. */
  moneyNumber: string | null
  amount: string
  on: string
  undoneOn: string | null
}

/** A receipt with its parts. Amounts in yuan; what is not said is empty or null. */
export type ReceiptDetail = {
  accountSetId: number
  paperId: string
  number: string
  status: ReceiptStanding
  customerId: string
  customerName: string
  amount: string
  /** What of it pays nothing yet; null while it is in no books. */
  open: string | null
  waits: 'DEPOSIT' | 'NOTE' | null
  method: string
  receivedOn: string
  bookedOn: string | null
  remark: string
  payer: string
  purpose: string | null
  forNote: { paperId: string; number: string } | null
  recordedBy: string
  recordedAt: string
  takenBy: string | null
  acceptedBy: string | null
  acceptedAt: string | null
  reversal: { by: string; on: string; reason: string } | null
  /** Whether the reader recorded, took or accepted it: somebody else has to accept or undo it. */
  isOwn: boolean
  settled: SettlementRow[]
}

type Flat = Omit<ReceiptDetail, 'amount' | 'open' | 'recordedAt' | 'acceptedAt' | 'settled' | 'isOwn'> & {
  amountFen: bigint
  openFen: bigint | null
  recordedAt: Date
  acceptedAt: Date | null
  hands: (string | null)[]
  settled: FlatSettlement[]
}

type FlatSettlement = Omit<SettlementRow, 'amount'> & { amountFen: string }

/** One receipt of the reader's account sets with what its money paid; null when there is none. One statement. */
export async function receiptDetail(
  reader: Reader,
  person: Scope & Pick<Person, 'userId'>,
  key: { accountSetId: number; paperId: string },
): Promise<ReceiptDetail | null> {
  if (!person.accountSetIds.includes(key.accountSetId) || !isId(key.paperId)) return null
  const rows = await reader.$queryRaw<Flat[]>`
    SELECT r.account_set_id AS "accountSetId", r.paper_id AS "paperId", p.number, r.status, r.customer_id AS "customerId",
      c.name AS "customerName", r.amount_fen AS "amountFen", CASE WHEN r.status = 'RECORDED' THEN m.open_fen END AS "openFen",
      CASE WHEN m.open_fen > 0 THEN m.waits END AS waits, r.method,
      r.received_on::text AS "receivedOn", r.booked_on::text AS "bookedOn", r.remark, coalesce(r.payer, '') AS payer, r.purpose,
      (SELECT jsonb_build_object('paperId', f.id, 'number', f.number) FROM paper f
        WHERE f.account_set_id = r.account_set_id AND f.id = r.for_paper_id) AS "forNote",
      u.display_name AS "recordedBy", r.recorded_at AS "recordedAt", t.display_name AS "takenBy", a.display_name AS "acceptedBy",
      r.accepted_at AS "acceptedAt", ARRAY[r.recorded_by_id, r.taken_by_id, r.accepted_by_id]::text[] AS hands,
      CASE WHEN v.paper_id IS NOT NULL THEN jsonb_build_object('by', w.display_name, 'on', v.reversed_on, 'reason', v.reason) END AS reversal,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('entryId', e.id::text, 'paperId', e.paper_id, 'number', n.number, 'account',
          e.to_account, 'moneyNumber', p.number, 'amountFen', e.amount_fen::text, 'on', e.business_date, 'undoneOn', x.business_date)
          ORDER BY e.id), '[]')
       FROM receivable_entry e JOIN paper n ON n.account_set_id = e.account_set_id AND n.id = e.paper_id
       LEFT JOIN receivable_entry x ON x.account_set_id = e.account_set_id AND x.reverses_id = e.id
       WHERE e.account_set_id = r.account_set_id AND e.money_paper_id = r.paper_id AND e.from_account = 'RECEIVABLE'
         AND e.reverses_id IS NULL) AS settled
    FROM receipt r
    JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    JOIN customer c ON c.account_set_id = r.account_set_id AND c.id = r.customer_id
    JOIN app_user u ON u.id = r.recorded_by_id
    LEFT JOIN receipt_money m ON m.account_set_id = r.account_set_id AND m.paper_id = r.paper_id
    LEFT JOIN app_user t ON t.id = r.taken_by_id
    LEFT JOIN app_user a ON a.id = r.accepted_by_id
    LEFT JOIN receipt_reversal v ON v.account_set_id = r.account_set_id AND v.paper_id = r.paper_id
    LEFT JOIN app_user w ON w.id = v.reversed_by_id
    WHERE r.account_set_id = ${key.accountSetId} AND r.paper_id = ${key.paperId}::uuid`
  const row = rows[0]
  if (!row) return null
  const { amountFen, openFen, recordedAt, acceptedAt, hands, settled, ...rest } = row
  return {
    ...rest,
    amount: formatFenPlain(amountFen),
    open: openFen === null ? null : formatFenPlain(openFen),
    recordedAt: recordedAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    isOwn: hands.includes(person.userId),
    settled: settled.map(settlementRow),
  }
}

function settlementRow({ amountFen, ...row }: FlatSettlement): SettlementRow {
  return { ...row, amount: formatFenPlain(BigInt(amountFen)) }
}

/** What a customer can pay with, what is free to let off, and what settled notes last. Amounts in yuan. */
export type SettlementDesk = {
  /** Receipts with money left, oldest first. */
  receipts: {
    paperId: string
    number: string
    open: string
    bookedOn: string
    waits: 'DEPOSIT' | 'NOTE' | null
  }[]
  /** Free money in all, with the credit of goods that came back and without what is put aside. */
  free: string
  freeRoundingOff: string
  latest: SettlementRow[]
}

type FlatDesk = {
  prepaidFen: bigint
  freeRoundingOffFen: bigint
  receipts: (Omit<SettlementDesk['receipts'][number], 'open'> & { openFen: string })[]
  latest: FlatSettlement[]
}

const LATEST = 40

/** One customer's money for settling by hand; null outside the reader's account sets. One statement. */
export async function settlementDesk(
  reader: Reader,
  scope: Scope,
  key: { accountSetId: number; customerId: string },
): Promise<SettlementDesk | null> {
  if (!scope.accountSetIds.includes(key.accountSetId) || !isId(key.customerId)) return null
  const rows = await reader.$queryRaw<FlatDesk[]>`
    SELECT b.prepaid_fen AS "prepaidFen", s.free_rounding_off_fen AS "freeRoundingOffFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', m.paper_id, 'number', p.number, 'openFen', m.open_fen::text,
          'bookedOn', m.booked_on, 'waits', m.waits) ORDER BY m.booked_on, m.paper_id), '[]')
       FROM receipt_money m JOIN paper p ON p.account_set_id = m.account_set_id AND p.id = m.paper_id
       WHERE m.account_set_id = b.account_set_id AND m.customer_id = b.customer_id AND m.open_fen > 0) AS receipts,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('entryId', e.id::text, 'paperId', e.paper_id, 'number', n.number, 'account',
          e.to_account, 'moneyNumber', q.number, 'amountFen', e.amount_fen::text, 'on', e.business_date, 'undoneOn', x.business_date)
          ORDER BY e.id DESC), '[]')
       FROM (SELECT * FROM receivable_entry l WHERE l.account_set_id = b.account_set_id AND l.customer_id = b.customer_id
           AND l.from_account = 'RECEIVABLE' AND l.to_account IN ('PREPAID', 'ALLOWANCE') AND l.reverses_id IS NULL
           ORDER BY l.id DESC LIMIT ${LATEST}) e
       JOIN paper n ON n.account_set_id = e.account_set_id AND n.id = e.paper_id
       LEFT JOIN paper q ON q.account_set_id = e.account_set_id AND q.id = e.money_paper_id
       LEFT JOIN receivable_entry x ON x.account_set_id = e.account_set_id AND x.reverses_id = e.id) AS latest
    FROM customer_balance b JOIN account_set s ON s.id = b.account_set_id
    WHERE b.account_set_id = ${key.accountSetId} AND b.customer_id = ${key.customerId}::uuid`
  const row = rows[0]
  if (!row) return null
  const asideFen = row.receipts.reduce(
    (sum, { waits, openFen }) => sum + (waits === null ? 0n : BigInt(openFen)),
    0n,
  )
  return {
    receipts: row.receipts.map(({ openFen, ...each }) => ({
      ...each,
      open: formatFenPlain(BigInt(openFen)),
    })),
    free: formatFenPlain(row.prepaidFen - asideFen),
    freeRoundingOff: formatFenPlain(row.freeRoundingOffFen),
    latest: row.latest.map(settlementRow),
  }
}

/** A receipt that waits for the cashier. Amounts in yuan. */
export type PendingRow = {
  paperId: string
  number: string
  receivedOn: string
  customerName: string
  amount: string
  method: string
  payer: string
  takenBy: string
  recordedBy: string
  noteNumber: string | null
  /** The reader recorded or took it: another cashier accepts it (R58). */
  isOwn: boolean
}

const AT_ONCE = 200

/** What waits for the cashier of one account set, oldest first; as many as one press takes. One statement. */
export async function listPending(
  reader: Reader,
  person: Scope & Pick<Person, 'userId'>,
  accountSetId: number,
): Promise<{ rows: PendingRow[]; hasMore: boolean }> {
  if (!person.accountSetIds.includes(accountSetId)) return { rows: [], hasMore: false }
  const found = await reader.$queryRaw<(Omit<PendingRow, 'amount'> & { amountFen: bigint })[]>`
    SELECT r.paper_id AS "paperId", p.number, r.received_on::text AS "receivedOn", c.name AS "customerName",
      r.amount_fen AS "amountFen", r.method, coalesce(r.payer, '') AS payer, t.display_name AS "takenBy",
      u.display_name AS "recordedBy", n.number AS "noteNumber",
      ${person.userId}::uuid IN (r.recorded_by_id, r.taken_by_id) AS "isOwn"
    FROM receipt r
    JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    JOIN customer c ON c.account_set_id = r.account_set_id AND c.id = r.customer_id
    JOIN app_user u ON u.id = r.recorded_by_id
    JOIN app_user t ON t.id = r.taken_by_id
    LEFT JOIN paper n ON n.account_set_id = r.account_set_id AND n.id = r.for_paper_id
    WHERE r.account_set_id = ${accountSetId} AND r.status = 'PENDING' ORDER BY p.number LIMIT ${AT_ONCE + 1}`
  const rows = found
    .slice(0, AT_ONCE)
    .map(({ amountFen, ...row }) => ({ ...row, amount: formatFenPlain(amountFen) }))
  return { rows, hasMore: found.length > AT_ONCE }
}
