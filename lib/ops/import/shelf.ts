import type { CodeSlot } from '#lib/codes/policy.ts'
import type { Database } from '#lib/db/client.ts'
import { inPieces } from '#lib/ops/import/lanes.ts'
import type { Prisma } from '#prisma/generated/client.ts'

const KEYS_MOST = 2000

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
  return new Shelf(await readCodes(db, { accountSetId, warehouseId, productId: { in: [...productIds] } }))
}

/** What left with a note and is still out. */
export async function soldShelf(
  db: Database,
  accountSetId: number,
  paperIds: readonly string[],
): Promise<Shelf> {
  return new Shelf(await readCodes(db, { accountSetId, paperId: { in: [...paperIds] } }))
}

/**
 * Codes with the bottles of their cases, in three plain reads: joined in one statement they are planned by statistics that
 * are older than the codes of the morning.
 */
async function readCodes(
  db: Database,
  where: Prisma.CodeHoldingWhereInput & { accountSetId: number },
): Promise<ShelfCode[]> {
  const { accountSetId } = where
  const held = await db.codeHolding.findMany({
    where,
    select: { productId: true, code: true, kind: true },
    orderBy: { code: 'asc' },
  })
  const packed = await inTurn(
    held.flatMap(({ code, kind }) => (kind === 'BOTTLE' ? [] : [code])),
    (caseCodes) =>
      db.codeAggregation.findMany({
        where: { accountSetId, caseCode: { in: caseCodes } },
        select: { code: true, caseCode: true },
        orderBy: { code: 'asc' },
      }),
  )
  const taken = await inTurn(
    packed.map(({ code }) => code),
    (codes) =>
      db.codeHolding.findMany({ where: { accountSetId, code: { in: codes } }, select: { code: true } }),
  )
  const out = new Set(taken.map(({ code }) => code))
  const bottlesOf = Map.groupBy(packed, ({ caseCode }) => caseCode)
  return held.map(({ productId, code, kind }) => {
    const all = (bottlesOf.get(code) ?? []).map((bottle) => bottle.code)
    const bottles = all.filter((bottle) => !out.has(bottle))
    return { productId, code, isCase: kind !== 'BOTTLE', bottles, isOpened: bottles.length < all.length }
  })
}

/** Reads by many keys, so many of them in one statement. */
async function inTurn<Row>(
  keys: readonly string[],
  read: (keys: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const piece of inPieces(keys, KEYS_MOST)) rows.push(...(await read(piece)))
  return rows
}
