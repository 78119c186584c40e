import type { OrderContent } from '#lib/domain/delivery-notes/content.ts'
import type { OrderFacts } from '#lib/domain/sales-orders/rules.ts'
import { chainStart } from '#lib/papers/paper.ts'
import type { Tx } from '#lib/db/client.ts'

/** What stands beside an order's content when it is written. */
export type OrderRecord = {
  content: OrderContent
  hash: Buffer
  period: string
  sequence: number
  recordedById: string
  now: Date
  /** How it was confirmed with the customer; null leaves that to be done. */
  confirmedHow: string | null
}

/** Writes an order with its paper and lines in one statement. Nothing of it is billed yet. */
export async function insertOrder(tx: Tx, record: OrderRecord): Promise<void> {
  const { content, hash, now, confirmedHow, recordedById } = record
  const { accountSetId, paperId, number } = content
  const chain = chainStart({ accountSetId, paperId, kind: 'SALES_ORDER', number, contentHash: hash })
  const confirmedAt = confirmedHow === null ? null : now
  const confirmedById = confirmedHow === null ? null : recordedById
  await tx.$executeRaw`
    WITH papers AS (INSERT INTO paper (account_set_id, id, kind, number, period, sequence, business_date, content_hash,
        created_by_id, created_at, chain_hash)
      VALUES (${accountSetId}, ${paperId}::uuid, 'SALES_ORDER', ${number}, ${record.period}, ${record.sequence},
        ${content.businessDate}::date, ${hash}, ${recordedById}::uuid, ${now}, ${chain})),
    orders AS (INSERT INTO sales_order (account_set_id, paper_id, customer_id, status, intake_channel, recorded_by_id,
        confirmed_at, confirmed_how, confirmed_by_id, expected_on, is_urgent, special_instructions, gross_fen)
      VALUES (${accountSetId}, ${paperId}::uuid, ${content.customerId}::uuid, 'CONFIRMED', ${content.intakeChannel},
        ${recordedById}::uuid, ${confirmedAt}, ${confirmedHow}, ${confirmedById}::uuid, ${content.expectedOn}::date,
        ${content.isUrgent}, ${content.specialInstructions}, ${BigInt(content.grossFen)}))
    INSERT INTO sales_order_line (account_set_id, paper_id, line_no, product_id, qty_e3, unit_price_e4, discount_fen,
      amount_fen, is_gift, remark)
    SELECT ${accountSetId}, ${paperId}::uuid, l."lineNo", l."productId", l."qtyE3", l."unitPriceE4", l."discountFen",
      l."amountFen", l."isGift", l.remark
    FROM jsonb_to_recordset(${JSON.stringify(content.lines)}::jsonb) AS l("lineNo" int, "productId" uuid, "qtyE3" bigint,
      "unitPriceE4" bigint, "discountFen" bigint, "amountFen" bigint, "isGift" boolean, remark text)`
}

/** An order as it stands, locked: what its gates look at, and the version. */
export type LockedOrder = OrderFacts & { number: string; version: number }

/** Reads and locks one order; null outside these account sets. */
export async function lockOrder(
  tx: Tx,
  accountSetIds: readonly number[],
  key: { accountSetId: number; orderId: string },
): Promise<LockedOrder | null> {
  if (!accountSetIds.includes(key.accountSetId)) return null
  const rows = await tx.$queryRaw<LockedOrder[]>`
    SELECT p.number, o.version, o.status, o.confirmed_at IS NOT NULL AS "isConfirmed",
      o.sales_checked_at IS NOT NULL AS "isSalesChecked", coalesce(c.requires_sales_check, false) AS "needsSalesCheck",
      (SELECT count(*)::int FROM sales_order_line l WHERE l.account_set_id = o.account_set_id AND l.paper_id = o.paper_id
         AND l.billed_e3 > 0) AS "billedLines",
      (SELECT q.number FROM billing_application a JOIN paper q ON q.account_set_id = a.account_set_id AND q.id = a.paper_id
       WHERE a.account_set_id = o.account_set_id AND a.order_id = o.paper_id AND a.status IN ('SUBMITTED', 'APPROVED')
       LIMIT 1) AS "openApplicationNumber"
    FROM sales_order o JOIN paper p ON p.account_set_id = o.account_set_id AND p.id = o.paper_id
    JOIN customer k ON k.account_set_id = o.account_set_id AND k.id = o.customer_id
    LEFT JOIN channel_policy c ON c.account_set_id = k.account_set_id AND c.channel = k.channel
    WHERE o.account_set_id = ${key.accountSetId} AND o.paper_id = ${key.orderId}::uuid
    FOR UPDATE OF o`
  return rows[0] ?? null
}

type OrderStep = { accountSetId: number; orderId: string; seenVersion: number; actorId: string; now: Date }

/** Keeps who confirmed the order with the customer, how and when. Answers whether it still stood as seen. */
export async function markConfirmed(tx: Tx, step: OrderStep, confirmedHow: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE sales_order SET confirmed_at = ${step.now}, confirmed_how = ${confirmedHow},
      confirmed_by_id = ${step.actorId}::uuid, version = version + 1
    WHERE account_set_id = ${step.accountSetId} AND paper_id = ${step.orderId}::uuid AND version = ${step.seenVersion}
      AND confirmed_at IS NULL AND status IN ('CONFIRMED', 'PARTLY_BILLED')`
  return changed === 1
}

/** Keeps the salesperson's check (R53). Answers whether the order still stood as seen. */
export async function markChecked(tx: Tx, step: OrderStep): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE sales_order SET sales_checked_at = ${step.now}, sales_checked_by_id = ${step.actorId}::uuid,
      version = version + 1
    WHERE account_set_id = ${step.accountSetId} AND paper_id = ${step.orderId}::uuid AND version = ${step.seenVersion}
      AND sales_checked_at IS NULL AND status IN ('CONFIRMED', 'PARTLY_BILLED')`
  return changed === 1
}

/** Cancels an order of which nothing was billed. Answers whether it still stood as seen. */
export async function markCancelled(tx: Tx, step: OrderStep): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE sales_order SET status = 'CANCELLED', version = version + 1
    WHERE account_set_id = ${step.accountSetId} AND paper_id = ${step.orderId}::uuid AND version = ${step.seenVersion}
      AND status = 'CONFIRMED'`
  return changed === 1
}
