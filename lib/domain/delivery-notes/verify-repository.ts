import type { NoteKey } from '#lib/domain/delivery-notes/road-repository.ts'
import type { Tx } from '#lib/db/client.ts'

/** PREPARED becomes VERIFIED by the second person; false when the note has moved on since it was seen. */
export async function markVerified(
  tx: Tx,
  note: NoteKey & { version: number },
  step: { actorId: string; at: Date },
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE delivery_note SET status = 'VERIFIED', verified_by_id = ${step.actorId}::uuid, verified_at = ${step.at},
      version = version + 1
    WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
      AND status = 'PREPARED' AND version = ${note.version}`
  return moved === 1
}
