import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** Records that a void is asked for, or asked for again after a refusal; false when one is open already. */
export async function writeVoidRequest(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  request: { reason: string; byId: string; at: Date },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO void_record AS v (account_set_id, paper_id, reason, requested_by_id, requested_at)
    VALUES (${accountSetId}, ${paperId}::uuid, ${request.reason}, ${request.byId}::uuid, ${request.at})
    ON CONFLICT (account_set_id, paper_id) DO UPDATE SET reason = excluded.reason,
      requested_by_id = excluded.requested_by_id, requested_at = excluded.requested_at, decision = NULL,
      decided_by_id = NULL, decided_at = NULL, decision_remark = NULL
    WHERE v.decision = 'REFUSED'`
  return written === 1
}

type DecisionRow = { decision: 'APPROVED' | 'REFUSED'; remark: string; byId: string; at: Date }

/** Records the decision on an open request; false when it was decided meanwhile. */
export async function writeVoidDecision(
  tx: Tx,
  { accountSetId, paperId }: PaperKey,
  { decision, remark, byId, at }: DecisionRow,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    UPDATE void_record SET decision = ${decision}, decided_by_id = ${byId}::uuid, decided_at = ${at},
      decision_remark = ${remark}
    WHERE account_set_id = ${accountSetId} AND paper_id = ${paperId}::uuid AND decision IS NULL`
  return written === 1
}
