import type { Person } from '#lib/auth/actor.ts'
import {
  type CodedPaper,
  type CodedSource,
  type CodeWish,
  holdCodedPaper,
  readCodedPaper,
} from '#lib/codes/coded-paper.ts'
import { refuse } from '#lib/command/define-command.ts'
import type { Reader, Tx } from '#lib/db/client.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import type { GoodsStatus } from '#lib/papers/goods/kinds.ts'
import { withinGoodsScope } from '#lib/papers/goods/scope.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A goods paper as the codes vault needs it. */
export type CodedGoods = CodedPaper<GoodsStatus>

type GoodsWish = CodeWish & { inOwnWarehouse: boolean }

/** Papers without goods in the keeper's hands carry no codes. */
const UNCODED: readonly string[] = ['PURCHASE_ORDER', 'PURCHASE_BILL']

/** Steps in which codes are written on the stub; the keeper's signature ends them. */
const CAPTURING: readonly GoodsStatus[] = ['OPEN', 'COUNTED']

/**
 * Holds a goods paper and reads what its codes hang on. Null outside the person's scope; where `inOwnWarehouse`, also
 * outside the warehouses whose keeper the person is. One statement.
 */
export function holdCodedGoods(
  tx: Tx,
  person: Person,
  key: PaperKey,
  wish: GoodsWish,
): Promise<CodedGoods | null> {
  return holdCodedPaper<GoodsStatus>(tx, sourceFor(person, wish), key, wish)
}

/** The same for looking only: nothing is held. */
export function readCodedGoods(
  reader: Reader,
  person: Person,
  key: PaperKey,
  wish: GoodsWish,
): Promise<CodedGoods | null> {
  return readCodedPaper<GoodsStatus>(reader, sourceFor(person, wish), key, wish)
}

function sourceFor(person: Person, wish: GoodsWish): CodedSource {
  const own = wish.inOwnWarehouse
    ? Prisma.sql`(SELECT coalesce(w.parent_id, w.id) FROM warehouse w WHERE w.id = g.warehouse_id)
        = ANY(${[...person.warehouseIds]}::uuid[])`
    : Prisma.sql`true`
  const within = Prisma.sql`${withinGoodsScope(person)} AND g.kind <> ALL(${[...UNCODED]}::text[]) AND ${own}`
  return { table: 'goods_paper', within }
}

/** Why codes cannot be written on the paper now: it has gone on, or the keeper has signed for them. */
export function notCapturing({ number, status, isSigned }: CodedGoods): { refuse: Refusal } | null {
  if (!CAPTURING.includes(status)) return refuse('goods.wrongStep', { number, status })
  return isSigned ? refuse('code.signed', { number }) : null
}
