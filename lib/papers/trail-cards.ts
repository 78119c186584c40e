import type { Canonical } from '#lib/kernel/canonical.ts'
import { type CopyKind, isCopyKind } from '#lib/papers/copy-kinds.ts'
import type { SignatureFinding } from '#lib/papers/signing.ts'
import { strokeOf } from '#lib/papers/strokes.ts'
import type { CodeRow, CopyRow, EventRow, SignatureRow } from '#lib/papers/trail-queries.ts'

/*
 * What every paper has beside what it says, as the cards of its page show it: plain texts, figures and hashes.
 */

const DAY = 86_400_000
const FRAGMENT = 8

/** How many whole days an offer has been waiting. */
export function daysSince(iso: string | null, now: Date): number {
  return iso === null ? 0 : Math.max(0, Math.floor((now.getTime() - new Date(iso).getTime()) / DAY))
}

/** The copies with where each is and how long an offer has waited. */
export function copyCards(copies: readonly CopyRow[], now: Date) {
  return copies.map((copy) => ({
    kind: copy.kind,
    place: copy.place,
    keeperName: copy.keeperName,
    sinceAt: copy.sinceAt,
    offeredPlace: copy.offeredPlace,
    offeredToName: copy.offeredToName,
    offeredDays: daysSince(copy.offeredAt, now),
    isSigned: copy.signedAt !== null,
    isStamped: copy.stampedAt !== null,
    printCount: copy.printCount,
  }))
}

/** The signatures with what checking them just now found. */
export function signatureCards(signatures: readonly (SignatureRow & { finding: SignatureFinding })[]) {
  return signatures.map(({ statement, finding, hash, stroke }) => ({
    slot: statement.slot,
    name: statement.signerName,
    at: statement.signedAt,
    method: statement.method,
    finding,
    fragment: hash.slice(0, FRAGMENT),
    stroke: stroke && strokeOf(stroke.mediaType, Buffer.from(stroke.base64, 'base64')),
  }))
}

/** The codes on the stub by line; lines without any are left out. */
export function codesByLine(
  lines: readonly { lineNo: number; productName: string }[],
  codes: readonly CodeRow[],
): { lineNo: number; productName: string; codes: CodeRow[] }[] {
  return lines.flatMap(({ lineNo, productName }) => {
    const own = codes.filter((code) => code.lineNo === lineNo)
    return own.length === 0 ? [] : [{ lineNo, productName, codes: own }]
  })
}

/** An event of the chain with the plain words its sentence may need. */
export type EventLine = {
  sequence: number
  command: string
  actorName: string
  at: string
  words: Record<string, string | number>
  copies: CopyKind[]
}

/** The chain as lines; only words that stand in the sentences leave the server, never figures of money. */
export function eventLines(events: readonly EventRow[]): EventLine[] {
  return events.map(({ sequence, command, actorName, payload, at }) => {
    const said: Record<string, Canonical | undefined> = isRecord(payload) ? payload : {}
    const copies = Array.isArray(said['copies']) ? said['copies'] : []
    return {
      sequence,
      command,
      actorName,
      at,
      words: Object.fromEntries(WORDS.map((word) => [word, plain(said[word])])),
      copies: copies.flatMap((kind) => (typeof kind === 'string' && isCopyKind(kind) ? [kind] : [])),
    }
  })
}

const WORDS = [
  'number',
  'lineCount',
  'to',
  'slot',
  'method',
  'driver',
  'outcome',
  'postingDate',
  'reason',
  'remark',
  'decision',
  'purpose',
  'receipt',
  'copy',
  'statement',
  'ruling',
] as const

function plain(value: Canonical | undefined): string | number {
  return typeof value === 'number' || typeof value === 'string' ? value : ''
}

function isRecord(value: Canonical): value is { readonly [key: string]: Canonical | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
