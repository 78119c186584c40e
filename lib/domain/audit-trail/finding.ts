import type { Reader } from '#lib/db/client.ts'

/** One thing that does not agree: which check, which paper or row, and what was found. */
export type Disagreement = {
  check: string
  /** Number of the paper, or the row's key where there is none. */
  subject: string
  /** Sequence of the event, line or seal, where one is meant. */
  sequence: number | null
  detail: string
}

/** One promise that is recomputed over the whole desk. Answers the first disagreements, oldest first. */
export type Check = { name: string; run: (reader: Reader) => Promise<Disagreement[]> }

/** A check that is one statement answering subject, sequence and detail of what does not agree. */
export function sqlCheck(
  name: string,
  ask: (reader: Reader) => Promise<{ subject: string; sequence: number | null; detail: string }[]>,
): Check {
  return { name, run: async (reader) => (await ask(reader)).map((row) => ({ check: name, ...row })) }
}
