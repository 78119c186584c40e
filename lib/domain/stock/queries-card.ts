import type { Reader } from '#lib/db/client.ts'
import { quantityText, type StockReader, type StoredUnits } from '#lib/domain/stock/queries.ts'
import { readCounting } from '#lib/papers/goods/counting-queries.ts'
import { formatFenPlain } from '#lib/kernel/money.ts'
import { formatQtyPlain } from '#lib/kernel/quantity.ts'

/** One entry of a product's stock card, newest first. */
export type StockMovementRow = {
  id: string
  businessDate: string
  recordedAt: string
  recordedByName: string
  warehouseName: string
  fromPlace: string
  toPlace: string
  /** Below zero when goods left the warehouse. */
  quantity: string
  quantityText: string
  /** What stood there once this entry was made, as people say it. */
  balanceText: string
  value: string | null
  paperId: string | null
  paperNumber: string | null
  paperKind: string | null
}

export type StockMovements = {
  productId: string
  code: string
  name: string
  specification: string
  baseUnit: string
  /** Where the product has ever stood, stores first. */
  warehouses: { id: string; name: string }[]
  /** The reader counts it here or somewhere else that is asked for: nothing is told until the count is signed (R19). */
  isCounted: boolean
  movements: StockMovementRow[]
  nextKey: string | null
}

/** Where a page of the card goes on: below this entry, on which this much stood. */
export type CardKey = { beforeId: bigint; balanceE3: bigint }

type StoredMovement = Omit<StockMovementRow, 'quantity' | 'quantityText' | 'balanceText' | 'value'> & {
  qtyE3: string
  valueFen: string
}

type StoredMovements = Omit<StockMovements, 'movements' | 'nextKey' | 'isCounted'> & {
  units: StoredUnits
  onHandE3: string
  entries: StoredMovement[]
}

const PAGE = 50

/** Reads the key of a further page from an address; null for the first page and for what is none. */
export function cardKeyOf(typed: string): CardKey | null {
  const [, id, balance] = /^(\d{1,18})~(-?\d{1,18})$/.exec(typed) ?? []
  return id === undefined || balance === undefined
    ? null
    : { beforeId: BigInt(id), balanceE3: BigInt(balance) }
}

/**
 * 库存卡: what happened to a product's stock in an account set, in one warehouse or all, newest first, each entry with
 * what stood there after it. A page by key: the balance travels with the key, so that no page adds up what came before
 * it. One statement, a function whose plans PostgreSQL keeps; for a keeper another.
 */
export async function stockMovements(
  reader: Reader,
  actor: StockReader,
  wish: { accountSetId: number; productId: string; warehouseId: string | null; key: CardKey | null },
): Promise<StockMovements | null> {
  if (!actor.accountSetIds.includes(wish.accountSetId)) return null
  const { accountSetId, productId, warehouseId, key } = wish
  const rows = await reader.$queryRaw<{ card: StoredMovements | null }[]>`
    SELECT product_card(${accountSetId}::int, ${productId}::uuid, ${warehouseId}::uuid, ${key?.beforeId ?? null}::bigint,
      ${PAGE + 1}) AS card`
  const card = rows[0]?.card
  if (!card) return null
  const { units, entries, onHandE3, ...product } = card
  if ((await readCounting(reader, actor)).hides(productId, warehouseId))
    return { ...product, isCounted: true, movements: [], nextKey: null }
  const hasCost = actor.permissions.has('stock.seeCost')
  let balanceE3 = key?.balanceE3 ?? BigInt(onHandE3)
  const movements = entries.slice(0, PAGE).map(({ qtyE3, valueFen, ...movement }) => {
    const balanceText = quantityText(balanceE3, units)
    balanceE3 -= BigInt(qtyE3)
    return {
      ...movement,
      quantity: formatQtyPlain(BigInt(qtyE3)),
      quantityText: quantityText(BigInt(qtyE3), units),
      balanceText,
      value: hasCost ? formatFenPlain(BigInt(valueFen)) : null,
    }
  })
  const last = movements.at(-1)
  return {
    ...product,
    isCounted: false,
    movements,
    nextKey: entries.length > PAGE && last ? `${last.id}~${balanceE3}` : null,
  }
}
