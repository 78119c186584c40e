import type { Reader } from '#lib/db/client.ts'
import { acceptedShare } from '#lib/kernel/accepted-share.ts'
import type { SoldLine } from '#lib/domain/customer-returns/rules.ts'
import type { CreditedNote, SoldCost } from '#lib/domain/customer-returns/postings.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { Prisma } from '#prisma/generated/client.ts'

type FlatSold = Omit<SoldLine, 'netFen' | 'taxFen'> & { qtyE3: bigint; netFen: bigint; taxFen: bigint }

/** A line of a note, by its paper and number. */
export type SoldRef = { sourcePaperId: string; sourceLineNo: number }

/** The named lines of notes of an account set, in the order of notes and lines; unknown ones are left out. One statement. */
export function readSold(
  reader: Reader,
  accountSetId: number,
  refs: readonly SoldRef[],
): Promise<SoldLine[]> {
  const named = JSON.stringify(
    refs.map(({ sourcePaperId, sourceLineNo }) => ({ sourcePaperId, sourceLineNo })),
  )
  return soldOf(
    reader,
    Prisma.sql`SELECT l.* FROM (SELECT DISTINCT r."sourcePaperId", r."sourceLineNo"
        FROM jsonb_to_recordset(${named}::jsonb) AS r("sourcePaperId" uuid, "sourceLineNo" int)) r
      JOIN delivery_note_line l ON l.account_set_id = ${accountSetId} AND l.paper_id = r."sourcePaperId" AND l.line_no = r."sourceLineNo"`,
  )
}

