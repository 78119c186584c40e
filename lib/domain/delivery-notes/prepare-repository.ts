import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { Tx } from '#lib/db/client.ts'

export type PickedLine = { lineNo: number; pickedE3: bigint; isQualityGood: boolean; remark: string }

/**
 * Writes what was picked, line by line, and moves the note on when `toStatus` says so. False when the note is
 * no longer being picked in the version seen. One statement.
 */
export async function savePicks(
  tx: Tx,
  note: NoteKey & { version: number },
  picks: readonly PickedLine[],
  step: { toStatus: 'PICKING' | 'PREPARED'; actorId: string; at: Date },
): Promise<boolean> {
  const rows = JSON.stringify(picks.map((pick) => ({ ...pick, pickedE3: String(pick.pickedE3) })))
  const moved = await tx.$queryRaw<{ moved: number }[]>`
    WITH moved AS (UPDATE delivery_note SET status = ${step.toStatus}, version = version + 1,
        prepared_at = CASE WHEN ${step.toStatus} = 'PREPARED' THEN ${step.at}::timestamptz END
      WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
        AND status = 'PICKING' AND version = ${note.version}
      RETURNING account_set_id, paper_id),
    picked AS (INSERT INTO pick_line (account_set_id, paper_id, line_no, picked_e3, is_quality_good, remark, picked_by_id, at)
      SELECT m.account_set_id, m.paper_id, r."lineNo", r."pickedE3", r."isQualityGood", r.remark,
        ${step.actorId}::uuid, ${step.at}
      FROM moved m, jsonb_to_recordset(${rows}::jsonb) AS r("lineNo" int, "pickedE3" bigint, "isQualityGood" boolean, remark text)
      ON CONFLICT (account_set_id, paper_id, line_no) DO UPDATE SET picked_e3 = excluded.picked_e3,
        is_quality_good = excluded.is_quality_good, remark = excluded.remark, picked_by_id = excluded.picked_by_id,
        at = excluded.at)
    SELECT count(*)::int AS moved FROM moved`
  return moved[0]?.moved === 1
}
