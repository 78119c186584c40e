import type { Person } from '#lib/auth/actor.ts'
import { noteProducts } from '#lib/domain/delivery-notes/issue-queries.ts'
import { stockMovements } from '#lib/domain/stock/queries-card.ts'
import { traceCode } from '#lib/domain/tracing/queries.ts'
import { today } from '#lib/kernel/clock.ts'
import type { BenchDesk } from '#tests/bench/bench-desk.ts'
import type { GoodsPeople } from '#tests/bench/goods-desk.ts'
import type { Volume } from '#tests/bench/goods-volume.ts'
import { any, below, compare, type Reading } from '#tests/bench/reading.ts'

const KEYS = 300
const NOTE_LINES = 10
const CARD_PAGE = 51

type Company = Pick<BenchDesk, 'desk' | 'books'> & { db: BenchDesk['db'] }

/** What each page's question costs beside one look-up by an index that answers the rows of its key, by the same client. */
export async function readGoodsPages(
  company: Company,
  people: GoodsPeople,
  volume: Volume,
): Promise<Reading[]> {
  const { db, books, desk } = company
  const [set, east] = [books.mainSetId, books.eastWarehouseId]
  const productIds = await db.product.findMany({ select: { id: true } })
  const customers = await db.customer.findMany({ where: { accountSetId: set }, select: { id: true } })
  const anyProduct = (): string => any(productIds).id
  const trace = (name: string, person: Person) =>
    compare(name, KEYS, () => {
      const code = anyCode(volume)
      return [() => traceCode(db, person, code), () => rawCode(db, set, code)]
    })
  const card = (name: string, warehouseId: string | null) =>
    compare(name, KEYS, () => {
      const productId = anyProduct()
      const wish = { accountSetId: set, productId, warehouseId, key: null }
      return [
        () => stockMovements(db, people.clerk, wish),
        () => db.$queryRaw`SELECT * FROM stock_entry WHERE account_set_id = ${set} AND product_id = ${productId}::uuid
          AND warehouse_id = ${east}::uuid ORDER BY id DESC LIMIT ${CARD_PAGE}`,
      ]
    })
  return [
    await trace('trace-code', people.clerk),
    await trace('trace-code-by-keeper', people.keeper),
    await card('stock-card', null),
    await card('stock-card-of-one-store', east),
    await compare('note-availability', KEYS, () => {
      const ids = Array.from({ length: NOTE_LINES }, anyProduct)
      const scope = {
        ...{ person: people.clerk, accountSetId: set, warehouseId: east },
        businessDate: today(desk.clock),
      }
      const customerId = any(customers).id
      return [
        () => noteProducts(db, { ...scope, customerId }, ids),
        () => db.$queryRaw`SELECT * FROM stock_balance WHERE account_set_id = ${set} AND warehouse_id = ${east}::uuid
          AND product_id = ANY(${ids}::uuid[])`,
      ]
    }),
  ]
}

/** A bottle that stands in its case has a row of its own only among what cases hold. */
function rawCode(db: BenchDesk['db'], set: number, code: string): Promise<unknown> {
  return code.startsWith('BENCHBOTTLE')
    ? db.$queryRaw`SELECT * FROM code_aggregation WHERE account_set_id = ${set} AND code = ${code}`
    : db.$queryRaw`SELECT * FROM code_capture WHERE account_set_id = ${set} AND code = ${code}`
}

/** Any code that was made, each as likely as the other. */
function anyCode({ lots, cases, captured }: Volume): string {
  const lot = below(lots)
  const place = below(cases * 13 + captured - cases)
  const serial = (nth: number): string => String(lot * captured + nth).padStart(10, '0')
  if (place < cases) return `BENCHCASE${serial(place)}`
  if (place < captured) return `BENCHLOOSE${serial(place)}`
  return `BENCHBOTTLE${serial(below(cases))}${String(below(12)).padStart(2, '0')}`
}
