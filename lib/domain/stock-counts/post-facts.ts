import type { CountedProductLine } from '#lib/domain/stock-counts/differences.ts'
import type { PostCountFacts } from '#lib/domain/stock-counts/rules.ts'
import type { HeldStock } from '#lib/ledger/hold-stock.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { type GoodsFacts, postFacts } from '#lib/papers/goods/rules.ts'

/** What the post gate looks at: the same for the page and for the command. */
export function postCountFacts(
  paper: GoodsPaper,
  lines: readonly CountedProductLine[],
  stock: {
    held: readonly Pick<HeldStock, 'productId' | 'onHandE3' | 'reservedE3'>[]
    holders: ReadonlyMap<string, string[]>
  },
  at: Omit<GoodsFacts, 'paper'>,
): PostCountFacts {
  const losses = lines
    .filter(({ differenceE3 }) => differenceE3 < 0n)
    .map((line) => {
      const standing = stock.held.find(({ productId }) => productId === line.productId)
      const freeE3 = standing ? standing.onHandE3 - standing.reservedE3 : 0n
      return { line, freeE3, holders: stock.holders.get(line.productId) ?? [] }
    })
  return { ...postFacts(paper, at), losses }
}
