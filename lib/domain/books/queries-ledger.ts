import type { Reader } from '#lib/db/client.ts'
import { PARTY_OF_PAPER } from '#lib/domain/books/party-queries.ts'
import { accountSums } from '#lib/domain/books/queries-balance.ts'
import { type BookSpan, type VoucherKey, voucherKeyText } from '#lib/domain/books/wish.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A line of an account's ledger: what moved, against which account, and what stands after it. Yuan. */
export type LedgerRow = {
  voucherId: string
  lineNo: number
  businessDate: string
  /** Null until the month's vouchers are numbered. */
  number: number | null
  kind: string
  isMirror: boolean
  paperId: string
  paperKind: string
  paperNumber: string
  party: string | null
  against: string
  againstName: string
  debit: string
  credit: string
  balance: string
}

/** 明细账: an account over some months, a page by key; balances are debit above zero. Yuan. */
export type AccountLedger = {
  account: { code: string; name: string; nature: string }
  opening: string
  debit: string
  credit: string
  closing: string
  /** What stood when this page begins: the opening on the first page. */
  carried: string
  rows: LedgerRow[]
  nextAfter: string | null
}

const PAGE = 100

type Stored = Omit<LedgerRow, 'debit' | 'credit' | 'balance'> & {
  at: string
  isDebit: boolean
  amountFen: bigint
}

/** The ledger of an account; null when the account set has no such account. Five statements at most. */
export async function accountLedger(
  reader: Reader,
  span: BookSpan,
  code: string,
  after: VoucherKey | null,
): Promise<AccountLedger | null> {
  const [account, sums, stored, passedFen] = await Promise.all([
    readAccount(reader, span.accountSetId, code),
    accountSums(reader, span, code),
    readLines(reader, span, code, after),
    after === null ? Promise.resolve(0n) : readPassed(reader, span, code, after),
  ])
  if (account === null) return null
  const [sum] = sums
  const openingFen = sum?.openingFen ?? 0n
  const page = stored.slice(0, PAGE)
  const last = page.at(-1)
  let balanceFen = openingFen + passedFen
  const carried = formatFenPlain(balanceFen)
  const rows = page.map(({ at: _at, isDebit, amountFen, ...row }): LedgerRow => {
    balanceFen += isDebit ? amountFen : -amountFen
    const amount = formatFenPlain(amountFen)
    const sides = { debit: isDebit ? amount : '', credit: isDebit ? '' : amount }
    return { ...row, ...sides, balance: formatFenPlain(balanceFen) }
  })
  const [debitFen, creditFen] = [sum?.debitFen ?? 0n, sum?.creditFen ?? 0n]
  return {
    account,
    opening: formatFenPlain(openingFen),
    debit: formatFenPlain(debitFen),
    credit: formatFenPlain(creditFen),
    closing: formatFenPlain(openingFen + debitFen - creditFen),
    carried,
    rows,
    nextAfter:
      stored.length > PAGE && last
        ? voucherKeyText({ on: last.businessDate, at: last.at, id: last.voucherId, lineNo: last.lineNo })
        : null,
  }
}

async function readAccount(reader: Reader, accountSetId: number, code: string) {
  const rows = await reader.$queryRaw<AccountLedger['account'][]>`
    SELECT code, name, nature FROM account WHERE account_set_id = ${accountSetId}::int AND code = ${code}`
  return rows[0] ?? null
}

const LINE_OF = Prisma.sql`journal_voucher v JOIN journal_entry e ON e.account_set_id = v.account_set_id AND e.voucher_id = v.id`

function within(span: BookSpan, code: string): Prisma.Sql {
  return Prisma.sql`v.account_set_id = ${span.accountSetId}::int AND v.period BETWEEN ${span.from} AND ${span.to}
    AND ${code} IN (e.debit_account, e.credit_account)`
}

/** The lines up to the key, or those after it: periods and dates in one order with the index. */
const KEY = Prisma.sql`(v.period, v.business_date, v.recorded_at, v.id, e.line_no)`

function keyOf({ on, at, id, lineNo }: VoucherKey): Prisma.Sql {
  return Prisma.sql`(to_char(${on}::date, 'YYYYMM'), ${on}::date, to_timestamp(${at}::numeric / 1000), ${id}::uuid, ${lineNo}::int)`
}

async function readLines(
  reader: Reader,
  span: BookSpan,
  code: string,
  after: VoucherKey | null,
): Promise<Stored[]> {
  const begin = after === null ? Prisma.empty : Prisma.sql`AND ${KEY} > ${keyOf(after)}`
  return reader.$queryRaw<Stored[]>`
    WITH line AS (
      SELECT v.account_set_id, v.period, v.id, v.paper_id, v.kind, v.business_date, v.recorded_at, v.reverses_id, e.line_no,
        e.amount_fen, e.debit_account = ${code} AS is_debit,
        CASE WHEN e.debit_account = ${code} THEN e.credit_account ELSE e.debit_account END AS against
      FROM ${LINE_OF} WHERE ${within(span, code)} ${begin}
      ORDER BY v.period, v.business_date, v.recorded_at, v.id, e.line_no LIMIT ${PAGE + 1}
    )
    SELECT l.id AS "voucherId", l.line_no AS "lineNo", l.business_date::text AS "businessDate", n.number, l.kind,
      (extract(epoch FROM l.recorded_at) * 1000)::bigint::text AS at, l.reverses_id IS NOT NULL AS "isMirror",
      p.id AS "paperId", p.kind AS "paperKind", p.number AS "paperNumber", ${PARTY_OF_PAPER} AS party,
      l.against, a.name AS "againstName", l.is_debit AS "isDebit", l.amount_fen AS "amountFen"
    FROM line l JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
    JOIN account a ON a.account_set_id = l.account_set_id AND a.code = l.against
    LEFT JOIN voucher_number n ON n.account_set_id = l.account_set_id AND n.voucher_id = l.id
    ORDER BY l.period, l.business_date, l.recorded_at, l.id, l.line_no`
}

/** What moved between the beginning of the span and the key, in fen. */
async function readPassed(reader: Reader, span: BookSpan, code: string, after: VoucherKey): Promise<bigint> {
  const rows = await reader.$queryRaw<{ passedFen: bigint }[]>`
    SELECT coalesce(sum(CASE WHEN e.debit_account = ${code} THEN e.amount_fen ELSE -e.amount_fen END), 0)::bigint AS "passedFen"
    FROM ${LINE_OF} WHERE ${within(span, code)} AND ${KEY} <= ${keyOf(after)}`
  return rows[0]?.passedFen ?? 0n
}
