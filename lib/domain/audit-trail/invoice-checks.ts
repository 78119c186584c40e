import { type Check, type Disagreement, sqlCheck } from '#lib/domain/audit-trail/finding.ts'
import { type InvoiceContent, invoiceContentHash } from '#lib/domain/invoices/content.ts'
import type { Reader } from '#lib/db/client.ts'

type Row = { subject: string; sequence: number | null; detail: string }

/** R99: no line of a note is invoiced beyond what the customer took of it, nor below nothing. */
const invoiced = sqlCheck(
  'R99 nothing is invoiced beyond what was posted',
  (reader) => reader.$queryRaw<Row[]>`
  WITH asked AS (
    SELECT l.account_set_id, l.note_paper_id, l.note_line_no, sum(l.qty_e3) AS qty, sum(l.net_fen) AS net, sum(l.tax_fen) AS tax
    FROM invoice_line l JOIN invoice i ON i.account_set_id = l.account_set_id AND i.paper_id = l.paper_id
    WHERE i.status = 'ISSUED' OR (i.status <> 'REJECTED' AND i.source_paper_id IS NULL) GROUP BY 1, 2, 3)
  SELECT p.number AS subject, a.note_line_no AS sequence,
    format('invoiced %s for %s and %s, took %s of %s and %s', a.qty, a.net, a.tax, coalesce(o.accepted_e3, 0), n.net_fen, n.tax_fen) AS detail
  FROM asked a JOIN paper p ON p.account_set_id = a.account_set_id AND p.id = a.note_paper_id
  JOIN delivery_note_line n ON n.account_set_id = a.account_set_id AND n.paper_id = a.note_paper_id AND n.line_no = a.note_line_no
  LEFT JOIN delivery_outcome_line o ON o.account_set_id = n.account_set_id AND o.paper_id = n.paper_id AND o.line_no = n.line_no
  WHERE a.qty > coalesce(o.accepted_e3, 0) OR a.net > n.net_fen OR a.tax > n.tax_fen OR a.qty < 0 OR a.net < 0 OR a.tax < 0
  ORDER BY 1, 2 LIMIT 5`,
)

type Hashed = { hash: string; content: InvoiceContent }

const NAME = 'invoices are as they were asked for'
const PAGE = 500

/** What an invoice says is what was hashed when it got its number. */
const contents: Check = {
  name: NAME,
  run: async (reader) => {
    const found: Disagreement[] = []
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await readInvoices(reader, after)
      for (const { hash, content } of rows) {
        after = content.paperId
        if (invoiceContentHash(content).toString('hex') === hash) continue
        const detail = 'content differs from its hash'
        found.push({ check: NAME, subject: content.number, sequence: null, detail })
      }
      if (rows.length < PAGE || found.length > 0) return found
    }
  },
}

async function readInvoices(reader: Reader, after: string): Promise<Hashed[]> {
  return reader.$queryRaw<Hashed[]>`
    SELECT encode(p.content_hash, 'hex') AS hash, jsonb_build_object('accountSetId', i.account_set_id, 'paperId', i.paper_id,
      'number', p.number, 'customerId', i.customer_id, 'kind', i.kind, 'sourcePaperId', i.source_paper_id, 'buyerName', i.buyer_name,
      'buyerTaxNumber', i.buyer_tax_number, 'buyerAddress', i.buyer_address, 'buyerBank', i.buyer_bank, 'remark', i.remark,
      'lines', (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'notePaperId', l.note_paper_id, 'noteLineNo', l.note_line_no,
        'productName', l.product_name, 'specification', l.specification, 'unit', l.unit, 'qtyE3', l.qty_e3::text,
        'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text, 'taxRateBp', l.tax_rate_bp) ORDER BY l.line_no)
        FROM invoice_line l WHERE l.account_set_id = i.account_set_id AND l.paper_id = i.paper_id)) AS content
    FROM invoice i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
    WHERE i.paper_id > ${after}::uuid ORDER BY i.paper_id LIMIT ${PAGE}`
}

export const INVOICE_CHECKS: readonly Check[] = [invoiced, contents]
