import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { Tx } from '#lib/db/client.ts'

export type PaperKey = { accountSetId: number; paperId: string }
export type CopyKey = PaperKey & { kind: CopyKind }

/** Where a copy is offered. `toId` null offers it to whoever of that place takes it first. */
export type CopyOffer = { kind: CopyKind; toPlace: CopyPlace; toId: string | null }

/** Who acts, when, and whether by a press or by scanning the copy. */
export type CustodyStep = {
  actorId: string
  now: Date
  method: 'PRESS' | 'SCAN'
  remark?: string
  /** Places at which the actor may take a copy that was offered to nobody by name. */
  openPlaces?: readonly CopyPlace[]
}

/**
 * Offers copies of one paper that the actor keeps. They stay with the actor until the receiver accepts.
 * Answers how many were offered: fewer than asked when one is not the actor's, is already offered, or is the
 * stub on its way out of the house (R11). One statement; the caller holds the paper row.
 */
export function offerCopies(
  tx: Tx,
  paper: PaperKey,
  offers: readonly CopyOffer[],
  step: CustodyStep,
): Promise<number> {
  return offerEach(
    tx,
    offers.map((offer) => ({ ...paper, ...offer })),
    step,
  )
}

/** The same for copies of several papers. */
export async function offerEach(
  tx: Tx,
  offers: readonly (PaperKey & CopyOffer)[],
  step: CustodyStep,
): Promise<number> {
  const rows = await tx.$queryRaw<{ moved: number }[]>`
    WITH asked AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(offers)}::jsonb)
      AS a("accountSetId" int, "paperId" uuid, kind text, "toPlace" text, "toId" uuid)),
    before AS (SELECT c.account_set_id, c.paper_id, c.kind, a."toPlace", a."toId"
      FROM document_copy c JOIN asked a ON a."accountSetId" = c.account_set_id AND a."paperId" = c.paper_id AND a.kind = c.kind
      WHERE c.keeper_id = ${step.actorId}::uuid AND c.offered_place IS NULL
        AND NOT (c.kind = 'STUB' AND a."toPlace" IN ('DRIVER', 'CUSTOMER'))
      ORDER BY c.account_set_id, c.paper_id, c.kind FOR UPDATE OF c),
    moved AS (UPDATE document_copy c SET offered_place = b."toPlace", offered_to_id = b."toId",
        offered_by_id = ${step.actorId}::uuid, offered_at = ${step.now}, event_count = c.event_count + 1
      FROM before b WHERE c.account_set_id = b.account_set_id AND c.paper_id = b.paper_id AND c.kind = b.kind
      RETURNING c.*),
    event AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, from_place, from_id, to_place,
        to_id, actor_id, method, remark, at)
      SELECT account_set_id, paper_id, kind, event_count, 'OFFERED', place, keeper_id, offered_place, offered_to_id,
        ${step.actorId}::uuid, ${step.method}, ${step.remark ?? null}, ${step.now} FROM moved RETURNING 1)
    SELECT count(*)::int AS moved FROM event`
  return rows[0]?.moved ?? 0
}

/**
 * Accepts copies of one paper that were offered to the actor: only now does custody move (B2). Answers how many
 * were taken; fewer than asked when one was not offered to the actor. One statement; the caller holds the paper row.
 */
export function acceptCopies(
  tx: Tx,
  paper: PaperKey,
  kinds: readonly CopyKind[],
  step: CustodyStep,
): Promise<number> {
  return acceptEach(
    tx,
    kinds.map((kind) => ({ ...paper, kind })),
    step,
  )
}

