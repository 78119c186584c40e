import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { INVOICE_STATUSES, type InvoiceStatus } from '#lib/domain/invoices/schema.ts'
import { asked, askedNumber, type AskedParams, askedOrNull } from '#lib/kernel/address.ts'
import { formatDecimal } from '#lib/kernel/decimal.ts'
import { isId } from '#lib/kernel/ids.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Scope = Pick<Person, 'accountSetIds'>

/** Which invoices a list shows. */
export type InvoiceWish = {
  accountSetId: number | null
  status: InvoiceStatus | null
  /** The last invoice of the page before. */
  before: string | null
}

/** An invoice as lists show it; amounts in yuan, below zero on a red one. */
export type InvoiceRow = {
  accountSetId: number
  paperId: string
  number: string
  kind: string
  isRed: boolean
  status: string
  customerName: string
  buyerName: string
  net: string
  tax: string
  gross: string
  requestedBy: string
  requestedAt: string
  platformNumber: string | null
  issuedOn: string | null
}

const PAGE = 50

/** What an address asks for; words it does not know are left out. */
export function invoiceWish(params: AskedParams): InvoiceWish {
  const before = askedOrNull(params, 'before')
  return {
    accountSetId: askedNumber(params, 'set'),
    status: INVOICE_STATUSES.find((status) => status === asked(params, 'status')) ?? null,
    before: before !== null && isId(before) ? before : null,
  }
}

