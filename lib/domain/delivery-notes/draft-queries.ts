import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'

/** A draft of one's own as the list shows it. */
export type DraftRow = {
  draftId: string
  version: number
  customerName: string
  lineCount: number
  /** ISO 8601. */
  updatedAt: string
}

/** One's own draft with what was typed; `body` is the page's own affair. */
export type OwnDraft = { draftId: string; version: number; updatedAt: string; body: unknown }

const MOST_DRAFTS = 30

/** One's own open drafts, last kept first. One statement. */
export async function listOwnDrafts(reader: Reader, actor: Pick<Person, 'userId'>): Promise<DraftRow[]> {
  const drafts = await reader.$queryRaw<(Omit<DraftRow, 'updatedAt'> & { updatedAt: Date })[]>`
    SELECT id AS "draftId", version, updated_at AS "updatedAt",
      coalesce(left(body->'customer'->>'name', 200), '') AS "customerName",
      CASE WHEN jsonb_typeof(body->'lines') = 'array' THEN (
        SELECT count(*)::int FROM jsonb_array_elements(body->'lines') AS line WHERE line->'product'->>'productId' IS NOT NULL
      ) ELSE 0 END AS "lineCount"
    FROM delivery_note_draft WHERE owner_id = ${actor.userId}::uuid AND closed_at IS NULL
    ORDER BY updated_at DESC LIMIT ${MOST_DRAFTS}`
  return drafts.map((draft) => ({ ...draft, updatedAt: draft.updatedAt.toISOString() }))
}

/** One's own open draft; null when it is another's, closed or unknown. One statement. */
export async function ownDraft(
  reader: Reader,
  actor: Pick<Person, 'userId'>,
  draftId: string,
): Promise<OwnDraft | null> {
  const draft = await reader.deliveryNoteDraft.findFirst({
    where: { id: draftId, ownerId: actor.userId, closedAt: null },
    select: { id: true, version: true, updatedAt: true, body: true },
  })
  if (draft === null) return null
  return {
    draftId: draft.id,
    version: draft.version,
    updatedAt: draft.updatedAt.toISOString(),
    body: draft.body,
  }
}
