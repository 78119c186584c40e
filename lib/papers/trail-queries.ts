import type { Reader } from '#lib/db/client.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'
import type { StubCode } from '#lib/papers/codes-hash.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { SignedStatement } from '#lib/papers/signature-hash.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type CopyRow = {
  kind: CopyKind
  place: CopyPlace
  keeperId: string | null
  keeperName: string | null
  sinceAt: string
  offeredPlace: CopyPlace | null
  offeredToId: string | null
  offeredToName: string | null
  offeredAt: string | null
  token: string
  signedAt: string | null
  stampedAt: string | null
  printCount: number
}

/** One step of a copy's way. */
export type CustodyEventRow = {
  kind: CopyKind
  sequence: number
  act: string
  fromPlace: CopyPlace | null
  fromName: string | null
  toPlace: CopyPlace
  toName: string | null
  actorName: string
  method: string
  remark: string | null
  at: string
}

export type SignatureRow = {
  statement: SignedStatement
  hash: string
  stroke: { mediaType: string; base64: string } | null
}

export type CodeRow = StubCode & {
  sequence: number
  isDamaged: boolean
  reason: string
  releasedFor: string | null
}

export type IncidentRow = {
  id: string
  copy: CopyKind
  kind: string
  statement: string
  authorId: string
  authorName: string
  writtenAt: string
  ruling: 'ACCEPTED' | 'REJECTED' | null
  ruledByName: string | null
  ruledAt: string | null
  rulingRemark: string | null
}

export type PictureRow = { hash: string; purpose: string; byName: string; at: string }

export type VoidRow = {
  reason: string
  byId: string
  byName: string
  at: string
  decision: 'APPROVED' | 'REFUSED' | null
  decidedByName: string | null
  decidedAt: string | null
  remark: string | null
}

export type EventRow = {
  sequence: number
  command: string
  actorName: string
  payload: Canonical
  at: string
  hash: string
}

/** Everything a paper has beside what it says: copies, their way, signatures, codes, incidents, void, events. */
export type PaperTrail = {
  copies: CopyRow[]
  way: CustodyEventRow[]
  signatures: SignatureRow[]
  codes: CodeRow[]
  incidents: IncidentRow[]
  pictures: PictureRow[]
  voidRecord: VoidRow | null
  events: EventRow[]
}

/** The chain is shown whole up to here; a paper of many hand-overs and codes keeps its last events. */
const MOST_EVENTS = 500

/**
 * What the desk keeps of a paper beside its content, in one statement. The paper itself was read within scope. `more` are
 * further columns over `k` (`s` the account set, `p` the paper), each ending in a comma.
 */
