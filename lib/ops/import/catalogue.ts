import { createProduct } from '#lib/domain/products/commands/create.ts'
import { setListPrice } from '#lib/domain/prices/commands/set-list-price.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import { formatUnitPricePlain } from '#lib/kernel/money.ts'
import type { ProductUnit } from '#lib/kernel/quantity.ts'
import type { IowaInvoice, IowaItem } from '#lib/ops/import/iowa-file.ts'
import { barcodesOf, inHouseBarcode, type IowaBarcodes } from '#lib/ops/import/iowa-goods.ts'
import { inLanes } from '#lib/ops/import/lanes.ts'
import { deskAt, perform } from '#lib/ops/import/perform.ts'
import { LANES, type Scene } from '#lib/ops/import/scene.ts'
import { MORNING } from '#lib/ops/import/timetable.ts'

/** An item of the file as the desk knows it. */
export type Goods = { id: string; units: ProductUnit[]; bottleGtin: string; caseGtin: string }

/** Goods by item number. */
export type Catalogue = ReadonlyMap<string, Goods>

/** What became of the file's barcodes. */
export type BarcodeCount = { kept: number; wrong: number; taken: number }

/** Items of the invoices, each once, in the order of the file. */
export function itemsOf(invoices: readonly IowaInvoice[]): IowaItem[] {
  const items = new Map(
    invoices.flatMap((invoice) => invoice.lines.map((line) => [line.item.number, line.item])),
  )
  return [...items.values()]
}

/**
 * Brings the items of a day on file: products that are missing are added by the administrative staff, and those
 * without a list price get the file's from that day on, set by the sales manager.
 */
export async function stockCatalogue(
  scene: Scene,
  date: BusinessDate,
  items: readonly IowaItem[],
): Promise<Catalogue> {
  const known = await readCatalogue(scene, items)
  await addProducts(
    scene,
    date,
    items.filter((item) => !known.has(item.number)),
  )
  const catalogue = await readCatalogue(scene, items)
  await setListPrices(scene, date, items, catalogue)
  return catalogue
}

async function readCatalogue(scene: Scene, items: readonly IowaItem[]): Promise<Catalogue> {
  const codes = new Map(items.map((item) => [scene.source.deskCode(item.number), item.number]))
  const products = await scene.db.product.findMany({
    where: { code: { in: [...codes.keys()] } },
    include: { units: { orderBy: { factorE3: 'asc' } } },
  })
  return new Map(
    products.map((product) => {
      const gtinOf = (isCase: boolean): string =>
        product.units.find((unit) => unit.factorE3 > 1000n === isCase)?.gtin ?? ''
      const units = product.units.map(({ unit, factorE3 }) => ({ unit, factorE3 }))
      const goods = { id: product.id, units, bottleGtin: gtinOf(false), caseGtin: gtinOf(true) }
      return [codes.get(product.code) ?? '', goods]
    }),
  )
}

async function addProducts(scene: Scene, date: BusinessDate, items: readonly IowaItem[]): Promise<void> {
  if (items.length === 0) return
  const { adminStaff } = await scene.crew.atWork()
  const desk = deskAt(scene.base, date, MORNING)
  const free = await freeBarcodes(scene, items)
  const add = async (item: IowaItem): Promise<void> => {
    const form = scene.source.productOf(item, free.get(item.number) ?? { bottle: '', case: '' })
    const key = `${scene.source.key}:product:${item.number}`
    await perform(createProduct, { desk, actor: adminStaff.person, about: form.code, key }, form)
  }
  await inLanes(items, LANES, add, scene.isStopping)
}

/**
 * The barcodes that each item can have: one barcode names one product, and the first in the file has it. A bottle without
 * one gets the house's own, as a supermarket's lines need one each (R54).
 */
async function freeBarcodes(scene: Scene, items: readonly IowaItem[]): Promise<Map<string, IowaBarcodes>> {
  const wanted = items.map((item) => [item.number, barcodesOf(item)] as const)
  const gtins = wanted
    .flatMap(([, barcodes]) => [barcodes.bottle, barcodes.case])
    .filter((gtin) => gtin !== '')
  const units = await scene.db.productUnit.findMany({
    where: { gtin: { in: gtins } },
    select: { gtin: true },
  })
  const taken = new Set(units.map(({ gtin }) => gtin))
  const take = (gtin: string): string => {
    if (taken.has(gtin)) return ''
    taken.add(gtin)
    return gtin
  }
  return new Map(
    wanted.map(([number, barcodes]) => [
      number,
      { bottle: take(barcodes.bottle) || inHouseBarcode({ number }), case: take(barcodes.case) },
    ]),
  )
}

async function setListPrices(
  scene: Scene,
  date: BusinessDate,
  items: readonly IowaItem[],
  catalogue: Catalogue,
): Promise<void> {
  const { db, accountSetId } = scene
  const ids = [...catalogue.values()].map(({ id }) => id)
  const priced = await db.listPrice.findMany({
    where: { accountSetId, productId: { in: ids }, validFrom: { lte: new Date(date) } },
    select: { productId: true },
  })
  const known = new Set(priced.map(({ productId }) => productId))
  const { salesManager } = await scene.crew.atWork()
  const desk = deskAt(scene.base, date, MORNING)
  const price = async (item: IowaItem): Promise<void> => {
    const productId = catalogue.get(item.number)?.id ?? ''
    if (productId === '' || known.has(productId) || item.retailE4 === 0n) return
    const unitPrice = formatUnitPricePlain(item.retailE4)
    const act = {
      desk,
      actor: salesManager.person,
      about: scene.source.deskCode(item.number),
      key: `${scene.source.key}:list-price:${accountSetId}:${item.number}:${date}`,
    }
    await perform(setListPrice, act, { accountSetId, productId, validFrom: date, unitPrice, floorPrice: '' })
  }
  await inLanes(items, LANES, price, scene.isStopping)
}

/** How many of the file's barcodes name a product at the desk, are wrong, or name another product already. */
export function countBarcodes(items: readonly IowaItem[], catalogue: Catalogue): BarcodeCount {
  const count: BarcodeCount = { kept: 0, wrong: 0, taken: 0 }
  for (const item of items) {
    const read = barcodesOf(item)
    const goods = catalogue.get(item.number)
    const pairs: [string, string, string | undefined][] = [[item.upc, read.bottle, goods?.bottleGtin]]
    if (item.pack > 1) pairs.push([item.scc, read.case, goods?.caseGtin])
    for (const [written, gtin, atDesk] of pairs) {
      if (written === '') continue
      if (gtin !== '' && atDesk === gtin) count.kept += 1
      else if (gtin === '') count.wrong += 1
      else count.taken += 1
    }
  }
  return count
}
