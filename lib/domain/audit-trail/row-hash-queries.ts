import type { Check, Disagreement } from '#lib/domain/audit-trail/finding.ts'
import type { Reader } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Hashed = { name: string; table: Prisma.Sql; key: Prisma.Sql }

/** A table whose rows belong to a paper: a row is named by the paper's number and a key of its own. */
function ofPaper(name: string, table: Prisma.Sql, key: Prisma.Sql): Hashed {
  const number = Prisma.sql`(SELECT p.number FROM paper p WHERE p.account_set_id = t.account_set_id AND p.id = t.paper_id)`
  return { name, table, key: Prisma.sql`concat_ws(' ', ${number}, ${key})` }
}

const line = Prisma.sql`t.line_no`
const sequence = Prisma.sql`t.sequence`
const itself = Prisma.sql`NULL`

/** Tables whose rows carry the hash of what they say. A test sees to it that none with a `row_hash` is left out. */
export const HASHED_TABLES: readonly Hashed[] = [
  { name: 'paper', table: Prisma.sql`paper`, key: Prisma.sql`t.number` },
  ofPaper('delivery_note', Prisma.sql`delivery_note`, itself),
  ofPaper('delivery_note_line', Prisma.sql`delivery_note_line`, line),
  ofPaper('sales_order', Prisma.sql`sales_order`, itself),
  ofPaper('sales_order_line', Prisma.sql`sales_order_line`, line),
  ofPaper('billing_application', Prisma.sql`billing_application`, itself),
  ofPaper('receipt', Prisma.sql`receipt`, itself),
  ofPaper('receipt_reversal', Prisma.sql`receipt_reversal`, itself),
  {
    name: 'bank_line',
    table: Prisma.sql`bank_line`,
    key: Prisma.sql`concat_ws(' ', t.bank_account, t.line_key)`,
  },
  ofPaper('goods_paper', Prisma.sql`goods_paper`, itself),
  ofPaper('goods_paper_line', Prisma.sql`goods_paper_line`, line),
  ofPaper('goods_count', Prisma.sql`goods_count`, Prisma.sql`t.round || ' ' || t.line_no`),
  ofPaper('payable_entry', Prisma.sql`payable_entry`, Prisma.sql`t.id`),
  ofPaper('payment', Prisma.sql`payment`, itself),
  ofPaper('payment_reversal', Prisma.sql`payment_reversal`, itself),
  ofPaper('diversion_case', Prisma.sql`diversion_case`, itself),
  ofPaper('document_copy', Prisma.sql`document_copy`, Prisma.sql`t.kind`),
  ofPaper('custody_event', Prisma.sql`custody_event`, Prisma.sql`t.copy_kind || ' ' || t.sequence`),
  ofPaper('print_event', Prisma.sql`print_event`, Prisma.sql`t.copy_kind || ' ' || t.sequence`),
  ofPaper('signature', Prisma.sql`signature`, Prisma.sql`t.slot`),
  ofPaper('paper_attachment', Prisma.sql`paper_attachment`, Prisma.sql`t.purpose`),
  ofPaper('code_capture', Prisma.sql`code_capture`, sequence),
  ofPaper('code_release', Prisma.sql`code_release`, sequence),
  ofPaper('code_loss', Prisma.sql`code_loss`, sequence),
  ofPaper('damaged_code', Prisma.sql`damaged_code`, sequence),
  ofPaper('pick_line', Prisma.sql`pick_line`, line),
  ofPaper('delivery_outcome_said', Prisma.sql`delivery_outcome_said`, line),
  ofPaper('amendment_slip', Prisma.sql`amendment_slip`, itself),
  ofPaper('amendment_line', Prisma.sql`amendment_line`, line),
  ofPaper('delivery_tender', Prisma.sql`delivery_tender`, sequence),
  ofPaper('trip', Prisma.sql`trip`, itself),
  ofPaper('trip_stop', Prisma.sql`trip_stop`, Prisma.sql`t.stop_no`),
  ofPaper('trip_scan', Prisma.sql`trip_scan`, Prisma.sql`t.what`),
  ofPaper('void_record', Prisma.sql`void_record`, itself),
  ofPaper('driver_reconciliation', Prisma.sql`driver_reconciliation`, itself),
  ofPaper('reconciliation_note', Prisma.sql`reconciliation_note`, itself),
  ofPaper('reconciliation_count', Prisma.sql`reconciliation_count`, sequence),
  ofPaper('reconciliation_excuse', Prisma.sql`reconciliation_excuse`, Prisma.sql`t.thing`),
  ofPaper('reconciliation_dispute', Prisma.sql`reconciliation_dispute`, sequence),
  ofPaper('reconciliation_agreement', Prisma.sql`reconciliation_agreement`, sequence),
  ofPaper('driver_difference', Prisma.sql`driver_difference`, Prisma.sql`t.cause`),
  ofPaper('driver_repayment', Prisma.sql`driver_repayment`, sequence),
  ofPaper('incident_statement', Prisma.sql`incident_statement`, Prisma.sql`t.copy_kind`),
  ofPaper('stock_entry', Prisma.sql`stock_entry`, Prisma.sql`t.id`),
  ofPaper('receivable_entry', Prisma.sql`receivable_entry`, Prisma.sql`t.id`),
  ofPaper('paper_dispute', Prisma.sql`paper_dispute`, sequence),
  ofPaper('write_off', Prisma.sql`write_off`, itself),
  ofPaper('write_off_line', Prisma.sql`write_off_line`, line),
  ofPaper('statement', Prisma.sql`statement`, itself),
  ofPaper('statement_sending', Prisma.sql`statement_sending`, sequence),
  ofPaper('statement_link', Prisma.sql`statement_link`, Prisma.sql`t.id`),
  ofPaper('statement_answer', Prisma.sql`statement_answer`, itself),
  { name: 'collection_contact', table: Prisma.sql`collection_contact`, key: Prisma.sql`t.id` },
  { name: 'payment_promise', table: Prisma.sql`payment_promise`, key: Prisma.sql`t.contact_id` },
  { name: 'collection_escalation', table: Prisma.sql`collection_escalation`, key: Prisma.sql`t.id` },
  ofPaper('journal_voucher', Prisma.sql`journal_voucher`, Prisma.sql`t.kind`),
  {
    name: 'journal_entry',
    table: Prisma.sql`journal_entry`,
    key: Prisma.sql`t.voucher_id || ' ' || t.line_no`,
  },
  ofPaper('invoice', Prisma.sql`invoice`, itself),
  ofPaper('invoice_line', Prisma.sql`invoice_line`, line),
  ofPaper('note_closing', Prisma.sql`note_closing`, itself),
  { name: 'voucher_number', table: Prisma.sql`voucher_number`, key: Prisma.sql`t.period || ' ' || t.number` },
  {
    name: 'account_period_total',
    table: Prisma.sql`account_period_total`,
    key: Prisma.sql`t.period || ' ' || t.account`,
  },
  { name: 'period_reopening', table: Prisma.sql`period_reopening`, key: Prisma.sql`t.period` },
  { name: 'desk_event', table: Prisma.sql`desk_event`, key: Prisma.sql`t.position` },
  { name: 'refusal', table: Prisma.sql`refusal`, key: Prisma.sql`t.id` },
]

