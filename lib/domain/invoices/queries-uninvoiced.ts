import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { remainingOf } from '#lib/domain/invoices/rules.ts'
import { readSoldLines } from '#lib/domain/invoices/sold-queries.ts'
import { type AskedParams, asked, askedNumber, askedOrNull } from '#lib/kernel/address.ts'
import { addDays, type BusinessDate, daysBetween, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Posted notes since which day, of which customer. */
export type UninvoicedWish = {
  accountSetId: number
  since: BusinessDate
  customerId: string | null
  after: string | null
}

/** A posted note of which something is not invoiced; yuan. */
export type UninvoicedRow = {
  paperId: string
  number: string
  customerId: string
  customerName: string
  postedOn: string
  ageDays: number
  posted: string
  invoiced: string
}

const PAGE = 50
const DAYS = 180

/** What an address asks for: half a year unless it says otherwise. */
export function uninvoicedWish(
  params: AskedParams,
  scope: Pick<Person, 'accountSetIds'>,
  today: BusinessDate,
): UninvoicedWish {
  const set = askedNumber(params, 'set')
  const [first] = [...scope.accountSetIds].sort((one, other) => one - other)
  const since = parseBusinessDate(asked(params, 'since'))
  const [customerId, after] = [askedOrNull(params, 'customer'), askedOrNull(params, 'after')]
  return {
    accountSetId: set !== null && scope.accountSetIds.includes(set) ? set : (first ?? 0),
    since: since.ok ? since.value : addDays(today, -DAYS),
    customerId: customerId !== null && isId(customerId) ? customerId : null,
    after: after !== null && isId(after) ? after : null,
  }
}

type FlatNote = Omit<UninvoicedRow, 'ageDays' | 'posted' | 'invoiced' | 'postedOn'> & {
  postedOn: BusinessDate
  postedFen: bigint
  invoicedFen: bigint
}

/**
 * 已过账未开票: posted notes since a day of which something is not invoiced, oldest first, a page by key. One statement; it
 * reads as many notes as it passes, not all of history.
 */
export async function listUninvoiced(
  reader: Reader,
  wish: UninvoicedWish,
  today: BusinessDate,
): Promise<{ rows: UninvoicedRow[]; nextAfter: string | null }> {
  const narrowed = [
    ...(wish.customerId === null ? [] : [Prisma.sql`AND n.customer_id = ${wish.customerId}::uuid`]),
    ...(wish.after === null ? [] : [Prisma.sql`AND n.paper_id > ${wish.after}::uuid`]),
  ]
  const stored = await reader.$queryRaw<FlatNote[]>`
    SELECT n.paper_id AS "paperId", p.number, n.customer_id AS "customerId", n.customer_name AS "customerName",
      r.business_date::text AS "postedOn", r.amount_fen - g.gross AS "postedFen", i.gross AS "invoicedFen"
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN receivable_item r ON r.account_set_id = n.account_set_id AND r.paper_id = n.paper_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(l.net_fen + l.tax_fen), 0)::bigint AS gross FROM invoice_line l
      JOIN invoice v ON v.account_set_id = l.account_set_id AND v.paper_id = l.paper_id
      WHERE l.account_set_id = n.account_set_id AND l.note_paper_id = n.paper_id
        AND (v.status = 'ISSUED' OR (v.status <> 'REJECTED' AND v.source_paper_id IS NULL))) i
    CROSS JOIN LATERAL (SELECT coalesce(sum(b.net_fen + b.tax_fen), 0)::bigint AS gross FROM goods_paper_line b
      JOIN goods_paper x ON x.account_set_id = b.account_set_id AND x.paper_id = b.paper_id
      WHERE b.account_set_id = n.account_set_id AND b.source_paper_id = n.paper_id AND x.kind = 'CUSTOMER_RETURN'
        AND x.status NOT IN ('VOIDED', 'REVERSED')) g
    WHERE n.account_set_id = ${wish.accountSetId}::int AND n.status = 'POSTED' AND n.business_date >= ${wish.since}::date
      AND i.gross + g.gross < r.amount_fen ${narrowed.length === 0 ? Prisma.empty : Prisma.join(narrowed, ' ')}
    ORDER BY n.paper_id LIMIT ${PAGE + 1}`
  const page = stored.slice(0, PAGE)
  return {
    rows: page.map(({ postedFen, invoicedFen, ...row }) => ({
      ...row,
      ageDays: daysBetween(row.postedOn, today),
      posted: formatFenPlain(postedFen),
      invoiced: formatFenPlain(invoicedFen),
    })),
    nextAfter: stored.length > PAGE ? (page.at(-1)?.paperId ?? null) : null,
  }
}

/** A line that can be invoiced; yuan. */
export type InvoiceableLine = {
  paperId: string
  number: string
  lineNo: number
  productName: string
  unit: string
  quantity: string
  net: string
  tax: string
  gross: string
  rate: string
}

/** What an invoice of a customer can be written from, with the buyer as last invoiced. */
export type InvoiceStart = {
  customerId: string
  customerName: string
  kind: string
  buyerName: string
  buyerTaxNumber: string
  buyerAddress: string
  buyerBank: string
  lines: InvoiceableLine[]
}

const MOST_NOTES = 100

/** The start of a request: open lines of the customer's posted notes since a day. Null without such a customer. Three statements. */
export async function invoiceStart(
  reader: Reader,
  wish: UninvoicedWish,
  today: BusinessDate,
): Promise<InvoiceStart | null> {
  const { accountSetId, customerId } = wish
  if (customerId === null) return null
  const [buyer] = await reader.$queryRaw<Omit<InvoiceStart, 'lines'>[]>`
    SELECT c.id AS "customerId", c.name AS "customerName", coalesce(i.kind, 'ORDINARY') AS kind,
      coalesce(i.buyer_name, c.name) AS "buyerName", coalesce(i.buyer_tax_number, '') AS "buyerTaxNumber",
      coalesce(i.buyer_address, '') AS "buyerAddress", coalesce(i.buyer_bank, '') AS "buyerBank"
    FROM customer c LEFT JOIN LATERAL (SELECT * FROM invoice x WHERE x.account_set_id = c.account_set_id AND x.customer_id = c.id
      AND x.status <> 'REJECTED' ORDER BY x.paper_id DESC LIMIT 1) i ON true
    WHERE c.account_set_id = ${accountSetId}::int AND c.id = ${customerId}::uuid`
  if (buyer === undefined) return null
  const { rows } = await listUninvoiced(reader, wish, today)
  const refs = await reader.$queryRaw<{ paperId: string; lineNo: number }[]>`
    SELECT l.paper_id AS "paperId", l.line_no AS "lineNo" FROM delivery_note_line l
    WHERE l.account_set_id = ${accountSetId}::int AND l.paper_id = ANY (${rows.slice(0, MOST_NOTES).map((row) => row.paperId)}::uuid[])`
  const lines = (await readSoldLines(reader, accountSetId, refs)).flatMap((line): InvoiceableLine[] => {
    const rest = remainingOf(line)
    if (rest.qtyE3 === 0n) return []
    const { paperId, number, lineNo, productName, unit } = line
    return [
      {
        ...{ paperId, number, lineNo, productName, unit },
        quantity: formatQtyPlain(rest.qtyE3),
        net: formatFenPlain(rest.netFen),
        tax: formatFenPlain(rest.taxFen),
        gross: formatFenPlain(rest.netFen + rest.taxFen),
        rate: `${formatDecimal(BigInt(line.taxRateBp), 2, 0)}%`,
      },
    ]
  })
  return { ...buyer, lines }
}
