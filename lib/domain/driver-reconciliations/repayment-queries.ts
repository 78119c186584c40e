import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import type { RepaymentSide } from '#lib/domain/driver-reconciliations/repayment-rules.ts'
import { asked, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** A payment on a difference as the page shows it. Yuan. */
export type RepaymentRow = {
  sequence: number
  side: RepaymentSide
  amount: string
  method: string
  paidOn: string
  remark: string
  recordedBy: string
  isMirror: boolean
  isUndone: boolean
  isOwn: boolean
}

/** A session that ended with more or less cash than was due, and what came of it. Yuan; `open` below zero is the driver's. */
export type DifferenceRow = {
  accountSetId: number
  paperId: string
  number: string
  driverId: string
  driverName: string
  closedOn: string
  reason: string
  short: string
  borne: string
  repaid: string
  open: string
  repayments: RepaymentRow[]
}

export type DifferenceWish = { isAll: boolean; before: string | null }

const PAGE = 30

/** What an address asks for: differences not settled yet, unless all are wanted. */
export function differenceWish(params: AskedParams): DifferenceWish {
  const before = askedOrNull(params, 'before')
  return { isAll: asked(params, 'show') === 'all', before: before !== null && isId(before) ? before : null }
}

type Flat = Omit<DifferenceRow, 'short' | 'borne' | 'repaid' | 'open' | 'repayments'> & {
  shortFen: bigint
  borneFen: bigint
  repaidFen: bigint
  repayments: (Omit<RepaymentRow, 'amount'> & { amountFen: string })[]
}

/** Differences with drivers, newest session first, a page by key. One statement. */
export async function listDifferences(
  reader: Reader,
  person: Pick<Person, 'accountSetIds' | 'userId'>,
  wish: DifferenceWish,
): Promise<{ rows: DifferenceRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<Flat[]>`
    SELECT r.account_set_id AS "accountSetId", r.paper_id AS "paperId", p.number, r.driver_id AS "driverId",
      r.driver_name AS "driverName", (r.closed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "closedOn",
      r.difference_reason AS reason, d.short AS "shortFen", d.borne AS "borneFen", y.repaid AS "repaidFen", y.repayments
    FROM (SELECT account_set_id, paper_id, coalesce(sum(CASE side WHEN 'SHORT' THEN amount_fen ELSE -amount_fen END)
          FILTER (WHERE cause = 'COUNT'), 0)::bigint AS short, coalesce(sum(amount_fen) FILTER (WHERE cause = 'RULING'), 0)::bigint AS borne
        FROM driver_difference WHERE account_set_id = ANY(${[...person.accountSetIds]}::int[]) GROUP BY 1, 2) d
    JOIN driver_reconciliation r ON r.account_set_id = d.account_set_id AND r.paper_id = d.paper_id
    JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(CASE x.side WHEN 'FROM_DRIVER' THEN x.amount_fen ELSE -x.amount_fen END), 0)::bigint AS repaid,
        coalesce(jsonb_agg(jsonb_build_object('sequence', x.sequence, 'side', x.side, 'amountFen', x.amount_fen::text, 'method', x.method,
          'paidOn', x.paid_on, 'remark', x.remark, 'recordedBy', u.display_name, 'isMirror', x.reverses_sequence IS NOT NULL,
          'isUndone', EXISTS (SELECT FROM driver_repayment m WHERE m.account_set_id = x.account_set_id AND m.paper_id = x.paper_id
            AND m.reverses_sequence = x.sequence), 'isOwn', x.recorded_by_id = ${person.userId}::uuid) ORDER BY x.sequence), '[]') AS repayments
      FROM driver_repayment x JOIN app_user u ON u.id = x.recorded_by_id
      WHERE x.account_set_id = r.account_set_id AND x.paper_id = r.paper_id) y
    WHERE (${wish.isAll} OR d.short - d.borne - y.repaid <> 0) AND (${wish.before}::uuid IS NULL OR r.paper_id < ${wish.before}::uuid)
    ORDER BY r.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = found.slice(0, PAGE).map(({ shortFen, borneFen, repaidFen, repayments, ...row }) => ({
    ...row,
    short: formatFenPlain(shortFen),
    borne: formatFenPlain(borneFen),
    repaid: formatFenPlain(repaidFen),
    open: formatFenPlain(shortFen - borneFen - repaidFen),
    repayments: repayments.map(({ amountFen, ...each }) => ({
      ...each,
      amount: formatFenPlain(BigInt(amountFen)),
    })),
  }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}
