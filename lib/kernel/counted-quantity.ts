import { parseQuantity, type ProductUnit } from '#lib/kernel/quantity.ts'

/** A counted quantity in 1/1000 base units, nothing included: `2箱3瓶`, `15`, `0`. Else the code of what is wrong. */
export function readCount(
  typed: string,
  units: readonly ProductUnit[],
): { ok: true; qtyE3: bigint } | { ok: false; code: string } {
  const parsed = parseQuantity(typed, units)
  if (parsed.ok) return parsed
  return parsed.code === 'zero' ? { ok: true, qtyE3: 0n } : parsed
}
