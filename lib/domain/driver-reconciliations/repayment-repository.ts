import type { Tx } from '#lib/db/client.ts'
import { holdSession } from '#lib/domain/driver-reconciliations/loading.ts'
import type { OpenDifference, RepaymentSide } from '#lib/domain/driver-reconciliations/repayment-rules.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** A payment on a difference as it was entered. */
export type Repayment = {
  sequence: number
  side: RepaymentSide
  amountFen: bigint
  method: string
  recordedById: string
  /** It mirrors another, or was mirrored. */
  isMirror: boolean
  isUndone: boolean
}

export type HeldDifference = PaperKey & OpenDifference & { repayments: Repayment[] }

type Flat = Omit<HeldDifference, 'repayments'> & {
  repayments: (Omit<Repayment, 'amountFen'> & { amountFen: string })[]
}

/** Holds a session and reads its difference with every payment on it; null outside these account sets. Two statements. */
export async function holdDifference(
  tx: Tx,
  accountSetIds: readonly number[],
  key: PaperKey,
): Promise<HeldDifference | null> {
  if (!accountSetIds.includes(key.accountSetId)) return null
  await holdSession(tx, key)
  const rows = await tx.$queryRaw<Flat[]>`
    SELECT r.account_set_id AS "accountSetId", r.paper_id AS "paperId", p.number, r.driver_id AS "driverId",
      r.status = 'CLOSED' AS "isClosed",
      (SELECT coalesce(sum(CASE d.side WHEN 'SHORT' THEN d.amount_fen ELSE -d.amount_fen END), 0) FROM driver_difference d
        WHERE d.account_set_id = r.account_set_id AND d.paper_id = r.paper_id)::bigint
      - (SELECT coalesce(sum(CASE y.side WHEN 'FROM_DRIVER' THEN y.amount_fen ELSE -y.amount_fen END), 0) FROM driver_repayment y
        WHERE y.account_set_id = r.account_set_id AND y.paper_id = r.paper_id)::bigint AS "openFen",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', y.sequence, 'side', y.side, 'amountFen', y.amount_fen::text,
          'method', y.method, 'recordedById', y.recorded_by_id, 'isMirror', y.reverses_sequence IS NOT NULL,
          'isUndone', EXISTS (SELECT FROM driver_repayment m WHERE m.account_set_id = y.account_set_id AND m.paper_id = y.paper_id
            AND m.reverses_sequence = y.sequence)) ORDER BY y.sequence), '[]')
        FROM driver_repayment y WHERE y.account_set_id = r.account_set_id AND y.paper_id = r.paper_id) AS repayments
    FROM driver_reconciliation r JOIN paper p ON p.account_set_id = r.account_set_id AND p.id = r.paper_id
    WHERE r.account_set_id = ${key.accountSetId} AND r.paper_id = ${key.paperId}::uuid`
  const row = rows[0]
  if (!row) return null
  const repayments = row.repayments.map((each) => ({ ...each, amountFen: BigInt(each.amountFen) }))
  return { ...row, repayments }
}

export type RepaymentDraft = {
  side: RepaymentSide
  amountFen: bigint
  method: string
  paidOn: string
  remark: string
  reversesSequence: number | null
}

/** Adds a payment behind the last one; the session is held. Answers its sequence. One statement. */
export async function insertRepayment(
  tx: Tx,
  { accountSetId, paperId, repayments }: HeldDifference,
  draft: RepaymentDraft,
  by: { actorId: string; at: Date },
): Promise<number> {
  const sequence = (repayments.at(-1)?.sequence ?? 0) + 1
  await tx.$executeRaw`
    INSERT INTO driver_repayment (account_set_id, paper_id, sequence, side, amount_fen, method, paid_on, remark, reverses_sequence,
      recorded_by_id, recorded_at)
    VALUES (${accountSetId}, ${paperId}::uuid, ${sequence}, ${draft.side}, ${draft.amountFen}, ${draft.method}, ${draft.paidOn}::date,
      ${draft.remark}, ${draft.reversesSequence}, ${by.actorId}::uuid, ${by.at})`
  return sequence
}
