import type { Person } from '#lib/auth/actor.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { NoteStatus } from '#lib/domain/delivery-notes/states.ts'
import type { Tx } from '#lib/db/client.ts'

/** A note as its hand-over to the warehouse sees it, held until the transaction ends. */
export type HandOverNote = {
  accountSetId: number
  paperId: string
  number: string
  status: NoteStatus
  version: number
  preparerId: string
  handlerId: string
  warehouseId: string
  requiresDistinctSigners: boolean
  copies: {
    kind: CopyKind
    place: CopyPlace
    keeperId: string | null
    keeperName: string | null
    offeredPlace: CopyPlace | null
    offeredToId: string | null
    offeredToName: string | null
  }[]
}

/**
 * Holds the paper and the note, named by key or by the token of one of its copies; null outside the person's account
 * sets. Two statements: what is read is read behind the lock.
 */
export async function loadHandOver(
  tx: Tx,
  person: Pick<Person, 'accountSetIds'>,
  wish: PaperKey | { token: string },
): Promise<HandOverNote | null> {
  const token = 'token' in wish ? wish.token : null
  const key = 'token' in wish ? { accountSetId: 0, paperId: null } : wish
  const held = await tx.$queryRaw<PaperKey[]>`
    SELECT p.account_set_id AS "accountSetId", p.id AS "paperId"
    FROM paper p JOIN delivery_note n ON n.account_set_id = p.account_set_id AND n.paper_id = p.id
    WHERE p.account_set_id = ANY(${[...person.accountSetIds]}::int[]) AND (p.account_set_id, p.id) IN (
      SELECT ${key.accountSetId}::int, ${key.paperId}::uuid
      UNION ALL SELECT c.account_set_id, c.paper_id FROM document_copy c WHERE c.token = ${token}::text)
    FOR UPDATE`
  const paper = held[0]
  if (!paper) return null
  const rows = await tx.$queryRaw<HandOverNote[]>`
    SELECT n.account_set_id AS "accountSetId", n.paper_id AS "paperId", p.number, n.status, n.version,
      n.preparer_id AS "preparerId", n.handler_id AS "handlerId", n.warehouse_id AS "warehouseId",
      s.requires_distinct_signers AS "requiresDistinctSigners",
      (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'place', c.place, 'keeperId', c.keeper_id,
         'keeperName', k.display_name, 'offeredPlace', c.offered_place, 'offeredToId', c.offered_to_id,
         'offeredToName', o.display_name) ORDER BY c.kind)
       FROM document_copy c LEFT JOIN app_user k ON k.id = c.keeper_id LEFT JOIN app_user o ON o.id = c.offered_to_id
       WHERE c.account_set_id = n.account_set_id AND c.paper_id = n.paper_id) AS copies
    FROM delivery_note n
    JOIN paper p ON p.account_set_id = n.account_set_id AND p.id = n.paper_id
    JOIN account_set s ON s.id = n.account_set_id
    WHERE n.account_set_id = ${paper.accountSetId} AND n.paper_id = ${paper.paperId}::uuid`
  return rows[0] ?? null
}

/** The keeper answers for the note from now on: ISSUED to PICKING (R3). False when the note moved meanwhile. */
export async function startPicking(
  tx: Tx,
  note: Pick<HandOverNote, 'accountSetId' | 'paperId' | 'version'>,
  keeperId: string,
): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE delivery_note SET status = 'PICKING', keeper_id = ${keeperId}::uuid, version = version + 1
    WHERE account_set_id = ${note.accountSetId} AND paper_id = ${note.paperId}::uuid
      AND status = 'ISSUED' AND version = ${note.version}`
  return moved === 1
}
