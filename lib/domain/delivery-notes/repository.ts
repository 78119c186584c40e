import type { IssuedPapers, IssuePlan } from '#lib/domain/delivery-notes/issue-plan.ts'
import { COPY_KINDS } from '#lib/papers/copy-kinds.ts'
import { chainStart } from '#lib/papers/paper.ts'
import { signatureHash, type SignedStatement } from '#lib/papers/signature-hash.ts'
import type { Tx } from '#lib/db/client.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'

const hex = (bytes: Buffer): string => bytes.toString('hex')

/** The note as one document: header `n` and lines `l`. */
function readDocument(document: string): Prisma.Sql {
  return Prisma.sql`
    input AS (SELECT ${document}::jsonb AS d),
    n AS MATERIALIZED (SELECT r.* FROM input, jsonb_to_record(d->'note') AS r("accountSetId" int, "paperId" uuid, number text,
      "orderId" uuid, "applicationId" uuid, "businessDate" date, "expectedOn" date, "customerId" uuid, "addressId" uuid,
      "customerName" text, "contactName" text, phone text, "deliveryAddress" text, channel text, "settlementMethod" text,
      "priceMode" text, "freightAgent" text, "freightPhone" text, "advancedFreightFen" bigint, "warehouseId" uuid,
      "warehouseName" text, "preparerId" uuid, "preparerName" text, "handlerId" uuid, "handlerName" text, "isUrgent" boolean,
      "specialInstructions" text, "goodsFen" bigint, "discountFen" bigint, "roundingOffFen" bigint, "netFen" bigint,
      "taxFen" bigint, "grossFen" bigint)),
    l AS MATERIALIZED (SELECT r.* FROM input, jsonb_to_recordset(d->'lines') AS r("lineNo" int, "productId" uuid, "productCode" text,
      "productName" text, specification text, "baseUnit" text, "caseUnit" text, "caseFactorE3" bigint, "qtyE3" bigint,
      "unitPriceE4" bigint, "priceSource" text, "discountFen" bigint, "noteDiscountFen" bigint, "amountFen" bigint,
      "taxRateBp" int, "netFen" bigint, "taxFen" bigint, "isGift" boolean, remark text, "codesDue" int, "orderLineNo" int))`
}

/** Both papers, and the order with its lines when it is new. */
function writePapers(now: Date): Prisma.Sql {
  return Prisma.sql`
    papers AS (INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash,
        created_by_id, created_at, chain_hash, replaces_id)
      SELECT r."accountSetId", r.id, r.kind, r.number, r.period, r.sequence, n."businessDate", decode(r.hash, 'hex'),
        n."preparerId", ${now}, decode(r.chain, 'hex'), r."replacesId"
      FROM input, n, jsonb_to_recordset(d->'papers') AS r("accountSetId" int, id uuid, kind text, number text, period text,
        sequence int, hash text, chain text, "replacesId" uuid)),
    orders AS (INSERT INTO sales_order (account_set_id, paper_id, customer_id, status, intake_channel, recorded_by_id,
        confirmed_at, confirmed_how, confirmed_by_id, expected_on, is_urgent, special_instructions, gross_fen)
      SELECT n."accountSetId", n."orderId", n."customerId", 'BILLED', d->>'intakeChannel', n."preparerId", ${now},
        d->>'intakeChannel', n."preparerId", n."expectedOn", n."isUrgent", n."specialInstructions", n."grossFen"
      FROM input, n WHERE (d->>'isNewOrder')::boolean),
    order_lines AS (INSERT INTO sales_order_line (account_set_id, paper_id, line_no, product_id, qty_e3, unit_price_e4,
        discount_fen, amount_fen, is_gift, remark, billed_e3)
      SELECT n."accountSetId", n."orderId", l."lineNo", l."productId", l."qtyE3", l."unitPriceE4", l."discountFen",
        l."amountFen", l."isGift", l.remark, l."qtyE3" FROM input, n, l WHERE (d->>'isNewOrder')::boolean)`
}

