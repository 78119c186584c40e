import { type AskedParams, asked, askedNumber } from '#lib/kernel/address.ts'
import { isId } from '#lib/kernel/ids.ts'

/** What the age of an open note is counted from: the day it falls due, or its own day. */
export const AGE_BASES = ['due', 'business'] as const
export type AgeBasis = (typeof AGE_BASES)[number]

/** What the lines of an ageing stand for. */
export const AGEING_GROUPS = ['customer', 'salesperson', 'channel'] as const
export type AgeingGroup = (typeof AGEING_GROUPS)[number]

/** Whether the customer's signed copy is with accounting (R46). */
export const PROOFS = ['with', 'without'] as const
export type Proof = (typeof PROOFS)[number]

/** Days from `from` to `to`, both included; null where there is no end. Before the due day: `from` null. */
export type Bucket = { from: number | null; to: number | null }

const DEFAULT_EDGES = [30, 60, 90]
const MOST_EDGES = 8
const LONGEST_DAYS = 3650

/** The edges as typed, in days: `30,60,90` in any order, with any separator; null where they are no such thing. */
export function readEdges(typed: string): number[] | null {
  const words = typed.split(/[\s,，、;；]+/).filter((word) => word !== '')
  if (words.length === 0 || words.length > MOST_EDGES) return null
  if (!words.every((word) => /^\d{1,4}$/.test(word))) return null
  const edges = [...new Set(words.map(Number))].toSorted((one, other) => one - other)
  return edges.every((edge) => edge >= 1 && edge <= LONGEST_DAYS) ? edges : null
}

/** The first day of each bucket after the first. By due day the first bucket holds what is not due yet. */
export function thresholdsOf(edges: readonly number[], basis: AgeBasis): number[] {
  const after = edges.map((edge) => edge + 1)
  return basis === 'due' ? [1, ...after] : after
}

/** What each bucket holds, in their order. */
export function bucketsOf(edges: readonly number[], basis: AgeBasis): Bucket[] {
  const starts = thresholdsOf(edges, basis)
  return [null, ...starts].map((from, index) => {
    const next = starts[index]
    return { from: from ?? (basis === 'due' ? null : 0), to: next === undefined ? null : next - 1 }
  })
}

/** What an address asks an ageing for. */
export type AgeingWish = {
  basis: AgeBasis
  edges: number[]
  /** False where the edges were typed and are none; the usual ones then stand. */
  areEdgesRight: boolean
  by: AgeingGroup
  accountSetId: number | null
  salespersonId: string | null
  channel: string | null
  proof: Proof | null
  /** The last line of the page before: its amount in fen, and its key. */
  after: { openFen: bigint; key: string } | null
}

const AFTER = /^(\d{1,15})_([\w-]{0,40})$/
const CHANNEL = /^[A-Z_]{1,30}$/

/** Reads an address; words it does not know are left out. */
export function ageingWish(params: AskedParams): AgeingWish {
  const typed = asked(params, 'edges')
  const edges = typed === '' ? DEFAULT_EDGES : readEdges(typed)
  const salesperson = asked(params, 'salesperson')
  const channel = asked(params, 'channel')
  const [, openFen, key] = AFTER.exec(asked(params, 'after')) ?? []
  return {
    basis: AGE_BASES.find((basis) => basis === asked(params, 'basis')) ?? 'due',
    edges: edges ?? DEFAULT_EDGES,
    areEdgesRight: edges !== null,
    by: AGEING_GROUPS.find((group) => group === asked(params, 'by')) ?? 'customer',
    accountSetId: askedNumber(params, 'set'),
    salespersonId: isId(salesperson) ? salesperson : null,
    channel: CHANNEL.test(channel) ? channel : null,
    proof: PROOFS.find((proof) => proof === asked(params, 'proof')) ?? null,
    after: openFen === undefined || key === undefined ? null : { openFen: BigInt(openFen), key },
  }
}

/** The same as words of an address; what is as usual is left out. */
export function ageingWords(
  wish: Omit<AgeingWish, 'after' | 'areEdgesRight'>,
): Record<string, string | number | null> {
  const edges = wish.edges.join(',')
  return {
    basis: wish.basis === 'due' ? null : wish.basis,
    edges: edges === DEFAULT_EDGES.join(',') ? null : edges,
    by: wish.by === 'customer' ? null : wish.by,
    set: wish.accountSetId,
    salesperson: wish.salespersonId,
    channel: wish.channel,
    proof: wish.proof,
  }
}
