import type { Database, Tx } from '#lib/db/client.ts'

/** The shortest SQL for the ageing page: its lines, and the sums below them. */
export async function rawAgeing(db: Database, set: number, day: string): Promise<unknown> {
  return await db.$queryRaw`
    SELECT customer_id, max(c.name), max(c.code), sum(open) AS all_open, jsonb_agg(jsonb_build_array(bucket, open, unproven, disputed, notes)),
      sum(sum(open)) OVER () FROM (
      SELECT i.customer_id, width_bucket(${day}::date - i.due_date, ARRAY[1, 31, 61, 91]) AS bucket, sum(i.open_fen) AS open,
        sum(i.open_fen) FILTER (WHERE s.paper_id IS NULL) AS unproven, sum(i.open_fen) FILTER (WHERE d.paper_id IS NOT NULL) AS disputed,
        count(*) AS notes
      FROM receivable_item i
      LEFT JOIN document_copy s ON s.account_set_id = i.account_set_id AND s.paper_id = i.paper_id AND s.kind = 'CUSTOMER'
        AND s.place = 'ACCOUNTING' AND s.signed_at IS NOT NULL
      LEFT JOIN paper_dispute d ON d.account_set_id = i.account_set_id AND d.paper_id = i.paper_id AND d.closed_at IS NULL
      WHERE i.account_set_id = ${set} AND i.open_fen > 0 GROUP BY 1, 2) a
    JOIN customer c ON c.account_set_id = ${set} AND c.id = a.customer_id GROUP BY 1 ORDER BY 4 DESC LIMIT 101`
}

/** The shortest SQL for a statement: balance and sums after, entries of the days with their papers, open items with proofs. */
export async function rawAccount(
  tx: Tx,
  set: number,
  { customerId, from, to }: { customerId: string; from: string; to: string },
): Promise<unknown> {
  return [
    await tx.$queryRaw`
      SELECT b.receivable_fen - b.prepaid_fen, c.code, c.name, (SELECT sum(e.amount_fen * ((e.to_account IN ('RECEIVABLE', 'PREPAID'))::int
          - (e.from_account IN ('RECEIVABLE', 'PREPAID'))::int)) FROM receivable_entry e
        WHERE e.account_set_id = ${set} AND e.customer_id = ${customerId}::uuid AND e.business_date >= ${from}::date)
      FROM customer_balance b JOIN customer c ON c.account_set_id = b.account_set_id AND c.id = b.customer_id
      WHERE b.account_set_id = ${set} AND b.customer_id = ${customerId}::uuid`,
    await tx.$queryRaw`
      SELECT e.paper_id, p.number, e.business_date, e.from_account, e.to_account, e.amount_fen, d.paper_id IS NOT NULL AS disputed,
        (SELECT array_agg(a.hash) FROM paper_attachment a WHERE a.account_set_id = e.account_set_id AND a.paper_id = e.paper_id
          AND a.purpose = 'SIGNED_COPY') AS pictures
      FROM receivable_entry e JOIN paper p ON p.account_set_id = e.account_set_id AND p.id = e.paper_id
      LEFT JOIN paper_dispute d ON d.account_set_id = e.account_set_id AND d.paper_id = e.paper_id AND d.closed_at IS NULL
      WHERE e.account_set_id = ${set} AND e.customer_id = ${customerId}::uuid AND e.business_date BETWEEN ${from}::date AND ${to}::date
      ORDER BY e.business_date, e.id`,
    await tx.$queryRaw`
      SELECT i.paper_id, p.number, i.business_date, i.due_date, i.amount_fen, i.open_fen, x.paper_id IS NOT NULL AS proof, d.paper_id IS NOT NULL AS disputed
      FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
      LEFT JOIN document_copy x ON x.account_set_id = i.account_set_id AND x.paper_id = i.paper_id AND x.kind = 'CUSTOMER'
        AND x.place = 'ACCOUNTING' AND x.signed_at IS NOT NULL
      LEFT JOIN paper_dispute d ON d.account_set_id = i.account_set_id AND d.paper_id = i.paper_id AND d.closed_at IS NULL
      WHERE i.account_set_id = ${set} AND i.customer_id = ${customerId}::uuid AND i.open_fen > 0 AND i.business_date <= ${to}::date
      ORDER BY i.business_date, i.paper_id`,
  ]
}

/** The shortest SQL for what the customer's page says of exposure: the customer, their addresses and the one balance. */
export async function rawExposure(db: Database, set: number, customerId: string): Promise<unknown> {
  return await db.$queryRaw`
    SELECT c.*, s.name AS books, u.display_name, b.committed_fen, b.receivable_fen, b.prepaid_fen, (SELECT jsonb_agg(a ORDER BY a.sort_order)
      FROM customer_address a WHERE a.account_set_id = c.account_set_id AND a.customer_id = c.id AND a.is_active) AS addresses
    FROM customer c JOIN account_set s ON s.id = c.account_set_id
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN app_user u ON u.id = c.salesperson_id
    WHERE c.account_set_id = ${set} AND c.id = ${customerId}::uuid`
}
