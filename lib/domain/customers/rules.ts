import type { CustomerParticulars } from '#lib/domain/customers/schema.ts'
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
