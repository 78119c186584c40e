import type { Reader } from '#lib/db/client.ts'
import { type SupplierDetail, supplierDetail, type SupplierReader } from '#lib/domain/suppliers/queries.ts'
import { type AskedParams, asked, askedOrNull } from '#lib/kernel/address.ts'
import { type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** From which day to which, and after which entry of it. */
export type StatementWish = { from: BusinessDate; to: BusinessDate; after: StatementKey | null }

type StatementKey = { on: BusinessDate; id: string }

/** One paper's mark on the account: what it made owed (or less owed), and what is owed after it. Yuan. */
export type StatementRow = {
  paperId: string
  number: string
  kind: string
  /** RED on a purchase bill that takes back. */
  purpose: string | null
  businessDate: string
  isReversal: boolean
  /** The supplier's own number on the bill. */
  externalNumber: string
  owed: string | null
  paid: string | null
  balance: string
}

/** A bill of which something is still to be paid. */
export type OpenBill = {
  paperId: string
  number: string
  externalNumber: string
  businessDate: string
  dueDate: string
  amount: string
  open: string
  daysOver: number
}

/**
 * Goods that came and were not billed, or went back after they were (below zero): by order, or by receipt where there is
 * none. Without tax.
 */
export type UnbilledGoods = { paperId: string; number: string; kind: string; amount: string; since: string }

export type SupplierStatement = {
  supplier: SupplierDetail
  opening: string
  closing: string
  rows: StatementRow[]
  nextAfter: string | null
  openBills: OpenBill[]
  unbilled: UnbilledGoods[]
}

const PAGE = 200
const KEY = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/

/** What an address asks for: a month to date unless it says otherwise. */
export function statementWish(params: AskedParams, today: BusinessDate): StatementWish {
  const day = (name: string): BusinessDate | null => {
    const parsed = parseBusinessDate(asked(params, name))
    return parsed.ok ? parsed.value : null
  }
  const firstOfMonth = parseBusinessDate(`${today.slice(0, 8)}01`)
  const from = day('from') ?? (firstOfMonth.ok ? firstOfMonth.value : today)
  const [, on = '', id] = KEY.exec(askedOrNull(params, 'after') ?? '') ?? []
  const afterOn = parseBusinessDate(on)
  const after = afterOn.ok && id !== undefined ? { on: afterOn.value, id } : null
  return { from, to: day('to') ?? today, after }
}

/**
 * A supplier's account over some days, a page by key: what was owed when they began, each paper's mark with what is
 * owed after it (bills up, payments down, allocations between the two change nothing), what is open and what came
 * without a bill. Null outside the reader's account sets. Three statements.
 */
export async function supplierStatement(
  reader: Reader,
  actor: SupplierReader,
  supplierId: string,
  wish: StatementWish,
  today: BusinessDate,
): Promise<SupplierStatement | null> {
  const supplier = await supplierDetail(reader, actor, supplierId)
  if (supplier === null) return null
  const key = { accountSetId: supplier.accountSetId, supplierId }
  const [found, standing] = await Promise.all([readMarks(reader, key, wish), readStanding(reader, key)])
  const marks = found.slice(0, PAGE)
  const last = marks.at(-1)
  const first = found[0]
  const openingFen = first === undefined ? null : first.balanceFen - first.deltaFen
  const closingFen = last === undefined ? null : last.balanceFen
  const before = openingFen ?? (await readOwedBefore(reader, key, wish.to))
  return {
    supplier,
    opening: formatFenPlain(before),
    closing: formatFenPlain(closingFen ?? before),
    rows: marks.map(rowOf),
    nextAfter: found.length > PAGE && last ? `${last.businessDate}_${last.id}` : null,
    openBills: standing.bills.map(({ amountFen, openFen, ...bill }) => ({
      ...bill,
      amount: formatFenPlain(BigInt(amountFen)),
      open: formatFenPlain(BigInt(openFen)),
      daysOver: Math.max(0, daysBetween(bill.dueDate, today)),
    })),
    unbilled: standing.unbilled.map(({ amountFen, ...goods }) => ({
      ...goods,
      amount: formatFenPlain(BigInt(amountFen)),
    })),
  }
}

type Key = { accountSetId: number; supplierId: string }

type Mark = Omit<StatementRow, 'owed' | 'paid' | 'balance'> & {
  id: bigint
  deltaFen: bigint
  balanceFen: bigint
}

function rowOf({ id: _, deltaFen, balanceFen, ...row }: Mark): StatementRow {
  return {
    ...row,
    owed: deltaFen > 0n ? formatFenPlain(deltaFen) : null,
    paid: deltaFen < 0n ? formatFenPlain(-deltaFen) : null,
    balance: formatFenPlain(balanceFen),
  }
}

/** Entries of one paper and act are one mark; the balance runs over all of them since the account began. */
function readMarks(reader: Reader, key: Key, { from, to, after }: StatementWish): Promise<Mark[]> {
  return reader.$queryRaw<Mark[]>`
    WITH mark AS (
      SELECT e.paper_id, e.business_date, e.recorded_at, e.reverses_id IS NOT NULL AS is_reversal, min(e.id) AS id,
        sum(e.amount_fen * ((e.from_account IN ('PAYABLE', 'ADVANCE'))::int - (e.to_account IN ('PAYABLE', 'ADVANCE'))::int))::bigint AS delta
      FROM payable_entry e
      WHERE e.account_set_id = ${key.accountSetId} AND e.supplier_id = ${key.supplierId}::uuid AND e.business_date <= ${to}::date
      GROUP BY 1, 2, 3, 4
    ), running AS (
      SELECT m.*, sum(m.delta) OVER (ORDER BY m.business_date, m.id)::bigint AS balance FROM mark m WHERE m.delta <> 0
    )
    SELECT r.id, r.paper_id AS "paperId", p.number, p.kind, g.purpose, r.business_date::text AS "businessDate",
      r.is_reversal AS "isReversal", coalesce(g.external_number, '') AS "externalNumber", r.delta AS "deltaFen",
      r.balance AS "balanceFen"
    FROM running r JOIN paper p ON p.account_set_id = ${key.accountSetId} AND p.id = r.paper_id
    LEFT JOIN goods_paper g ON g.account_set_id = ${key.accountSetId} AND g.paper_id = r.paper_id
    WHERE r.business_date >= ${from}::date
      AND (${after?.on ?? null}::date IS NULL OR (r.business_date, r.id) > (${after?.on ?? null}::date, ${after?.id ?? null}::bigint))
    ORDER BY r.business_date, r.id LIMIT ${PAGE + 1}`
}

/** What was owed, less what was paid in advance, on the evening of a day. */
async function readOwedBefore(reader: Reader, key: Key, to: BusinessDate): Promise<bigint> {
  const rows = await reader.$queryRaw<{ owed: bigint }[]>`
    SELECT coalesce(sum(e.amount_fen * ((e.from_account IN ('PAYABLE', 'ADVANCE'))::int
      - (e.to_account IN ('PAYABLE', 'ADVANCE'))::int)), 0)::bigint AS owed
    FROM payable_entry e WHERE e.account_set_id = ${key.accountSetId} AND e.supplier_id = ${key.supplierId}::uuid
      AND e.business_date <= ${to}::date`
  return rows[0]?.owed ?? 0n
}

type Standing = {
  bills: (Omit<OpenBill, 'amount' | 'open' | 'daysOver' | 'dueDate'> & {
    dueDate: BusinessDate
    amountFen: string
    openFen: string
  })[]
  unbilled: (Omit<UnbilledGoods, 'amount'> & { amountFen: string })[]
}

async function readStanding(reader: Reader, key: Key): Promise<Standing> {
  const rows = await reader.$queryRaw<Standing[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', i.paper_id, 'number', p.number, 'businessDate', i.business_date,
         'dueDate', i.due_date, 'externalNumber', coalesce(g.external_number, ''), 'amountFen', i.amount_fen::text,
         'openFen', i.open_fen::text) ORDER BY i.business_date, i.paper_id), '[]')
       FROM payable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
       LEFT JOIN goods_paper g ON g.account_set_id = i.account_set_id AND g.paper_id = i.paper_id
       WHERE i.account_set_id = ${key.accountSetId} AND i.supplier_id = ${key.supplierId}::uuid AND i.open_fen > 0) AS bills,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', u.paper_id, 'number', p.number, 'kind', p.kind,
         'amountFen', u.amount::text, 'since', u.since) ORDER BY u.since, u.paper_id), '[]')
       FROM (SELECT g.paper_id, sum(q.received_net_fen - q.billed_net_fen) AS amount,
           coalesce((SELECT min(r.business_date) FROM goods_paper r WHERE r.account_set_id = g.account_set_id
             AND r.source_paper_id = g.paper_id AND r.kind = 'GOODS_RECEIPT' AND r.status = 'POSTED'), g.business_date) AS since
         FROM goods_paper g JOIN goods_progress q USING (account_set_id, paper_id)
         WHERE g.account_set_id = ${key.accountSetId} AND g.supplier_id = ${key.supplierId}::uuid AND g.kind = 'PURCHASE_ORDER'
         GROUP BY g.account_set_id, g.paper_id
         UNION ALL
         SELECT g.paper_id, e.net - coalesce(b.net, 0), g.business_date FROM goods_paper g
         CROSS JOIN LATERAL (SELECT sum(e.amount_fen) AS net FROM payable_entry e
           WHERE e.account_set_id = g.account_set_id AND e.paper_id = g.paper_id AND e.from_account = 'UNBILLED') e
         CROSS JOIN LATERAL (SELECT sum(l.net_fen) AS net FROM goods_paper_line l JOIN goods_paper x USING (account_set_id, paper_id)
           WHERE l.account_set_id = g.account_set_id AND l.source_paper_id = g.paper_id AND x.kind = 'SUPPLIER_RETURN' AND x.status = 'POSTED') b
         WHERE g.account_set_id = ${key.accountSetId} AND g.supplier_id = ${key.supplierId}::uuid AND g.kind = 'GOODS_RECEIPT'
           AND g.status = 'POSTED' AND g.source_paper_id IS NULL AND NOT EXISTS (SELECT FROM receipt_order_line r
             WHERE r.account_set_id = g.account_set_id AND r.paper_id = g.paper_id)) u
       JOIN paper p ON p.account_set_id = ${key.accountSetId} AND p.id = u.paper_id
       WHERE u.amount <> 0) AS unbilled`
  return rows[0] ?? { bills: [], unbilled: [] }
}
