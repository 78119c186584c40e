import type { Person } from '#lib/auth/actor.ts'
import type { OrderStatus } from '#lib/domain/sales-orders/states.ts'
import type { Reader } from '#lib/db/client.ts'
import { formatFenPlain, formatUnitPricePlain } from '#lib/kernel/money.ts'
import { formatQtyPlain, formatQuantity, asQtyE3, type ProductUnit } from '#lib/kernel/quantity.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Scope = Pick<Person, 'accountSetIds'>

/** Free stock over all warehouses of an account set, 1/1000 base units. One statement. */
export async function readAvailableEverywhere(
  reader: Reader,
  accountSetId: number,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await reader.$queryRaw<{ productId: string; availableE3: bigint }[]>`
    SELECT product_id AS "productId", sum(on_hand_e3 - reserved_e3)::bigint AS "availableE3" FROM stock_balance
    WHERE account_set_id = ${accountSetId} AND product_id = ANY (${[...productIds]}::uuid[]) GROUP BY product_id`
  return new Map(rows.map((row) => [row.productId, row.availableE3]))
}

/** Which orders a list shows. */
export const ORDER_VIEWS = ['open', 'toConfirm', 'toCheck', 'all'] as const
export type OrderView = (typeof ORDER_VIEWS)[number]

/** An order as its list shows it. Amounts in yuan as decimal text. */
export type OrderRow = {
  accountSetId: number
  orderId: string
  number: string
  businessDate: string
  expectedOn: string
  customerName: string
  channel: string
  gross: string
  lineCount: number
  status: OrderStatus
  isConfirmed: boolean
  isSalesChecked: boolean
  needsSalesCheck: boolean
  isUrgent: boolean
  recordedBy: string
}

const PAGE = 40

/**
 * Orders of the reader's account sets, newest first, a page by key: `before` is the last order's id of the page
 * above. One statement; each account set is one index descent.
 */
export async function listOrders(
  reader: Reader,
  scope: Scope,
  wish: { view: OrderView; before: string | null },
): Promise<{ rows: OrderRow[]; olderThan: string | null }> {
  const found = await reader.$queryRaw<(Omit<OrderRow, 'gross'> & { grossFen: bigint })[]>`
    SELECT o.account_set_id AS "accountSetId", o.paper_id AS "orderId", p.number, p.business_date::text AS "businessDate",
      coalesce(o.expected_on::text, '') AS "expectedOn", o."customerName", o.channel, o.gross_fen AS "grossFen",
      (SELECT count(*)::int FROM sales_order_line l WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id) AS "lineCount",
      o.status, o.confirmed_at IS NOT NULL AS "isConfirmed", o.sales_checked_at IS NOT NULL AS "isSalesChecked",
      o."needsSalesCheck", o.is_urgent AS "isUrgent", u.display_name AS "recordedBy"
    FROM unnest(${[...scope.accountSetIds]}::int[]) AS s(id)
    CROSS JOIN LATERAL (
      SELECT o.*, k.name AS "customerName", k.channel, coalesce(c.requires_sales_check, false) AS "needsSalesCheck"
      FROM sales_order o
      JOIN customer k ON k.account_set_id = o.account_set_id AND k.id = o.customer_id
      LEFT JOIN channel_policy c ON c.account_set_id = k.account_set_id AND c.channel = k.channel
      WHERE o.account_set_id = s.id AND (${wish.before}::uuid IS NULL OR o.paper_id < ${wish.before}::uuid) AND ${viewOf(wish.view)}
      ORDER BY o.paper_id DESC LIMIT ${PAGE + 1}) o
    JOIN paper p ON p.account_set_id = o.account_set_id AND p.id = o.paper_id
    JOIN app_user u ON u.id = o.recorded_by_id
    ORDER BY o.paper_id DESC LIMIT ${PAGE + 1}`
  const rows = found
    .slice(0, PAGE)
    .map(({ grossFen, ...row }) => ({ ...row, gross: formatFenPlain(grossFen) }))
  return { rows, olderThan: found.length > PAGE ? (rows.at(-1)?.orderId ?? null) : null }
}

