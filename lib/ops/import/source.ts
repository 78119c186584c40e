import type { NewCustomerForm } from '#lib/domain/customers/schema.ts'
import type { NewProductForm } from '#lib/domain/products/schema.ts'
import type { IowaBarcodes } from '#lib/ops/import/iowa-goods.ts'
import type { IowaItem, IowaStore } from '#lib/ops/import/iowa-file.ts'

/** How what a file names is called at the desk, and how its prices become the desk's. */
export type Source = {
  /** Begins the key of every act, so that two files never share one. */
  key: string
  /** What a paper says of the invoice it came from. */
  markOf: (number: string) => string
  /** The code of a customer or product. */
  deskCode: (number: string) => string
  customerOf: (store: IowaStore, isNameTaken: boolean) => NewCustomerForm
  productOf: (item: IowaItem, barcodes: IowaBarcodes) => NewProductForm
  /** What the sales manager lets a customer owe: yuan, and days. */
  credit: { creditLimit: string; creditDays: string }
  /**
   * An invoiced price that the desk would not offer: CUSTOMER gives the customer that price from then on, APPLICATION
   * lets the sales manager agree to the invoice as it is (R110, R116).
   */
  offListBy: 'CUSTOMER' | 'APPLICATION'
}
