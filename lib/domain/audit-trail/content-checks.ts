import type { Check, Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { sqlCheck } from '#lib/domain/audit-trail/finding.ts'
import {
  type NoteContent,
  noteContentHash,
  type OrderContent,
  orderContentHash,
} from '#lib/domain/delivery-notes/content.ts'
import { type DiversionContent, diversionContentHash } from '#lib/domain/diversions/content.ts'
import { readStatements, readWriteOffs } from '#lib/domain/audit-trail/collection-checks.ts'
import { readGoods } from '#lib/domain/audit-trail/goods-checks.ts'
import { readAmendments, readReconciliations } from '#lib/domain/audit-trail/reconciliation-checks.ts'
import { amendmentContentHash } from '#lib/domain/delivery-notes/amendment-content.ts'
import { reconciliationContentHash } from '#lib/domain/driver-reconciliations/content.ts'
import { type PaymentContent, paymentContentHash } from '#lib/domain/payments/content.ts'
import { type ReceiptContent, receiptContentHash } from '#lib/papers/receipt-content.ts'
import { statementContentHash } from '#lib/domain/statements/content.ts'
import { writeOffContentHash } from '#lib/domain/write-offs/content.ts'
import { type TripContent, tripContentHash } from '#lib/domain/trips/content.ts'
import type { Reader } from '#lib/db/client.ts'
import { goodsContentHash } from '#lib/papers/goods/content.ts'
import { signatureHash, type SignedStatement } from '#lib/papers/signature-hash.ts'

type Hashed<Content> = { hash: Uint8Array; content: Content }

const AT_ONCE = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** What papers say is what was hashed when they got their number. */
export const contents: Check = {
  name: 'contents are as frozen',
  run: async (reader) => [
    ...(await walk(reader, readNotes, noteContentHash)),
    ...(await walk(reader, readOrders, orderContentHash)),
    ...(await walk(reader, readReceipts, receiptContentHash)),
    ...(await walk(reader, readPayments, paymentContentHash)),
    ...(await walk(reader, readGoods, goodsContentHash)),
    ...(await walk(reader, readDiversions, diversionContentHash)),
    ...(await walk(reader, readWriteOffs, writeOffContentHash)),
    ...(await walk(reader, readStatements, statementContentHash)),
    ...(await walk(reader, readReconciliations, reconciliationContentHash)),
    ...(await walk(reader, readAmendments, amendmentContentHash)),
    ...(await walk(reader, readTrips, tripContentHash)),
  ],
}

async function walk<Content extends { paperId: string; number: string }>(
  reader: Reader,
  read: (reader: Reader, after: string) => Promise<Hashed<Content>[]>,
  hashOf: (content: Content) => Buffer,
): Promise<Disagreement[]> {
  const found: Disagreement[] = []
  for (let after = FIRST; ;) {
    const rows = await read(reader, after)
    for (const { hash, content } of rows) {
      if (Buffer.compare(hash, hashOf(content)) !== 0)
        found.push({
          check: contents.name,
          subject: content.number,
          sequence: null,
          detail: 'the content is not what was hashed',
        })
    }
    const last = rows.at(-1)
    if (!last || found.length > 4) return found.slice(0, 5)
    after = last.content.paperId
  }
}

function readNotes(reader: Reader, after: string): Promise<Hashed<NoteContent>[]> {
  return reader.$queryRaw<Hashed<NoteContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', n.account_set_id, 'paperId', n.paper_id, 'number', p.number,
      'orderId', n.order_id, 'applicationId', n.application_id, 'businessDate', n.business_date, 'expectedOn', n.expected_on,
      'customerId', n.customer_id, 'addressId', n.address_id, 'customerName', n.customer_name, 'contactName', n.contact_name,
      'phone', n.phone, 'deliveryAddress', n.delivery_address, 'channel', n.channel, 'settlementMethod', n.settlement_method,
      'priceMode', n.price_mode, 'freightAgent', n.freight_agent, 'freightPhone', n.freight_phone,
      'advancedFreightFen', n.advanced_freight_fen::text, 'warehouseId', n.warehouse_id, 'warehouseName', n.warehouse_name,
      'preparerId', n.preparer_id, 'preparerName', n.preparer_name, 'handlerId', n.handler_id, 'handlerName', n.handler_name,
      'isUrgent', n.is_urgent, 'specialInstructions', n.special_instructions)
      || jsonb_build_object('goodsFen', n.goods_fen::text, 'discountFen', n.discount_fen::text, 'roundingOffFen', n.rounding_off_fen::text,
      'netFen', n.net_fen::text, 'taxFen', n.tax_fen::text, 'grossFen', n.gross_fen::text, 'lines',
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
        'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
        'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'unitPriceE4', l.unit_price_e4::text,
        'priceSource', l.price_source, 'discountFen', l.discount_fen::text, 'noteDiscountFen', l.note_discount_fen::text,
        'amountFen', l.amount_fen::text, 'taxRateBp', l.tax_rate_bp, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text,
        'isGift', l.is_gift, 'remark', l.remark, 'codesDue', l.codes_due) ORDER BY l.line_no)
       FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id)) AS content
    FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    WHERE n.paper_id > ${after}::uuid ORDER BY n.paper_id LIMIT ${AT_ONCE}`
}

function readOrders(reader: Reader, after: string): Promise<Hashed<OrderContent>[]> {
  return reader.$queryRaw<Hashed<OrderContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', o.account_set_id, 'paperId', o.paper_id, 'number', p.number,
      'businessDate', p.business_date, 'customerId', o.customer_id, 'intakeChannel', o.intake_channel, 'expectedOn', o.expected_on,
      'isUrgent', o.is_urgent, 'specialInstructions', o.special_instructions, 'grossFen', o.gross_fen::text, 'lines',
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'qtyE3', l.qty_e3::text,
        'unitPriceE4', l.unit_price_e4::text, 'discountFen', l.discount_fen::text, 'amountFen', l.amount_fen::text,
        'isGift', l.is_gift, 'remark', l.remark) ORDER BY l.line_no)
       FROM sales_order_line l WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id)) AS content
    FROM sales_order o JOIN paper p ON p.account_set_id = o.account_set_id AND p.id = o.paper_id
    WHERE o.paper_id > ${after}::uuid ORDER BY o.paper_id LIMIT ${AT_ONCE}`
}

