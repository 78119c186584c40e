import type { HeldTerms } from '#lib/domain/delivery-notes/held-notes.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { Reader, Tx } from '#lib/db/client.ts'

/** Holds the note's goods in product order, then the customer's balance, until the transaction ends. */
export async function holdGoods(tx: Tx, note: RoadNote): Promise<void> {
  return holdGoodsOf(tx, note, note.lines)
}

/** The same with the goods of these lines only, which may be none. */
export async function holdGoodsOf(
  tx: Tx,
  note: RoadNote,
  lines: readonly { productId: string }[],
): Promise<void> {
  const productIds = [...new Set(lines.map((line) => line.productId))]
  await tx.$queryRaw`
    WITH goods AS MATERIALIZED (SELECT product_id FROM stock_balance
      WHERE account_set_id = ${note.accountSetId} AND warehouse_id = ${note.warehouseId}::uuid
        AND product_id = ANY(${productIds}::uuid[]) ORDER BY product_id FOR UPDATE)
    SELECT 1 FROM customer_balance WHERE account_set_id = ${note.accountSetId} AND customer_id = ${note.customerId}::uuid
      AND (SELECT count(*) FROM goods) >= 0 FOR UPDATE`
}

/** A note of which the terms are asked. */
export type TermsOf = Pick<
  RoadNote,
  'accountSetId' | 'paperId' | 'customerId' | 'settlementMethod' | 'grossFen'
>

type FlatTerms = {
  accountSetId: number
  customerId: string
  maxOpenNotes: number | null
  rollingCeilingFen: bigint | null
  receivableFen: bigint
  committedFen: bigint
  prepaidFen: bigint
  limitFen: bigint
  requiresPrepayment: boolean
  oldestDueOn: string | null
  open: { paperId: string; number: string; openFen: string; tenderedFen: string; isGone: boolean }[]
}

/**
 * The customers' terms and what stands unpaid beside each note: posted and open, or gone and not yet posted, oldest
 * first. What drivers say was paid counts as paid here, before it has entered the books: nobody collects it twice. One
 * statement for any number of notes.
 */
export async function readTerms(
  reader: Reader,
  notes: readonly TermsOf[],
): Promise<ReadonlyMap<string, HeldTerms>> {
  const asked = notes.map(({ accountSetId, customerId }) => ({ accountSetId, customerId }))
  const rows = await reader.$queryRaw<FlatTerms[]>`
    SELECT c.account_set_id AS "accountSetId", c.id AS "customerId", c.max_open_notes AS "maxOpenNotes",
      c.rolling_ceiling_fen AS "rollingCeilingFen", b.receivable_fen AS "receivableFen", b.committed_fen AS "committedFen",
      b.prepaid_fen AS "prepaidFen", c.credit_limit_fen AS "limitFen", coalesce(y.requires_prepayment, false) AS "requiresPrepayment",
      (SELECT min(i.due_date)::text FROM receivable_item i WHERE i.account_set_id = c.account_set_id AND i.customer_id = c.id
        AND i.open_fen > 0) AS "oldestDueOn",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('paperId', o.paper_id, 'number', p.number, 'openFen', o.open_fen::text,
         'tenderedFen', tendered_fen(c.account_set_id, o.paper_id)::text, 'isGone', o.is_gone) ORDER BY o.business_date, p.number), '[]')
       FROM (SELECT i.paper_id, i.open_fen, i.business_date, false AS is_gone FROM receivable_item i
           WHERE i.account_set_id = c.account_set_id AND i.customer_id = c.id AND i.open_fen > 0
         UNION ALL SELECT n.paper_id, note_accepted_fen(n), n.business_date, true FROM delivery_note n
           WHERE n.account_set_id = c.account_set_id AND n.customer_id = c.id AND n.status IN ('DISPATCHED', 'DELIVERED')) o
       JOIN paper p ON p.account_set_id = c.account_set_id AND p.id = o.paper_id) AS open
    FROM (SELECT DISTINCT "accountSetId", "customerId" FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS a("accountSetId" int, "customerId" uuid)) a
    JOIN customer c ON c.account_set_id = a."accountSetId" AND c.id = a."customerId"
    JOIN customer_balance b ON b.account_set_id = c.account_set_id AND b.customer_id = c.id
    LEFT JOIN channel_policy y ON y.account_set_id = c.account_set_id AND y.channel = c.channel`
  return new Map(notes.map((note) => [note.paperId, termsOf(note, rows)]))
}

function termsOf(note: TermsOf, rows: readonly FlatTerms[]): HeldTerms {
  const row = rows.find(
    (each) => each.accountSetId === note.accountSetId && each.customerId === note.customerId,
  )
  if (!row) throw new Error('a note has a customer')
  const open = row.open
    .filter((each) => each.paperId !== note.paperId)
    .map((each) => ({ ...each, openFen: BigInt(each.openFen), tenderedFen: BigInt(each.tenderedFen) }))
  const goneFen = open.reduce((sum, each) => sum + (each.isGone ? each.openFen : 0n), 0n)
  const tenderedFen = open.reduce((sum, each) => sum + each.tenderedFen, 0n)
  return {
    settlementMethod: note.settlementMethod,
    maxOpenNotes: row.maxOpenNotes,
    rollingCeilingFen: row.rollingCeilingFen,
    openNotes: open
      .map(({ paperId, number, openFen, tenderedFen }) => ({
        paperId,
        number,
        openFen: openFen - tenderedFen,
      }))
      .filter(({ openFen }) => openFen > 0n),
    balanceFen: row.receivableFen - row.prepaidFen + goneFen - tenderedFen,
    grossFen: note.grossFen,
    credit: row,
  }
}

/** The terms of one note. */
export async function readHeldTerms(reader: Reader, note: TermsOf): Promise<HeldTerms> {
  const terms = (await readTerms(reader, [note])).get(note.paperId)
  if (!terms) throw new Error('a note has a customer')
  return terms
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

/**
 * Names the driver on notes that stand on one trip, before they leave or once they came back; answers how many there
 * were. A note that names the driver already is not written again. One statement.
 */
export async function setDrivers(
  tx: Tx,
  accountSetId: number,
  noteIds: readonly string[],
  driverId: string,
): Promise<number> {
  const rows = await tx.$queryRaw<{ named: number }[]>`
    WITH wanted AS (SELECT account_set_id, paper_id, driver_id FROM delivery_note
      WHERE account_set_id = ${accountSetId} AND paper_id = ANY(${[...noteIds]}::uuid[]) AND status IN ('VERIFIED', 'DISPATCHED')),
    named AS (UPDATE delivery_note n SET driver_id = ${driverId}::uuid, version = n.version + 1 FROM wanted w
      WHERE n.account_set_id = w.account_set_id AND n.paper_id = w.paper_id AND w.driver_id IS DISTINCT FROM ${driverId}::uuid)
    SELECT count(*)::int AS named FROM wanted`
  return rows[0]?.named ?? 0
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
