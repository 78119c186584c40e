import { parseDecimal, type Parsed, scaleDecimal } from '#lib/kernel/decimal.ts'

/** The notes and coins that cash is counted in, in fen, largest first: 100, 50, 20, 10, 5, 1, 0.5 and 0.1 yuan (R58). */
export const DENOMINATIONS_FEN = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const

/** Nobody counts more pieces of one kind at a desk. */
const MOST_PIECES = 100_000n

/** Why a count of pieces is not one: text, a fraction, less than nothing, or too many. */
export type PiecesRefusal = 'notACount' | 'wholeNumber' | 'negative' | 'tooMany'

/** Reads how many pieces of one denomination lie there; nothing typed is none. */
export function readPieces(typed: string): Parsed<number, PiecesRefusal> {
  if (typed.trim() === '') return { ok: true, value: 0 }
  const decimal = parseDecimal(typed)
  if (!decimal.ok) return { ok: false, code: 'notACount' }
  const pieces = scaleDecimal(decimal.value, 0)
  if (pieces === null) return { ok: false, code: 'wholeNumber' }
  if (pieces < 0n) return { ok: false, code: 'negative' }
  return pieces > MOST_PIECES ? { ok: false, code: 'tooMany' } : { ok: true, value: Number(pieces) }
}

/** What the pieces are worth together, in fen. */
export function countedFen(pieces: readonly number[]): bigint {
  return DENOMINATIONS_FEN.reduce((sum, fen, index) => sum + BigInt(fen) * BigInt(pieces[index] ?? 0), 0n)
}
