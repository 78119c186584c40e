import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { PAYMENT_METHODS } from '#lib/domain/payments/schema.ts'
import { type AskedParams, asked, askedNumber, askedOrNull } from '#lib/kernel/address.ts'
import { type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Scope = Pick<Person, 'accountSetIds'>

/** Which payments a list shows. */
export type PaymentWish = {
  accountSetId: number | null
  on: BusinessDate | null
  method: (typeof PAYMENT_METHODS)[number] | null
  /** The last payment of the page before. */
  before: string | null
}

/** A payment as lists show it; `amount` in yuan. `isLate`: entered on a later day than the money went (R95). */
export type PaymentRow = {
  accountSetId: number
  paperId: string
  number: string
  paidOn: string
  recordedAt: string
  isLate: boolean
  supplierId: string
  supplierName: string
  amount: string
  method: string
  remark: string
  recordedBy: string
  reversal: { by: string; on: string; reason: string } | null
}

const PAGE = 50

/** What an address asks for; words it does not know are left out. */
export function paymentWish(params: AskedParams): PaymentWish {
  const on = parseBusinessDate(asked(params, 'on'))
  const before = askedOrNull(params, 'before')
  return {
    accountSetId: askedNumber(params, 'set'),
    on: on.ok ? on.value : null,
    method: PAYMENT_METHODS.find((method) => method === asked(params, 'method')) ?? null,
    before: before !== null && isId(before) ? before : null,
  }
}

/** Payments of the reader's account sets, newest first, a page by key. One statement. */
export async function listPayments(
  reader: Reader,
  scope: Scope,
  wish: PaymentWish,
): Promise<{ rows: PaymentRow[]; olderThan: string | null }> {
  const sets = scope.accountSetIds.filter((id) => wish.accountSetId === null || id === wish.accountSetId)
  const found = await readPayments(reader, [
    Prisma.sql`y.account_set_id = ANY(${sets}::int[])`,
    ...(wish.on === null ? [] : [Prisma.sql`y.paid_on = ${wish.on}::date`]),
    ...(wish.method === null ? [] : [Prisma.sql`y.method = ${wish.method}`]),
    ...(wish.before === null ? [] : [Prisma.sql`y.paper_id < ${wish.before}::uuid`]),
  ])
  const rows = found.slice(0, PAGE)
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

/** One payment of the reader's account sets; null when there is none. One statement. */
export async function paymentDetail(
  reader: Reader,
  scope: Scope,
  key: { accountSetId: number; paperId: string },
): Promise<PaymentRow | null> {
  if (!scope.accountSetIds.includes(key.accountSetId) || !isId(key.paperId)) return null
  const rows = await readPayments(reader, [
    Prisma.sql`y.account_set_id = ${key.accountSetId}`,
    Prisma.sql`y.paper_id = ${key.paperId}::uuid`,
  ])
  return rows[0] ?? null
}

async function readPayments(reader: Reader, conditions: readonly Prisma.Sql[]): Promise<PaymentRow[]> {
  const rows = await reader.$queryRaw<
    (Omit<PaymentRow, 'amount' | 'recordedAt'> & { amountFen: bigint; recordedAt: Date })[]
  >`
    SELECT y.account_set_id AS "accountSetId", y.paper_id AS "paperId", p.number, y.paid_on::text AS "paidOn",
      y.recorded_at AS "recordedAt", (y.recorded_at AT TIME ZONE 'Asia/Shanghai')::date > y.paid_on AS "isLate",
      y.supplier_id AS "supplierId", s.name AS "supplierName", y.amount_fen AS "amountFen", y.method, y.remark,
      u.display_name AS "recordedBy", CASE WHEN r.paper_id IS NULL THEN NULL ELSE
        jsonb_build_object('by', v.display_name, 'on', r.reversed_on, 'reason', r.reason) END AS reversal
    FROM payment y
    JOIN paper p ON p.account_set_id = y.account_set_id AND p.id = y.paper_id
    JOIN supplier s ON s.account_set_id = y.account_set_id AND s.id = y.supplier_id
    JOIN app_user u ON u.id = y.recorded_by_id
    LEFT JOIN payment_reversal r ON r.account_set_id = y.account_set_id AND r.paper_id = y.paper_id
    LEFT JOIN app_user v ON v.id = r.reversed_by_id
    WHERE ${Prisma.join([...conditions], ' AND ')} ORDER BY y.paper_id DESC LIMIT ${PAGE + 1}`
  return rows.map(({ amountFen, recordedAt, ...row }) => ({
    ...row,
    amount: formatFenPlain(amountFen),
    recordedAt: recordedAt.toISOString(),
  }))
}

/** A bill still to be paid; amounts in yuan. */
export type OpenBillRow = {
  paperId: string
  number: string
  externalNumber: string
  businessDate: string
  dueDate: string
  amount: string
  open: string
  daysOver: number
}

/** A supplier's money: what is owed, paid before, open bill by bill, and the last payments. */
export type SupplierMoney = {
  accountSetId: number
  supplierId: string
  code: string
  name: string
  payable: string
  advance: string
  unbilled: string
  bills: OpenBillRow[]
  payments: PaymentRow[]
}

type FlatMoney = Pick<SupplierMoney, 'accountSetId' | 'supplierId' | 'code' | 'name'> & {
  payableFen: bigint
  advanceFen: bigint
  unbilledFen: bigint
  bills: (Omit<OpenBillRow, 'amount' | 'open' | 'daysOver' | 'dueDate'> & {
    dueDate: BusinessDate
    amountFen: string
    openFen: string
  })[]
}

/** One supplier's money with open bills, oldest first; null outside the reader's account sets. Two statements. */
export async function supplierMoney(
  reader: Reader,
  scope: Scope,
  supplierId: string,
  today: BusinessDate,
): Promise<SupplierMoney | null> {
  if (!isId(supplierId)) return null
  const sets = [...scope.accountSetIds]
  const [rows, payments] = await Promise.all([
    reader.$queryRaw<FlatMoney[]>`
      SELECT s.account_set_id AS "accountSetId", s.id AS "supplierId", s.code, s.name, b.payable_fen AS "payableFen",
        b.advance_fen AS "advanceFen", b.unbilled_fen AS "unbilledFen",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', i.paper_id, 'number', p.number, 'businessDate', i.business_date,
           'externalNumber', g.external_number, 'dueDate', i.due_date, 'amountFen', i.amount_fen::text,
           'openFen', i.open_fen::text) ORDER BY i.business_date, i.paper_id), '[]')
         FROM payable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
         JOIN goods_paper g ON g.account_set_id = i.account_set_id AND g.paper_id = i.paper_id
         WHERE i.account_set_id = s.account_set_id AND i.supplier_id = s.id AND i.open_fen > 0) AS bills
      FROM supplier s JOIN supplier_balance b ON b.account_set_id = s.account_set_id AND b.supplier_id = s.id
      WHERE s.account_set_id = ANY (${sets}::int[]) AND s.id = ${supplierId}::uuid`,
    readPayments(reader, [
      Prisma.sql`y.account_set_id = ANY (${sets}::int[])`,
      Prisma.sql`y.supplier_id = ${supplierId}::uuid`,
    ]),
  ])
  const row = rows[0]
  if (!row) return null
  const { payableFen, advanceFen, unbilledFen, bills, ...rest } = row
  return {
    ...rest,
    payable: formatFenPlain(payableFen),
    advance: formatFenPlain(advanceFen),
    unbilled: formatFenPlain(unbilledFen),
    bills: bills.map(({ amountFen, openFen, ...bill }) => ({
      ...bill,
      amount: formatFenPlain(BigInt(amountFen)),
      open: formatFenPlain(BigInt(openFen)),
      daysOver: Math.max(0, daysBetween(bill.dueDate, today)),
    })),
    payments: payments.slice(0, PAGE),
  }
}
