import { z } from 'zod'
import {
  accountSetField,
  dateField,
  idField,
  looseUnitPriceField,
  unitPriceField,
} from '#lib/kernel/fields.ts'

/** A list price with its floor, in yuan per base unit, from a day on. */
export const listPriceInput = z
  .strictObject({
    accountSetId: accountSetField,
    productId: idField,
    validFrom: dateField,
    unitPrice: unitPriceField,
    floorPrice: looseUnitPriceField,
  })
  .superRefine(({ unitPrice, floorPrice }, context) => {
    if (floorPrice !== null && floorPrice > unitPrice)
      context.addIssue({ code: 'custom', path: ['floorPrice'], message: 'floorAboveList' })
  })

/** A customer's own price from a day on; an empty price ends it. */
export const customerPriceInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  productId: idField,
  validFrom: dateField,
  unitPrice: looseUnitPriceField,
})

export type ListPriceForm = z.input<typeof listPriceInput>
export type CustomerPriceForm = z.input<typeof customerPriceInput>
