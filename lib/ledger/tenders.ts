import type { Reader, Tx } from '#lib/db/client.ts'

/*
 * Money as the driver says it at the stop: evidence, not yet money in the books. It is due from the driver until a
 * reconciliation has accounted for it, and enters when the cashier accepts the receipt it became.
 */

/** How a tender was given. What is left on account was not paid, and says why. */
export const TENDER_METHODS = ['CASH', 'TRANSFER', 'WECHAT', 'ALIPAY', 'CHEQUE', 'ON_ACCOUNT'] as const
export type TenderMethod = (typeof TENDER_METHODS)[number]

/** What is paid: goods of a note, or freight that was laid out for it (R52). */
export type TenderFor = 'GOODS' | 'ADVANCED_FREIGHT'

/** One tender of a stop; a note has at most a few. */
export type TenderDraft = {
  method: TenderMethod
  amountFen: bigint
  /** The note that is paid: the stop's own, or an older one of the customer. */
  paysPaperId: string
  what: TenderFor
  /** Only of what was left on account. */
  reason: string
}

/** Where a tender stands. */
export type TenderKey = { accountSetId: number; paperId: string; sequence: number }

/** A tender as it was said, with what a reconciliation needs to account for it. */
export type Tender = TenderKey &
  TenderDraft & {
    /** The number of the stop's note, and of the note that is paid. */
    number: string
    paysNumber: string
    customerId: string
    customerName: string
    recordedById: string
    /** ISO instant. */
    at: string
    reconciliationId: string | null
    receiptId: string | null
  }

/** Keeps what was said at the stop, in its order. One statement, none when nothing was said. */
export async function keepTenders(
  tx: Tx,
  note: { accountSetId: number; paperId: string },
  tenders: readonly TenderDraft[],
  by: { actorId: string; at: Date },
): Promise<void> {
  if (tenders.length === 0) return
  const rows = tenders.map((tender, index) => ({
    ...tender,
    sequence: index + 1,
    amountFen: String(tender.amountFen),
  }))
  await tx.$executeRaw`
    INSERT INTO delivery_tender (account_set_id, paper_id, sequence, method, amount_fen, pays_paper_id, what, reason, recorded_by_id, at)
    SELECT ${note.accountSetId}, ${note.paperId}::uuid, r.sequence, r.method, r."amountFen", r."paysPaperId", r.what, r.reason,
      ${by.actorId}::uuid, ${by.at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(sequence int, method text, "amountFen" bigint, "paysPaperId" uuid, what text, reason text)`
}

/**
 * What a driver said at stops and has not accounted for yet, oldest first: CASH is due from the driver in notes and
 * coins, the other methods as named, ON_ACCOUNT nothing. `paperIds` narrows to the stops of these notes. One statement.
 */
export async function readTendersOfDriver(
  reader: Reader,
  asked: { accountSetId: number; driverId: string; paperIds?: readonly string[] },
): Promise<Tender[]> {
  const paperIds = asked.paperIds ? [...asked.paperIds] : null
  return reader.$queryRaw<Tender[]>`
    SELECT t.account_set_id AS "accountSetId", t.paper_id AS "paperId", t.sequence, t.method, t.amount_fen AS "amountFen",
      t.pays_paper_id AS "paysPaperId", t.what, t.reason, p.number, y.number AS "paysNumber", n.customer_id AS "customerId",
      n.customer_name AS "customerName", t.recorded_by_id AS "recordedById",
      to_char(t.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, t.reconciliation_id AS "reconciliationId", t.receipt_id AS "receiptId"
    FROM delivery_tender t
    JOIN delivery_note n ON n.account_set_id = t.account_set_id AND n.paper_id = t.paper_id
    JOIN paper p ON p.account_set_id = t.account_set_id AND p.id = t.paper_id
    JOIN paper y ON y.account_set_id = t.account_set_id AND y.id = t.pays_paper_id
    WHERE t.account_set_id = ${asked.accountSetId} AND t.recorded_by_id = ${asked.driverId}::uuid
      AND t.reconciliation_id IS NULL AND (${paperIds}::uuid[] IS NULL OR t.paper_id = ANY(${paperIds}::uuid[]))
    ORDER BY t.at, t.paper_id, t.sequence`
}

/** A tender and what became of it. */
export type TenderBinding = TenderKey & {
  reconciliationId: string
  /** The receipt it became; null of what was left on account and of what is accounted for as a difference. */
  receiptId: string | null
}

/**
 * Binds tenders to the reconciliation in which they were accounted for, each once for ever. Answers how many were still
 * free: fewer than asked means that somebody was there first, and the caller is stale. One statement.
 */
export async function bindTenders(tx: Tx, bindings: readonly TenderBinding[]): Promise<number> {
  if (bindings.length === 0) return 0
  return tx.$executeRaw`
    UPDATE delivery_tender t SET reconciliation_id = r."reconciliationId", receipt_id = r."receiptId"
    FROM jsonb_to_recordset(${JSON.stringify(bindings)}::jsonb)
      AS r("accountSetId" int, "paperId" uuid, sequence int, "reconciliationId" uuid, "receiptId" uuid)
    WHERE t.account_set_id = r."accountSetId" AND t.paper_id = r."paperId" AND t.sequence = r.sequence
      AND t.reconciliation_id IS NULL`
}
