import { z } from 'zod'
import { idInput, paperInput, textInput } from '../schema.ts'
import { strokeInput } from '../strokes.ts'

/** A figure as typed; the desk reads it with its own parsers. */
const figure = z.string('text').max(40, 'tooLong')
const lineNo = z.int('unknown').min(1, 'unknown').max(1000, 'unknown')
const LINES_MOST = 500

/** Which goods paper. */
export const goodsPaperInput = z.strictObject(paperInput)

/** What the keeper found. A line of nobody's expecting names its product instead of a number. */
export const countGoodsInput = z.strictObject({
  ...paperInput,
  lines: z
    .array(
      z.strictObject({
        lineNo: lineNo.nullable(),
        productId: idInput.nullable(),
        /** As people say it: 2箱3瓶; 0 when nothing was found. */
        good: figure,
        damaged: figure,
        rejected: figure,
        batchNo: textInput(40),
        producedOn: z.string('notADate').max(10, 'notADate'),
        /** Required where something is damaged or rejected. */
        reason: textInput(200),
      }),
    )
    .min(1, 'empty')
    .max(LINES_MOST, 'tooMany'),
  stroke: strokeInput.nullable(),
})

export type CountGoodsInput = z.output<typeof countGoodsInput>

/** What the second person found, line by line. */
export const verifyGoodsInput = z.strictObject({
  ...paperInput,
  lines: z
    .array(z.strictObject({ lineNo, isNameRight: z.boolean('required'), counted: figure, damaged: figure }))
    .min(1, 'empty')
    .max(LINES_MOST, 'tooMany'),
})

export type VerifyGoodsInput = z.output<typeof verifyGoodsInput>

/** Which paper, and the stroke if one was drawn. There is no field for a name: the signer is the actor (R9). */
export const signGoodsInput = z.strictObject({ ...paperInput, stroke: strokeInput.nullable() })

/** Why something is undone. */
export const reasonInput = z.strictObject({ ...paperInput, reason: textInput(500, { isRequired: true }) })

export const decideGoodsVoidInput = z.strictObject({
  ...paperInput,
  decision: z.enum(['APPROVED', 'REFUSED'], 'unknown'),
  /** Required where the void is refused. */
  remark: textInput(500),
})
