import type { Person } from '#lib/auth/actor.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsLine, GoodsPaper } from '#lib/papers/goods/held.ts'
import type { GoodsKind } from '#lib/papers/goods/kinds.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

type FlatLine = Omit<
  GoodsLine,
  | 'units'
  | 'caseFactorE3'
  | 'qtyE3'
  | 'unitPriceE4'
  | 'amountFen'
  | 'netFen'
  | 'taxFen'
  | 'codesKept'
  | 'codePolicy'
> & {
  baseUnit: string
  caseUnit: string | null
  caseFactorE3: string | null
  qtyE3: string
  unitPriceE4: string
  amountFen: string
  netFen: string
  taxFen: string
  cases: number
  bottles: number
  kinds: string[]
  hasCaseCodes: boolean
  hasBottleCodes: boolean
  coverageBp: number
}

type FlatPaper = Omit<GoodsPaper, 'lines'> & { lines: FlatLine[] }

/** Holds paper and goods paper until the transaction ends. Its own statement: what is read next stands behind the lock. */
export async function holdGoodsPaper(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM paper p JOIN goods_paper g ON g.account_set_id = p.account_set_id AND g.paper_id = p.id
    WHERE p.account_set_id = ${accountSetId} AND p.id = ${paperId}::uuid FOR UPDATE`
}

/** The held paper of one of these kinds; null outside the person's scope. Two statements. */
export async function loadGoodsPaper(
  tx: Tx,
  person: Person,
  key: PaperKey,
  kinds: readonly GoodsKind[],
): Promise<GoodsPaper | null> {
  await holdGoodsPaper(tx, key)
  return readGoodsPaper(tx, person, key, kinds)
}

/** The paper with lines, counts, codes, signatures and copies in one statement; null outside the person's scope. */
export async function readGoodsPaper(
  reader: Reader,
  person: Person,
  { accountSetId, paperId }: PaperKey,
  kinds: readonly GoodsKind[],
): Promise<GoodsPaper | null> {
  const rows = await reader.$queryRaw<FlatPaper[]>`
    SELECT g.account_set_id AS "accountSetId", g.paper_id AS "paperId", p.number, g.kind, g.status, g.version,
      g.business_date::text AS "businessDate", g.warehouse_id AS "warehouseId", g.warehouse_name AS "warehouseName",
      (SELECT coalesce(w.parent_id, w.id) FROM warehouse w WHERE w.id = g.warehouse_id) AS "storeId",
      g.to_warehouse_id AS "toWarehouseId", g.to_warehouse_name AS "toWarehouseName", g.supplier_id AS "supplierId",
      g.customer_id AS "customerId", g.party_name AS "partyName", g.party_contact AS "partyContact",
      g.source_paper_id AS "sourcePaperId", q.number AS "sourceNumber", g.purpose, g.reason,
      g.external_number AS "externalNumber", g.expected_on::text AS "expectedOn", g.price_mode AS "priceMode",
      g.preparer_id AS "preparerId", g.preparer_name AS "preparerName", g.handler_id AS "handlerId",
      g.handler_name AS "handlerName", g.keeper_id AS "keeperId", k.display_name AS "keeperName",
      g.verified_by_id AS "verifiedById", v.display_name AS "verifiedByName", g.decided_by_id AS "decidedById",
      d.display_name AS "decidedByName", g.decision_remark AS "decisionRemark",
      to_char(g.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "openedAt", to_char(g.counted_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "countedAt",
      to_char(g.verified_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "verifiedAt", to_char(g.sent_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "sentAt",
      to_char(g.posted_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "postedAt", g.net_fen AS "netFen", g.tax_fen AS "taxFen",
      g.gross_fen AS "grossFen", encode(p.content_hash, 'hex') AS "contentHash", encode(p.codes_hash, 'hex') AS "codesHash",
      s.requires_distinct_signers AS "requiresDistinctSigners", s.number_format AS "numberFormat",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
        'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
        'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'unitPriceE4', l.unit_price_e4::text,
        'amountFen', l.amount_fen::text, 'taxRateBp', l.tax_rate_bp, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text,
        'codesDue', l.codes_due, 'sourcePaperId', l.source_paper_id, 'sourceLineNo', l.source_line_no,
        'disposition', l.disposition, 'remark', l.remark, 'kinds', r.code_kinds, 'hasCaseCodes', r.has_case_codes,
        'hasBottleCodes', r.has_bottle_codes, 'coverageBp', r.code_coverage_bp, 'shelfLifeDays', r.shelf_life_days,
        'cases', coalesce(c.cases, 0), 'bottles', coalesce(c.bottles, 0), 'damagedWaiting', coalesce(w.waiting, 0)) ORDER BY l.line_no)
       FROM goods_paper_line l JOIN product r ON r.id = l.product_id
       LEFT JOIN (SELECT h.line_no, count(*) FILTER (WHERE h.kind <> 'BOTTLE') AS cases, count(*) FILTER (WHERE h.kind = 'BOTTLE') AS bottles
         FROM code_capture h WHERE h.account_set_id = ${accountSetId} AND h.paper_id = ${paperId}::uuid
           AND NOT EXISTS (SELECT FROM code_release f WHERE f.account_set_id = h.account_set_id AND f.paper_id = h.paper_id
             AND f.sequence = h.sequence) GROUP BY 1) c ON c.line_no = l.line_no
       LEFT JOIN (SELECT m.line_no, count(*) AS waiting FROM damaged_code m
         WHERE m.account_set_id = ${accountSetId} AND m.paper_id = ${paperId}::uuid AND m.decision IS NULL GROUP BY 1) w
         ON w.line_no = l.line_no
       WHERE l.account_set_id = g.account_set_id AND l.paper_id = g.paper_id) AS lines,
      ${countsOf(Prisma.sql`NOT c.is_arrival`)} AS counts, ${countsOf(Prisma.sql`c.is_arrival`)} AS arrivals,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('slot', n.slot, 'signerId', n.signer_id, 'signerName', n.signer_name,
        'signedAt', to_char(n.signed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'isWhole', n.content_hash = p.content_hash AND (n.codes_hash IS NULL OR n.codes_hash = p.codes_hash))), '[]')
       FROM signature n WHERE n.account_set_id = g.account_set_id AND n.paper_id = g.paper_id) AS signatures,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'place', c.place, 'keeperId', c.keeper_id,
        'keeperName', u.display_name, 'offeredPlace', c.offered_place, 'offeredToId', c.offered_to_id,
        'isExcused', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = c.account_set_id
          AND i.paper_id = c.paper_id AND i.copy_kind = c.kind AND i.ruling = 'ACCEPTED'),
        'isStatementWaiting', EXISTS (SELECT FROM incident_statement i WHERE i.account_set_id = c.account_set_id
          AND i.paper_id = c.paper_id AND i.copy_kind = c.kind AND i.ruling IS NULL)) ORDER BY c.kind), '[]')
       FROM document_copy c LEFT JOIN app_user u ON u.id = c.keeper_id
       WHERE c.account_set_id = g.account_set_id AND c.paper_id = g.paper_id) AS copies,
      (SELECT jsonb_build_object('reason', o.reason, 'byId', o.requested_by_id, 'byName', u.display_name, 'decision', o.decision)
       FROM void_record o JOIN app_user u ON u.id = o.requested_by_id
       WHERE o.account_set_id = g.account_set_id AND o.paper_id = g.paper_id) AS "voidRequest"
    FROM goods_paper g
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    JOIN account_set s ON s.id = g.account_set_id
    LEFT JOIN paper q ON q.account_set_id = g.account_set_id AND q.id = g.source_paper_id
    LEFT JOIN app_user k ON k.id = g.keeper_id
    LEFT JOIN app_user v ON v.id = g.verified_by_id
    LEFT JOIN app_user d ON d.id = g.decided_by_id
    WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid AND g.kind = ANY(${[...kinds]}::text[])
      AND ${withinGoodsScope(person)}`
  const row = rows[0]
  return row ? { ...row, lines: row.lines.map(lineOf) } : null
}

/** The rounds of counting of `g` that the condition on `c` names. */
function countsOf(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('round', c.round, 'lineNo', c.line_no, 'productId', c.product_id,
        'goodE3', c.good_e3::text, 'damagedE3', c.damaged_e3::text, 'rejectedE3', c.rejected_e3::text, 'bookE3', c.book_e3::text,
        'batchNo', c.batch_no, 'producedOn', c.produced_on, 'reason', c.reason, 'countedById', c.counted_by_id,
        'countedByName', u.display_name, 'countedAt', to_char(c.counted_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY c.round, c.line_no), '[]')
       FROM goods_count c JOIN app_user u ON u.id = c.counted_by_id
       WHERE c.account_set_id = g.account_set_id AND c.paper_id = g.paper_id AND ${condition})`
}

function lineOf(flat: FlatLine): GoodsLine {
  const {
    baseUnit,
    caseUnit,
    caseFactorE3,
    cases,
    bottles,
    kinds,
    hasCaseCodes,
    hasBottleCodes,
    coverageBp,
    ...line
  } = flat
  const factorE3 = caseFactorE3 === null ? null : BigInt(caseFactorE3)
  const base = { unit: baseUnit, factorE3: 1000n }
  return {
    ...line,
    units: caseUnit === null || factorE3 === null ? [base] : [base, { unit: caseUnit, factorE3 }],
    caseFactorE3: factorE3,
    qtyE3: BigInt(line.qtyE3),
    unitPriceE4: BigInt(line.unitPriceE4),
    amountFen: BigInt(line.amountFen),
    netFen: BigInt(line.netFen),
    taxFen: BigInt(line.taxFen),
    codesKept: { cases, bottles },
    codePolicy: { kinds, hasCaseCodes, hasBottleCodes, coverageBp },
  }
}