/** The note and its lines, as frozen. */
function writeNote(now: Date): Prisma.Sql {
  return Prisma.sql`
    notes AS (INSERT INTO delivery_note (account_set_id, paper_id, order_id, application_id, customer_id, address_id,
        customer_name, contact_name, phone, delivery_address, channel, settlement_method, price_mode, freight_agent,
        freight_phone, advanced_freight_fen, warehouse_id, warehouse_name, preparer_id, preparer_name, handler_id,
        handler_name, business_date, expected_on, is_urgent, special_instructions, line_count, goods_fen, discount_fen,
        rounding_off_fen, net_fen, tax_fen, gross_fen, status, issued_at)
      SELECT "accountSetId", "paperId", "orderId", "applicationId", "customerId", "addressId", "customerName", "contactName",
        phone, "deliveryAddress", channel, "settlementMethod", "priceMode", "freightAgent", "freightPhone",
        "advancedFreightFen", "warehouseId", "warehouseName", "preparerId", "preparerName", "handlerId", "handlerName",
        "businessDate", "expectedOn", "isUrgent", "specialInstructions", (SELECT count(*)::int FROM l), "goodsFen",
        "discountFen", "roundingOffFen", "netFen", "taxFen", "grossFen", 'ISSUED', ${now} FROM n),
    note_lines AS (INSERT INTO delivery_note_line (account_set_id, paper_id, line_no, customer_id, product_id, product_code,
        product_name, specification, base_unit, case_unit, case_factor_e3, qty_e3, unit_price_e4, price_source,
        discount_fen, note_discount_fen, amount_fen, tax_rate_bp, net_fen, tax_fen, is_gift, remark, codes_due, order_line_no, business_date)
      SELECT n."accountSetId", n."paperId", l."lineNo", n."customerId", l."productId", l."productCode", l."productName",
        l.specification, l."baseUnit", l."caseUnit", l."caseFactorE3", l."qtyE3", l."unitPriceE4", l."priceSource",
        l."discountFen", l."noteDiscountFen", l."amountFen", l."taxRateBp", l."netFen", l."taxFen", l."isGift", l.remark,
        l."codesDue", l."orderLineNo", n."businessDate" FROM n, l)`
}

/** Four copies with the desk (R2) and the preparer’s signature (R8). */
function writeCopies(now: Date, from: { address: string | null; userAgent: string | null }): Prisma.Sql {
  return Prisma.sql`
    copies AS (INSERT INTO document_copy (account_set_id, paper_id, kind, place, keeper_id, since_at, token, event_count)
      SELECT n."accountSetId", n."paperId", c.kind, 'DESK', n."preparerId", ${now}, c.token, 1
      FROM input, n, jsonb_to_recordset(d->'copies') AS c(kind text, token text)),
    custody AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, to_place, to_id, actor_id, method, at)
      SELECT n."accountSetId", n."paperId", c.kind, 1, 'CREATED', 'DESK', n."preparerId", n."preparerId", 'PRESS', ${now}
      FROM input, n, jsonb_to_recordset(d->'copies') AS c(kind text)),
    signed AS (INSERT INTO signature (account_set_id, paper_id, slot, signer_id, signer_name, content_hash, method,
        signed_at, address, user_agent, hash)
      SELECT n."accountSetId", n."paperId", 'PREPARER', n."preparerId", n."preparerName",
        decode(d->'signature'->>'contentHash', 'hex'), d->'signature'->>'method', ${now},
        ${from.address}, ${from.userAgent}, decode(d->>'signatureHash', 'hex') FROM input, n)`
}

/** Stock reserved, credit committed, draft closed, application used. */
function moveBalances(now: Date, draftId: string | null): Prisma.Sql {
  return Prisma.sql`
    reserved AS (UPDATE stock_balance b SET reserved_e3 = b.reserved_e3 + q.qty
      FROM n, (SELECT "productId", sum("qtyE3") AS qty FROM l GROUP BY 1) q
      WHERE b.account_set_id = n."accountSetId" AND b.warehouse_id = n."warehouseId" AND b.product_id = q."productId" RETURNING 1),
    committed AS (UPDATE customer_balance b SET committed_fen = b.committed_fen + n."grossFen" FROM n
      WHERE b.account_set_id = n."accountSetId" AND b.customer_id = n."customerId" RETURNING 1),
    draft AS (UPDATE delivery_note_draft t SET closed_at = ${now}, paper_id = n."paperId" FROM n
      WHERE t.id = ${draftId}::uuid AND t.owner_id = n."preparerId" AND t.closed_at IS NULL RETURNING 1),
    used AS (UPDATE billing_application a SET status = 'USED', used_by_paper_id = n."paperId", version = a.version + 1
      FROM n WHERE a.account_set_id = n."accountSetId" AND a.paper_id = n."applicationId" AND a.status = 'APPROVED')`
}

/**
 * Writes an issued note in one statement: both papers, order, note, lines, four copies with the desk (R2),
 * the preparer's signature (R8), reserved stock, the customer's commitment, and closes the draft. Answers
 * false when the draft was already closed or stock moved away under a broken lock: nothing may then stand.
 */