function readReceipts(reader: Reader, after: string): Promise<Hashed<ReceiptContent>[]> {
  return reader.$queryRaw<Hashed<ReceiptContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', r.account_set_id, 'paperId', r.paper_id, 'number', p.number,
      'customerId', r.customer_id, 'amountFen', r.amount_fen::text, 'method', r.method, 'receivedOn', r.received_on,
      'remark', r.remark) || jsonb_strip_nulls(jsonb_build_object('payer', r.payer, 'takenById', r.taken_by_id,
      'forPaperId', r.for_paper_id, 'purpose', r.purpose, 'reconciliationId', r.reconciliation_id,
      'bankLineId', r.bank_line_id)) AS content
    FROM receipt r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    WHERE r.paper_id > ${after}::uuid ORDER BY r.paper_id LIMIT ${AT_ONCE}`
}

function readDiversions(reader: Reader, after: string): Promise<Hashed<DiversionContent>[]> {
  return reader.$queryRaw<Hashed<DiversionContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', d.account_set_id, 'paperId', d.paper_id, 'number', p.number,
      'code', d.code, 'foundOn', d.found_on, 'foundCustomerId', d.found_customer_id, 'foundAt', d.found_at, 'remark', d.remark,
      'reportedById', d.reported_by_id, 'evidence', d.evidence) AS content
    FROM diversion_case d JOIN paper p ON p.account_set_id = d.account_set_id AND p.id = d.paper_id
    WHERE d.paper_id > ${after}::uuid ORDER BY d.paper_id LIMIT ${AT_ONCE}`
}

