import type { Reader } from '#lib/db/client.ts'
import type { ClosingFacts } from '#lib/domain/note-closings/rules.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'

/** A note as its closing finds it. */
export type ClosingNote = ClosingFacts & {
  paperId: string
  number: string
  customerName: string
  businessDate: string
  closed: { by: string; at: string } | null
}

type Flat = Omit<ClosingNote, 'open' | 'isClosed'> & { openFen: bigint }

/** What stands between these notes and their end. One statement, whatever the number of notes. */
export async function readClosingNotes(
  reader: Reader,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<ClosingNote[]> {
  const rows = await reader.$queryRaw<Flat[]>`
    SELECT n.paper_id AS "paperId", p.number, n.customer_name AS "customerName", n.business_date::text AS "businessDate",
      n.status, n.settlement_method AS "settlementMethod", n.outcome, coalesce(i.open_fen, 0) AS "openFen",
      CASE WHEN c.paper_id IS NOT NULL THEN jsonb_build_object('by', u.display_name,
        'at', to_char(c.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END AS closed,
      (SELECT min(x.number) FROM invoice_line l JOIN invoice v ON v.account_set_id = l.account_set_id AND v.paper_id = l.paper_id
       JOIN paper x ON x.account_set_id = v.account_set_id AND x.id = v.paper_id
       WHERE l.account_set_id = n.account_set_id AND l.note_paper_id = n.paper_id AND v.status IN ('REQUESTED', 'REVIEWED')) AS "waitingInvoice",
      (SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'place', d.place, 'isSigned', d.signed_at IS NOT NULL,
         'isExcused', EXISTS (SELECT FROM incident_statement s WHERE s.account_set_id = d.account_set_id AND s.paper_id = d.paper_id
           AND s.copy_kind = d.kind AND s.ruling = 'ACCEPTED')))
       FROM document_copy d WHERE d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id) AS copies
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN receivable_item i ON i.account_set_id = n.account_set_id AND i.paper_id = n.paper_id
    LEFT JOIN note_closing c ON c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id
    LEFT JOIN app_user u ON u.id = c.closed_by_id
    WHERE n.account_set_id = ${accountSetId}::int AND n.paper_id = ANY (${[...paperIds]}::uuid[]) ORDER BY n.paper_id`
  return rows.map(({ openFen, ...row }) => ({
    ...row,
    open: formatFenPlain(openFen),
    isClosed: row.closed !== null,
  }))
}
