import type { CodeKind } from '#lib/codes/policy.ts'
import type { ScanLine } from '#lib/codes/sort-scans.ts'
import { type CodedKind, type PaperWay, type Standing, standsAfter } from '#lib/codes/way.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** The key of a paper. */
export type CodedKey = { accountSetId: number; paperId: string }

/** A line of a paper with the place where its goods stand once the paper is done; null out of the house. */
export type CodedPaperLine = ScanLine & { standsAt: string | null }

/** A paper as the codes vault needs it, with what is known of the codes at hand. */
export type CodedPaper<Status extends string> = CodedKey & {
  number: string
  kind: CodedKind
  status: Status
  /** The keeper has signed for the codes: they are fixed. */
  isSigned: boolean
  lastSequence: number
  releaseCount: number
  way: PaperWay
  lines: CodedPaperLine[]
  bound: ReadonlyMap<string, Standing>
  opened: ReadonlyMap<string, { bottle: string; number: string }>
  /** How many bottles are known to stand in a case, over all lists and scans. */
  packed: ReadonlyMap<string, number>
  barcodes: ReadonlySet<string>
  /** Damaged codes of this paper, decided and waiting. */
  damaged: DamagedRow[]
}

export type DamagedRow = {
  sequence: number
  lineNo: number
  kind: CodeKind
  code: string
  reason: string
  reportedById: string
  decision: string | null
}

/** Which table holds the paper; `within` bounds `g`, its row, to what the person may see. */
export type CodedSource = { table: 'delivery_note' | 'goods_paper'; within: Prisma.Sql }

type FlatLine = {
  lineNo: number
  productId: string
  sourcePaperId: string | null
  disposition: string | null
  qtyE3: string
  caseFactorE3: string | null
  codesDue: number
  kinds: string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  coverageBp: number
  gtins: string[]
  cases: number
  bottles: number
}

type FlatPaper<Status extends string> = Omit<
  CodedPaper<Status>,
  'way' | 'lines' | 'bound' | 'opened' | 'packed' | 'barcodes'
> & {
  warehouseId: string
  toWarehouseId: string | null
  damagedWarehouseId: string | null
  cornerOf: string | null
  customerId: string | null
  lines: FlatLine[]
  bound: (Standing & { code: string })[]
  opened: { code: string; bottle: string; number: string }[]
  packed: { code: string; bottles: number }[]
  barcodes: string[]
}

/** What is asked of the desk: codes, and how they would be spelled as a product's barcode. */
export type CodeWish = { codes: readonly string[]; spellings: readonly string[] }

/**
 * Holds the paper, then the codes at hand and the cases they stand in, and reads paper, lines, counts and where each
 * code stands: one statement. What stands behind the lock may be newer than the counts; whoever writes compares
 * `lastSequence`, `releaseCount` and each code's place again. Null where `within` shows nothing.
 */
export function holdCodedPaper<Status extends string>(
  tx: Tx,
  source: CodedSource,
  key: CodedKey,
  wish: CodeWish,
): Promise<CodedPaper<Status> | null> {
  const hold = { paper: Prisma.sql`FOR UPDATE OF p, g`, codes: Prisma.sql`FOR UPDATE OF h` }
  return askCodedPaper(tx, source, key, wish, hold)
}

/** The same for looking only: nothing is held. */
export function readCodedPaper<Status extends string>(
  reader: Reader,
  source: CodedSource,
  key: CodedKey,
  wish: CodeWish,
): Promise<CodedPaper<Status> | null> {
  return askCodedPaper(reader, source, key, wish, { paper: Prisma.empty, codes: Prisma.empty })
}

