import type { CodeTrace } from '#lib/papers/code-trace.ts'

/** What a search for a code comes to. */
export type TraceAnswer =
  | { found: 'codes'; traces: CodeTrace[] }
  | { found: 'barcode'; code: string; products: { id: string; name: string; unit: string }[] }
  | { found: 'malformed'; reason: string; typed: string }
  | { found: 'nothing'; code: string }

/** One code on the stub of a paper. */
export type PaperCode = {
  sequence: number
  lineNo: number
  kind: string
  code: string
  isDamaged: boolean
  bottles: number
  releasedCause: string | null
  /** The count that did not find it since, or the transfer by which it never arrived. */
  lostOn: string | null
}

export type PaperCodes = {
  accountSetId: number
  paperId: string
  kind: string
  number: string
  lines: { lineNo: number; productName: string; codes: number }[]
  codes: PaperCode[]
  /** The sequence after which the next page begins; null on the last one. */
  nextAfter: number | null
}
