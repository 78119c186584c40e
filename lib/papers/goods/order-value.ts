import { divideRounded } from '#lib/kernel/money.ts'

/**
 * What a part of an order's line is worth without tax, in fen: the line's net shared by quantity, each cumulative
 * share rounded once, so that the parts of a whole line add up to it. More than was ordered goes on at its price.
 */
export function netOfPart(
  line: { qtyE3: bigint; netFen: bigint },
  receivedBeforeE3: bigint,
  qtyE3: bigint,
): bigint {
  const until = (amountE3: bigint): bigint => divideRounded(line.netFen * amountE3, line.qtyE3)
  return until(receivedBeforeE3 + qtyE3) - until(receivedBeforeE3)
}