/** All lines of these notes. One statement. */
export function readSoldOf(
  reader: Reader,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<SoldLine[]> {
  return soldOf(
    reader,
    Prisma.sql`SELECT l.* FROM delivery_note_line l
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ANY(${[...paperIds]}::uuid[])`,
  )
}

/** The lines first, and only then what belongs to each: what a return reads does not grow with all that was ever sold. */
async function soldOf(reader: Reader, lines: Prisma.Sql): Promise<SoldLine[]> {
  const rows = await reader.$queryRaw<FlatSold[]>`
    WITH l AS MATERIALIZED (${lines})
    SELECT l.paper_id AS "paperId", l.line_no AS "lineNo", p.number, n.status, n.customer_id AS "customerId",
      l.product_id AS "productId", l.product_name AS "productName", l.qty_e3 AS "qtyE3",
      coalesce(o.accepted_e3, 0) AS "acceptedE3", coalesce(q.returned_e3, 0) AS "returnedE3", l.unit_price_e4 AS "unitPriceE4",
      l.tax_rate_bp AS "taxRateBp", n.price_mode AS "priceMode", l.is_gift AS "isGift", l.net_fen AS "netFen", l.tax_fen AS "taxFen",
      coalesce(g.net, 0)::bigint AS "givenNetFen", coalesce(g.tax, 0)::bigint AS "givenTaxFen", l.codes_due AS "codesDue",
      k.cases AS "casesOut", k.bottles + k.inside AS "bottlesOut"
    FROM l
    JOIN delivery_note n ON n.account_set_id = l.account_set_id AND n.paper_id = l.paper_id
    JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
    LEFT JOIN delivery_outcome_line o ON o.account_set_id = l.account_set_id AND o.paper_id = l.paper_id AND o.line_no = l.line_no
    LEFT JOIN goods_progress q ON q.account_set_id = l.account_set_id AND q.paper_id = l.paper_id AND q.line_no = l.line_no
    LEFT JOIN LATERAL (SELECT sum(r.net_fen) AS net, sum(r.tax_fen) AS tax FROM goods_paper_line r
      JOIN goods_paper x ON x.account_set_id = r.account_set_id AND x.paper_id = r.paper_id
      WHERE r.account_set_id = l.account_set_id AND r.source_paper_id = l.paper_id AND r.source_line_no = l.line_no
        AND x.status NOT IN ('VOIDED', 'REVERSED')) g ON true
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE h.kind <> 'BOTTLE')::int AS cases, count(*) FILTER (WHERE h.kind = 'BOTTLE')::int AS bottles,
        coalesce(sum((SELECT count(*) FROM code_aggregation a WHERE a.account_set_id = h.account_set_id AND a.case_code = h.code)), 0)::int AS inside
      FROM code_holding h WHERE h.account_set_id = l.account_set_id AND h.paper_id = l.paper_id AND h.line_no = l.line_no) k
    ORDER BY p.number, l.line_no`
  return rows.map(({ qtyE3, ...row }) => ({
    ...row,
    ...acceptedShare(row, { acceptedE3: row.acceptedE3, qtyE3 }),
  }))
}

/** The customer of a return; null when the account set has none of this id. One statement. */
export async function readCustomer(
  reader: Reader,
  accountSetId: number,
  customerId: string,
): Promise<{ id: string; name: string; contact: string } | null> {
  const rows = await reader.$queryRaw<{ id: string; name: string; contact: string }[]>`
    SELECT c.id, c.name, coalesce((SELECT concat_ws(' ', nullif(n.contact_name, ''), nullif(n.phone, '')) FROM delivery_note n
      WHERE n.account_set_id = c.account_set_id AND n.customer_id = c.id ORDER BY n.issued_at DESC LIMIT 1), '') AS contact
    FROM customer c WHERE c.account_set_id = ${accountSetId} AND c.id = ${customerId}::uuid`
  return rows[0] ?? null
}

/** The notes behind a return: what they claimed, what returns have taken back of it, and what their lines cost. */
export type ReturnedNote = CreditedNote & { number: string; status: string; lines: SoldCost[] }

type FlatNote = Omit<ReturnedNote, 'lines'> & {
  lines: {
    lineNo: number
    isGift: boolean
    acceptedE3: string
    costFen: string
    backE3: string
    backFen: string
  }[]
}

/** The notes that the lines of a return name, for posting it. One statement; the command holds them first. */
export async function readReturnedNotes(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
): Promise<ReturnedNote[]> {
  const rows = await reader.$queryRaw<FlatNote[]>`
    SELECT n.paper_id AS "paperId", p.number, n.status, coalesce(i.amount_fen, 0) AS "claimedFen",
      (SELECT coalesce(sum(CASE WHEN e.to_account = 'SALES' THEN e.amount_fen ELSE -e.amount_fen END), 0)::bigint
       FROM receivable_entry e WHERE e.account_set_id = n.account_set_id AND e.paper_id = n.paper_id
         AND e.return_paper_id IS NOT NULL) AS "creditedFen",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'isGift', l.is_gift, 'acceptedE3', coalesce(o.accepted_e3, 0)::text,
         'costFen', coalesce(c.cost, 0)::text, 'backE3', coalesce(b.qty, 0)::text, 'backFen', coalesce(b.cost, 0)::text) ORDER BY l.line_no)
       FROM delivery_note_line l LEFT JOIN delivery_outcome_line o USING (account_set_id, paper_id, line_no)
       LEFT JOIN LATERAL (SELECT sum(CASE WHEN e.from_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END) AS cost
         FROM stock_entry e WHERE e.account_set_id = l.account_set_id AND e.paper_id = l.paper_id AND e.line_no = l.line_no) c ON true
       LEFT JOIN LATERAL (SELECT sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END) AS qty,
           sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END) AS cost
         FROM goods_paper_line r JOIN stock_entry e ON e.account_set_id = r.account_set_id AND e.paper_id = r.paper_id
           AND e.line_no = r.line_no
         WHERE r.account_set_id = l.account_set_id AND r.source_paper_id = l.paper_id AND r.source_line_no = l.line_no) b ON true
       WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id) AS lines
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    LEFT JOIN receivable_item i ON i.account_set_id = n.account_set_id AND i.paper_id = n.paper_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id IN (SELECT l.source_paper_id FROM goods_paper_line l
      WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid)
    ORDER BY n.paper_id`
  return rows.map((row) => ({
    ...row,
    lines: row.lines.map(({ lineNo, isGift, acceptedE3, costFen, backE3, backFen }) => ({
      ...{ lineNo, isGift, acceptedE3: BigInt(acceptedE3), costFen: BigInt(costFen) },
      ...{ backE3: BigInt(backE3), backFen: BigInt(backFen) },
    })),
  }))
}

/** The place for damaged goods of a store. One statement. */
export async function readDamagedPlace(reader: Reader, warehouseId: string): Promise<string> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM warehouse w WHERE w.parent_id = ${warehouseId}::uuid AND w.kind = 'DAMAGED'`
  const [row] = rows
  if (!row) throw new Error('customer return: the store has no place for damaged goods')
  return row.id
}