/** Invoices of the reader's account sets, newest first, a page by key. One statement. */
export async function listInvoices(
  reader: Reader,
  scope: Scope,
  wish: InvoiceWish,
): Promise<{ rows: InvoiceRow[]; olderThan: string | null }> {
  const sets = scope.accountSetIds.filter((id) => wish.accountSetId === null || id === wish.accountSetId)
  const conditions = [
    Prisma.sql`i.account_set_id = ANY (${sets}::int[])`,
    ...(wish.status === null ? [] : [Prisma.sql`i.status = ${wish.status}`]),
    ...(wish.before === null ? [] : [Prisma.sql`i.paper_id < ${wish.before}::uuid`]),
  ]
  const stored = await reader.$queryRaw<(FlatRow & { requestedAt: Date })[]>`
    SELECT ${ROW} FROM ${FROM} WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY i.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = stored.slice(0, PAGE).map(rowOf)
  return { rows, olderThan: stored.length > PAGE ? (rows.at(-1)?.paperId ?? null) : null }
}

type FlatRow = Omit<InvoiceRow, 'net' | 'tax' | 'gross' | 'requestedAt'> & {
  netFen: bigint
  taxFen: bigint
  requestedAt: Date
}

const ROW = Prisma.sql`i.account_set_id AS "accountSetId", i.paper_id AS "paperId", p.number, i.kind,
  i.source_paper_id IS NOT NULL AS "isRed", i.status, c.name AS "customerName", i.buyer_name AS "buyerName",
  i.net_fen AS "netFen", i.tax_fen AS "taxFen", u.display_name AS "requestedBy", i.requested_at AS "requestedAt",
  i.platform_number AS "platformNumber", i.issued_on::text AS "issuedOn"`

const FROM = Prisma.sql`invoice i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
  JOIN customer c ON c.account_set_id = i.account_set_id AND c.id = i.customer_id JOIN app_user u ON u.id = i.requested_by_id`

function rowOf({ netFen, taxFen, requestedAt, ...row }: FlatRow): InvoiceRow {
  return {
    ...row,
    net: formatFenPlain(netFen),
    tax: formatFenPlain(taxFen),
    gross: formatFenPlain(netFen + taxFen),
    requestedAt: requestedAt.toISOString(),
  }
}

/** A line of an invoice; amounts in yuan. `isTakenBack`: a red invoice that stands has it. */
export type InvoiceLineView = {
  lineNo: number
  notePaperId: string
  noteNumber: string
  productName: string
  specification: string
  unit: string
  quantity: string
  net: string
  tax: string
  rate: string
  isTakenBack: boolean
}

type Linked = { paperId: string; number: string; status: string }

/** An invoice whole. */
export type InvoiceDetail = InvoiceRow & {
  customerId: string
  buyerTaxNumber: string
  buyerAddress: string
  buyerBank: string
  remark: string
  requestedById: string
  version: number
  review: { by: string; at: string; remark: string } | null
  issue: { by: string; at: string } | null
  source: Linked | null
  reds: Linked[]
  lines: InvoiceLineView[]
}

type FlatDetail = FlatRow &
  Omit<InvoiceDetail, keyof InvoiceRow | 'lines'> & {
    lines: (Omit<InvoiceLineView, 'quantity' | 'net' | 'tax' | 'rate'> & {
      qtyE3: string
      netFen: string
      taxFen: string
      rateBp: number
    })[]
  }

/** One invoice; null outside the reader's account sets. One statement. */
export async function invoiceDetail(
  reader: Reader,
  scope: Scope,
  key: { accountSetId: number; paperId: string },
): Promise<InvoiceDetail | null> {
  if (!scope.accountSetIds.includes(key.accountSetId)) return null
  const [row] = await reader.$queryRaw<FlatDetail[]>`
    SELECT ${ROW}, i.customer_id AS "customerId", i.buyer_tax_number AS "buyerTaxNumber", i.buyer_address AS "buyerAddress",
      i.buyer_bank AS "buyerBank", i.remark, i.requested_by_id AS "requestedById", i.version,
      CASE WHEN i.reviewed_at IS NOT NULL THEN jsonb_build_object('by', v.display_name,
        'at', to_char(i.reviewed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'remark', i.review_remark) END AS review,
      CASE WHEN i.issued_at IS NOT NULL THEN jsonb_build_object('by', w.display_name,
        'at', to_char(i.issued_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END AS issue,
      (SELECT jsonb_build_object('paperId', o.id, 'number', o.number, 'status', 'ISSUED') FROM paper o
       WHERE o.account_set_id = i.account_set_id AND o.id = i.source_paper_id) AS source,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', r.paper_id, 'number', o.number, 'status', r.status) ORDER BY r.paper_id), '[]')
       FROM invoice r JOIN paper o ON o.account_set_id = r.account_set_id AND o.id = r.paper_id
       WHERE r.account_set_id = i.account_set_id AND r.source_paper_id = i.paper_id) AS reds,
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'notePaperId', l.note_paper_id, 'noteNumber', n.number,
         'productName', l.product_name, 'specification', l.specification, 'unit', l.unit, 'qtyE3', l.qty_e3::text,
         'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text, 'rateBp', l.tax_rate_bp,
         'isTakenBack', EXISTS (SELECT FROM invoice r JOIN invoice_line b ON b.account_set_id = r.account_set_id AND b.paper_id = r.paper_id
           WHERE r.account_set_id = i.account_set_id AND r.source_paper_id = i.paper_id AND r.status <> 'REJECTED'
             AND b.note_paper_id = l.note_paper_id AND b.note_line_no = l.note_line_no)) ORDER BY l.line_no)
       FROM invoice_line l JOIN paper n ON n.account_set_id = l.account_set_id AND n.id = l.note_paper_id
       WHERE l.account_set_id = i.account_set_id AND l.paper_id = i.paper_id) AS lines
    FROM ${FROM} LEFT JOIN app_user v ON v.id = i.reviewed_by_id LEFT JOIN app_user w ON w.id = i.issued_by_id
    WHERE i.account_set_id = ${key.accountSetId}::int AND i.paper_id = ${key.paperId}::uuid`
  if (row === undefined) return null
  const { netFen: _net, taxFen: _tax, requestedAt: _at, lines, ...rest } = row
  return {
    ...rest,
    ...rowOf(row),
    lines: lines.map(({ qtyE3, netFen: net, taxFen: tax, rateBp, ...line }) => ({
      ...line,
      quantity: formatQtyPlain(BigInt(qtyE3)),
      net: formatFenPlain(BigInt(net)),
      tax: formatFenPlain(BigInt(tax)),
      rate: `${formatDecimal(BigInt(rateBp), 2, 0)}%`,
    })),
  }
}
