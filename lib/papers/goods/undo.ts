import type { Reader, Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS } from '#lib/papers/goods/kinds.ts'
import type { GoneCode } from '#lib/papers/goods/reverse-rules.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * The number of a living paper that was written on this one: a receipt on its order, a bill or return on its receipt.
 * An order that took a receipt over is open again when the receipt is undone, so it only counts until it is approved.
 * Null when there is none. One statement.
 */
export async function readAnswer(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
): Promise<string | null> {
  const rows = await reader.$queryRaw<{ number: string }[]>`
    SELECT p.number FROM (
      SELECT g.paper_id FROM goods_paper g WHERE g.account_set_id = ${accountSetId} AND g.source_paper_id = ${paperId}::uuid
      UNION SELECT l.paper_id FROM goods_paper_line l
        WHERE l.account_set_id = ${accountSetId} AND l.source_paper_id = ${paperId}::uuid) a
    JOIN goods_paper g ON g.account_set_id = ${accountSetId} AND g.paper_id = a.paper_id
    JOIN paper p ON p.account_set_id = g.account_set_id AND p.id = g.paper_id
    WHERE g.status NOT IN ('VOIDED', 'REVERSED', 'REJECTED') AND (g.kind <> 'PURCHASE_ORDER' OR g.status = 'SUBMITTED') ORDER BY p.number LIMIT 1`
  return rows[0]?.number ?? null
}

/** Marks the paper void from the status and version seen and stamps its copies (R13, R14). One statement; false when stale. */
export async function stampGoodsVoid(
  tx: Tx,
  paper: Pick<GoodsPaper, 'accountSetId' | 'paperId' | 'kind' | 'status' | 'version'>,
  by: { actorId: string; at: Date },
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ stamped: number }[]>`
    WITH moved AS (UPDATE goods_paper SET status = 'VOIDED', version = version + 1
      WHERE account_set_id = ${paper.accountSetId} AND paper_id = ${paper.paperId}::uuid
        AND status = ${paper.status} AND version = ${paper.version} RETURNING account_set_id, paper_id),
    marked AS (UPDATE paper p SET voided_at = ${by.at} FROM moved m WHERE p.account_set_id = m.account_set_id AND p.id = m.paper_id),
    stamped AS (UPDATE document_copy c SET stamped_at = ${by.at}, offered_place = NULL, offered_to_id = NULL,
        offered_by_id = NULL, offered_at = NULL, event_count = c.event_count + 1
      FROM moved m WHERE c.account_set_id = m.account_set_id AND c.paper_id = m.paper_id RETURNING c.*),
    custody AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, from_place, from_id, to_place,
        to_id, actor_id, method, at)
      SELECT account_set_id, paper_id, kind, event_count, 'STAMPED', place, keeper_id, place, keeper_id,
        ${by.actorId}::uuid, 'PRESS', ${by.at} FROM stamped)
    SELECT count(*)::int AS stamped FROM stamped`
  return rows[0]?.stamped === GOODS_TRAITS[paper.kind].copies.length
}

/** What stands in the way of undoing a posted paper. */
export type ReverseObstacles = {
  postedById: string | null
  isMoneyAllocated: boolean
  /** The customer has used the credit that this return gave. */
  isCreditSpent: boolean
  shortProduct: string | null
  /** Enough is left, but at another price than it came in at: taking it out would leave less than nothing in value. */
  mixedProduct: string | null
  goneCode: GoneCode | null
}

/**
 * Who posted the paper, whether money was allocated to what it entered, the first product of which less is free than
 * its goods would take away, and the first of its codes that has gone. One statement.
 */