export async function readPaperTrail<More extends object = object>(
  reader: Reader,
  { accountSetId, paperId }: PaperKey,
  more: Prisma.Sql = Prisma.empty,
): Promise<PaperTrail & More> {
  const rows = await reader.$queryRaw<(PaperTrail & More)[]>`
    WITH k AS (SELECT ${accountSetId}::int AS s, ${paperId}::uuid AS p)
    SELECT ${more}
      (SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'place', c.place, 'keeperId', c.keeper_id, 'keeperName', u.display_name,
         'sinceAt', c.since_at, 'offeredPlace', c.offered_place, 'offeredToId', c.offered_to_id, 'offeredToName', o.display_name,
         'offeredAt', c.offered_at, 'token', c.token, 'signedAt', c.signed_at, 'stampedAt', c.stamped_at, 'printCount', c.print_count))
       FROM document_copy c JOIN k ON c.account_set_id = k.s AND c.paper_id = k.p
       LEFT JOIN app_user u ON u.id = c.keeper_id LEFT JOIN app_user o ON o.id = c.offered_to_id) AS copies,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.copy_kind, 'sequence', e.sequence, 'act', e.act, 'fromPlace', e.from_place,
         'fromName', f.display_name, 'toPlace', e.to_place, 'toName', t.display_name, 'actorName', a.display_name,
         'method', e.method, 'remark', e.remark, 'at', e.at) ORDER BY e.copy_kind, e.sequence), '[]')
       FROM custody_event e JOIN k ON e.account_set_id = k.s AND e.paper_id = k.p JOIN app_user a ON a.id = e.actor_id
       LEFT JOIN app_user f ON f.id = e.from_id LEFT JOIN app_user t ON t.id = e.to_id) AS way,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('hash', encode(g.hash, 'hex'), 'statement', jsonb_build_object(
         'accountSetId', g.account_set_id, 'paperId', g.paper_id, 'slot', g.slot, 'signerId', g.signer_id, 'signerName', g.signer_name,
         'contentHash', encode(g.content_hash, 'hex'), 'codesHash', encode(g.codes_hash, 'hex'), 'method', g.method,
         'signedAt', to_char(g.signed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'strokeHash', encode(g.stroke_hash, 'hex')),
         'stroke', (SELECT jsonb_build_object('mediaType', m.media_type, 'base64', encode(m.bytes, 'base64')) FROM attachment m
           WHERE m.account_set_id = g.account_set_id AND m.hash = g.stroke_hash AND g.method <> 'SIGNED_COPY')) ORDER BY g.signed_at), '[]')
       FROM signature g JOIN k ON g.account_set_id = k.s AND g.paper_id = k.p) AS signatures,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', q.sequence, 'lineNo', q.line_no, 'kind', q.kind, 'code', q.code, 'isDamaged', q.is_damaged,
         'reason', q.reason, 'releasedFor', r.cause) ORDER BY q.line_no, q.sequence), '[]')
       FROM code_capture q JOIN k ON q.account_set_id = k.s AND q.paper_id = k.p
       LEFT JOIN code_release r ON r.account_set_id = q.account_set_id AND r.paper_id = q.paper_id AND r.sequence = q.sequence
       WHERE r.cause IS DISTINCT FROM 'REMOVED') AS codes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'copy', i.copy_kind, 'kind', i.kind, 'statement', i.statement,
         'authorId', i.author_id, 'authorName', a.display_name, 'writtenAt', i.written_at, 'ruling', i.ruling,
         'ruledByName', b.display_name, 'ruledAt', i.ruled_at, 'rulingRemark', i.ruling_remark) ORDER BY i.written_at, i.id), '[]')
       FROM incident_statement i JOIN k ON i.account_set_id = k.s AND i.paper_id = k.p
       JOIN app_user a ON a.id = i.author_id LEFT JOIN app_user b ON b.id = i.ruled_by_id) AS incidents,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('hash', encode(x.hash, 'hex'), 'purpose', x.purpose, 'byName', a.display_name,
         'at', x.created_at) ORDER BY x.created_at, x.hash), '[]')
       FROM paper_attachment x JOIN k ON x.account_set_id = k.s AND x.paper_id = k.p JOIN app_user a ON a.id = x.created_by_id) AS pictures,
      (SELECT jsonb_build_object('reason', v.reason, 'byId', v.requested_by_id, 'byName', a.display_name, 'at', v.requested_at,
         'decision', v.decision, 'decidedByName', b.display_name, 'decidedAt', v.decided_at, 'remark', v.decision_remark)
       FROM void_record v JOIN k ON v.account_set_id = k.s AND v.paper_id = k.p
       JOIN app_user a ON a.id = v.requested_by_id LEFT JOIN app_user b ON b.id = v.decided_by_id) AS "voidRecord",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('sequence', e.sequence, 'command', e.command, 'actorName', e.actor->>'name',
         'payload', e.payload, 'at', e.at, 'hash', encode(e.hash, 'hex')) ORDER BY e.sequence), '[]')
       FROM (SELECT v.* FROM paper_event v JOIN k ON v.account_set_id = k.s AND v.paper_id = k.p
         ORDER BY v.sequence DESC LIMIT ${MOST_EVENTS}) e) AS events
    FROM k`
  const row = rows[0]
  if (!row) throw new Error('a statement over one row answers one row')
  return row
}
