import type { Checklist } from '#lib/kernel/gate.ts'

/** Plain values that a sentence may need: decimal strings, numbers, names, dates as text. */
export type Params = Readonly<Record<string, string | number | boolean | null>>

/**
 * A command that decided not to act. `code` picks the sentence; `checklist` is the whole gate where one refused, `papers`
 * each paper with its own where several were.
 */
export type Refusal = {
  code: string
  params: Params
  checklist?: Checklist
  papers?: readonly RefusedPaper[]
}

/** One of several papers that were refused, with its gate. */
export type RefusedPaper = { paperId: string; number: string; checklist: Checklist }

/**
 * What every write answers. `invalid` maps a field path to a code; `stale` says who was there first;
 * a fault carries nothing but the id under which the log has the rest.
 */
export type ActionResult<T> =
  | { status: 'done'; value: T; isReplay?: boolean }
  | { status: 'refused'; refusal: Refusal }
  | { status: 'invalid'; fields: Readonly<Record<string, string>> }
  | { status: 'stale'; by?: string; at?: string }
  | { status: 'signedOut' }
  | { status: 'fault'; requestId: string }

export function done<T>(value: T): ActionResult<T> {
  return { status: 'done', value }
}

/** Marks a place that the types say cannot be reached. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`)
}