/** Names the first row of each kind whose content is not what was written. */
export const ROW_CHECKS: readonly Check[] = [
  ...HASHED_TABLES.map((hashed): Check => ({
    name: `rows of ${hashed.name} are as written`,
    run: (reader) => changedRows(reader, hashed),
  })),
  { name: 'attachments are as filed', run: changedAttachments },
]

async function changedRows(reader: Reader, { name, table, key }: Hashed): Promise<Disagreement[]> {
  const rows = await reader.$queryRaw<{ subject: string }[]>`
    SELECT (${key})::text AS subject FROM ${table} t
    WHERE row_hash IS DISTINCT FROM row_digest(to_jsonb(t)) ORDER BY 1 LIMIT 3`
  const detail = `${name} was changed after it was written`
  return rows.map(({ subject }) => ({
    check: `rows of ${name} are as written`,
    subject,
    sequence: null,
    detail,
  }))
}

async function changedAttachments(reader: Reader): Promise<Disagreement[]> {
  const rows = await reader.$queryRaw<{ subject: string }[]>`
    SELECT encode(hash, 'hex') AS subject FROM attachment WHERE hash <> sha256(bytes) LIMIT 3`
  return rows.map((row) => ({
    check: 'attachments are as filed',
    subject: row.subject,
    sequence: null,
    detail: 'the file is not what was filed',
  }))
}
