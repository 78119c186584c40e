import { z } from 'zod'
import { CODE_KINDS } from '#lib/codes/policy.ts'
import { codeInput, lineInput, scansInput } from '#lib/codes/scan-schema.ts'
import { RECEIPT_METHODS } from '#lib/domain/receipts/schema.ts'
import { idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** A figure as typed; the desk reads it with its own parsers. */
const figure = z.string('text').max(40, 'tooLong')
const lineNo = lineInput
const LINES_MOST = 500

const pickLine = z.strictObject({
  lineNo,
  /** As people say it: 2箱3瓶; 0 when nothing was found. */
  picked: figure,
  isQualityGood: z.boolean('required'),
  /** Required where the quantity differs or the quality is bad. */
  remark: textInput(200),
})

/** What the keeper picked. Lines left out stay as they were recorded before. */
export const prepareInput = z.strictObject({
  ...paperInput,
  lines: z.array(pickLine).max(LINES_MOST, 'tooMany'),
})

/** Lines of several notes that were picked whole in one walk, each once. */
export const walkInput = z.strictObject({
  lines: z
    .array(z.strictObject({ ...paperInput, lineNo }))
    .min(1, 'empty')
    .max(LINES_MOST, 'tooMany')
    .refine(
      (lines) => new Set(lines.map((line) => `${line.paperId} ${line.lineNo}`)).size === lines.length,
      'duplicate',
    ),
})

/** What the second person found in the loading bay, line by line. */
export const verifyInput = z.strictObject({
  ...paperInput,
  lines: z
    .array(z.strictObject({ lineNo, isNameRight: z.boolean('required'), counted: figure }))
    .min(1, 'empty')
    .max(LINES_MOST, 'tooMany'),
})

export const assignDriverInput = z.strictObject({ ...paperInput, driverId: idInput })

/** How the customer was told that the goods are on their way (R113). */
export const NOTICE_WAYS = ['PHONE', 'MESSAGE', 'IN_PERSON'] as const

export const dispatchInput = z.strictObject({ ...paperInput, notice: z.enum(NOTICE_WAYS, 'required') })

/** A batch from one scanner; the whole of it is answered code by code. */
export const captureInput = z.strictObject({ ...paperInput, scans: scansInput })

export const removeCodeInput = z.strictObject({
  ...paperInput,
  code: codeInput,
})

export const reportDamagedInput = z.strictObject({
  ...paperInput,
  lineNo,
  kind: z.enum(CODE_KINDS, 'unknown'),
  /** What of it can be read; empty when nothing can. */
  code: z.string('text').max(100, 'tooLong'),
  reason: textInput(200, { isRequired: true }),
})

export const approveDamagedInput = z.strictObject({
  ...paperInput,
  sequence: z.int('unknown').min(1, 'unknown').max(100_000, 'unknown'),
  decision: z.enum(['APPROVED', 'REFUSED'], 'unknown'),
})

const outcomeLine = z.strictObject({
  lineNo,
  accepted: figure,
  reason: textInput(200),
  /** Codes of what goes back with the driver. */
  returnedCodes: z.array(z.string('text').max(400, 'tooLong')).max(500, 'tooMany'),
})

const tender = z.strictObject({
  method: z.enum(RECEIPT_METHODS, 'unknown'),
  /** Yuan, above zero. */
  amount: figure,
  /** The older note that is paid; null is the stop's own. */
  paysPaperId: idInput.nullable(),
  what: z.enum(['GOODS', 'ADVANCED_FREIGHT'], 'unknown'),
})

/** What was paid at the stop; null says that everything due was paid in cash. */
export const tendersInput = z.array(tender).max(20, 'tooMany').nullable()

/** Lines left out were accepted in full; an empty list is the one press 全部签收. */
export const deliverLines = z.array(outcomeLine).max(LINES_MOST, 'tooMany')
