import type { Person } from '#lib/auth/actor.ts'
import type { NoteContent } from '#lib/domain/delivery-notes/content.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Reader } from '#lib/db/client.ts'
import type { CopyKind } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { withinScope } from '#lib/papers/note-scope.ts'

/** What is frozen of a note, and how far it has come. Instants are ISO 8601, hashes hex. */
export type NoteRow = {
  content: NoteContent
  contentHash: string
  codesHash: string | null
  status: NoteStatus
  version: number
  outcome: string | null
  keeperId: string | null
  keeperName: string | null
  driverId: string | null
  driverName: string | null
  verifiedByName: string | null
  accountSet: { name: string; noteTitle: string; requiresDistinctSigners: boolean }
  styles: { kind: CopyKind; title: string; colourName: string; colourHex: string; showsPrices: boolean }[]
  orderNumber: string
  replacedBy: { paperId: string; number: string } | null
  replaces: { paperId: string; number: string } | null
  voidedAt: string | null
  isPeriodOpen: boolean
}

/**
 * The note as it was frozen, with its account set's copy styles and its links; null outside the person's scope (A05).
 * One statement.
 */
export async function readNoteRow(
  reader: Reader,
  person: Person,
  { accountSetId, paperId }: PaperKey,
  today: string,
): Promise<NoteRow | null> {
  const rows = await reader.$queryRaw<NoteRow[]>`
    SELECT jsonb_build_object('accountSetId', n.account_set_id, 'paperId', n.paper_id, 'number', p.number,
      'orderId', n.order_id, 'applicationId', n.application_id, 'businessDate', n.business_date, 'expectedOn', n.expected_on,
      'customerId', n.customer_id, 'addressId', n.address_id, 'customerName', n.customer_name, 'contactName', n.contact_name,
      'phone', n.phone, 'deliveryAddress', n.delivery_address, 'channel', n.channel, 'settlementMethod', n.settlement_method,
      'priceMode', n.price_mode, 'freightAgent', n.freight_agent, 'freightPhone', n.freight_phone,
      'advancedFreightFen', n.advanced_freight_fen::text, 'warehouseId', n.warehouse_id, 'warehouseName', n.warehouse_name,
      'preparerId', n.preparer_id, 'preparerName', n.preparer_name, 'handlerId', n.handler_id, 'handlerName', n.handler_name,
      'isUrgent', n.is_urgent, 'specialInstructions', n.special_instructions)
      || jsonb_build_object('goodsFen', n.goods_fen::text, 'discountFen', n.discount_fen::text,
      'roundingOffFen', n.rounding_off_fen::text, 'netFen', n.net_fen::text, 'taxFen', n.tax_fen::text,
      'grossFen', n.gross_fen::text, 'lines',
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', l.product_code,
        'productName', l.product_name, 'specification', l.specification, 'baseUnit', l.base_unit, 'caseUnit', l.case_unit,
        'caseFactorE3', l.case_factor_e3::text, 'qtyE3', l.qty_e3::text, 'unitPriceE4', l.unit_price_e4::text,
        'priceSource', l.price_source, 'discountFen', l.discount_fen::text, 'noteDiscountFen', l.note_discount_fen::text,
        'amountFen', l.amount_fen::text, 'taxRateBp', l.tax_rate_bp, 'netFen', l.net_fen::text, 'taxFen', l.tax_fen::text,
        'isGift', l.is_gift, 'remark', l.remark, 'codesDue', l.codes_due) ORDER BY l.line_no)
       FROM delivery_note_line l WHERE l.account_set_id = n.account_set_id AND l.paper_id = n.paper_id)) AS content,
      encode(p.content_hash, 'hex') AS "contentHash", encode(p.codes_hash, 'hex') AS "codesHash", n.status, n.version, n.outcome,
      n.keeper_id AS "keeperId", k.display_name AS "keeperName", n.driver_id AS "driverId", d.display_name AS "driverName",
      v.display_name AS "verifiedByName",
      jsonb_build_object('name', s.name, 'noteTitle', s.note_title, 'requiresDistinctSigners', s.requires_distinct_signers) AS "accountSet",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', y.kind, 'title', y.title, 'colourName', y.colour_name,
         'colourHex', y.colour_hex, 'showsPrices', y.shows_prices)), '[]') FROM copy_style y WHERE y.account_set_id = n.account_set_id) AS styles,
      q.number AS "orderNumber",
      (SELECT jsonb_build_object('paperId', r.id, 'number', r.number) FROM paper r
       WHERE r.account_set_id = n.account_set_id AND r.replaces_id = n.paper_id ORDER BY r.created_at LIMIT 1) AS "replacedBy",
      (SELECT jsonb_build_object('paperId', r.id, 'number', r.number) FROM paper r
       WHERE r.account_set_id = n.account_set_id AND r.id = p.replaces_id) AS replaces,
      to_char(p.voided_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "voidedAt",
      EXISTS (SELECT FROM accounting_period a WHERE a.account_set_id = n.account_set_id
        AND a.period = to_char(${today}::date, 'YYYYMM') AND a.status = 'OPEN') AS "isPeriodOpen"
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN paper q ON q.account_set_id = n.account_set_id AND q.id = n.order_id
    JOIN account_set s ON s.id = n.account_set_id
    LEFT JOIN app_user k ON k.id = n.keeper_id
    LEFT JOIN app_user d ON d.id = n.driver_id
    LEFT JOIN app_user v ON v.id = n.verified_by_id
    WHERE n.account_set_id = ${accountSetId} AND n.paper_id = ${paperId}::uuid AND ${withinScope(person)}`
  return rows[0] ?? null
}
