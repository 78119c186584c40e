import { eventBody } from '#lib/command/evidence.ts'
import type { Check, Disagreement } from '#lib/domain/audit-trail/finding.ts'
import { merkleRoot, sealHash } from '#lib/domain/audit-trail/merkle.ts'
import type { Reader } from '#lib/db/client.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'
import { createHash } from 'node:crypto'
import type { PaperKind } from '#lib/kernel/paper-number.ts'
import { chainStart } from '#lib/papers/paper.ts'

type PaperRow = {
  accountSetId: number
  id: string
  kind: PaperKind
  number: string
  contentHash: Uint8Array
  chainHash: Uint8Array
  eventCount: number
}
type EventRow = {
  accountSetId: number
  paperId: string
  sequence: number
  command: string
  actor: Canonical
  payload: Canonical
  at: Date
  requestId: string
  previousHash: Uint8Array
  hash: Uint8Array
}

const PAPERS_AT_ONCE = 2000

/** I5: every event follows from the one before it, from the paper's first link to its last. */
export const chains: Check = {
  name: 'I5 chains of evidence',
  run: async (reader) => {
    const found: Disagreement[] = []
    let after: { accountSetId: number; id: string } = {
      accountSetId: 0,
      id: '00000000-0000-0000-0000-000000000000',
    }
    for (;;) {
      const papers = await readPapers(reader, after)
      const last = papers.at(-1)
      if (!last || found.length > 0) return found.slice(0, 5)
      const events = await readEvents(reader, papers)
      for (const paper of papers) {
        const broken = brokenLink(paper, events.get(`${paper.accountSetId}/${paper.id}`) ?? [])
        if (broken) found.push({ check: chains.name, subject: paper.number, ...broken })
      }
      after = last
    }
  },
}

function brokenLink(
  paper: PaperRow,
  events: readonly EventRow[],
): { sequence: number; detail: string } | null {
  let hash: Uint8Array = chainStart({
    ...paper,
    paperId: paper.id,
    contentHash: Buffer.from(paper.contentHash),
  })
  for (const [index, event] of events.entries()) {
    const sequence = index + 1
    if (event.sequence !== sequence) return { sequence, detail: `event ${sequence} is missing` }
    if (Buffer.compare(event.previousHash, hash) !== 0)
      return { sequence, detail: `event ${sequence} does not follow the one before` }
    const body = eventBody(
      { actor: event.actor, command: event.command, at: event.at.toISOString(), requestId: event.requestId },
      event.paperId,
      event.payload,
    )
    hash = createHash('sha256').update(hash).update(body, 'utf8').digest()
    if (Buffer.compare(event.hash, hash) !== 0)
      return { sequence, detail: `event ${sequence} does not say what was hashed` }
  }
  if (events.length !== paper.eventCount || Buffer.compare(paper.chainHash, hash) !== 0)
    return {
      sequence: events.length + 1,
      detail: `the chain ends at ${events.length}, the paper says ${paper.eventCount}`,
    }
  return null
}

async function readPapers(reader: Reader, after: { accountSetId: number; id: string }): Promise<PaperRow[]> {
  return reader.$queryRaw<PaperRow[]>`
    SELECT account_set_id AS "accountSetId", id, kind, number, content_hash AS "contentHash", chain_hash AS "chainHash",
      event_count AS "eventCount" FROM paper WHERE (account_set_id, id) > (${after.accountSetId}, ${after.id}::uuid)
    ORDER BY account_set_id, id LIMIT ${PAPERS_AT_ONCE}`
}