export async function insertIssuedNote(
  tx: Tx,
  plan: IssuePlan,
  papers: IssuedPapers,
  context: {
    now: Date
    period: string
    sequences: ReadonlyMap<string, number>
    address: string | null
    userAgent: string | null
  },
): Promise<boolean> {
  const document = JSON.stringify(issueDocument(plan, papers, context))
  const rows = await tx.$queryRaw<{ reserved: number; committed: number; draft: number }[]>`
    WITH ${readDocument(document)}, ${writePapers(context.now)}, ${writeNote(context.now)},
    ${writeCopies(context.now, context)}, ${moveBalances(context.now, plan.input.draftId)}
    SELECT (SELECT count(*)::int FROM reserved) AS reserved, (SELECT count(*)::int FROM committed) AS committed,
      (SELECT count(*)::int FROM draft) AS draft`
  const written = rows[0]
  const productCount = new Set(plan.input.lines.map((line) => line.productId)).size
  return (
    written !== undefined &&
    written.reserved === productCount &&
    written.committed === 1 &&
    (plan.input.draftId === null || written.draft === 1)
  )
}

function issueDocument(
  plan: IssuePlan,
  papers: IssuedPapers,
  context: { now: Date; period: string; sequences: ReadonlyMap<string, number> },
): object {
  const { note, order } = papers
  const accountSetId = note.accountSetId
  const identities = [
    ...(order && papers.orderHash
      ? [
          {
            accountSetId,
            paperId: order.paperId,
            kind: 'SALES_ORDER' as const,
            number: order.number,
            contentHash: papers.orderHash,
          },
        ]
      : []),
    {
      accountSetId,
      paperId: note.paperId,
      kind: 'DELIVERY_NOTE' as const,
      number: note.number,
      contentHash: papers.noteHash,
    },
  ]
  const signature: SignedStatement = {
    accountSetId,
    paperId: note.paperId,
    slot: 'PREPARER',
    signerId: plan.signer.userId,
    signerName: plan.signer.displayName,
    contentHash: hex(papers.noteHash),
    codesHash: null,
    method: plan.signer.method,
    signedAt: context.now.toISOString(),
    strokeHash: null,
  }
  const { lines: frozen, ...header } = note
  const lines = frozen.map((line, index) => ({
    ...line,
    orderLineNo: plan.orderLineNos[index] ?? line.lineNo,
  }))
  return {
    note: header,
    lines,
    isNewOrder: plan.isNewOrder,
    intakeChannel: plan.input.intakeChannel,
    copies: COPY_KINDS.map((kind) => ({ kind, token: newToken() })),
    signature,
    signatureHash: hex(signatureHash(signature)),
    papers: identities.map((paper) => ({
      accountSetId,
      id: paper.paperId,
      kind: paper.kind,
      number: paper.number,
      period: context.period,
      sequence: context.sequences.get(paper.kind) ?? 0,
      hash: hex(paper.contentHash),
      chain: hex(chainStart(paper)),
      replacesId: paper.kind === 'DELIVERY_NOTE' ? plan.input.replacesId : null,
    })),
  }
}

/** Moves an existing order on by what a note bills of it: line by line in the order's own order. */
export async function advanceOrder(
  tx: Tx,
  order: { accountSetId: number; orderId: string },
  billed: readonly { lineNo: number; qtyE3: bigint }[],
): Promise<void> {
  const lines = billed.map((line) => ({ lineNo: line.lineNo, qtyE3: String(line.qtyE3) }))
  await tx.$executeRaw`
    WITH b AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS r("lineNo" int, "qtyE3" bigint)),
    moved AS (UPDATE sales_order_line l SET billed_e3 = l.billed_e3 + b."qtyE3" FROM b
      WHERE l.account_set_id = ${order.accountSetId} AND l.paper_id = ${order.orderId}::uuid AND l.line_no = b."lineNo"
      RETURNING l.line_no, l.qty_e3 - l.billed_e3 AS open_e3)
    UPDATE sales_order o SET version = o.version + 1, status = CASE WHEN EXISTS (
        SELECT FROM sales_order_line l LEFT JOIN moved m USING (line_no)
        WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id AND coalesce(m.open_e3, l.qty_e3 - l.billed_e3) > 0
      ) THEN 'PARTLY_BILLED' ELSE 'BILLED' END
    WHERE o.account_set_id = ${order.accountSetId} AND o.paper_id = ${order.orderId}::uuid`
}
