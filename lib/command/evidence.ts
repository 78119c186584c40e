import { type Actor, actorSnapshot } from '#lib/auth/actor.ts'
import type { DeskEventDraft, PaperEventDraft } from '#lib/command/define-command.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import { type Canonical, canonicalJson } from '#lib/kernel/canonical.ts'
import type { Params } from '#lib/kernel/result.ts'

export type EvidenceHeader = { actor: Actor; command: string; at: Date; requestId: string }

/** The canonical text that an event's hash covers, besides the hash before it. */
export function eventBody(
  header: { actor: Canonical; command: string; at: string; requestId: string },
  paperId: string,
  payload: Canonical,
): string {
  return canonicalJson({ ...header, paperId, payload })
}

/**
 * The last statement before commit: appends each event to its paper's chain (the paper row is locked by the
 * update), appends desk events, and keeps the command's answer for a replay. A paper has at most one event
 * per command.
 */
export async function writeEvidence(
  tx: Tx,
  header: EvidenceHeader,
  events: readonly PaperEventDraft[],
  deskEvents: readonly DeskEventDraft[],
  receipt: { actorId: string; key: string; result: string } | null,
): Promise<void> {
  const at = header.at.toISOString()
  const actor = actorSnapshot(header.actor)
  const drafts = events.map((event) => ({
    accountSetId: event.accountSetId,
    paperId: event.paperId,
    payload: canonicalJson(event.payload),
    body: eventBody(
      { actor, command: header.command, at, requestId: header.requestId },
      event.paperId,
      event.payload,
    ),
  }))
  const desk = deskEvents.map((event) => ({ ...event, payload: canonicalJson(event.payload) }))
  const written = await tx.$queryRaw<{ papers: number }[]>`
    WITH draft AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb)
        AS d("accountSetId" int, "paperId" uuid, payload text, body text)
    ), before AS (
      SELECT p.account_set_id, p.id, p.chain_hash, p.event_count, d.payload, d.body
      FROM paper p JOIN draft d ON d."accountSetId" = p.account_set_id AND d."paperId" = p.id
      ORDER BY p.id FOR UPDATE OF p
    ), chained AS (
      UPDATE paper p SET event_count = b.event_count + 1,
        chain_hash = sha256(b.chain_hash || convert_to(b.body, 'UTF8'))
      FROM before b WHERE p.account_set_id = b.account_set_id AND p.id = b.id
      RETURNING p.account_set_id, p.id, p.event_count, b.chain_hash AS previous_hash, p.chain_hash, b.payload
    ), event AS (
      INSERT INTO paper_event (account_set_id, paper_id, sequence, command, actor, payload, at, request_id, previous_hash, hash)
      SELECT account_set_id, id, event_count, ${header.command}, ${JSON.stringify(actor)}::jsonb, payload::jsonb,
        ${at}::timestamptz, ${header.requestId}, previous_hash, chain_hash
      FROM chained RETURNING 1
    ), desk AS (
      INSERT INTO desk_event (account_set_id, subject, subject_id, command, actor, payload, at, request_id)
      SELECT d."accountSetId", d.subject, d."subjectId", ${header.command}, ${JSON.stringify(actor)}::jsonb,
        d.payload::jsonb, ${at}::timestamptz, ${header.requestId}
      FROM jsonb_to_recordset(${JSON.stringify(desk)}::jsonb)
        AS d("accountSetId" int, subject text, "subjectId" text, payload text)
    ), answer AS (
      UPDATE command_receipt SET result = ${receipt?.result ?? null}::jsonb
      WHERE actor_id = ${receipt?.actorId ?? null}::uuid AND key = ${receipt?.key ?? null}
    )
    SELECT count(*)::int AS papers FROM event`
  if (written[0]?.papers !== events.length)
    throw new Error(`evidence: ${written[0]?.papers} of ${events.length} events were chained`)
}

/** Leaves a row for a refused act. Never fails the answer: the refusal itself stands. */
export async function recordRefusal(
  db: Database,
  header: { actorId: string | null; command: string; requestId: string },
  code: string,
  params: Params,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO refusal (actor_id, command, code, params, request_id)
    VALUES (${header.actorId}::uuid, ${header.command}, ${code}, ${JSON.stringify(params)}::jsonb, ${header.requestId})`
}
