import {
  CHANNELS,
  type CustomerFormValues,
  type CustomerParticulars,
  PRICE_MODES,
  SETTLEMENT_METHODS,
} from '#lib/domain/customers/schema.ts'
import { maskPhone } from '#lib/kernel/text.ts'

/** What a customer's particulars are checked against. */
export type CustomerFacts = {
  /** Null when the channel is not kept in this account set (R56). */
  policy: { settlementMethods: readonly string[] } | null
  /** Another customer of the account set whose name is the same but for width, case and blanks (A15). */
  twinCode: string | null
  isCodeTaken: boolean
  isSalespersonKnown: boolean
}

/** Field to code for everything that does not fit; null when all fits. R43 R44 R56. */
export function wrongParticulars(
  customer: Pick<CustomerParticulars, 'settlementMethod'>,
  facts: CustomerFacts,
): Record<string, string> | null {
  const wrong: Record<string, string> = {}
  if (facts.policy === null) wrong['channel'] = 'channelNotKept'
  else if (!facts.policy.settlementMethods.includes(customer.settlementMethod))
    wrong['settlementMethod'] = 'settlementNotAllowed'
  if (facts.twinCode !== null) wrong['name'] = 'nameTaken'
  if (facts.isCodeTaken) wrong['code'] = 'codeTaken'
  if (!facts.isSalespersonKnown) wrong['salespersonId'] = 'unknown'
  return Object.keys(wrong).length === 0 ? null : wrong
}

/** The phone to keep: a masked one that was left as it was means the stored one. Null when it is neither. */
export function phoneToKeep(typed: string, stored: string | undefined): string | null {
  if (!typed.includes('*')) return typed
  return stored !== undefined && typed === maskPhone(stored) ? stored : null
}

/** A stored customer as its form is filled; figures as text, what is not there as nothing. */
export function customerValues(stored: {
  code: string
  name: string
  contactName: string
  phone: string
  channel: string
  settlementMethod: string
  maxOpenNotes: number | null
  rollingCeiling: string | null
  cutoffDay: number | null
  priceMode: string
  licenceNumber: string | null
  licenceValidUntil: string | null
  salespersonId: string | null
  addresses: readonly {
    id: string
    contactName: string
    phone: string
    address: string
    freightAgent: string | null
    freightPhone: string | null
  }[]
}): CustomerFormValues {
  return {
    code: stored.code,
    name: stored.name,
    contactName: stored.contactName,
    phone: stored.phone,
    channel: CHANNELS.find((one) => one === stored.channel) ?? 'DIRECT',
    settlementMethod: SETTLEMENT_METHODS.find((one) => one === stored.settlementMethod) ?? 'CASH',
    maxOpenNotes: String(stored.maxOpenNotes ?? ''),
    rollingCeiling: stored.rollingCeiling ?? '',
    cutoffDay: String(stored.cutoffDay ?? ''),
    priceMode: PRICE_MODES.find((one) => one === stored.priceMode) ?? 'TAX_INCLUSIVE',
    licenceNumber: stored.licenceNumber ?? '',
    licenceValidUntil: stored.licenceValidUntil ?? '',
    salespersonId: stored.salespersonId ?? '',
    addresses: stored.addresses.map(({ id, contactName, phone, address, freightAgent, freightPhone }) => ({
      id,
      contactName,
      phone,
      address,
      freightAgent: freightAgent ?? '',
      freightPhone: freightPhone ?? '',
    })),
  }
}
