import type { Reader } from '#lib/db/client.ts'
import { PARTY_OF_PAPER } from '#lib/domain/books/party-queries.ts'
import { trialBalance } from '#lib/domain/books/queries-balance.ts'
import type { BookFile } from '#lib/domain/books/schema.ts'
import { voucherSummary } from '#lib/domain/books/summary.ts'
import type { BookSpan } from '#lib/domain/books/wish.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** How many vouchers some months have, and how many of them have no number. One statement. */
export async function readExportFacts(
  reader: Reader,
  span: BookSpan,
): Promise<{ vouchers: number; unnumbered: number }> {
  const rows = await reader.$queryRaw<{ vouchers: number; numbered: number }[]>`
    SELECT (SELECT count(*)::int FROM journal_voucher v
        WHERE v.account_set_id = ${span.accountSetId}::int AND v.period BETWEEN ${span.from} AND ${span.to}) AS vouchers,
      (SELECT count(*)::int FROM voucher_number n
        WHERE n.account_set_id = ${span.accountSetId}::int AND n.period BETWEEN ${span.from} AND ${span.to}) AS numbered`
  const [row = { vouchers: 0, numbered: 0 }] = rows
  return { vouchers: row.vouchers, unnumbered: row.vouchers - row.numbered }
}

/** The columns that accounting packages read vouchers by: one row a line of a voucher, its head on every row. */
const HEADINGS: Readonly<Record<BookFile, readonly string[]>> = {
  vouchers: [
    ...[
      '日期',
      '凭证字',
      '凭证号',
      '附单据数',
      '分录序号',
      '摘要',
      '科目代码',
      '科目名称',
      '借方金额',
      '贷方金额',
    ],
    ...['往来单位', '制单人', '来源单号'],
  ],
  'trial-balance': [
    ...['科目代码', '科目名称', '期初借方', '期初贷方', '本期借方', '本期贷方', '期末借方', '期末贷方'],
  ],
}

export function bookHeadings(file: BookFile): readonly string[] {
  return HEADINGS[file]
}

/** The rows of a file in batches; one batch is held at a time. */
export async function* bookRows(reader: Reader, file: BookFile, span: BookSpan): AsyncGenerator<string[][]> {
  if (file === 'trial-balance') {
    const { rows, totals } = await trialBalance(reader, span)
    const cells = (sums: typeof totals): string[] => [
      ...[sums.openingDebit, sums.openingCredit, sums.debit, sums.credit],
      ...[sums.closingDebit, sums.closingCredit],
    ]
    yield [...rows.map((row) => [row.code, row.name, ...cells(row)]), ['', '合计', ...cells(totals)]]
    return
  }
  for (let after = { period: span.from, number: 0 }; ;) {
    const lines = await readVoucherLines(reader, span, after)
    const last = lines.at(-1)
    if (last === undefined) return
    yield lines.map(cellsOf)
    after = { period: last.period, number: last.number }
  }
}

const BATCH = 500

type VoucherLine = {
  period: string
  number: number
  place: number
  businessDate: string
  kind: string
  isMirror: boolean
  paperNumber: string
  party: string | null
  code: string
  name: string
  debitFen: bigint
  creditFen: bigint
  recordedBy: string
}

/** The lines of the next vouchers by number. */
async function readVoucherLines(
  reader: Reader,
  span: BookSpan,
  after: { period: string; number: number },
): Promise<VoucherLine[]> {
  return reader.$queryRaw<VoucherLine[]>`
    WITH next AS (
      SELECT n.account_set_id, n.period, n.number, n.voucher_id FROM voucher_number n
      WHERE n.account_set_id = ${span.accountSetId}::int AND n.period BETWEEN ${span.from} AND ${span.to}
        AND (n.period, n.number) > (${after.period}, ${after.number}::int) ORDER BY n.period, n.number LIMIT ${BATCH}
    ), side AS (
      SELECT n.period, n.number, n.voucher_id, s.account, s.is_credit, sum(s.amount)::bigint AS amount
      FROM next n JOIN journal_entry e ON e.account_set_id = n.account_set_id AND e.voucher_id = n.voucher_id
      CROSS JOIN LATERAL (VALUES (e.debit_account, false, e.amount_fen), (e.credit_account, true, e.amount_fen))
        AS s(account, is_credit, amount) GROUP BY 1, 2, 3, 4, 5
    )
    SELECT s.period, s.number, row_number() OVER (PARTITION BY s.voucher_id ORDER BY s.is_credit, s.account)::int AS place,
      v.business_date::text AS "businessDate", v.kind, v.reverses_id IS NOT NULL AS "isMirror", p.number AS "paperNumber",
      ${PARTY_OF_PAPER} AS party, s.account AS code, a.name,
      CASE WHEN s.is_credit THEN 0 ELSE s.amount END AS "debitFen", CASE WHEN s.is_credit THEN s.amount ELSE 0 END AS "creditFen",
      u.display_name AS "recordedBy"
    FROM side s JOIN journal_voucher v ON v.account_set_id = ${span.accountSetId}::int AND v.id = s.voucher_id
    JOIN paper p ON p.account_set_id = v.account_set_id AND p.id = v.paper_id
    JOIN account a ON a.account_set_id = v.account_set_id AND a.code = s.account
    JOIN app_user u ON u.id = v.recorded_by_id ORDER BY s.period, s.number, place`
}

function cellsOf(line: VoucherLine): string[] {
  const amount = (fen: bigint): string => (fen === 0n ? '' : formatFenPlain(fen))
  return [
    line.businessDate,
    '记',
    `${line.number}`,
    '1',
    `${line.place}`,
    voucherSummary(line),
    line.code,
    line.name,
    amount(line.debitFen),
    amount(line.creditFen),
    line.party ?? '',
    line.recordedBy,
    line.paperNumber,
  ]
}
