import { z } from 'zod'
import { PRICE_MODES } from '#lib/domain/customers/schema.ts'
import {
  accountSetField,
  codeField,
  countField,
  idField,
  loosePhoneField,
  looseTextField,
  textField,
  versionField,
} from '#lib/kernel/fields.ts'

const particulars = {
  name: textField(100),
  contactName: looseTextField(50),
  phone: loosePhoneField,
  address: looseTextField(200),
  taxNumber: looseTextField(30),
  /** Days from a bill's date to the day it falls due. */
  creditDays: countField(0, 3650),
  priceMode: z.enum(PRICE_MODES),
}

/** A new supplier of one account set. */
export const newSupplierInput = z.strictObject({
  accountSetId: accountSetField,
  code: codeField,
  ...particulars,
})

/** What the form of a supplier holds, old or new. */
export const supplierForm = z.strictObject({ code: codeField, ...particulars })

/** All of a supplier's particulars but the code, over the version that was seen. */
export const supplierChangesInput = z.strictObject({
  accountSetId: accountSetField,
  id: idField,
  version: versionField,
  ...particulars,
})

export const supplierActivityInput = z.strictObject({
  accountSetId: accountSetField,
  id: idField,
  version: versionField,
  isActive: z.boolean(),
})

export type NewSupplierInput = z.output<typeof newSupplierInput>
export type SupplierParticulars = Omit<NewSupplierInput, 'accountSetId' | 'code'>
export type SupplierChangesInput = z.output<typeof supplierChangesInput>
export type NewSupplierForm = z.input<typeof newSupplierInput>
export type SupplierChangesForm = z.input<typeof supplierChangesInput>
export type SupplierFormValues = z.input<typeof supplierForm>
