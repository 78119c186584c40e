import { z } from 'zod'
import {
  accountSetField,
  countField,
  dateField,
  idField,
  looseTextField,
  textField,
} from '#lib/kernel/fields.ts'
import { paperInput } from '#lib/papers/schema.ts'

/** Ways in which a statement goes to the customer; a link is made for itself. */
export const SENDING_WAYS = ['PRINT', 'MESSAGE', 'MAIL', 'VISIT'] as const

export const MOST_LINK_DAYS = 90

/** Whose account over which days. */
export const makeInput = z.strictObject({
  accountSetId: accountSetField,
  customerId: idField,
  from: dateField,
  to: dateField,
})

/** Which way a statement went, and to whom. */
export const sendInput = z.strictObject({
  ...paperInput,
  way: z.enum(SENDING_WAYS, 'way'),
  sentTo: textField(100),
})

/** For whom a link is made, and for how many days. */
export const makeLinkInput = z.strictObject({
  ...paperInput,
  sentTo: textField(100),
  days: countField(1, MOST_LINK_DAYS),
})

export const revokeLinkInput = z.strictObject({ accountSetId: accountSetField, linkId: idField })

/** What a customer answers: agrees, or does not and says why, and to which notes. */
export const answerInput = z
  .strictObject({
    answer: z.enum(['CONFIRMED', 'DISPUTED'], 'answer'),
    answeredBy: textField(60),
    note: looseTextField(1000),
    disputed: z.array(idField).max(500, 'tooMany'),
  })
  .refine(({ answer, note }) => answer === 'CONFIRMED' || note !== '', { path: ['note'], message: 'empty' })
  .refine(({ answer, disputed }) => answer === 'DISPUTED' || disputed.length === 0, {
    path: ['disputed'],
    message: 'notDisputed',
  })

export type MakeForm = z.input<typeof makeInput>
