import type { Reader } from '#lib/db/client.ts'
import type { OrderedLine } from '#lib/domain/purchase-bills/match.ts'
import type { BilledOrder } from '#lib/domain/purchase-bills/rules.ts'
import type { PriceMode } from '#lib/kernel/money.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** The order behind a bill with all that the match looks at. */
export type OrderToBill = BilledOrder & {
  accountSetId: number
  paperId: string
  numberFormat: string
  warehouseId: string
  warehouseName: string
  supplierId: string
  supplierName: string
  supplierContact: string
  creditDays: number
  priceMode: PriceMode
  /** The bill that stands with the asked invoice number. */
  takenBy: string | null
  lines: OrderedLine[]
}

type Figure =
  | 'caseFactorE3'
  | 'qtyE3'
  | 'unitPriceE4'
  | 'amountFen'
  | 'netFen'
  | 'taxFen'
  | 'receivedE3'
  | 'returnedE3'
  | 'billedE3'
  | 'receivedNetFen'
  | 'billedNetFen'
  | 'waitingE3'
  | 'waitingRedE3'
  | 'askedE3'
  | 'askedNetFen'
  | 'askedTaxFen'

type FlatLine = Omit<OrderedLine, Figure | 'units' | 'askedPriceE4'> &
  Record<Exclude<Figure, 'caseFactorE3'>, string> & {
    caseFactorE3: string | null
    askedPriceE4: string | null
  }

/**
 * An order within these account sets with receipts, returns and bills of each line; `except` is a bill whose own
 * quantities do not count as waiting. One statement.
 */
export async function readOrderToBill(
  reader: Reader,
  accountSetIds: readonly number[],
  { accountSetId, paperId }: PaperKey,
  asked: { invoiceNumber: string; except: string | null },
): Promise<OrderToBill | null> {
  const rows = await reader.$queryRaw<(Omit<OrderToBill, 'lines'> & { lines: FlatLine[] })[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", p.number, g.status, a.number_format AS "numberFormat",
      g.warehouse_id AS "warehouseId", g.warehouse_name AS "warehouseName", g.supplier_id AS "supplierId",
      s.name AS "supplierName", concat_ws(' ', nullif(s.contact_name, ''), nullif(s.phone, '')) AS "supplierContact",
      s.credit_days AS "creditDays", g.price_mode AS "priceMode",
      EXISTS (SELECT FROM void_record v WHERE v.account_set_id = g.account_set_id AND v.paper_id = g.paper_id
        AND v.decision IS NULL) AS "isVoidWaiting",
      (SELECT q.number FROM goods_paper b JOIN paper q ON q.account_set_id = b.account_set_id AND q.id = b.paper_id
        WHERE b.account_set_id = g.account_set_id AND b.supplier_id = g.supplier_id AND b.kind = 'PURCHASE_BILL'
          AND b.external_number = ${asked.invoiceNumber} AND b.status NOT IN ('VOIDED', 'REVERSED') LIMIT 1) AS "takenBy",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
        'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
        'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'unitPriceE4', l.unit_price_e4::text,
        'amountFen', l.amount_fen::text, 'taxRateBp', l.tax_rate_bp, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text,
        'receivedE3', q.received_e3::text, 'returnedE3', q.returned_e3::text, 'billedE3', q.billed_e3::text,
        'receivedNetFen', q.received_net_fen::text, 'billedNetFen', q.billed_net_fen::text,
        'waitingE3', coalesce(w.waiting, 0)::text, 'waitingRedE3', coalesce(w.waiting_red, 0)::text, 'askedE3', coalesce(w.qty, 0)::text,
        'askedNetFen', coalesce(w.net, 0)::text, 'askedTaxFen', coalesce(w.tax, 0)::text, 'askedPriceE4', w.price::text,
        'askedRateBp', w.rate) ORDER BY l.line_no)
       FROM goods_paper_line l JOIN goods_progress q USING (account_set_id, paper_id, line_no)
       LEFT JOIN (SELECT x.source_line_no, sum(x.qty_e3) FILTER (WHERE x.waits AND x.qty_e3 > 0) AS waiting,
           sum(x.qty_e3) FILTER (WHERE x.waits AND x.qty_e3 < 0) AS waiting_red, sum(x.qty_e3) FILTER (WHERE x.counts) AS qty,
           sum(x.net_fen) FILTER (WHERE x.counts) AS net, sum(x.tax_fen) FILTER (WHERE x.counts) AS tax,
           CASE WHEN min(x.unit_price_e4) FILTER (WHERE x.asks) = max(x.unit_price_e4) FILTER (WHERE x.asks)
             THEN min(x.unit_price_e4) FILTER (WHERE x.asks) END AS price,
           CASE WHEN min(x.tax_rate_bp) FILTER (WHERE x.asks) = max(x.tax_rate_bp) FILTER (WHERE x.asks)
             THEN min(x.tax_rate_bp) FILTER (WHERE x.asks) END AS rate
         FROM (SELECT y.*, b.status = 'OPEN' AS waits, b.status = 'POSTED' OR y.qty_e3 < 0 AS counts,
             b.status = 'POSTED' AND y.qty_e3 > 0 AS asks
           FROM goods_paper_line y JOIN goods_paper b ON b.account_set_id = y.account_set_id AND b.paper_id = y.paper_id
           WHERE y.account_set_id = ${accountSetId} AND y.source_paper_id = ${paperId}::uuid AND b.kind = 'PURCHASE_BILL'
             AND b.status IN ('OPEN', 'POSTED') AND b.paper_id IS DISTINCT FROM ${asked.except}::uuid) x
         GROUP BY 1) w ON w.source_line_no = l.line_no
       WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id) AS lines
    FROM goods_paper g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    JOIN account_set a ON a.id = g.account_set_id
    JOIN supplier s ON s.account_set_id = g.account_set_id AND s.id = g.supplier_id
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid AND g.kind = 'PURCHASE_ORDER'
      AND g.account_set_id = ANY (${[...accountSetIds]}::int[])`
  const row = rows[0]
  return row ? { ...row, lines: row.lines.map(lineOf) } : null
}

function lineOf(line: FlatLine): OrderedLine {
  const caseFactorE3 = line.caseFactorE3 === null ? null : BigInt(line.caseFactorE3)
  const base = { unit: line.baseUnit, factorE3: 1000n }
  const units =
    line.caseUnit === null || caseFactorE3 === null
      ? [base]
      : [base, { unit: line.caseUnit, factorE3: caseFactorE3 }]
  return {
    ...line,
    caseFactorE3,
    units,
    qtyE3: BigInt(line.qtyE3),
    unitPriceE4: BigInt(line.unitPriceE4),
    amountFen: BigInt(line.amountFen),
    netFen: BigInt(line.netFen),
    taxFen: BigInt(line.taxFen),
    receivedE3: BigInt(line.receivedE3),
    returnedE3: BigInt(line.returnedE3),
    billedE3: BigInt(line.billedE3),
    receivedNetFen: BigInt(line.receivedNetFen),
    billedNetFen: BigInt(line.billedNetFen),
    waitingE3: BigInt(line.waitingE3),
    waitingRedE3: BigInt(line.waitingRedE3),
    askedE3: BigInt(line.askedE3),
    askedNetFen: BigInt(line.askedNetFen),
    askedTaxFen: BigInt(line.askedTaxFen),
    askedPriceE4: line.askedPriceE4 === null ? null : BigInt(line.askedPriceE4),
  }
}
