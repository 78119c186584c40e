import type { Tx } from '#lib/db/client.ts'
import { type Clock, today } from '#lib/kernel/clock.ts'
import { asQtyE3 } from '#lib/kernel/quantity.ts'
import { asUnitPriceE4, lineAmount } from '#lib/kernel/money.ts'
import type { Books } from './books.ts'
import { seedCustomers } from './customers.ts'
import { DEMO_CUSTOMERS, DEMO_PRODUCTS, type DemoProduct } from './demo-goods.ts'
import { seedCustomerPrices, seedListPrices } from './prices.ts'
import { madeUpGtin, seedProducts } from './products.ts'
import { type NewStock, seedOpeningStock } from './stock.ts'

/** Who set the prices, who opened the stock, who looks after the customers. */
export type MasterDataPeople = { salesManagerId: string; accountantId: string; salespersonId: string }

export type MasterData = {
  /** Ids by customer code; K101 to K108 are in the main set, S201 to S204 in the supermarket set. */
  customers: ReadonlyMap<string, string>
  /** Ids by product code. */
  products: ReadonlyMap<string, string>
}

const PRICES_SINCE = '2020-01-01'

/** A small, plainly fictional trade: customers of every channel, thirty drinks with prices, opening stock. */
export async function seedMasterData(
  db: Tx,
  books: Books,
  people: MasterDataPeople,
  clock: Clock,
): Promise<MasterData> {
  const setOf = { MAIN: books.mainSetId, SUPERMARKET: books.supermarketSetId }
  const customers = await seedCustomers(
    db,
    clock,
    DEMO_CUSTOMERS.map(({ set, ...customer }) => ({
      ...customer,
      accountSetId: setOf[set],
      salespersonId: people.salespersonId,
    })),
  )
  const products = await seedProducts(db, clock, DEMO_PRODUCTS.map(withGtins))
  const idOf = (code: string): string => {
    const id = products.get(code) ?? customers.get(code)
    if (id === undefined) throw new Error(`seed: nothing has the code ${code}`)
    return id
  }
  const sets = Object.values(setOf)
  await seedListPrices(
    db,
    people.salesManagerId,
    DEMO_PRODUCTS.flatMap((product) =>
      sets.map((accountSetId) => ({
        accountSetId,
        productId: idOf(product.code),
        validFrom: PRICES_SINCE,
        unitPriceE4: product.listFen * 100n,
        floorPriceE4: product.floorFen * 100n,
      })),
    ),
  )
  await seedCustomerPrices(
    db,
    people.salesManagerId,
    ['YS001', 'YS002', 'YL001'].map((code) => ({
      accountSetId: books.mainSetId,
      customerId: idOf('K103'),
      productId: idOf(code),
      validFrom: PRICES_SINCE,
      unitPriceE4: demoProduct(code).floorFen * 102n,
    })),
  )
  const recorder = { recordedById: people.accountantId, at: clock.now() }
  await seedOpeningStock(db, recorder, today(clock), openingStock(books, idOf))
  return { customers, products }
}

/** Two hundred cases of each in the east for the main set; less in the west and for supermarkets. */
function openingStock(books: Books, idOf: (code: string) => string): NewStock[] {
  return DEMO_PRODUCTS.filter((product) => product.isActive !== false).flatMap((product, index) => {
    const place = (accountSetId: number, warehouseId: string, cases: number): NewStock => {
      const qtyE3 = BigInt(cases * (product.caseSize ?? 1)) * 1000n
      const valueFen = lineAmount(asUnitPriceE4(product.costFen * 100n), asQtyE3(qtyE3))
      return { accountSetId, warehouseId, productId: idOf(product.code), qtyE3, valueFen }
    }
    const stock = [
      place(books.mainSetId, books.eastWarehouseId, 200),
      place(books.supermarketSetId, books.eastWarehouseId, 120),
    ]
    return index % 2 === 0 ? [...stock, place(books.mainSetId, books.westWarehouseId, 60)] : stock
  })
}

function withGtins(
  product: DemoProduct,
  index: number,
): DemoProduct & { baseGtin: string; caseGtin: string } {
  return { ...product, baseGtin: madeUpGtin(0, index + 1), caseGtin: madeUpGtin(1, index + 1) }
}

function demoProduct(code: string): DemoProduct {
  const product = DEMO_PRODUCTS.find((one) => one.code === code)
  if (product === undefined) throw new Error(`seed: no demo product ${code}`)
  return product
}
