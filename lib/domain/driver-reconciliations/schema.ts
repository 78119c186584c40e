import { z } from 'zod'
import { dateField } from '#lib/kernel/fields.ts'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** Things of a note that a driver brings back or pays in; each there, or with a stated exception. */
export const DUE_THINGS = ['DRIVER_COPY', 'CUSTOMER_COPY', 'CONSIGNMENT_NOTE', 'ADVANCED_FREIGHT'] as const
export type DueThing = (typeof DUE_THINGS)[number]

/** For whom a session is opened. */
export const openReconciliationInput = z.strictObject({ accountSetId: accountSetInput, driverId: idInput })

const typedCount = z.string('notACount').max(40, 'tooLong')

/** Cash as it was counted: pieces of each denomination, largest first, as typed (R58). */
export const countCashInput = z.strictObject({
  ...paperInput,
  pieces: z.array(typedCount).length(8, 'pieces'),
  /** What the driver says it is, in yuan; empty when nothing was said. It must be what the pieces add up to. */
  stated: typedCount,
  /** Why it is more or less than what is due. */
  reason: textInput(300),
})

/** A thing of a note that does not come back, and why. */
export const excuseInput = z.strictObject({
  ...paperInput,
  notePaperId: idInput,
  thing: z.enum(DUE_THINGS, 'unknown'),
  reason: textInput(300, { isRequired: true }),
})

/** What the driver does not agree with: one note of the session, or the session as a whole. */
export const disputeInput = z.strictObject({
  ...paperInput,
  notePaperId: idInput.nullable(),
  statement: textInput(500, { isRequired: true }),
})

/** Who bears a disputed shortage: it stays the driver's, or the house takes it. */
export const RULINGS = ['DRIVER_BEARS', 'HOUSE_BEARS'] as const

/** A manager's ruling on a dispute. */
export const ruleDisputeInput = z.strictObject({
  ...paperInput,
  sequence: z.int('unknown').min(1, 'unknown').max(1000, 'unknown'),
  outcome: z.enum(RULINGS, 'unknown'),
  ruling: textInput(500, { isRequired: true }),
})

const sheetHash = z.string('unknown').regex(/^[0-9a-f]{64}$/, 'unknown')

/** Signing or closing the sheet that the person had before them. */
export const sheetInput = z.strictObject({ ...paperInput, sheetHash })

/** How money of a difference is paid. */
export const REPAYMENT_METHODS = ['CASH', 'TRANSFER', 'WECHAT', 'ALIPAY'] as const

/** What a driver pays of a difference, or gets back of it. */
export const repayDifferenceInput = z.strictObject({
  ...paperInput,
  /** Yuan as typed, above zero. */
  amount: z.string('text').max(40, 'tooLong'),
  method: z.enum(REPAYMENT_METHODS, 'unknown'),
  paidOn: dateField,
  remark: textInput(200),
})

/** Which payment is taken back, and why. */
export const undoRepaymentInput = z.strictObject({
  ...paperInput,
  sequence: z.int('unknown').min(1, 'unknown').max(100_000, 'unknown'),
  reason: textInput(200, { isRequired: true }),
})

export type RepayForm = z.input<typeof repayDifferenceInput>
export type CountCashInput = z.output<typeof countCashInput>
