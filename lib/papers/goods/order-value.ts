import { divideRounded } from '#lib/kernel/money.ts'

/**
 * A share of a frozen amount by quantity: rounded running totals, so that all shares of a whole line together make it
 * to the fen. More than the whole goes on at the same price.
 */
export function shareFen(totalFen: bigint, wholeE3: bigint, beforeE3: bigint, partE3: bigint): bigint {
  if (wholeE3 === 0n) return 0n
  const upTo = (qtyE3: bigint): bigint => divideRounded(totalFen * qtyE3, wholeE3)
  return upTo(beforeE3 + partE3) - upTo(beforeE3)
}

/**
 * What the next part of a frozen amount is worth, when parts may have been given back in between: up to and with this
 * part the rounded share, less what the parts before were given. Never below zero; with the whole it makes the whole.
 */
export function restFen(
  totalFen: bigint,
  wholeE3: bigint,
  before: { takenE3: bigint; givenFen: bigint },
  partE3: bigint,
): bigint {
  const dueFen = shareFen(totalFen, wholeE3, 0n, before.takenE3 + partE3) - before.givenFen
  return dueFen < 0n ? 0n : dueFen
}
