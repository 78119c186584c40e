import type { Tx } from '#lib/db/client.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { newId, newToken } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'
import { type GoodsContent, type GoodsContentLine, goodsContentHash } from '#lib/papers/goods/content.ts'
import { GOODS_TRAITS, type GoodsKind } from '#lib/papers/goods/kinds.ts'
import { chainStart } from '#lib/papers/paper.ts'
import { type SignedBy, signPaper } from '#lib/papers/signing.ts'

/** A goods paper before it has a number. The business date is the day it is opened under. */
export type GoodsDraft = Omit<
  GoodsContent,
  'paperId' | 'number' | 'netFen' | 'taxFen' | 'grossFen' | 'lines' | 'kind' | 'businessDate'
> & {
  kind: GoodsKind
  businessDate: BusinessDate
  lines: readonly Omit<GoodsContentLine, 'lineNo'>[]
}

export type OpenedGoods = { accountSetId: number; paperId: string; number: string; content: GoodsContent }

/**
 * Gives a goods paper its gapless number, freezes and hashes its content, makes its copies at the desk, signs as
 * preparer, and reserves stock where the goods will leave. Three statements, whatever the number of lines. Callers
 * hold stock, customer or supplier first: the number is the last lock. `stock_never_oversold` refuses what is not
 * there.
 */
export async function openGoodsPaper(
  tx: Tx,
  draft: GoodsDraft,
  by: { signer: SignedBy; now: Date; numberFormat: string; address: string | null; userAgent: string | null },
): Promise<OpenedGoods> {
  const { accountSetId, kind } = draft
  const trait = GOODS_TRAITS[kind]
  if (trait.reserves) await reserve(tx, draft)
  const period = periodOf(draft.businessDate)
  const sequence = (await takeSequences(tx, accountSetId, period, [kind])).get(kind) ?? 0
  const paperId = newId(by.now)
  const number = paperNumber(by.numberFormat, kind, period, sequence)
  const lines = draft.lines.map((line, index) => ({ lineNo: index + 1, ...line }))
  const total = (pick: (line: GoodsContentLine) => string) =>
    lines.reduce((sum, line) => sum + BigInt(pick(line)), 0n)
  const netFen = total((line) => line.netFen)
  const taxFen = total((line) => line.taxFen)
  const content: GoodsContent = {
    ...draft,
    paperId,
    number,
    lines,
    netFen: `${netFen}`,
    taxFen: `${taxFen}`,
    grossFen: `${netFen + taxFen}`,
  }
  const contentHash = goodsContentHash(content)
  const document = JSON.stringify({
    ...content,
    status: trait.first,
    period,
    sequence,
    copies: trait.copies.map((copy) => ({ kind: copy, token: newToken() })),
    contentHash: contentHash.toString('hex'),
    chain: chainStart({ accountSetId, paperId, kind, number, contentHash }).toString('hex'),
  })
  await insertGoodsPaper(tx, document, by.now)
  await signPaper(tx, {
    accountSetId,
    paperId,
    slot: 'PREPARER',
    signer: by.signer,
    contentHash: contentHash.toString('hex'),
    codesHash: null,
    at: by.now,
    strokeHash: null,
    address: by.address,
    userAgent: by.userAgent,
  })
  return { accountSetId, paperId, number, content }
}