async function askCodedPaper<Status extends string>(
  tx: Reader,
  source: CodedSource,
  { accountSetId, paperId }: CodedKey,
  wish: CodeWish,
  hold: { paper: Prisma.Sql; codes: Prisma.Sql },
): Promise<CodedPaper<Status> | null> {
  const parts = source.table === 'delivery_note' ? NOTE : GOODS
  const rows = await tx.$queryRaw<FlatPaper<Status>[]>`
    WITH here AS MATERIALIZED (
      SELECT g.account_set_id, g.paper_id, p.number, g.status, p.codes_hash IS NOT NULL AS is_signed, g.warehouse_id,
        g.customer_id, ${parts.columns}
      FROM ${parts.table} g JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
      WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid AND ${source.within}
      ${hold.paper}),
    wanted AS MATERIALIZED (
      SELECT w.code, a.case_code, a.product_id FROM (SELECT unnest(${[...wish.codes]}::text[]) AS code
        UNION SELECT m.code FROM damaged_code m WHERE m.account_set_id = ${accountSetId} AND m.paper_id = ${paperId}::uuid
          AND m.decision IS NULL AND m.code <> '') w
      LEFT JOIN code_aggregation a ON a.account_set_id = ${accountSetId} AND a.code = w.code),
    held AS MATERIALIZED (
      SELECT h.* FROM here JOIN code_holding h ON h.account_set_id = here.account_set_id
      WHERE h.code = ANY(ARRAY(SELECT code FROM wanted UNION SELECT case_code FROM wanted WHERE case_code IS NOT NULL))
      ORDER BY h.code ${hold.codes}),
    standing AS MATERIALIZED (
      SELECT w.code, CASE WHEN own.code IS NULL THEN w.case_code END AS case_code,
        CASE WHEN own.code IS NULL THEN 'BOTTLE' ELSE own.kind END AS kind,
        coalesce(own.product_id, w.product_id) AS product_id, coalesce(own.paper_id, outer_case.paper_id) AS paper_id,
        coalesce(own.sequence, outer_case.sequence) AS sequence, coalesce(own.line_no, outer_case.line_no) AS line_no,
        coalesce(own.hop, outer_case.hop) AS hop,
        CASE WHEN own.code IS NULL THEN outer_case.warehouse_id ELSE own.warehouse_id END AS warehouse_id
      FROM wanted w LEFT JOIN held own ON own.code = w.code LEFT JOIN held outer_case ON outer_case.code = w.case_code
      WHERE own.code IS NOT NULL OR outer_case.code IS NOT NULL)
    SELECT here.account_set_id AS "accountSetId", here.paper_id AS "paperId", here.number, here.kind, here.status,
      here.is_signed AS "isSigned", here.warehouse_id AS "warehouseId", here.to_warehouse_id AS "toWarehouseId",
      here.customer_id AS "customerId", ${FOUND}, ${parts.lines} AS lines,
      (SELECT coalesce(jsonb_agg(lpad(u.gtin, 14, '0')), '[]') FROM product_unit u
       WHERE u.gtin = ANY(${[...wish.spellings]}::text[])) AS barcodes
    FROM here`
  const row = rows[0]
  return row ? paperOf(row) : null
}

const NOTE = {
  table: Prisma.sql`delivery_note`,
  columns: Prisma.sql`'DELIVERY_NOTE'::text AS kind, NULL::uuid AS to_warehouse_id`,
  lines: linesFrom(
    Prisma.sql`(SELECT *, NULL::uuid AS source_paper_id, NULL::text AS disposition FROM delivery_note_line)`,
  ),
}

/** A stock count also has lines for goods that were found beside its own. */
const GOODS = {
  table: Prisma.sql`goods_paper`,
  columns: Prisma.sql`g.kind, g.to_warehouse_id`,
  lines:
    linesFrom(Prisma.sql`(SELECT account_set_id, paper_id, line_no, product_id, source_paper_id, disposition, qty_e3, case_factor_e3,
      codes_due FROM goods_paper_line
    UNION ALL SELECT DISTINCT c.account_set_id, c.paper_id, c.line_no, c.product_id, NULL::uuid, NULL::text, 0::bigint,
      (SELECT max(u.factor_e3) FROM product_unit u WHERE u.product_id = c.product_id AND u.factor_e3 > 1000), 0
    FROM goods_count c JOIN goods_paper k USING (account_set_id, paper_id)
    WHERE k.kind = 'STOCK_COUNT' AND NOT EXISTS (SELECT FROM goods_paper_line x WHERE x.account_set_id = c.account_set_id
      AND x.paper_id = c.paper_id AND x.line_no = c.line_no))`),
}

