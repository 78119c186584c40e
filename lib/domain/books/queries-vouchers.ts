import type { Reader } from '#lib/db/client.ts'
import { PARTY_OF_PAPER } from '#lib/domain/books/party-queries.ts'
import { type BookSpan, type VoucherKey, voucherKeyText } from '#lib/domain/books/wish.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A voucher as lists show it; `amount` in yuan is what stands on each side. */
export type VoucherRow = {
  voucherId: string
  /** Null until the month's vouchers are numbered. */
  number: number | null
  businessDate: string
  kind: string
  isMirror: boolean
  paperId: string
  paperKind: string
  paperNumber: string
  party: string | null
  amount: string
  recordedBy: string
}

/** Vouchers of some months, a page by key, and how many of them have no number yet. */
export type VoucherList = { rows: VoucherRow[]; nextAfter: string | null; unnumbered: number }

const PAGE = 100

/** Vouchers by date and moment of recording. Two statements. */
export async function listVouchers(
  reader: Reader,
  span: BookSpan,
  after: VoucherKey | null,
): Promise<VoucherList> {
  const begin =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (v.period, v.business_date, v.recorded_at, v.id) >
          (to_char(${after.on}::date, 'YYYYMM'), ${after.on}::date, to_timestamp(${after.at}::numeric / 1000), ${after.id}::uuid)`
  const [stored, unnumbered] = await Promise.all([
    reader.$queryRaw<(Omit<VoucherRow, 'amount'> & { amountFen: bigint; at: string })[]>`
      WITH page AS (
        SELECT v.* FROM journal_voucher v
        WHERE v.account_set_id = ${span.accountSetId}::int AND v.period BETWEEN ${span.from} AND ${span.to} ${begin}
        ORDER BY v.period, v.business_date, v.recorded_at, v.id LIMIT ${PAGE + 1}
      )
      SELECT v.id AS "voucherId", n.number, v.business_date::text AS "businessDate", v.kind,
        v.reverses_id IS NOT NULL AS "isMirror", p.id AS "paperId", p.kind AS "paperKind", p.number AS "paperNumber",
        ${PARTY_OF_PAPER} AS party, u.display_name AS "recordedBy",
        (extract(epoch FROM v.recorded_at) * 1000)::bigint::text AS at,
        (SELECT sum(e.amount_fen)::bigint FROM journal_entry e
         WHERE e.account_set_id = v.account_set_id AND e.voucher_id = v.id) AS "amountFen"
      FROM page v JOIN paper p ON p.account_set_id = v.account_set_id AND p.id = v.paper_id
      JOIN app_user u ON u.id = v.recorded_by_id
      LEFT JOIN voucher_number n ON n.account_set_id = v.account_set_id AND n.voucher_id = v.id
      ORDER BY v.period, v.business_date, v.recorded_at, v.id`,
    countUnnumbered(reader, span),
  ])
  const page = stored.slice(0, PAGE)
  const last = page.at(-1)
  return {
    rows: page.map(({ amountFen, at: _at, ...row }) => ({ ...row, amount: formatFenPlain(amountFen) })),
    nextAfter:
      stored.length > PAGE && last
        ? voucherKeyText({ on: last.businessDate, at: last.at, id: last.voucherId, lineNo: 0 })
        : null,
    unnumbered,
  }
}

/** How many vouchers of these months have no number. One statement, of two counts by index. */
async function countUnnumbered(reader: Reader, span: BookSpan): Promise<number> {
  const rows = await reader.$queryRaw<{ count: number }[]>`
    SELECT ((SELECT count(*) FROM journal_voucher v
        WHERE v.account_set_id = ${span.accountSetId}::int AND v.period BETWEEN ${span.from} AND ${span.to})
      - (SELECT count(*) FROM voucher_number n
        WHERE n.account_set_id = ${span.accountSetId}::int AND n.period BETWEEN ${span.from} AND ${span.to}))::int AS count`
  return rows[0]?.count ?? 0
}

/** A side of a voucher: an account and what is entered on it. Yuan. */
export type VoucherSide = { code: string; name: string; debit: string; credit: string }

/** A voucher whole. */
export type VoucherDetail = VoucherRow & {
  accountSetId: number
  accountSetName: string
  period: string
  recordedAt: string
  sides: VoucherSide[]
  /** The voucher that this one mirrors, and the one that mirrors it. */
  reverses: { voucherId: string; number: number | null; period: string } | null
  reversedBy: { voucherId: string; number: number | null; period: string } | null
}

type StoredVoucher = Omit<VoucherDetail, 'amount' | 'sides'> & {
  amountFen: bigint
  sides: { code: string; name: string; debitFen: string; creditFen: string }[]
}

/** One voucher; null outside these account sets. One statement. */
export async function voucherDetail(
  reader: Reader,
  accountSetIds: readonly number[],
  key: { accountSetId: number; voucherId: string },
): Promise<VoucherDetail | null> {
  if (!accountSetIds.includes(key.accountSetId) || !isId(key.voucherId)) return null
  const [voucher] = await readVouchers(
    reader,
    Prisma.sql`v.account_set_id = ${key.accountSetId}::int AND v.id = ${key.voucherId}::uuid`,
  )
  return voucher ?? null
}

/** Vouchers of a month by their numbers, to be printed; at most `MOST_PRINTED`. One statement. */
export async function vouchersByNumber(
  reader: Reader,
  month: { accountSetId: number; period: string; first: number; last: number },
): Promise<VoucherDetail[]> {
  return readVouchers(
    reader,
    Prisma.sql`(v.account_set_id, v.id) IN (SELECT n.account_set_id, n.voucher_id FROM voucher_number n
      WHERE n.account_set_id = ${month.accountSetId}::int AND n.period = ${month.period}
        AND n.number BETWEEN ${month.first}::int AND ${month.last}::int ORDER BY n.number LIMIT ${MOST_PRINTED})`,
  )
}

export const MOST_PRINTED = 200

async function readVouchers(reader: Reader, condition: Prisma.Sql): Promise<VoucherDetail[]> {
  const rows = await reader.$queryRaw<StoredVoucher[]>`
    SELECT v.account_set_id AS "accountSetId", s.name AS "accountSetName", v.id AS "voucherId", n.number, v.period,
      v.business_date::text AS "businessDate", v.kind, v.reverses_id IS NOT NULL AS "isMirror",
      p.id AS "paperId", p.kind AS "paperKind", p.number AS "paperNumber", ${PARTY_OF_PAPER} AS party,
      u.display_name AS "recordedBy", to_char(v.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "recordedAt",
      (SELECT sum(e.amount_fen)::bigint FROM journal_entry e WHERE e.account_set_id = v.account_set_id AND e.voucher_id = v.id) AS "amountFen",
      (SELECT jsonb_agg(jsonb_build_object('code', d.account, 'name', a.name, 'debitFen', d.debit::text, 'creditFen', d.credit::text)
         ORDER BY d.debit = 0, d.account)
       FROM (SELECT side.account, sum(side.debit) AS debit, sum(side.credit) AS credit FROM journal_entry e
         CROSS JOIN LATERAL (VALUES (e.debit_account, e.amount_fen, 0), (e.credit_account, 0, e.amount_fen)) AS side(account, debit, credit)
         WHERE e.account_set_id = v.account_set_id AND e.voucher_id = v.id GROUP BY side.account, side.debit = 0) d
       JOIN account a ON a.account_set_id = v.account_set_id AND a.code = d.account) AS sides,
      (SELECT jsonb_build_object('voucherId', o.id, 'number', m.number, 'period', o.period) FROM journal_voucher o
       LEFT JOIN voucher_number m ON m.account_set_id = o.account_set_id AND m.voucher_id = o.id
       WHERE o.account_set_id = v.account_set_id AND o.id = v.reverses_id) AS reverses,
      (SELECT jsonb_build_object('voucherId', o.id, 'number', m.number, 'period', o.period) FROM journal_voucher o
       LEFT JOIN voucher_number m ON m.account_set_id = o.account_set_id AND m.voucher_id = o.id
       WHERE o.account_set_id = v.account_set_id AND o.reverses_id = v.id) AS "reversedBy"
    FROM journal_voucher v JOIN account_set s ON s.id = v.account_set_id
    JOIN paper p ON p.account_set_id = v.account_set_id AND p.id = v.paper_id
    JOIN app_user u ON u.id = v.recorded_by_id
    LEFT JOIN voucher_number n ON n.account_set_id = v.account_set_id AND n.voucher_id = v.id
    WHERE ${condition} ORDER BY n.number, v.id`
  return rows.map(({ amountFen, sides, ...voucher }) => ({
    ...voucher,
    amount: formatFenPlain(amountFen),
    sides: sides.map(({ code, name, debitFen, creditFen }) => ({
      code,
      name,
      debit: yuanOrNothing(debitFen),
      credit: yuanOrNothing(creditFen),
    })),
  }))
}

function yuanOrNothing(fen: string): string {
  return fen === '0' ? '' : formatFenPlain(BigInt(fen))
}