function viewOf(view: OrderView): Prisma.Sql {
  const isOpen = Prisma.sql`o.status IN ('CONFIRMED', 'PARTLY_BILLED')`
  switch (view) {
    case 'open':
      return isOpen
    case 'toConfirm':
      return Prisma.sql`${isOpen} AND o.confirmed_at IS NULL`
    case 'toCheck':
      return Prisma.sql`${isOpen} AND c.requires_sales_check AND o.sales_checked_at IS NULL`
    case 'all':
      return Prisma.sql`true`
  }
}

/** One line of an order: quantities as people say them, prices in yuan per base unit. */
export type OrderLineRow = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  quantity: string
  billed: string
  /** Base units not yet billed, as plain decimal text. */
  openQty: string
  openQuantity: string
  unitPrice: string
  discount: string
  amount: string
  isGift: boolean
  remark: string
}

/** Everything an order's page shows. */
export type OrderDetail = Omit<OrderRow, 'lineCount'> & {
  version: number
  customerId: string
  customerCode: string
  intakeChannel: string
  specialInstructions: string
  recordedAt: string
  confirmedAt: string | null
  confirmedHow: string | null
  confirmedBy: string | null
  salesCheckedAt: string | null
  salesCheckedBy: string | null
  lines: OrderLineRow[]
  notes: { paperId: string; number: string; status: string; gross: string; issuedAt: string }[]
  applications: { applicationId: string; number: string; status: string }[]
  /** Why and by whom it was cancelled, when it was. */
  cancelled: { by: string; at: string; reason: string } | null
}

type StoredLine = {
  lineNo: number
  productId: string
  productCode: string
  productName: string
  specification: string
  baseUnit: string
  units: { unit: string; factorE3: string }[]
  qtyE3: string
  billedE3: string
  unitPriceE4: string
  discountFen: string
  amountFen: string
  isGift: boolean
  remark: string
}

type StoredOrder = Omit<
  OrderDetail,
  'gross' | 'lines' | 'notes' | 'recordedAt' | 'confirmedAt' | 'salesCheckedAt'
> & {
  grossFen: bigint
  recordedAt: Date
  confirmedAt: Date | null
  salesCheckedAt: Date | null
  lines: StoredLine[]
  notes: { paperId: string; number: string; status: string; grossFen: string; issuedAt: string }[]
}

