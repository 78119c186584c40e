import type { HeldTerms } from '#lib/domain/delivery-notes/held-notes.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { Reader, Tx } from '#lib/db/client.ts'

/** Holds the note's goods in product order, then the customer's balance, until the transaction ends. */
export async function holdGoods(tx: Tx, note: RoadNote): Promise<void> {
  const productIds = [...new Set(note.lines.map((line) => line.productId))]
  await tx.$queryRaw`
    WITH goods AS MATERIALIZED (SELECT product_id FROM stock_balance
      WHERE account_set_id = ${note.accountSetId} AND warehouse_id = ${note.warehouseId}::uuid
        AND product_id = ANY(${productIds}::uuid[]) ORDER BY product_id FOR UPDATE)
    SELECT 1 FROM customer_balance WHERE account_set_id = ${note.accountSetId} AND customer_id = ${note.customerId}::uuid
      AND (SELECT count(*) FROM goods) >= 0 FOR UPDATE`
}

type FlatTerms = {
  maxOpenNotes: number | null
  rollingCeilingFen: bigint | null
  balanceFen: bigint
  openNotes: { number: string; openFen: string }[]
}

/** The customer's terms and what stands unpaid beside this note: posted and open, or gone and not yet posted. */
export async function readHeldTerms(reader: Reader, note: RoadNote): Promise<HeldTerms> {
  const { accountSetId, paperId, customerId, settlementMethod, grossFen } = note
  const rows = await reader.$queryRaw<FlatTerms[]>`
    WITH gone AS (SELECT p.number, n.gross_fen AS open_fen, n.business_date, n.paper_id
        FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
        WHERE n.account_set_id = ${accountSetId} AND n.customer_id = ${customerId}::uuid
          AND n.status IN ('DISPATCHED', 'DELIVERED') AND n.paper_id <> ${paperId}::uuid),
      owed AS (SELECT p.number, i.open_fen, i.business_date, i.paper_id
        FROM receivable_item i JOIN paper p ON p.account_set_id = i.account_set_id AND p.id = i.paper_id
        WHERE i.account_set_id = ${accountSetId} AND i.customer_id = ${customerId}::uuid AND i.open_fen > 0)
    SELECT c.max_open_notes AS "maxOpenNotes", c.rolling_ceiling_fen AS "rollingCeilingFen",
      (b.receivable_fen - b.prepaid_fen + coalesce((SELECT sum(open_fen) FROM gone), 0))::bigint AS "balanceFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'openFen', o.open_fen::text)
         ORDER BY o.business_date, o.number), '[]')
       FROM (SELECT * FROM owed UNION ALL SELECT * FROM gone ORDER BY business_date, number LIMIT 1000) o) AS "openNotes"
    FROM customer c JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    WHERE c.account_set_id = ${accountSetId} AND c.id = ${customerId}::uuid`
  const row = rows[0]
  if (!row) throw new Error('a note has a customer')
  const openNotes = row.openNotes.map(({ number, openFen }) => ({ number, openFen: BigInt(openFen) }))
  return { ...row, openNotes, settlementMethod, grossFen }
}

/** VERIFIED becomes DISPATCHED; false when the note has moved on since it was seen. */
export async function markDispatched(
  tx: Tx,
  note: NoteKey & { version: number },
  at: Date,
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE delivery_note SET status = 'DISPATCHED', dispatched_at = ${at}, version = version + 1
    WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
      AND status = 'VERIFIED' AND version = ${note.version}`
  return moved === 1
}

/** Names the driver who takes the note; false when it has moved on since it was seen. */
export async function setDriver(
  tx: Tx,
  note: NoteKey & { version: number; status: string },
  driverId: string,
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE delivery_note SET driver_id = ${driverId}::uuid, version = version + 1
    WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
      AND status = ${note.status} AND version = ${note.version}`
  return moved === 1
}
