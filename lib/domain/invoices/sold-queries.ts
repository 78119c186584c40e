import type { Reader } from '#lib/db/client.ts'
import type { SoldLine } from '#lib/domain/invoices/rules.ts'

type LineRef = { paperId: string; lineNo: number }

/** Lines of notes with what was sold, returned and invoiced of each; unknown ones are left out. One statement. */
export async function readSoldLines(
  reader: Reader,
  accountSetId: number,
  refs: readonly LineRef[],
): Promise<SoldLine[]> {
  return reader.$queryRaw<SoldLine[]>`
    SELECT l.paper_id AS "paperId", p.number, n.status, n.customer_id AS "customerId", l.line_no AS "lineNo",
      l.product_name AS "productName", l.specification, l.base_unit AS unit, l.tax_rate_bp AS "taxRateBp",
      l.qty_e3 AS "qtyE3", l.net_fen AS "netFen", l.tax_fen AS "taxFen", coalesce(o.accepted_e3, 0) AS "acceptedE3",
      g.qty AS "returnedE3", g.net AS "returnedNetFen", g.tax AS "returnedTaxFen",
      i.qty_e3 AS "invoicedE3", i.net_fen AS "invoicedNetFen", i.tax_fen AS "invoicedTaxFen",
      EXISTS (SELECT FROM tax_rate t WHERE t.rate_bp = l.tax_rate_bp AND t.valid_from <= l.business_date
        AND NOT EXISTS (SELECT FROM tax_rate x WHERE x.tax_class = t.tax_class AND x.valid_from > t.valid_from
          AND x.valid_from <= l.business_date)) AS "isRateKnown"
    FROM jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) AS r("paperId" uuid, "lineNo" int)
    JOIN delivery_note_line l ON l.account_set_id = ${accountSetId}::int AND l.paper_id = r."paperId" AND l.line_no = r."lineNo"
    JOIN delivery_note n ON n.account_set_id = l.account_set_id AND n.paper_id = l.paper_id
    JOIN paper p ON p.account_set_id = l.account_set_id AND p.id = l.paper_id
    LEFT JOIN delivery_outcome_line o ON o.account_set_id = l.account_set_id AND o.paper_id = l.paper_id AND o.line_no = l.line_no
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(b.qty_e3), 0)::bigint AS qty, coalesce(sum(b.net_fen), 0)::bigint AS net, coalesce(sum(b.tax_fen), 0)::bigint AS tax
      FROM goods_paper_line b JOIN goods_paper x ON x.account_set_id = b.account_set_id AND x.paper_id = b.paper_id
      WHERE b.account_set_id = l.account_set_id AND b.source_paper_id = l.paper_id AND b.source_line_no = l.line_no
        AND x.kind = 'CUSTOMER_RETURN' AND x.status NOT IN ('VOIDED', 'REVERSED')) g
    CROSS JOIN LATERAL invoiced_of(l.account_set_id, l.paper_id, l.line_no) i
    ORDER BY p.number, l.line_no`
}