function readTrips(reader: Reader, after: string): Promise<Hashed<TripContent>[]> {
  return reader.$queryRaw<Hashed<TripContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', t.account_set_id, 'paperId', t.paper_id, 'number', p.number,
      'tripDate', t.trip_date, 'openedById', t.opened_by_id) AS content
    FROM trip t JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
    WHERE t.paper_id > ${after}::uuid ORDER BY t.paper_id LIMIT ${AT_ONCE}`
}

function readPayments(reader: Reader, after: string): Promise<Hashed<PaymentContent>[]> {
  return reader.$queryRaw<Hashed<PaymentContent>[]>`
    SELECT p.content_hash AS hash, jsonb_build_object('accountSetId', r.account_set_id, 'paperId', r.paper_id, 'number', p.number,
      'supplierId', r.supplier_id, 'amountFen', r.amount_fen::text, 'method', r.method, 'paidOn', r.paid_on,
      'remark', r.remark) AS content
    FROM payment r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    WHERE r.paper_id > ${after}::uuid ORDER BY r.paper_id LIMIT ${AT_ONCE}`
}

type SignatureRow = SignedStatement & { number: string; hash: Uint8Array; isWhole: boolean }

/** Every signature says what was signed, on this paper, over this content (A22, A23). */
export const signatures: Check = {
  name: 'signatures agree with what was signed',
  run: async (reader) => {
    for (let after = { paperId: FIRST, slot: '' }; ;) {
      const rows = await reader.$queryRaw<SignatureRow[]>`
        SELECT s.account_set_id AS "accountSetId", s.paper_id AS "paperId", s.slot, s.signer_id AS "signerId",
          s.signer_name AS "signerName", encode(s.content_hash, 'hex') AS "contentHash", encode(s.codes_hash, 'hex') AS "codesHash",
          s.method, to_char(s.signed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "signedAt", encode(s.stroke_hash, 'hex') AS "strokeHash",
          s.hash, p.number, s.content_hash = p.content_hash AS "isWhole"
        FROM signature s JOIN paper p ON p.account_set_id = s.account_set_id AND p.id = s.paper_id
        WHERE (s.paper_id, s.slot) > (${after.paperId}::uuid, ${after.slot}) ORDER BY s.paper_id, s.slot LIMIT ${AT_ONCE}`
      for (const { number, hash, isWhole, ...statement } of rows) {
        if (!isWhole || Buffer.compare(hash, signatureHash(statement)) !== 0)
          return [
            {
              check: signatures.name,
              subject: `${number} ${statement.slot}`,
              sequence: null,
              detail: 'the signature does not agree',
            },
          ]
      }
      const last = rows.at(-1)
      if (!last) return []
      after = last
    }
  },
}

/** A note stands where its last event put it; nobody moved it behind the desk's back. */
export const statuses: Check = sqlCheck(
  'notes stand where their events put them',
  (reader) => reader.$queryRaw<{ subject: string; sequence: number | null; detail: string }[]>`
  SELECT p.number AS subject, p.event_count AS sequence, format('status %s after %s', n.status, e.command) AS detail
  FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
  CROSS JOIN LATERAL (
    SELECT e.command, CASE e.command WHEN 'note.issue' THEN 'ISSUED' WHEN 'note.prepare' THEN 'PREPARED' WHEN 'note.verify' THEN 'VERIFIED'
      WHEN 'note.dispatch' THEN 'DISPATCHED' WHEN 'note.deliver' THEN 'DELIVERED' WHEN 'note.post' THEN 'POSTED'
      WHEN 'note.reverse' THEN 'REVERSED' ELSE 'ISSUED' END AS status
    FROM paper_event e WHERE e.account_set_id = n.account_set_id AND e.paper_id = n.paper_id AND e.command IN
      ('note.issue', 'note.prepare', 'note.verify', 'note.dispatch', 'note.deliver', 'note.post', 'note.reverse')
    ORDER BY e.sequence DESC LIMIT 1) e
  WHERE n.status NOT IN ('VOIDED', 'PICKING') AND n.status <> e.status
    OR n.status = 'PICKING' AND e.status <> 'ISSUED'
    OR n.status = 'VOIDED' AND NOT EXISTS (SELECT FROM paper_event v WHERE v.account_set_id = n.account_set_id
      AND v.paper_id = n.paper_id AND v.command = 'note.decideVoid')
  ORDER BY 1 LIMIT 5`,
)
