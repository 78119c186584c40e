import type { DraftBody } from '#lib/domain/delivery-notes/draft-schema.ts'
import type { Tx } from '#lib/db/client.ts'

/** How a draft stands before it is written: whose it is, and whether it became a note or was discarded. */
export type DraftState = {
  ownerId: string
  version: number
  updatedAt: Date
  isClosed: boolean
  noteNumber: string | null
}

/** A draft's state under lock; undefined when no such draft is kept yet. */
export async function readDraftState(tx: Tx, draftId: string): Promise<DraftState | undefined> {
  const rows = await tx.$queryRaw<DraftState[]>`
    SELECT d.owner_id AS "ownerId", d.version, d.updated_at AS "updatedAt", d.closed_at IS NOT NULL AS "isClosed",
      (SELECT p.number FROM delivery_note n JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
       WHERE n.paper_id = d.paper_id AND n.account_set_id = ANY (SELECT s.id FROM account_set s)) AS "noteNumber"
    FROM delivery_note_draft d WHERE d.id = ${draftId}::uuid FOR UPDATE OF d`
  return rows[0]
}

/** Keeps a draft: new, or over the version that was seen. Answers the version kept, null when it has moved on. */
export async function writeDraft(
  tx: Tx,
  draft: { draftId: string; ownerId: string; seenVersion: number; body: DraftBody; now: Date },
): Promise<number | null> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    INSERT INTO delivery_note_draft (id, owner_id, body, updated_at, version)
    VALUES (${draft.draftId}::uuid, ${draft.ownerId}::uuid, ${JSON.stringify(draft.body)}::jsonb, ${draft.now}, 1)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at,
      version = delivery_note_draft.version + 1
    WHERE delivery_note_draft.owner_id = excluded.owner_id AND delivery_note_draft.closed_at IS NULL
      AND delivery_note_draft.version = ${draft.seenVersion}
    RETURNING version`
  return rows[0]?.version ?? null
}

/** Puts a draft away. It is closed, not deleted. Answers whether it was open. */
export async function closeDraft(
  tx: Tx,
  draft: { draftId: string; ownerId: string; now: Date },
): Promise<boolean> {
  const closed = await tx.$executeRaw`
    UPDATE delivery_note_draft SET closed_at = ${draft.now}
    WHERE id = ${draft.draftId}::uuid AND owner_id = ${draft.ownerId}::uuid AND closed_at IS NULL`
  return closed === 1
}
