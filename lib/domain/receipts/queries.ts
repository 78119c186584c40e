import type { Person } from '#lib/auth/actor.ts'
import { RECEIPT_METHODS, RECEIPT_STANDINGS } from '#lib/domain/receipts/schema.ts'
import type { Reader } from '#lib/db/client.ts'
import { asked, askedNumber, askedOrNull, type AskedParams } from '#lib/kernel/address.ts'
import { type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import type { ReceiptStanding } from '#lib/papers/receipts.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Scope = Pick<Person, 'accountSetIds'>
type Method = (typeof RECEIPT_METHODS)[number]

/** Which receipts a list shows. */
export type ReceiptWish = {
  /** Null: all of the reader's account sets. */
  accountSetId: number | null
  on: BusinessDate | null
  method: Method | null
  status: ReceiptStanding | null
  /** The last receipt of the page before. */
  before: string | null
}

/** A receipt as lists show it; `amount` in yuan. `isLate`: entered on a later day than the money came (R95). */
export type ReceiptRow = {
  accountSetId: number
  paperId: string
  number: string
  receivedOn: string
  recordedAt: string
  isLate: boolean
  customerId: string
  customerName: string
  amount: string
  method: string
  remark: string
  recordedBy: string
  status: ReceiptStanding
  payer: string
}

const PAGE = 50

/** What an address asks for; words it does not know are left out. */
export function receiptWish(params: AskedParams): ReceiptWish {
  const on = parseBusinessDate(asked(params, 'on'))
  const before = askedOrNull(params, 'before')
  return {
    accountSetId: askedNumber(params, 'set'),
    on: on.ok ? on.value : null,
    method: RECEIPT_METHODS.find((method) => method === asked(params, 'method')) ?? null,
    status: RECEIPT_STANDINGS.find((status) => status === asked(params, 'status')) ?? null,
    before: before !== null && isId(before) ? before : null,
  }
}

/** Receipts of the reader's account sets, newest first, a page by key. One statement. */
export async function listReceipts(
  reader: Reader,
  scope: Scope,
  wish: ReceiptWish,
): Promise<{ rows: ReceiptRow[]; olderThan: string | null }> {
  const sets = setsWithin(scope, wish.accountSetId)
  const found = await readReceipts(reader, [
    Prisma.sql`r.account_set_id = ANY(${sets}::int[])`,
    ...(wish.on === null ? [] : [Prisma.sql`r.received_on = ${wish.on}::date`]),
    ...(wish.method === null ? [] : [Prisma.sql`r.method = ${wish.method}`]),
    ...(wish.status === null ? [] : [Prisma.sql`r.status = ${wish.status}`]),
    ...(wish.before === null ? [] : [Prisma.sql`r.paper_id < ${wish.before}::uuid`]),
  ])
  const rows = found.slice(0, PAGE)
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

async function readReceipts(reader: Reader, conditions: readonly Prisma.Sql[]): Promise<ReceiptRow[]> {
  const rows = await reader.$queryRaw<
    (Omit<ReceiptRow, 'amount' | 'recordedAt'> & { amountFen: bigint; recordedAt: Date })[]
  >`
    SELECT r.account_set_id AS "accountSetId", r.paper_id AS "paperId", p.number, r.received_on::text AS "receivedOn",
      r.recorded_at AS "recordedAt", (r.recorded_at AT TIME ZONE 'Asia/Shanghai')::date > r.received_on AS "isLate",
      r.customer_id AS "customerId", c.name AS "customerName", r.amount_fen AS "amountFen", r.method, r.remark,
      u.display_name AS "recordedBy", r.status, coalesce(r.payer, '') AS payer
    FROM receipt r
    JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    JOIN customer c ON c.account_set_id = r.account_set_id AND c.id = r.customer_id
    JOIN app_user u ON u.id = r.recorded_by_id
    WHERE ${Prisma.join([...conditions], ' AND ')} ORDER BY r.paper_id DESC LIMIT ${PAGE + 1}`
  return rows.map(({ amountFen, recordedAt, ...row }) => ({
    ...row,
    amount: formatFenPlain(amountFen),
    recordedAt: recordedAt.toISOString(),
  }))
}

/** A customer who owes: how much, since when, and what is overdue. Amounts in yuan. */
export type Debtor = {
  accountSetId: number
  customerId: string
  code: string
  name: string
  settlementMethod: string
  openNotes: number
  owed: string
  prepaid: string
  overdue: string
  oldestDueOn: string
  daysOver: number
}

/** Where a page of debtors ends: the day the oldest note fell due, and the customer. */
const DEBTOR_KEY = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/

/**
 * Customers with open notes, the longest overdue first, a page by key. One statement over the open items.
 * `after` is the key of the last debtor of the page before, as `nextAfter` gave it.
 */
export async function listDebtors(
  reader: Reader,
  scope: Scope,
  wish: { accountSetId: number | null; after: string | null },
  today: BusinessDate,
): Promise<{ rows: Debtor[]; nextAfter: string | null }> {
  const sets = setsWithin(scope, wish.accountSetId)
  const [, dueOn, customerId] = DEBTOR_KEY.exec(wish.after ?? '') ?? []
  const key = dueOn !== undefined && isId(customerId ?? '') && parseBusinessDate(dueOn).ok ? dueOn : null
  const found = await reader.$queryRaw<
    (Omit<Debtor, 'owed' | 'prepaid' | 'overdue' | 'daysOver' | 'oldestDueOn'> & {
      owedFen: bigint
      prepaidFen: bigint
      overdueFen: bigint
      oldestDueOn: BusinessDate
    })[]
  >`
    WITH open AS (
      SELECT account_set_id, customer_id, count(*)::int AS notes, sum(open_fen)::bigint AS owed, min(due_date) AS oldest,
        coalesce(sum(open_fen) FILTER (WHERE due_date < ${today}::date), 0)::bigint AS overdue
      FROM receivable_item WHERE account_set_id = ANY(${sets}::int[]) AND open_fen > 0 GROUP BY 1, 2
    )
    SELECT o.account_set_id AS "accountSetId", o.customer_id AS "customerId", c.code, c.name,
      c.settlement_method AS "settlementMethod", o.notes AS "openNotes", o.owed AS "owedFen", b.prepaid_fen AS "prepaidFen",
      o.overdue AS "overdueFen", o.oldest::text AS "oldestDueOn"
    FROM open o
    JOIN customer c ON c.account_set_id = o.account_set_id AND c.id = o.customer_id
    JOIN customer_balance b ON b.account_set_id = o.account_set_id AND b.customer_id = o.customer_id
    WHERE (${key}::date IS NULL OR (o.oldest, o.customer_id) > (${key}::date, ${key === null ? null : (customerId ?? null)}::uuid))
    ORDER BY o.oldest, o.customer_id LIMIT ${PAGE + 1}`
  const rows = found.slice(0, PAGE).map(({ owedFen, prepaidFen, overdueFen, ...row }) => ({
    ...row,
    owed: formatFenPlain(owedFen),
    prepaid: formatFenPlain(prepaidFen),
    overdue: formatFenPlain(overdueFen),
    daysOver: Math.max(0, daysBetween(row.oldestDueOn, today)),
  }))
  const last = rows.at(-1)
  const hasMore = found.length > PAGE && last !== undefined
  return { rows, nextAfter: hasMore ? `${last.oldestDueOn}_${last.customerId}` : null }
}

/** A posted note of which something is still to be paid. Amounts in yuan. */
export type OpenItem = {
  paperId: string
  number: string
  businessDate: string
  dueDate: string
  amount: string
  open: string
  daysOver: number
}

/** Everything about one customer's money: what is owed, what waits, what is open, what came in. */
export type CustomerMoney = {
  accountSetId: number
  customerId: string
  code: string
  name: string
  settlementMethod: string
  creditDays: number
  /** Money waits for its note (R48); else it pays the oldest open note at once. */
  paysBefore: boolean
  owed: string
  prepaid: string
  committed: string
  items: OpenItem[]
  receipts: ReceiptRow[]
}

type FlatMoney = Omit<CustomerMoney, 'owed' | 'prepaid' | 'committed' | 'items' | 'receipts'> & {
  receivableFen: bigint
  prepaidFen: bigint
  committedFen: bigint
  items: {
    paperId: string
    number: string
    businessDate: string
    dueDate: BusinessDate
    amountFen: string
    openFen: string
  }[]
}

/** One customer's money with open items, oldest first; null outside the reader's account sets. Two statements. */
export async function customerMoney(
  reader: Reader,
  scope: Scope,
  key: { accountSetId: number; customerId: string },
  today: BusinessDate,
): Promise<CustomerMoney | null> {
  if (!scope.accountSetIds.includes(key.accountSetId) || !isId(key.customerId)) return null
  const [rows, receipts] = await Promise.all([
    reader.$queryRaw<FlatMoney[]>`
      SELECT c.account_set_id AS "accountSetId", c.id AS "customerId", c.code, c.name, c.settlement_method AS "settlementMethod",
        c.credit_days AS "creditDays", coalesce(y.requires_prepayment, false) AS "paysBefore", b.receivable_fen AS "receivableFen",
        b.prepaid_fen AS "prepaidFen", b.committed_fen AS "committedFen",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', i.paper_id, 'number', p.number, 'businessDate', i.business_date,
           'dueDate', i.due_date, 'amountFen', i.amount_fen::text, 'openFen', i.open_fen::text) ORDER BY i.business_date, i.paper_id), '[]')
         FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
         WHERE i.account_set_id = c.account_set_id AND i.customer_id = c.id AND i.open_fen > 0) AS items
      FROM customer c
      JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
      LEFT JOIN channel_policy y ON y.account_set_id = c.account_set_id AND y.channel = c.channel
      WHERE c.account_set_id = ${key.accountSetId} AND c.id = ${key.customerId}::uuid`,
    readReceipts(reader, [
      Prisma.sql`r.account_set_id = ${key.accountSetId}`,
      Prisma.sql`r.customer_id = ${key.customerId}::uuid`,
    ]),
  ])
  const row = rows[0]
  if (!row) return null
  const { receivableFen, prepaidFen, committedFen, items, ...rest } = row
  return {
    ...rest,
    owed: formatFenPlain(receivableFen),
    prepaid: formatFenPlain(prepaidFen),
    committed: formatFenPlain(committedFen),
    items: items.map(({ amountFen, openFen, ...item }) => ({
      ...item,
      amount: formatFenPlain(BigInt(amountFen)),
      open: formatFenPlain(BigInt(openFen)),
      daysOver: Math.max(0, daysBetween(item.dueDate, today)),
    })),
    receipts: receipts.slice(0, PAGE),
  }
}

function setsWithin(scope: Scope, accountSetId: number | null): number[] {
  return scope.accountSetIds.filter((id) => accountSetId === null || id === accountSetId)
}