/** One order of the reader's account sets with lines, notes and applications; null when there is none. One statement. */
export async function orderDetail(
  reader: Reader,
  scope: Scope,
  orderId: string,
): Promise<OrderDetail | null> {
  const rows = await reader.$queryRaw<StoredOrder[]>`
    SELECT o.account_set_id AS "accountSetId", o.paper_id AS "orderId", p.number, p.business_date::text AS "businessDate",
      coalesce(o.expected_on::text, '') AS "expectedOn", k.id AS "customerId", k.code AS "customerCode",
      k.name AS "customerName", k.channel, o.gross_fen AS "grossFen", o.status, o.version, o.intake_channel AS "intakeChannel",
      o.is_urgent AS "isUrgent", o.special_instructions AS "specialInstructions",
      o.confirmed_at IS NOT NULL AS "isConfirmed", o.sales_checked_at IS NOT NULL AS "isSalesChecked",
      coalesce(c.requires_sales_check, false) AS "needsSalesCheck", recorder.display_name AS "recordedBy",
      p.created_at AS "recordedAt", o.confirmed_at AS "confirmedAt", o.confirmed_how AS "confirmedHow",
      confirmer.display_name AS "confirmedBy", o.sales_checked_at AS "salesCheckedAt", checker.display_name AS "salesCheckedBy",
      (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'productId', l.product_id, 'productCode', g.code,
         'productName', g.name, 'specification', g.specification, 'baseUnit', g.base_unit, 'qtyE3', l.qty_e3::text,
         'billedE3', l.billed_e3::text, 'unitPriceE4', l.unit_price_e4::text, 'discountFen', l.discount_fen::text,
         'amountFen', l.amount_fen::text, 'isGift', l.is_gift, 'remark', l.remark, 'units',
         (SELECT jsonb_agg(jsonb_build_object('unit', x.unit, 'factorE3', x.factor_e3::text) ORDER BY x.factor_e3)
          FROM product_unit x WHERE x.product_id = g.id)) ORDER BY l.line_no)
       FROM sales_order_line l JOIN product g ON g.id = l.product_id
       WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', n.paper_id, 'number', q.number, 'status', n.status,
         'grossFen', n.gross_fen::text, 'issuedAt', to_char(n.issued_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY n.issued_at), '[]')
       FROM delivery_note n JOIN paper q ON q.account_set_id = n.account_set_id AND q.id = n.paper_id
       WHERE n.account_set_id = o.account_set_id AND n.customer_id = o.customer_id AND n.order_id = o.paper_id) AS notes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('applicationId', a.paper_id, 'number', q.number, 'status', a.status)
         ORDER BY a.paper_id), '[]')
       FROM billing_application a JOIN paper q ON q.account_set_id = a.account_set_id AND q.id = a.paper_id
       WHERE a.account_set_id = o.account_set_id AND a.order_id = o.paper_id) AS applications,
      (SELECT jsonb_build_object('by', e.actor->>'name', 'at', to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'reason', e.payload->>'reason')
       FROM paper_event e WHERE e.account_set_id = o.account_set_id AND e.paper_id = o.paper_id
         AND e.command = 'order.cancel' LIMIT 1) AS cancelled
    FROM sales_order o
    JOIN paper p ON p.account_set_id = o.account_set_id AND p.id = o.paper_id
    JOIN customer k ON k.account_set_id = o.account_set_id AND k.id = o.customer_id
    LEFT JOIN channel_policy c ON c.account_set_id = k.account_set_id AND c.channel = k.channel
    JOIN app_user recorder ON recorder.id = o.recorded_by_id
    LEFT JOIN app_user confirmer ON confirmer.id = o.confirmed_by_id
    LEFT JOIN app_user checker ON checker.id = o.sales_checked_by_id
    WHERE o.account_set_id = ANY (${[...scope.accountSetIds]}::int[]) AND o.paper_id = ${orderId}::uuid`
  const row = rows[0]
  return row === undefined ? null : detailOf(row)
}

function detailOf(row: StoredOrder): OrderDetail {
  const { grossFen, recordedAt, confirmedAt, salesCheckedAt, lines, notes, ...rest } = row
  return {
    ...rest,
    gross: formatFenPlain(grossFen),
    recordedAt: recordedAt.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    salesCheckedAt: salesCheckedAt?.toISOString() ?? null,
    lines: lines.map(lineOf),
    notes: notes.map((note) => ({
      paperId: note.paperId,
      number: note.number,
      status: note.status,
      gross: formatFenPlain(BigInt(note.grossFen)),
      issuedAt: note.issuedAt,
    })),
  }
}

function lineOf(line: StoredLine): OrderLineRow {
  const units: ProductUnit[] = line.units.map(({ unit, factorE3 }) => ({ unit, factorE3: BigInt(factorE3) }))
  const [qtyE3, billedE3] = [BigInt(line.qtyE3), BigInt(line.billedE3)]
  const { lineNo, productId, productCode, productName, specification, baseUnit, isGift, remark } = line
  return {
    ...{ lineNo, productId, productCode, productName, specification, baseUnit, isGift, remark },
    quantity: formatQuantity(asQtyE3(qtyE3), units),
    billed: formatQuantity(asQtyE3(billedE3), units),
    openQty: formatQtyPlain(qtyE3 - billedE3),
    openQuantity: formatQuantity(asQtyE3(qtyE3 - billedE3), units),
    unitPrice: formatUnitPricePlain(BigInt(line.unitPriceE4)),
    discount: formatFenPlain(BigInt(line.discountFen)),
    amount: formatFenPlain(BigInt(line.amountFen)),
  }
}
