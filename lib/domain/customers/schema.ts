import { z } from 'zod'
import {
  accountSetField,
  codeField,
  countField,
  idField,
  looseCountField,
  looseDateField,
  looseIdField,
  loosePhoneField,
  looseTextField,
  looseYuanField,
  parsedField,
  phoneField,
  readPhone,
  textField,
  type TypedField,
  versionField,
  yuanField,
} from '#lib/kernel/fields.ts'

/** R43. */
export const CHANNELS = ['DIRECT', 'SUB_DISTRIBUTOR', 'PREFECTURE', 'SUPERMARKET'] as const
/** R44. */
export const SETTLEMENT_METHODS = ['CASH', 'MONTHLY', 'HELD_NOTE', 'ROLLING', 'REMITTANCE'] as const
/** R55. */
export const PRICE_MODES = ['TAX_INCLUSIVE', 'TAX_EXCLUSIVE'] as const

export type Channel = (typeof CHANNELS)[number]
export type SettlementMethod = (typeof SETTLEMENT_METHODS)[number]

/** A phone as someone sees it who may not see all of it: left as it is, it stays what it was. */
const maybeMaskedPhone = parsedField((typed) =>
  typed.includes('*') && typed.length <= 40 ? { ok: true, value: typed.trim() } : readPhone(typed),
)

function addressOf(phone: TypedField<string>) {
  return z.strictObject({
    id: looseIdField,
    contactName: textField(50),
    phone,
    address: textField(200),
    freightAgent: looseTextField(100),
    freightPhone: loosePhoneField,
  })
}

function particularsOf(phone: TypedField<string>) {
  return {
    name: textField(100),
    contactName: textField(50),
    phone,
    channel: z.enum(CHANNELS),
    settlementMethod: z.enum(SETTLEMENT_METHODS),
    maxOpenNotes: looseCountField(1, 999),
    rollingCeiling: looseYuanField,
    cutoffDay: looseCountField(1, 31),
    priceMode: z.enum(PRICE_MODES),
    licenceNumber: looseTextField(60),
    licenceValidUntil: looseDateField,
    salespersonId: looseIdField,
    addresses: z.array(addressOf(phone)).min(1, 'empty').max(30, 'tooMany'),
  }
}

/** Decision 7: a held note needs its number of open notes, rolling settlement its ceiling. */
function needsItsParameter(
  customer: { settlementMethod: SettlementMethod; maxOpenNotes: unknown; rollingCeiling: unknown },
  context: z.core.$RefinementCtx,
): void {
  const { settlementMethod, maxOpenNotes, rollingCeiling } = customer
  if (settlementMethod === 'HELD_NOTE' && maxOpenNotes === null)
    context.addIssue({ code: 'custom', path: ['maxOpenNotes'], message: 'empty' })
  if (settlementMethod === 'ROLLING' && rollingCeiling === null)
    context.addIssue({ code: 'custom', path: ['rollingCeiling'], message: 'empty' })
}

/** A new customer. The account set follows from the channel (R56). */
export const newCustomerInput = z
  .strictObject({ code: codeField, ...particularsOf(phoneField) })
  .superRefine(needsItsParameter)

/** What the form of a customer holds, old or new; the commands read it again with what they know besides. */
export const customerForm = z
  .strictObject({ code: codeField, ...particularsOf(maybeMaskedPhone) })
  .superRefine(needsItsParameter)

/** All of a customer's particulars but the code and the credit. */
export const customerChangesInput = z
  .strictObject({
    accountSetId: accountSetField,
    id: idField,
    version: versionField,
    ...particularsOf(maybeMaskedPhone),
  })
  .superRefine(needsItsParameter)

/** Credit is a permission of its own. */
export const customerCreditInput = z.strictObject({
  accountSetId: accountSetField,
  id: idField,
  version: versionField,
  creditLimit: yuanField,
  creditDays: countField(0, 3650),
})

export const customerActivityInput = z.strictObject({
  accountSetId: accountSetField,
  id: idField,
  version: versionField,
  isActive: z.boolean(),
})

export type NewCustomerInput = z.output<typeof newCustomerInput>
export type CustomerChangesInput = z.output<typeof customerChangesInput>
export type CustomerParticulars = Omit<NewCustomerInput, 'code'>
export type CustomerAddressInput = NewCustomerInput['addresses'][number]
export type CustomerFormValues = z.input<typeof customerForm>
export type NewCustomerForm = z.input<typeof newCustomerInput>
export type CustomerChangesForm = z.input<typeof customerChangesInput>
export type CustomerCreditForm = z.input<typeof customerCreditInput>