async function insertGoodsPaper(tx: Tx, document: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH input AS (SELECT ${document}::jsonb AS d),
    h AS MATERIALIZED (SELECT r.* FROM input, jsonb_to_record(d) AS r("accountSetId" int, "paperId" uuid, number text, kind text,
      status text, period text, sequence int, "contentHash" text, chain text, "businessDate" date, "warehouseId" uuid,
      "warehouseName" text, "toWarehouseId" uuid, "toWarehouseName" text, "supplierId" uuid, "customerId" uuid, "partyName" text,
      "partyContact" text, "sourcePaperId" uuid, purpose text, reason text, "externalNumber" text, "expectedOn" date,
      "priceMode" text, "preparerId" uuid, "preparerName" text, "handlerId" uuid, "handlerName" text, "netFen" bigint,
      "taxFen" bigint, "grossFen" bigint)),
    papers AS (INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash,
        created_by_id, created_at, chain_hash)
      SELECT "accountSetId", "paperId", kind, number, period, sequence, "businessDate", decode("contentHash", 'hex'),
        "preparerId", ${now}, decode(chain, 'hex') FROM h),
    goods AS (INSERT INTO goods_paper (account_set_id, paper_id, kind, status, business_date, warehouse_id, warehouse_name,
        to_warehouse_id, to_warehouse_name, supplier_id, customer_id, party_name, party_contact, source_paper_id, purpose,
        reason, external_number, expected_on, price_mode, preparer_id, preparer_name, handler_id, handler_name, line_count,
        net_fen, tax_fen, gross_fen, opened_at)
      SELECT "accountSetId", "paperId", kind, status, "businessDate", "warehouseId", "warehouseName", "toWarehouseId",
        "toWarehouseName", "supplierId", "customerId", "partyName", "partyContact", "sourcePaperId", purpose, reason,
        "externalNumber", "expectedOn", "priceMode", "preparerId", "preparerName", "handlerId", "handlerName",
        (SELECT jsonb_array_length(d->'lines') FROM input), "netFen", "taxFen", "grossFen", ${now} FROM h),
    copies AS (INSERT INTO document_copy (account_set_id, paper_id, kind, place, keeper_id, since_at, token, event_count)
      SELECT h."accountSetId", h."paperId", c.kind, 'DESK', h."preparerId", ${now}, c.token, 1
      FROM input, h, jsonb_to_recordset(d->'copies') AS c(kind text, token text)),
    custody AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, to_place, to_id, actor_id, method, at)
      SELECT h."accountSetId", h."paperId", c.kind, 1, 'CREATED', 'DESK', h."preparerId", h."preparerId", 'PRESS', ${now}
      FROM input, h, jsonb_to_recordset(d->'copies') AS c(kind text))
    INSERT INTO goods_paper_line (account_set_id, paper_id, line_no, product_id, product_code, product_name, specification,
      base_unit, case_unit, case_factor_e3, qty_e3, unit_price_e4, amount_fen, tax_rate_bp, net_fen, tax_fen, codes_due,
      source_paper_id, source_line_no, disposition, remark)
    SELECT h."accountSetId", h."paperId", l."lineNo", l."productId", l."productCode", l."productName", l.specification,
      l."baseUnit", l."caseUnit", l."caseFactorE3", l."qtyE3", l."unitPriceE4", l."amountFen", l."taxRateBp", l."netFen",
      l."taxFen", l."codesDue", l."sourcePaperId", l."sourceLineNo", l.disposition, l.remark
    FROM input, h, jsonb_to_recordset(d->'lines') AS l("lineNo" int, "productId" uuid, "productCode" text, "productName" text,
      specification text, "baseUnit" text, "caseUnit" text, "caseFactorE3" bigint, "qtyE3" bigint, "unitPriceE4" bigint,
      "amountFen" bigint, "taxRateBp" int, "netFen" bigint, "taxFen" bigint, "codesDue" int, "sourcePaperId" uuid,
      "sourceLineNo" int, disposition text, remark text)`
}

/**
 * Reserves what will leave, product by product in order. Callers have looked at what is available behind the lock;
 * `stock_never_oversold` refuses the rest.
 */
async function reserve(tx: Tx, draft: GoodsDraft): Promise<void> {
  const wanted = new Map<string, bigint>()
  for (const { productId, qtyE3 } of draft.lines)
    wanted.set(productId, (wanted.get(productId) ?? 0n) + BigInt(qtyE3))
  const rows = JSON.stringify([...wanted].map(([productId, qtyE3]) => ({ productId, qtyE3: `${qtyE3}` })))
  const reserved = await tx.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT b.product_id, a."qtyE3" FROM stock_balance b
      JOIN jsonb_to_recordset(${rows}::jsonb) AS a("productId" uuid, "qtyE3" bigint) ON a."productId" = b.product_id
      WHERE b.account_set_id = ${draft.accountSetId} AND b.warehouse_id = ${draft.warehouseId}::uuid
      ORDER BY b.product_id FOR UPDATE OF b)
    UPDATE stock_balance b SET reserved_e3 = b.reserved_e3 + h."qtyE3" FROM held h
    WHERE b.account_set_id = ${draft.accountSetId} AND b.warehouse_id = ${draft.warehouseId}::uuid AND b.product_id = h.product_id`
  if (reserved !== wanted.size)
    throw new Error(`goods: ${reserved} of ${wanted.size} products stand in the warehouse`)
}
