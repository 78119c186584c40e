import type { CodeSlot } from '#lib/codes/policy.ts'
import type { Database } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A code that stands somewhere: a bottle by itself, or a case with those of its bottles that still stand in it. */
export type ShelfCode = {
  productId: string
  code: string
  isCase: boolean
  bottles: string[]
  isOpened: boolean
}

type Place = { cases: { code: string; bottles: string[] }[]; loose: string[] }

/** Codes to take from, each once. A case is opened when a bottle is wanted and none stands loose. */
export class Shelf {
  readonly #places = new Map<string, Place>()

  constructor(codes: readonly ShelfCode[]) {
    for (const { productId, code, isCase, bottles, isOpened } of codes) {
      const place = this.#places.get(productId) ?? { cases: [], loose: [] }
      this.#places.set(productId, place)
      if (!isCase) place.loose.push(code)
      else if (isOpened) place.loose.push(...bottles)
      else place.cases.push({ code, bottles })
    }
  }

  /** The next code of a full case or of a bottle of this product; null when there is none. */
  take(productId: string, slot: CodeSlot): string | null {
    const place = this.#places.get(productId)
    if (place === undefined) return null
    if (slot === 'CASE') return place.cases.shift()?.code ?? null
    if (place.loose.length === 0) place.loose.push(...(place.cases.shift()?.bottles ?? []))
    return place.loose.shift() ?? null
  }
}

/** What stands in a warehouse. */
export async function shelfOf(
  db: Database,
  accountSetId: number,
  warehouseId: string,
  productIds: readonly string[],
): Promise<Shelf> {
  const where = Prisma.sql`h.warehouse_id = ${warehouseId}::uuid AND h.product_id = ANY(${[...productIds]}::uuid[])`
  return new Shelf(await readCodes(db, accountSetId, where))
}

/** What left with a note and is still out. */
export async function soldShelf(
  db: Database,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<Shelf> {
  return new Shelf(await readCodes(db, accountSetId, Prisma.sql`h.paper_id = ANY(${[...paperIds]}::uuid[])`))
}

function readCodes(db: Database, accountSetId: number, where: Prisma.Sql): Promise<ShelfCode[]> {
  return db.$queryRaw<ShelfCode[]>`
    SELECT h.product_id AS "productId", h.code, h.kind <> 'BOTTLE' AS "isCase",
      coalesce(array_agg(a.code ORDER BY a.code) FILTER (WHERE a.code IS NOT NULL AND b.code IS NULL), '{}') AS bottles,
      bool_or(b.code IS NOT NULL) AS "isOpened"
    FROM code_holding h
    LEFT JOIN code_aggregation a ON a.account_set_id = h.account_set_id AND a.case_code = h.code
    LEFT JOIN code_holding b ON b.account_set_id = a.account_set_id AND b.code = a.code
    WHERE h.account_set_id = ${accountSetId} AND ${where}
    GROUP BY h.product_id, h.code, h.kind ORDER BY h.code`
}
