import { z } from 'zod'
import { ACCOUNTING_STANDARDS } from '#lib/domain/books/charts.ts'
import { FILE_FORMATS } from '#lib/domain/master-files/schema.ts'
import { accountSetField, textField } from '#lib/kernel/fields.ts'

/** A month of the books, `YYYYMM`. */
export const periodField = z.string('text').regex(/^(19|20|21)\d{2}(0[1-9]|1[0-2])$/, 'notAPeriod')

/** Accounts are digits: four of the standard, and two or more for each level under it. */
const accountCodeField = z.string('text').regex(/^\d{4,16}$/, 'accountCode')

/** A month whose vouchers get their numbers. */
export const numberVouchersInput = z.strictObject({ accountSetId: accountSetField, period: periodField })

/** The standard whose chart an account set takes while its books are empty. */
export const chooseChartInput = z.strictObject({
  accountSetId: accountSetField,
  standard: z.enum(ACCOUNTING_STANDARDS),
})

/** An account under another one. */
export const addAccountInput = z.strictObject({
  accountSetId: accountSetField,
  code: accountCodeField,
  name: textField(60),
})

/** An account's new name; `seenName` is the name it was read with. */
export const renameAccountInput = z.strictObject({
  accountSetId: accountSetField,
  code: accountCodeField,
  seenName: z.string('text').max(60, 'tooLong'),
  name: textField(60),
})

/** What of the books leaves the house as a file. */
export const BOOK_FILES = ['vouchers', 'trial-balance'] as const
export type BookFile = (typeof BOOK_FILES)[number]

export const exportBooksInput = z.strictObject({
  accountSetId: accountSetField,
  file: z.enum(BOOK_FILES),
  format: z.enum(FILE_FORMATS),
  from: periodField,
  to: periodField,
})

export type AddAccountForm = z.input<typeof addAccountInput>
export type RenameAccountForm = z.input<typeof renameAccountInput>
