import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type PromiseOutcome, promiseOutcome } from '#lib/domain/collections/promises.ts'
import { type AskedParams, asked, askedNumber } from '#lib/kernel/address.ts'
import { type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What a collector may want to see alone. */
export const WORK_FILTERS = ['overdue', 'promised', 'disputed', 'mine'] as const
export type WorkFilter = (typeof WORK_FILTERS)[number]

export type WorkWish = {
  accountSetId: number | null
  filter: WorkFilter | null
  /** The last customer of the page before: the day the oldest note fell due, and the customer. */
  after: { dueOn: BusinessDate; customerId: string } | null
}

const AFTER = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/

/** What an address asks for; words it does not know are left out. */
export function workWish(params: AskedParams): WorkWish {
  const [, dueOn = '', customerId = ''] = AFTER.exec(asked(params, 'after')) ?? []
  const day = parseBusinessDate(dueOn)
  return {
    accountSetId: askedNumber(params, 'set'),
    filter: WORK_FILTERS.find((filter) => filter === asked(params, 'filter')) ?? null,
    after: day.ok && isId(customerId) ? { dueOn: day.value, customerId } : null,
  }
}

/** A promise as lists show it; amounts in yuan. */
export type PromiseView = { amount: string; paid: string; dueOn: string; outcome: PromiseOutcome }

/** A customer who owes, as a collector sees it. Yuan. */
export type WorkRow = {
  accountSetId: number
  customerId: string
  code: string
  name: string
  settlementMethod: string
  salesperson: string
  notes: number
  owed: string
  overdue: string
  disputed: string
  oldestDueOn: string
  daysOver: number
  lastContact: { on: string; way: string; with: string } | null
  promise: PromiseView | null
  escalation: { level: number; to: string; on: string } | null
}

type FlatPromise = { amountFen: string; paidFen: string; dueOn: string }
type FlatWork = Omit<WorkRow, 'owed' | 'overdue' | 'disputed' | 'oldestDueOn' | 'daysOver' | 'promise'> & {
  owedFen: bigint
  overdueFen: bigint
  disputedFen: bigint
  oldestDueOn: BusinessDate
  promise: FlatPromise | null
}

const PAGE = 50

/**
 * Customers with open notes, the longest overdue first, each with what was last said, promised and passed on. A page by
 * key. One statement: what is open is summed, and only the page's customers are looked up.
 */
export async function listWork(
  reader: Reader,
  person: Pick<Person, 'accountSetIds' | 'userId'>,
  wish: WorkWish,
  today: BusinessDate,
): Promise<{ rows: WorkRow[]; nextAfter: string | null }> {
  const sets = person.accountSetIds.filter((id) => wish.accountSetId === null || id === wish.accountSetId)
  const found = await reader.$queryRaw<FlatWork[]>`
    WITH open AS (
      SELECT i.account_set_id, i.customer_id, count(*)::int AS notes, sum(i.open_fen)::bigint AS owed, min(i.due_date) AS oldest,
        coalesce(sum(i.open_fen) FILTER (WHERE i.due_date < ${today}::date), 0)::bigint AS overdue,
        coalesce(sum(i.open_fen) FILTER (WHERE d.paper_id IS NOT NULL), 0)::bigint AS disputed
      FROM receivable_item i
      LEFT JOIN paper_dispute d ON d.account_set_id = i.account_set_id AND d.paper_id = i.paper_id AND d.closed_at IS NULL
      WHERE i.account_set_id = ANY(${sets}::int[]) AND i.open_fen > 0 GROUP BY 1, 2
    ), page AS (
      SELECT o.* FROM open o WHERE ${filtered(wish.filter, person.userId, today)}
        AND (${wish.after?.dueOn ?? null}::date IS NULL
          OR (o.oldest, o.customer_id) > (${wish.after?.dueOn ?? null}::date, ${wish.after?.customerId ?? null}::uuid))
      ORDER BY o.oldest, o.customer_id LIMIT ${PAGE + 1}
    )
    SELECT o.account_set_id AS "accountSetId", o.customer_id AS "customerId", c.code, c.name,
      c.settlement_method AS "settlementMethod", coalesce(u.display_name, '') AS salesperson, o.notes, o.owed AS "owedFen",
      o.overdue AS "overdueFen", o.disputed AS "disputedFen", o.oldest::text AS "oldestDueOn",
      (SELECT jsonb_build_object('on', k.contacted_on, 'way', k.way, 'with', k.spoken_with) FROM collection_contact k
        WHERE k.account_set_id = o.account_set_id AND k.customer_id = o.customer_id
        ORDER BY k.contacted_on DESC, k.recorded_at DESC LIMIT 1) AS "lastContact",
      (SELECT jsonb_build_object('amountFen', s.amount_fen::text, 'paidFen', s.paid_fen::text, 'dueOn', s.due_on)
        FROM (${nextPromise(today)}) n JOIN promise_standing s ON s.account_set_id = o.account_set_id AND s.contact_id = n.contact_id) AS promise,
      (SELECT jsonb_build_object('level', e.level, 'to', t.display_name, 'on', (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)
        FROM collection_escalation e JOIN app_user t ON t.id = e.to_user_id
        WHERE e.account_set_id = o.account_set_id AND e.customer_id = o.customer_id ORDER BY e.recorded_at DESC LIMIT 1) AS escalation
    FROM page o JOIN customer c ON c.account_set_id = o.account_set_id AND c.id = o.customer_id
    LEFT JOIN app_user u ON u.id = c.salesperson_id
    ORDER BY o.oldest, o.customer_id`
  const rows = found.slice(0, PAGE).map((row) => workRow(row, today))
  const last = rows.at(-1)
  const hasMore = found.length > PAGE && last !== undefined
  return { rows, nextAfter: hasMore ? `${last.oldestDueOn}_${last.customerId}` : null }
}

/** The promise that falls due next, else the one that did last. Bound to `o`. */
function nextPromise(today: BusinessDate): Prisma.Sql {
  return Prisma.sql`SELECT p.contact_id FROM payment_promise p
    WHERE p.account_set_id = o.account_set_id AND p.customer_id = o.customer_id
    ORDER BY p.due_on < ${today}::date, abs(p.due_on - ${today}::date), p.recorded_at DESC LIMIT 1`
}

function filtered(filter: WorkFilter | null, userId: string, today: BusinessDate): Prisma.Sql {
  switch (filter) {
    case 'overdue':
      return Prisma.sql`o.overdue > 0`
    case 'disputed':
      return Prisma.sql`o.disputed > 0`
    case 'mine':
      return Prisma.sql`${userId}::uuid = (SELECT e.to_user_id FROM collection_escalation e
        WHERE e.account_set_id = o.account_set_id AND e.customer_id = o.customer_id ORDER BY e.recorded_at DESC LIMIT 1)`
    case 'promised':
      return Prisma.sql`EXISTS (SELECT FROM (SELECT p.contact_id FROM payment_promise p
          WHERE p.account_set_id = o.account_set_id AND p.customer_id = o.customer_id ORDER BY p.due_on DESC, p.recorded_at DESC LIMIT 1) n
        JOIN promise_standing s ON s.account_set_id = o.account_set_id AND s.contact_id = n.contact_id
        WHERE s.due_on <= ${today}::date AND s.paid_fen < s.amount_fen)`
    case null:
      return Prisma.sql`true`
  }
}

function workRow(row: FlatWork, today: BusinessDate): WorkRow {
  const { owedFen, overdueFen, disputedFen, promise, ...rest } = row
  return {
    ...rest,
    owed: formatFenPlain(owedFen),
    overdue: formatFenPlain(overdueFen),
    disputed: formatFenPlain(disputedFen),
    daysOver: Math.max(0, daysBetween(row.oldestDueOn, today)),
    promise: promise && promiseView(promise, today),
  }
}

/** A promise with what came of it. */
export function promiseView(promise: FlatPromise, today: string): PromiseView {
  const amountFen = BigInt(promise.amountFen)
  const paidFen = BigInt(promise.paidFen)
  return {
    amount: formatFenPlain(amountFen),
    paid: formatFenPlain(paidFen),
    dueOn: promise.dueOn,
    outcome: promiseOutcome({ amountFen, paidFen, dueOn: promise.dueOn }, today),
  }
}
