import { z } from 'zod'
import { accountSetField, dateField, idField, looseDateField, textField } from '#lib/kernel/fields.ts'
import { paperInput } from '#lib/papers/schema.ts'

/** Ways in which people speak about money. */
export const CONTACT_WAYS = ['PHONE', 'VISIT', 'MESSAGE', 'LETTER', 'COUNTER'] as const

/** Levels arrears are told to, from the salesperson up. */
export const ESCALATION_LEVELS = [1, 2, 3] as const

/** What was said with a customer, and what was promised, if anything: amount (yuan) and day together. */
export const contactInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  contactedOn: dateField,
  way: z.enum(CONTACT_WAYS, 'way'),
  spokenWith: textField(60),
  said: textField(1000),
  promisedAmount: z.string('text').max(40, 'tooLong'),
  promisedOn: looseDateField,
})

/** Whom a customer's arrears are told to, and why. */
export const escalateInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  level: z.enum(['1', '2', '3'], 'level'),
  toUserId: idField,
  reason: textField(500),
})

/** A note the customer does not agree with, and why. */
export const openDisputeInput = z.strictObject({ ...paperInput, reason: textField(500) })

/** What came of a dispute. */
export const closeDisputeInput = z.strictObject({ ...paperInput, outcome: textField(500) })

export type ContactForm = z.input<typeof contactInput>
export type EscalateForm = z.input<typeof escalateInput>
