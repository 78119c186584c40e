import { type Actor, actorSnapshot } from '#lib/auth/actor.ts'
import type { DeskEventDraft, PaperEventDraft } from '#lib/command/define-command.ts'
import type { Database, Tx } from '#lib/db/client.ts'
import { type Canonical, canonicalJson } from '#lib/kernel/canonical.ts'
import type { Params } from '#lib/kernel/result.ts'
import { Prisma } from '#prisma/generated/client.ts'

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
 * per command. A `write` is done first, in the same statement: false, and nothing is chained, when it found no row.
 */
export async function writeEvidence(
  tx: Tx,
  header: EvidenceHeader,
  events: readonly PaperEventDraft[],
  deskEvents: readonly DeskEventDraft[],
  receipt: { actorId: string; key: string; result: string } | null,
  write: Prisma.Sql = Prisma.sql`true`,
): Promise<boolean> {
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
  const document = { ...header, at, actor, events: drafts, deskEvents: desk, receipt }
  const written = await tx.$queryRaw<{ papers: number | null }[]>`
    SELECT CASE WHEN ${write} THEN write_evidence(${JSON.stringify(document)}::jsonb) END AS papers`
  const papers = written[0]?.papers ?? null
  if (papers !== null && papers !== events.length)
    throw new Error(`evidence: ${papers} of ${events.length} events were chained`)
  return papers !== null
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
