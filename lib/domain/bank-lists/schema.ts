import { z } from 'zod'
import { accountSetField, idField, looseIdField, looseTextField, textField } from '#lib/kernel/fields.ts'

/** The most lines one file may have, and one press may turn into receipts. */
export const MOST_LINES = 2000
export const MOST_MATCHES = 100

/** A list of the bank as text; it is read again on the server by the same rules as on the page. */
export const readListInput = z.strictObject({
  accountSetId: accountSetField,
  /** Which of the house's bank accounts: the same account is always written alike. */
  bankAccount: textField(40),
  fileName: textField(120),
  text: z.string('text').min(1, 'empty').max(2_000_000, 'tooLong'),
})

/** Lines a person agreed belong to a customer: by the proposal, or by the customer's code typed over it. */
export const confirmLinesInput = z.strictObject({
  accountSetId: accountSetField,
  matches: z
    .array(
      z.strictObject({
        lineId: idField,
        customerId: looseIdField,
        customerCode: looseTextField(32),
        forPaperId: looseIdField,
      }),
    )
    .min(1, 'noLines')
    .max(MOST_MATCHES, 'tooManyLines'),
})

export type ConfirmLinesInput = z.output<typeof confirmLinesInput>

/** A line that is no customer's payment, and why. */
export const setLineAsideInput = z.strictObject({
  accountSetId: accountSetField,
  lineId: idField,
  reason: textField(200),
})
