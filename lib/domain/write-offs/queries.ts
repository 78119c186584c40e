import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type AskedParams, asked, askedOrNull } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

export const WRITE_OFF_STATUSES = ['PROPOSED', 'ENTERED', 'REFUSED', 'REVERSED'] as const
export type WriteOffStatus = (typeof WRITE_OFF_STATUSES)[number]

/** A write-off as lists show it. Yuan. */
export type WriteOffRow = {
  accountSetId: number
  paperId: string
  number: string
  customerId: string
  customerName: string
  amount: string
  reason: string
  status: WriteOffStatus
  proposedById: string
  proposedBy: string
  proposedAt: string
}

/** The whole write-off with its notes. Yuan. */
export type WriteOffDetail = WriteOffRow & {
  accountSetName: string
  decidedBy: string | null
  decidedAt: string | null
  decisionRemark: string | null
  enteredOn: string | null
  reversedBy: string | null
  reversedOn: string | null
  reversalReason: string | null
  lines: { noteId: string; number: string; businessDate: string; amount: string; open: string }[]
}

export type WriteOffWish = { status: WriteOffStatus | null; before: string | null }

const PAGE = 50

/** What an address asks for; words it does not know are left out. */
export function writeOffWish(params: AskedParams): WriteOffWish {
  const before = askedOrNull(params, 'before')
  return {
    status: WRITE_OFF_STATUSES.find((status) => status === asked(params, 'status')) ?? null,
    before: before !== null && isId(before) ? before : null,
  }
}

/** Write-offs of the reader's account sets, newest first, a page by key. One statement. */
export async function listWriteOffs(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  wish: WriteOffWish,
): Promise<{ rows: WriteOffRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<(Omit<WriteOffRow, 'amount'> & { amountFen: bigint })[]>`
    SELECT w.account_set_id AS "accountSetId", w.paper_id AS "paperId", p.number, w.customer_id AS "customerId", c.name AS "customerName",
      w.amount_fen AS "amountFen", w.reason, w.status, w.proposed_by_id AS "proposedById", u.display_name AS "proposedBy",
      to_char(w.proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "proposedAt"
    FROM write_off w JOIN paper p ON p.account_set_id = w.account_set_id AND p.id = w.paper_id
    JOIN customer c ON c.account_set_id = w.account_set_id AND c.id = w.customer_id
    JOIN app_user u ON u.id = w.proposed_by_id
    WHERE w.account_set_id = ANY(${[...scope.accountSetIds]}::int[]) AND (${wish.status}::text IS NULL OR w.status = ${wish.status})
      AND (${wish.before}::uuid IS NULL OR w.paper_id < ${wish.before}::uuid)
    ORDER BY w.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = found
    .slice(0, PAGE)
    .map(({ amountFen, ...row }) => ({ ...row, amount: formatFenPlain(amountFen) }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

type FlatDetail = Omit<WriteOffDetail, 'amount' | 'lines'> & {
  amountFen: bigint
  lines: { noteId: string; number: string; businessDate: string; amountFen: string; openFen: string }[]
}

/** One write-off; null outside the reader's account sets. One statement. */
export async function readWriteOff(
  reader: Reader,
  scope: Pick<Person, 'accountSetIds'>,
  { accountSetId, paperId }: PaperKey,
): Promise<WriteOffDetail | null> {
  if (!scope.accountSetIds.includes(accountSetId) || !isId(paperId)) return null
  const rows = await reader.$queryRaw<FlatDetail[]>`
    SELECT w.account_set_id AS "accountSetId", w.paper_id AS "paperId", p.number, w.customer_id AS "customerId", c.name AS "customerName",
      s.name AS "accountSetName", w.amount_fen AS "amountFen", w.reason, w.status, w.proposed_by_id AS "proposedById",
      u.display_name AS "proposedBy", to_char(w.proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "proposedAt",
      d.display_name AS "decidedBy", to_char(w.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "decidedAt",
      w.decision_remark AS "decisionRemark", w.entered_on::text AS "enteredOn", r.display_name AS "reversedBy",
      w.reversed_on::text AS "reversedOn", w.reversal_reason AS "reversalReason",
      (SELECT jsonb_agg(jsonb_build_object('noteId', l.note_id, 'number', n.number, 'businessDate', i.business_date,
          'amountFen', l.amount_fen::text, 'openFen', i.open_fen::text) ORDER BY l.line_no)
        FROM write_off_line l JOIN receivable_item i ON i.account_set_id = l.account_set_id AND i.paper_id = l.note_id
        JOIN paper n ON n.account_set_id = l.account_set_id AND n.id = l.note_id
        WHERE l.account_set_id = w.account_set_id AND l.paper_id = w.paper_id) AS lines
    FROM write_off w JOIN paper p ON p.account_set_id = w.account_set_id AND p.id = w.paper_id
    JOIN account_set s ON s.id = w.account_set_id
    JOIN customer c ON c.account_set_id = w.account_set_id AND c.id = w.customer_id
    JOIN app_user u ON u.id = w.proposed_by_id
    LEFT JOIN app_user d ON d.id = w.decided_by_id LEFT JOIN app_user r ON r.id = w.reversed_by_id
    WHERE w.account_set_id = ${accountSetId} AND w.paper_id = ${paperId}::uuid`
  const row = rows[0]
  if (!row) return null
  const { amountFen, lines, ...rest } = row
  return {
    ...rest,
    amount: formatFenPlain(amountFen),
    lines: lines.map(({ amountFen: lineFen, openFen, ...line }) => ({
      ...line,
      amount: formatFenPlain(BigInt(lineFen)),
      open: formatFenPlain(BigInt(openFen)),
    })),
  }
}