async function readEvents(reader: Reader, papers: readonly PaperRow[]): Promise<Map<string, EventRow[]>> {
  const rows = await reader.$queryRaw<EventRow[]>`
    SELECT account_set_id AS "accountSetId", paper_id AS "paperId", sequence, command, actor, payload, at,
      request_id AS "requestId", previous_hash AS "previousHash", hash
    FROM paper_event WHERE paper_id = ANY(${papers.map((paper) => paper.id)}::uuid[]) ORDER BY paper_id, sequence`
  const byPaper = new Map<string, EventRow[]>()
  for (const row of rows) {
    const key = `${row.accountSetId}/${row.paperId}`
    const list = byPaper.get(key)
    if (list) list.push(row)
    else byPaper.set(key, [row])
  }
  return byPaper
}

type SealRow = {
  accountSetId: number
  sequence: number
  fromPosition: bigint
  toPosition: bigint
  eventCount: number
  merkleRoot: Uint8Array
  previousHash: Uint8Array
  hash: Uint8Array
  sealedAt: Date
}

/** I5: every seal follows from the one before it and its root from the events it covers. */
export const seals: Check = {
  name: 'I5 seals',
  run: async (reader) => {
    const rows = await reader.$queryRaw<SealRow[]>`
      SELECT account_set_id AS "accountSetId", sequence, from_position AS "fromPosition", to_position AS "toPosition",
        event_count AS "eventCount", merkle_root AS "merkleRoot", previous_hash AS "previousHash", hash, sealed_at AS "sealedAt"
      FROM seal ORDER BY account_set_id, sequence`
    const before = new Map<number, SealRow>()
    for (const row of rows) {
      const detail = await brokenSeal(reader, row, before.get(row.accountSetId))
      if (detail !== null)
        return [
          { check: seals.name, subject: `account set ${row.accountSetId}`, sequence: row.sequence, detail },
        ]
      before.set(row.accountSetId, row)
    }
    return []
  },
}

async function brokenSeal(
  reader: Reader,
  seal: SealRow,
  before: SealRow | undefined,
): Promise<string | null> {
  if (seal.sequence !== (before?.sequence ?? 0) + 1) return `seal ${(before?.sequence ?? 0) + 1} is missing`
  if (Buffer.compare(seal.previousHash, before?.hash ?? new Uint8Array()) !== 0)
    return 'does not follow the seal before'
  if (Buffer.compare(seal.hash, sealHash(seal)) !== 0) return 'does not say what was hashed'
  const events = await reader.$queryRaw<{ hash: Uint8Array }[]>`
    SELECT hash FROM paper_event WHERE account_set_id = ${seal.accountSetId}
      AND position > ${before?.toPosition ?? 0n} AND position <= ${seal.toPosition} ORDER BY position`
  if (events.length !== seal.eventCount) return `covers ${seal.eventCount} events, ${events.length} are there`
  const root = merkleRoot(events.map((event) => event.hash))
  return Buffer.compare(root, seal.merkleRoot) === 0 ? null : 'an event under it was changed'
}

/** The head of an account set's seals as printed on the daily report; null before the first seal. */
export async function sealHead(
  reader: Reader,
  accountSetId: number,
): Promise<{ sequence: number; hash: string; sealedAt: string } | null> {
  const rows = await reader.$queryRaw<{ sequence: number; hash: string; sealedAt: Date }[]>`
    SELECT sequence, encode(hash, 'hex') AS hash, sealed_at AS "sealedAt" FROM seal
    WHERE account_set_id = ${accountSetId} ORDER BY sequence DESC LIMIT 1`
  const head = rows[0]
  return head ? { sequence: head.sequence, hash: head.hash, sealedAt: head.sealedAt.toISOString() } : null
}

/** Whether a printed head is still in the chain: what finds a cut tail (F21). */
export async function headStands(
  reader: Reader,
  accountSetId: number,
  printed: { sequence: number; hash: string },
): Promise<boolean> {
  const rows = await reader.$queryRaw<{ hash: string }[]>`
    SELECT encode(hash, 'hex') AS hash FROM seal WHERE account_set_id = ${accountSetId} AND sequence = ${printed.sequence}`
  return rows[0]?.hash === printed.hash
}
