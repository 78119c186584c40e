import { z } from 'zod'
import { accountSetInput, idInput, paperInput, textInput } from '#lib/papers/schema.ts'

/** Lines of one count at most: more is counted in slices. */
export const COUNT_LINES_MOST = 1000

const codeText = z.string('text').trim().min(1, 'empty').max(40, 'tooLong')

/** What is counted: the whole warehouse, or the products found by a search, between two codes, or in a list. */
export const sliceInput = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('WHOLE') }),
  z.strictObject({
    by: z.literal('SEARCH'),
    text: z.string('text').trim().min(1, 'empty').max(64, 'tooLong'),
  }),
  z.strictObject({ by: z.literal('RANGE'), fromCode: codeText, toCode: codeText }),
  z.strictObject({
    by: z.literal('LIST'),
    productIds: z.array(idInput).min(1, 'noLines').max(COUNT_LINES_MOST, 'tooManyLines'),
  }),
])
export type Slice = z.output<typeof sliceInput>

/** A stock count to be opened. */
export const openInput = z.strictObject({
  accountSetId: accountSetInput,
  warehouseId: idInput,
  slice: sliceInput,
  reason: textInput(300).default(''),
})

/**
 * What a keeper just counted. `seenRound` is how often the line had been counted when the keeper looked; a product that
 * no line names is given by its id instead of a number.
 */
export const recordInput = z.strictObject({
  ...paperInput,
  lines: z
    .array(
      z.strictObject({
        lineNo: z.int('unknown').min(1, 'unknown').max(9999, 'unknown').nullable(),
        productId: idInput.nullable(),
        counted: z.string('text').max(80, 'tooLong'),
        seenRound: z.int('unknown').min(0, 'unknown').max(99, 'unknown'),
        remark: textInput(200).default(''),
      }),
    )
    .min(1, 'noLines')
    .max(200, 'tooManyLines'),
})
export type RecordInput = z.output<typeof recordInput>

/** The keeper says that everything is counted, and signs for it. */
export const finishInput = z.strictObject(paperInput)

const seen = { ...paperInput, seenVersion: z.int('version').min(0, 'version') }

/** Differences approved, with a word about them where there are any. */
export const approveInput = z.strictObject({ ...seen, remark: textInput(300).default('') })

/** Posting: the paper and the version that was seen. */
export const postInput = z.strictObject(seen)
