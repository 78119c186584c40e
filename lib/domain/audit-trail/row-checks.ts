import { type Check, type Disagreement } from '#lib/domain/audit-trail/finding.ts'
import type { Reader } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Tables whose rows carry the hash of what they say, with the columns that name a row. */
const HASHED_TABLES: readonly (readonly [table: string, key: string])[] = [
  ['paper', 'number'],
  ['delivery_note', 'paper_id'],
  ['delivery_note_line', "paper_id || ' ' || line_no"],
  ['sales_order', 'paper_id'],
  ['sales_order_line', "paper_id || ' ' || line_no"],
  ['billing_application', 'paper_id'],
  ['receipt', 'paper_id'],
  ['document_copy', "paper_id || ' ' || kind"],
  ['custody_event', "paper_id || ' ' || copy_kind || ' ' || sequence"],
  ['print_event', "paper_id || ' ' || copy_kind || ' ' || sequence"],
  ['signature', "paper_id || ' ' || slot"],
  ['paper_attachment', "paper_id || ' ' || purpose"],
  ['code_capture', "paper_id || ' ' || sequence"],
  ['code_release', "paper_id || ' ' || sequence"],
  ['damaged_code', "paper_id || ' ' || sequence"],
  ['pick_line', "paper_id || ' ' || line_no"],
  ['delivery_outcome_line', "paper_id || ' ' || line_no"],
  ['void_record', 'paper_id'],
  ['incident_statement', 'id'],
  ['stock_entry', 'id'],
  ['receivable_entry', 'id'],
  ['journal_voucher', 'id'],
  ['journal_entry', "voucher_id || ' ' || line_no"],
  ['desk_event', 'position'],
  ['refusal', 'id'],
]

/** Names the first row of each kind whose content is not what was written. */
export const ROW_CHECKS: readonly Check[] = [
  ...HASHED_TABLES.map(([table, key]): Check => {
    const name = `rows of ${table} are as written`
    return { name, run: (reader) => changedRows(reader, name, table, key) }
  }),
  { name: 'attachments are as filed', run: changedAttachments },
]

async function changedRows(
  reader: Reader,
  check: string,
  table: string,
  key: string,
): Promise<Disagreement[]> {
  const source = Prisma.raw(`"${table}"`)
  const subject = Prisma.raw(
    hasPaperId(table)
      ? `coalesce((SELECT p.number || ' ' FROM paper p WHERE p.account_set_id = t.account_set_id AND p.id = t.paper_id), '')`
      : `''`,
  )
  const rows = await reader.$queryRaw<{ subject: string }[]>`
    SELECT ${subject} || (${Prisma.raw(key)})::text AS subject FROM ${source} t
    WHERE row_hash IS DISTINCT FROM row_digest(to_jsonb(t)) ORDER BY 1 LIMIT 3`
  return rows.map((row) => ({
    check,
    subject: row.subject,
    sequence: null,
    detail: `${table} was changed after it was written`,
  }))
}

function hasPaperId(table: string): boolean {
  return !['paper', 'journal_entry', 'desk_event', 'refusal'].includes(table)
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
