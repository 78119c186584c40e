import type { Tx } from '#lib/db/client.ts'
import type { InvoiceContent, InvoiceContentLine } from '#lib/domain/invoices/content.ts'

/** Holds the notes' papers in one order: two requests for one note wait for each other. One statement. */
export async function holdNotePapers(
  tx: Tx,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p WHERE p.account_set_id = ${accountSetId}::int AND p.id = ANY (${[...paperIds]}::uuid[])
      AND p.kind = 'DELIVERY_NOTE' ORDER BY p.id FOR UPDATE`
}

/** The account set's number format, and the customer's name; null when the account set has no such customer. */
export async function readInvoiceCustomer(
  tx: Tx,
  accountSetId: number,
  customerId: string,
): Promise<{ name: string; numberFormat: string } | null> {
  const rows = await tx.$queryRaw<{ name: string; numberFormat: string }[]>`
    SELECT c.name, s.number_format AS "numberFormat" FROM customer c JOIN account_set s ON s.id = c.account_set_id
    WHERE c.account_set_id = ${accountSetId}::int AND c.id = ${customerId}::uuid`
  return rows[0] ?? null
}

export type NewInvoice = {
  content: InvoiceContent
  period: string
  sequence: number
  businessDate: string
  contentHash: Buffer
  chainHash: Buffer
  requestedById: string
  at: Date
}

/** Writes the paper, the invoice and its lines. One statement, whatever the number of lines. */
export async function insertInvoice(tx: Tx, invoice: NewInvoice): Promise<void> {
  const { content } = invoice
  const sum = (amount: (line: InvoiceContentLine) => string): bigint =>
    content.lines.reduce((total, line) => total + BigInt(amount(line)), 0n)
  const [netFen, taxFen] = [sum((line) => line.netFen), sum((line) => line.taxFen)]
  await tx.$executeRaw`
    WITH paper AS (
      INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash, created_by_id, created_at, chain_hash)
      VALUES (${content.accountSetId}, ${content.paperId}::uuid, 'INVOICE', ${content.number}, ${invoice.period}, ${invoice.sequence},
        ${invoice.businessDate}::date, ${invoice.contentHash}, ${invoice.requestedById}::uuid, ${invoice.at}, ${invoice.chainHash})
    ), head AS (
      INSERT INTO invoice (account_set_id, paper_id, customer_id, kind, source_paper_id, buyer_name, buyer_tax_number, buyer_address,
        buyer_bank, remark, line_count, net_fen, tax_fen, requested_by_id, requested_at, status)
      VALUES (${content.accountSetId}, ${content.paperId}::uuid, ${content.customerId}::uuid, ${content.kind},
        ${content.sourcePaperId}::uuid, ${content.buyerName}, ${content.buyerTaxNumber}, ${content.buyerAddress}, ${content.buyerBank},
        ${content.remark}, ${content.lines.length}, ${netFen}, ${taxFen}, ${invoice.requestedById}::uuid, ${invoice.at}, 'REQUESTED')
    )
    INSERT INTO invoice_line (account_set_id, paper_id, line_no, note_paper_id, note_line_no, product_name, specification, unit,
      qty_e3, net_fen, tax_fen, tax_rate_bp)
    SELECT ${content.accountSetId}, ${content.paperId}::uuid, l."lineNo", l."notePaperId", l."noteLineNo", l."productName",
      l.specification, l.unit, l."qtyE3", l."netFen", l."taxFen", l."taxRateBp"
    FROM jsonb_to_recordset(${JSON.stringify(content.lines)}::jsonb) AS l("lineNo" int, "notePaperId" uuid, "noteLineNo" int,
      "productName" text, specification text, unit text, "qtyE3" bigint, "netFen" bigint, "taxFen" bigint, "taxRateBp" int)`
}

/** An invoice as a step finds it; its paper is held. */
export type HeldInvoice = {
  number: string
  customerId: string
  kind: string
  status: string
  version: number
  sourcePaperId: string | null
  requestedById: string
  buyerName: string
  buyerTaxNumber: string
  buyerAddress: string
  buyerBank: string
  numberFormat: string
  lines: (InvoiceContentLine & { redE3: string })[]
}

/** Holds an invoice; null when the account set has none. `redE3` is what red invoices that stand take back. Two statements. */
export async function holdInvoice(
  tx: Tx,
  key: { accountSetId: number; paperId: string },
): Promise<HeldInvoice | null> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p WHERE p.account_set_id = ${key.accountSetId}::int AND p.id = ${key.paperId}::uuid AND p.kind = 'INVOICE' FOR UPDATE`
  const rows = await tx.$queryRaw<HeldInvoice[]>`
    SELECT p.number, i.customer_id AS "customerId", i.kind, i.status, i.version, i.source_paper_id AS "sourcePaperId",
      i.requested_by_id AS "requestedById", i.buyer_name AS "buyerName", i.buyer_tax_number AS "buyerTaxNumber",
      i.buyer_address AS "buyerAddress", i.buyer_bank AS "buyerBank", s.number_format AS "numberFormat",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'notePaperId', l.note_paper_id, 'noteLineNo', l.note_line_no,
         'productName', l.product_name, 'specification', l.specification, 'unit', l.unit, 'qtyE3', l.qty_e3::text,
         'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text, 'taxRateBp', l.tax_rate_bp,
         'redE3', coalesce((SELECT -sum(b.qty_e3) FROM invoice r JOIN invoice_line b ON b.account_set_id = r.account_set_id
           AND b.paper_id = r.paper_id WHERE r.account_set_id = i.account_set_id AND r.source_paper_id = i.paper_id
           AND r.status <> 'REJECTED' AND b.note_paper_id = l.note_paper_id AND b.note_line_no = l.note_line_no), 0)::text)
         ORDER BY l.line_no)
       FROM invoice_line l WHERE l.account_set_id = i.account_set_id AND l.paper_id = i.paper_id) AS lines
    FROM invoice i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
    JOIN account_set s ON s.id = i.account_set_id
    WHERE i.account_set_id = ${key.accountSetId}::int AND i.paper_id = ${key.paperId}::uuid`
  return rows[0] ?? null
}

type Step = { accountSetId: number; paperId: string; version: number; by: string; at: Date }

/** Writes what the accountant said of a request; false when it is not as seen. One statement. */
export async function reviewInvoice(
  tx: Tx,
  step: Step & { status: string; remark: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE invoice SET status = ${step.status}, reviewed_by_id = ${step.by}::uuid, reviewed_at = ${step.at},
      review_remark = ${step.remark}, version = version + 1
    WHERE account_set_id = ${step.accountSetId}::int AND paper_id = ${step.paperId}::uuid AND status = 'REQUESTED'
      AND version = ${step.version}`
  return changed === 1
}

/** Writes the platform's number and day; false when it is not as seen. One statement. */
export async function issueInvoice(
  tx: Tx,
  step: Step & { platformNumber: string; issuedOn: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE invoice SET status = 'ISSUED', platform_number = ${step.platformNumber}, issued_on = ${step.issuedOn}::date,
      issued_by_id = ${step.by}::uuid, issued_at = ${step.at}, version = version + 1
    WHERE account_set_id = ${step.accountSetId}::int AND paper_id = ${step.paperId}::uuid AND status = 'REVIEWED'
      AND version = ${step.version}`
  return changed === 1
}
