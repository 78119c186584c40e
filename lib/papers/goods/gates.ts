import type { Finding } from '#lib/kernel/gate.ts'
import { countGate } from '#lib/papers/goods/count-rules.ts'
import { GOODS_KINDS } from '#lib/papers/goods/kinds.ts'
import { postRules } from '#lib/papers/goods/rules.ts'
import { REVERSE_GOODS_GATE } from '#lib/papers/goods/reverse-rules.ts'
import { verifyGoodsGate } from '#lib/papers/goods/verify-rules.ts'
import { voidGoodsGate } from '#lib/papers/goods/void-rules.ts'
import type { RuleId } from '#lib/regulation/rules.ts'

type ReadGate = { step: string; rules: readonly { id: RuleId; check: (facts: never) => Finding }[] }

/** The gates that goods papers share, each with the rules of every kind. A room's own rules stand in its post gate. */
export const GOODS_GATES: readonly ReadGate[] = [
  { step: 'countGoods', rules: GOODS_KINDS.flatMap((kind) => countGate(kind).rules) },
  { step: 'verifyGoods', rules: GOODS_KINDS.flatMap((kind) => verifyGoodsGate(kind).rules) },
  { step: 'postGoods', rules: GOODS_KINDS.flatMap(postRules) },
  { step: 'voidGoods', rules: GOODS_KINDS.flatMap((kind) => voidGoodsGate(kind).rules) },
  REVERSE_GOODS_GATE,
]