/** The same for copies of several papers. */
export async function acceptEach(tx: Tx, copies: readonly CopyKey[], step: CustodyStep): Promise<number> {
  const rows = await tx.$queryRaw<{ moved: number }[]>`
    WITH asked AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(copies)}::jsonb)
      AS a("accountSetId" int, "paperId" uuid, kind text)),
    before AS (SELECT c.account_set_id, c.paper_id, c.kind, c.place, c.keeper_id, c.offered_place
      FROM document_copy c JOIN asked a ON a."accountSetId" = c.account_set_id AND a."paperId" = c.paper_id AND a.kind = c.kind
      WHERE c.offered_place IS NOT NULL AND (c.offered_to_id = ${step.actorId}::uuid
        OR (c.offered_to_id IS NULL AND c.offered_place = ANY(${[...(step.openPlaces ?? [])]}::text[])))
      ORDER BY c.account_set_id, c.paper_id, c.kind FOR UPDATE OF c),
    moved AS (UPDATE document_copy c SET place = b.offered_place, keeper_id = ${step.actorId}::uuid, since_at = ${step.now},
        offered_place = NULL, offered_to_id = NULL, offered_by_id = NULL, offered_at = NULL, event_count = c.event_count + 1
      FROM before b WHERE c.account_set_id = b.account_set_id AND c.paper_id = b.paper_id AND c.kind = b.kind
      RETURNING c.account_set_id, c.paper_id, c.kind, c.event_count, c.place AS to_place, b.place AS from_place,
        b.keeper_id AS from_id),
    event AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, from_place, from_id, to_place,
        to_id, actor_id, method, remark, at)
      SELECT account_set_id, paper_id, kind, event_count, 'ACCEPTED', from_place, from_id, to_place, ${step.actorId}::uuid,
        ${step.actorId}::uuid, ${step.method}, ${step.remark ?? null}, ${step.now} FROM moved RETURNING 1)
    SELECT count(*)::int AS moved FROM event`
  return rows[0]?.moved ?? 0
}

/**
 * Declines copies that were offered to the actor: they stay where they are and the offer ends. Answers how many.
 * One statement; the caller holds the paper rows.
 */
export function declineCopies(tx: Tx, copies: readonly CopyKey[], step: CustodyStep): Promise<number> {
  return endOffers(tx, copies, step, 'DECLINED')
}

/** Takes back offers that nobody has accepted, of copies the actor keeps. Answers how many. One statement. */
export function takeBackOffer(tx: Tx, copies: readonly CopyKey[], step: CustodyStep): Promise<number> {
  return endOffers(tx, copies, step, 'TAKEN_BACK')
}

async function endOffers(
  tx: Tx,
  copies: readonly CopyKey[],
  step: CustodyStep,
  act: 'DECLINED' | 'TAKEN_BACK',
): Promise<number> {
  const rows = await tx.$queryRaw<{ moved: number }[]>`
    WITH asked AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(copies)}::jsonb)
      AS a("accountSetId" int, "paperId" uuid, kind text)),
    before AS (SELECT c.account_set_id, c.paper_id, c.kind, c.offered_place, c.offered_to_id
      FROM document_copy c JOIN asked a ON a."accountSetId" = c.account_set_id AND a."paperId" = c.paper_id AND a.kind = c.kind
      WHERE c.offered_place IS NOT NULL AND CASE WHEN ${act} = 'TAKEN_BACK' THEN c.keeper_id = ${step.actorId}::uuid
        ELSE c.offered_to_id = ${step.actorId}::uuid
          OR (c.offered_to_id IS NULL AND c.offered_place = ANY(${[...(step.openPlaces ?? [])]}::text[])) END
      ORDER BY c.account_set_id, c.paper_id, c.kind FOR UPDATE OF c),
    moved AS (UPDATE document_copy c SET offered_place = NULL, offered_to_id = NULL, offered_by_id = NULL, offered_at = NULL,
        event_count = c.event_count + 1
      FROM before b WHERE c.account_set_id = b.account_set_id AND c.paper_id = b.paper_id AND c.kind = b.kind
      RETURNING c.account_set_id, c.paper_id, c.kind, c.event_count, c.place, c.keeper_id, b.offered_place, b.offered_to_id),
    event AS (INSERT INTO custody_event (account_set_id, paper_id, copy_kind, sequence, act, from_place, from_id, to_place,
        to_id, actor_id, method, remark, at)
      SELECT account_set_id, paper_id, kind, event_count, ${act}, offered_place, offered_to_id, place, keeper_id,
        ${step.actorId}::uuid, ${step.method}, ${step.remark ?? null}, ${step.now} FROM moved RETURNING 1)
    SELECT count(*)::int AS moved FROM event`
  return rows[0]?.moved ?? 0
}
