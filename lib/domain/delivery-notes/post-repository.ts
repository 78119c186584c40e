import type { PostedLine } from '#lib/domain/delivery-notes/postings.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type PostRow = {
  paperId: string
  number: string
  status: string
  version: number
  businessDate: string
  /** The day the driver was there, in Shanghai; null before. */
  deliveredOn: string | null
  customerId: string
  customerName: string
  settlementMethod: string
  creditDays: number
  cutoffDay: number | null
  requiresPrepayment: boolean
  preparerId: string
  outcome: string | null
  roundingOffFen: bigint
  grossFen: bigint
  lines: PostedLine[]
  outcomeCount: number
  copies: { kind: string; place: string; isSigned: boolean; isExcused: boolean }[]
  signatures: { slot: string; isWhole: boolean }[]
  isVoidRequested: boolean
}

type FlatPostRow = Omit<PostRow, 'lines'> & {
  lines: (Record<Exclude<keyof PostedLine, 'isGift'>, string> & { isGift: boolean })[]
}

/** Holds papers and notes, in the order of their ids, until the transaction ends; answers how many there are. */
export async function holdNotes(tx: Tx, accountSetId: number, paperIds: readonly string[]): Promise<number> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM paper p JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ANY(${[...paperIds]}::uuid[]) ORDER BY p.id FOR UPDATE`
  return held.length
}

/** The named notes of the account set. The command holds them first. */
export function readPostRows(
  reader: Reader,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<PostRow[]> {
  return postRowsWhere(
    reader,
    Prisma.sql`n.account_set_id = ${accountSetId} AND n.paper_id = ANY(${[...paperIds]}::uuid[])`,
  )
}

/**
 * Everything the post gate and the postings need of the notes (n) that the condition names, in the order of their
 * ids, in one statement.
 */
export async function postRowsWhere(reader: Reader, condition: Prisma.Sql): Promise<PostRow[]> {
  const rows = await reader.$queryRaw<FlatPostRow[]>`
    SELECT n.paper_id AS "paperId", p.number, n.status, n.version, n.business_date::text AS "businessDate",
      (n.delivered_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "deliveredOn",
      n.customer_id AS "customerId", n.customer_name AS "customerName", n.settlement_method AS "settlementMethod",
      c.credit_days AS "creditDays", c.cutoff_day AS "cutoffDay",
      coalesce((SELECT r.requires_prepayment FROM channel_policy r WHERE r.account_set_id = n.account_set_id AND r.channel = n.channel), false) AS "requiresPrepayment",
      n.preparer_id AS "preparerId", n.outcome, n.rounding_off_fen AS "roundingOffFen", n.gross_fen AS "grossFen",
      l.lines, l.outcomes AS "outcomeCount",
      (SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'place', d.place, 'isSigned', d.signed_at IS NOT NULL,
         'isExcused', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = d.account_set_id
           AND i.paper_id = d.paper_id AND i.copy_kind = d.kind AND i.ruling = 'ACCEPTED')))
       FROM document_copy d WHERE d.account_set_id = n.account_set_id AND d.paper_id = n.paper_id) AS copies,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slot', s.slot, 'isWhole', s.content_hash = p.content_hash
         AND (s.codes_hash IS NOT DISTINCT FROM p.codes_hash OR (s.codes_hash IS NULL AND s.slot <> 'KEEPER')))), '[]')
       FROM signature s WHERE s.account_set_id = n.account_set_id AND s.paper_id = n.paper_id) AS signatures,
      EXISTS (SELECT FROM void_record v WHERE v.account_set_id = n.account_set_id AND v.paper_id = n.paper_id
        AND v.decision IS NULL) AS "isVoidRequested"
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN customer c ON c.account_set_id = n.account_set_id AND c.id = n.customer_id
    CROSS JOIN LATERAL (
      SELECT count(o.line_no)::int AS outcomes, jsonb_agg(jsonb_build_object('qtyE3', l.qty_e3::text,
        'acceptedE3', coalesce(o.accepted_e3, 0)::text, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text, 'isGift', l.is_gift,
        'costFen', (SELECT coalesce(sum(CASE WHEN e.from_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END), 0)::text
          FROM stock_entry e WHERE e.account_set_id = l.account_set_id AND e.paper_id = l.paper_id AND e.line_no = l.line_no)) ORDER BY l.line_no) AS lines
      FROM delivery_note_line l LEFT JOIN delivery_outcome_line o USING (account_set_id, paper_id, line_no)
      WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) l
    WHERE ${condition} ORDER BY n.paper_id`
  return rows.map((row) => ({
    ...row,
    lines: row.lines.map((line) => ({
      qtyE3: BigInt(line.qtyE3),
      acceptedE3: BigInt(line.acceptedE3),
      netFen: BigInt(line.netFen),
      taxFen: BigInt(line.taxFen),
      costFen: BigInt(line.costFen),
      isGift: line.isGift,
    })),
  }))
}

/** Moves the notes on to POSTED from the status and version seen; answers how many moved. */
export async function markPosted(
  tx: Tx,
  accountSetId: number,
  notes: readonly { paperId: string; version: number }[],
  at: Date,
): Promise<number> {
  const seen = notes.map(({ paperId, version }) => ({ paperId, version }))
  return tx.$executeRaw`
    UPDATE delivery_note n SET status = 'POSTED', posted_at = ${at}, version = n.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS s("paperId" uuid, version int)
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = s."paperId" AND n.status = 'DELIVERED' AND n.version = s.version`
}