/** Lines with their product's policy, its barcodes and the codes kept so far. */
function linesFrom(table: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id,
      'sourcePaperId', l.source_paper_id, 'disposition', l.disposition, 'qtyE3', l.qty_e3::text,
      'caseFactorE3', l.case_factor_e3::text, 'codesDue', l.codes_due, 'kinds', r.code_kinds,
      'hasCaseCodes', r.has_case_codes, 'hasBottleCodes', r.has_bottle_codes, 'coverageBp', r.code_coverage_bp,
      'cases', coalesce(k.cases, 0), 'bottles', coalesce(k.bottles, 0),
      'gtins', (SELECT coalesce(jsonb_agg(u.gtin), '[]') FROM product_unit u WHERE u.product_id = l.product_id AND u.gtin IS NOT NULL)
      ) ORDER BY l.line_no)
    FROM ${table} l JOIN product r ON r.id = l.product_id
    LEFT JOIN (SELECT q.line_no, count(*) FILTER (WHERE q.kind <> 'BOTTLE') AS cases, count(*) FILTER (WHERE q.kind = 'BOTTLE') AS bottles
      FROM here h JOIN code_capture q ON q.account_set_id = h.account_set_id AND q.paper_id = h.paper_id
      WHERE NOT EXISTS (SELECT FROM code_release f WHERE f.account_set_id = q.account_set_id AND f.paper_id = q.paper_id
        AND f.sequence = q.sequence) GROUP BY 1) k ON k.line_no = l.line_no
    WHERE l.account_set_id = here.account_set_id AND l.paper_id = here.paper_id)`
}

/**
 * Everything about codes that does not depend on the kind of paper. A code that was taken while its lock was waited for
 * shows its new place already, but not yet the capture that put it there: then it was seen just now.
 */
const FOUND = Prisma.sql`
  (SELECT w.id FROM warehouse w WHERE w.parent_id = here.warehouse_id AND w.kind = 'DAMAGED') AS "damagedWarehouseId",
  (SELECT w.parent_id FROM warehouse w WHERE w.id = here.warehouse_id AND w.kind = 'DAMAGED') AS "cornerOf",
  (SELECT coalesce(max(c.sequence), 0) FROM code_capture c
    WHERE c.account_set_id = here.account_set_id AND c.paper_id = here.paper_id) AS "lastSequence",
  (SELECT count(*)::int FROM code_release r
    WHERE r.account_set_id = here.account_set_id AND r.paper_id = here.paper_id) AS "releaseCount",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'caseCode', s.case_code, 'kind', s.kind, 'productId', s.product_id,
      'paperId', s.paper_id, 'sequence', s.sequence, 'lineNo', s.line_no, 'hop', s.hop, 'warehouseId', s.warehouse_id,
      'lost', (SELECT jsonb_build_object('number', lp.number, 'at', to_char(l.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) FROM code_loss l
        JOIN paper lp ON lp.account_set_id = l.account_set_id AND lp.id = l.paper_id
        WHERE l.account_set_id = here.account_set_id AND l.capture_paper_id = s.paper_id AND l.capture_sequence = s.sequence
          AND l.taken_back_at IS NULL),
      'number', coalesce(op.number, ''), 'paperKind', coalesce(op.kind, 'DELIVERY_NOTE'), 'isHere', s.paper_id = here.paper_id AND s.case_code IS NULL,
      'isSettled', coalesce(o.status, n.status, '') = 'POSTED' OR op.kind = 'STOCK_COUNT' OR EXISTS (SELECT FROM goods_count a
        WHERE a.account_set_id = op.account_set_id AND a.paper_id = op.id AND a.line_no = s.line_no AND a.is_arrival),
      'customerId', coalesce(n.customer_id, o.customer_id),
      'customerName', coalesce(n.customer_name, nullif(o.party_name, ''), o.to_warehouse_name, o.warehouse_name, ''),
      'at', to_char(coalesce(q.at, now()), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))), '[]')
    FROM standing s
    LEFT JOIN code_capture q ON q.account_set_id = here.account_set_id AND q.paper_id = s.paper_id AND q.sequence = s.sequence
    LEFT JOIN paper op ON op.account_set_id = here.account_set_id AND op.id = s.paper_id
    LEFT JOIN delivery_note n ON n.account_set_id = op.account_set_id AND n.paper_id = op.id
    LEFT JOIN goods_paper o ON o.account_set_id = op.account_set_id AND o.paper_id = op.id) AS bound,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', w.code, 'bottle', b.code, 'number', b.number)), '[]')
    FROM wanted w CROSS JOIN LATERAL (SELECT a.code, p.number FROM code_aggregation a
      JOIN code_holding h ON h.account_set_id = a.account_set_id AND h.code = a.code
      JOIN paper p ON p.account_set_id = h.account_set_id AND p.id = h.paper_id
      WHERE a.account_set_id = here.account_set_id AND a.case_code = w.code LIMIT 1) b) AS opened,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', w.code, 'bottles', b.bottles)), '[]')
    FROM wanted w CROSS JOIN LATERAL (SELECT count(*)::int AS bottles FROM code_aggregation a
      WHERE a.account_set_id = here.account_set_id AND a.case_code = w.code) b WHERE b.bottles > 0) AS packed,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', m.sequence, 'lineNo', m.line_no, 'kind', m.kind, 'code', m.code,
      'reason', m.reason, 'reportedById', m.reported_by_id, 'decision', m.decision) ORDER BY m.sequence), '[]')
    FROM damaged_code m WHERE m.account_set_id = here.account_set_id AND m.paper_id = here.paper_id) AS damaged`

function paperOf<Status extends string>(row: FlatPaper<Status>): CodedPaper<Status> {
  const { warehouseId, toWarehouseId, damagedWarehouseId, cornerOf, customerId, ...paper } = row
  const way = { kind: paper.kind, warehouseId, customerId, cornerOf }
  const stands = { ...way, toWarehouseId, damagedWarehouseId }
  return {
    ...paper,
    way,
    lines: row.lines.map(({ disposition, ...line }) => {
      return { ...lineOf(line), standsAt: standsAfter(stands, disposition) }
    }),
    bound: new Map(row.bound.map(({ code, ...seen }) => [code, seen])),
    opened: new Map(row.opened.map(({ code, ...opened }) => [code, opened])),
    packed: new Map(row.packed.map(({ code, bottles }) => [code, bottles])),
    barcodes: new Set(row.barcodes),
  }
}

function lineOf(flat: Omit<FlatLine, 'disposition'>): ScanLine {
  const {
    lineNo,
    productId,
    sourcePaperId,
    qtyE3,
    caseFactorE3,
    codesDue,
    gtins,
    cases,
    bottles,
    ...policy
  } = flat
  return {
    lineNo,
    productId,
    sourcePaperId,
    qtyE3: BigInt(qtyE3),
    caseFactorE3: caseFactorE3 === null ? null : BigInt(caseFactorE3),
    codesDue,
    policy,
    gtins,
    kept: { cases, bottles },
  }
}