export async function readObstacles(tx: Tx, { accountSetId, paperId }: PaperKey): Promise<ReverseObstacles> {
  const rows = await tx.$queryRaw<ReverseObstacles[]>`
    WITH brought AS (SELECT e.warehouse_id, e.product_id, sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.qty_e3 ELSE -e.qty_e3 END) AS qty,
        sum(CASE WHEN e.to_place = 'WAREHOUSE' THEN e.value_fen ELSE -e.value_fen END) AS value
      FROM stock_entry e WHERE e.account_set_id = ${accountSetId} AND e.paper_id = ${paperId}::uuid GROUP BY 1, 2),
    left_over AS (SELECT r.name, b.on_hand_e3 - b.reserved_e3 - t.qty AS free_e3, b.on_hand_e3 - t.qty AS on_hand_e3,
        b.value_fen - t.value AS value_fen
      FROM brought t JOIN stock_balance b ON b.account_set_id = ${accountSetId} AND b.warehouse_id = t.warehouse_id
        AND b.product_id = t.product_id
      JOIN product r ON r.id = t.product_id WHERE t.qty > 0)
    SELECT (SELECT e.actor->>'id' FROM paper_event e WHERE e.account_set_id = ${accountSetId} AND e.paper_id = ${paperId}::uuid
        AND e.command LIKE '%.post' ORDER BY e.sequence DESC LIMIT 1) AS "postedById",
      EXISTS (SELECT FROM payable_item i WHERE i.account_set_id = ${accountSetId} AND i.paper_id = ${paperId}::uuid
        AND i.open_fen <> i.amount_fen) AS "isMoneyAllocated",
      (SELECT coalesce(sum(e.amount_fen), 0) FROM receivable_entry e WHERE e.account_set_id = ${accountSetId}
        AND e.paper_id IN (SELECT l.source_paper_id FROM goods_paper_line l
          WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid)
        AND e.return_paper_id = ${paperId}::uuid AND e.from_account = 'PREPAID' AND e.reverses_id IS NULL)
        > coalesce((SELECT b.prepaid_fen - (SELECT coalesce(sum(m.open_fen), 0) FROM receipt_money m
            WHERE m.account_set_id = b.account_set_id AND m.customer_id = b.customer_id AND m.open_fen > 0)
          FROM goods_paper g JOIN customer_balance b USING (account_set_id, customer_id)
          WHERE g.account_set_id = ${accountSetId} AND g.paper_id = ${paperId}::uuid), 0) AS "isCreditSpent",
      (SELECT min(left_over.name) FROM left_over WHERE left_over.free_e3 < 0) AS "shortProduct",
      (SELECT min(left_over.name) FROM left_over WHERE left_over.value_fen < 0
        OR (left_over.on_hand_e3 = 0 AND left_over.value_fen <> 0)) AS "mixedProduct",
      (${goneCodeOf({ accountSetId, paperId })}) AS "goneCode"`
  return (
    rows[0] ?? {
      postedById: null,
      isMoneyAllocated: false,
      isCreditSpent: false,
      shortProduct: null,
      mixedProduct: null,
      goneCode: null,
    }
  )
}

/**
 * Codes that a paper brought and that are not there to be given back. A count only brings what nobody had seen before or
 * what was lost; what it saw where it stood anyway may go on. What it said was lost must still be lost.
 */
function goneCodeOf({ accountSetId, paperId }: PaperKey): Prisma.Sql {
  const lost = (
    capture: Prisma.Sql,
  ) => Prisma.sql`SELECT l.paper_id FROM code_loss l WHERE l.account_set_id = ${accountSetId}
    AND l.capture_paper_id = ${capture}.paper_id AND l.capture_sequence = ${capture}.sequence AND l.taken_back_at IS NULL`
  const isBack = (capture: Prisma.Sql) => Prisma.sql`EXISTS (SELECT FROM code_release x
    WHERE x.account_set_id = ${accountSetId} AND x.paper_id = ${capture}.paper_id AND x.sequence = ${capture}.sequence)`
  return Prisma.sql`
    WITH mine AS MATERIALIZED (SELECT c.code, c.paper_id, c.sequence FROM code_capture c
        JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = c.paper_id
      WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid AND NOT ${isBack(Prisma.sql`c`)}
        AND (p.kind <> 'STOCK_COUNT' OR NOT EXISTS (SELECT FROM code_capture e WHERE e.account_set_id = ${accountSetId}
            AND e.code = c.code AND coalesce(e.hop, 1) < coalesce(c.hop, 1) AND NOT ${isBack(Prisma.sql`e`)}
            AND NOT EXISTS (${lost(Prisma.sql`e`)}))
          AND NOT EXISTS (SELECT FROM code_aggregation a WHERE a.account_set_id = ${accountSetId} AND a.code = c.code)))
    SELECT jsonb_build_object('code', g.code, 'caseCode', g.case_code, 'number', coalesce(p.number, ''), 'isLost', g.is_lost)
    FROM (
      SELECT m.sequence, m.code, NULL AS case_code, h.paper_id, false AS is_lost FROM mine m
        LEFT JOIN code_holding h ON h.account_set_id = ${accountSetId} AND h.code = m.code WHERE h.paper_id IS DISTINCT FROM m.paper_id
      UNION ALL SELECT m.sequence, m.code, NULL, l.paper_id, true FROM mine m CROSS JOIN LATERAL (${lost(Prisma.sql`m`)}) l
      UNION ALL SELECT m.sequence, a.code, m.code, h.paper_id, false FROM mine m
        JOIN code_aggregation a ON a.account_set_id = ${accountSetId} AND a.case_code = m.code
        JOIN code_holding h ON h.account_set_id = a.account_set_id AND h.code = a.code WHERE h.paper_id <> m.paper_id
      UNION ALL SELECT 0, l.code, NULL, h.paper_id, false FROM code_loss l
        JOIN code_holding h ON h.account_set_id = l.account_set_id AND h.code = l.code
        WHERE l.account_set_id = ${accountSetId} AND l.paper_id = ${paperId}::uuid AND l.taken_back_at IS NULL
          AND (h.paper_id, h.sequence) <> (l.capture_paper_id, l.capture_sequence)) g
    LEFT JOIN paper p ON p.account_set_id = ${accountSetId} AND p.id = g.paper_id
    ORDER BY g.sequence, g.code LIMIT 1`
}
