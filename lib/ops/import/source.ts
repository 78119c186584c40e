import type { NewCustomerForm } from '#lib/domain/customers/schema.ts'
import type { NewProductForm } from '#lib/domain/products/schema.ts'
import type { IowaBarcodes } from '#lib/ops/import/iowa-goods.ts'
import type { IowaItem, IowaStore } from '#lib/ops/import/iowa-file.ts'
import type { Terms } from '#lib/ops/import/terms.ts'

/** How what a file names is called at the desk, and how its prices become the desk's. */
export type Source = {
  /** Begins the key of every act, so that two files never share one. */
  key: string
  /** What a paper says of the invoice it came from. */
  markOf: (number: string) => string
  /** The code of a customer or product. */
  deskCode: (number: string) => string
  /** How a customer buys and pays, by its number. */
  termsOf: (number: string) => Terms
  customerOf: (store: IowaStore, isNameTaken: boolean) => NewCustomerForm
  productOf: (item: IowaItem, barcodes: IowaBarcodes) => NewProductForm
  /**
   * An invoiced price that the desk would not offer: CUSTOMER gives the customer that price from then on, APPLICATION
   * lets the sales manager agree to the invoice as it is (R110, R116).
   */
  offListBy: 'CUSTOMER' | 'APPLICATION'
}
