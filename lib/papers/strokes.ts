import { z } from 'zod'
import { type Attached, attachedOf, pictureTypeOf, STROKE_TYPE } from '#lib/papers/attached.ts'

const PATH_MOST = 64 * 1024
const PNG_MOST_BYTES = 256 * 1024
const PNG_WIDEST = 4000
/** Commands, figures and blanks of an SVG path, and nothing else. */
const PATH_SHAPE = /^[MmLlCcQqSsTtHhVvZz][MmLlCcQqSsTtHhVvZz0-9eE+\-., \n]*$/

/** A handwritten stroke: a path in its own box, or a PNG as base64. */
export const strokeInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('path'),
    path: z.string('text').max(PATH_MOST, 'tooLong').regex(PATH_SHAPE, 'notAStroke'),
    width: z.number('notANumber').min(1, 'tooSmall').max(10_000, 'tooLarge'),
    height: z.number('notANumber').min(1, 'tooSmall').max(10_000, 'tooLarge'),
  }),
  z.strictObject({
    kind: z.literal('png'),
    base64: z
      .string('text')
      .max(Math.ceil(PNG_MOST_BYTES / 3) * 4, 'tooLong')
      .refine(isPng, 'notAStroke'),
  }),
])

export type StrokeInput = z.output<typeof strokeInput>

/** A stroke as it is drawn again on paper and page. */
export type KeptStroke =
  { kind: 'path'; path: string; width: number; height: number } | { kind: 'image'; dataUrl: string }

/** A PNG by its first bytes, no larger than a signature needs to be: a small file can hold a huge picture. */
function isPng(base64: string): boolean {
  const head = Buffer.from(base64.slice(0, 32), 'base64')
  return (
    head.length === 24 &&
    pictureTypeOf(head) === 'image/png' &&
    head.readUInt32BE(16) <= PNG_WIDEST &&
    head.readUInt32BE(20) <= PNG_WIDEST
  )
}

/** The stroke as bytes with their address. */
export function attachedStroke(stroke: StrokeInput): Attached {
  if (stroke.kind === 'png') return attachedOf('image/png', Buffer.from(stroke.base64, 'base64'))
  const { path, width, height } = stroke
  return attachedOf(STROKE_TYPE, Buffer.from(JSON.stringify({ path, width, height }), 'utf8'))
}

const keptPath = z.object({ path: z.string().regex(PATH_SHAPE), width: z.number(), height: z.number() })

/** A kept stroke read back; null when the bytes are none. */
export function strokeOf(mediaType: string, bytes: Uint8Array): KeptStroke | null {
  if (mediaType !== STROKE_TYPE) {
    const type = pictureTypeOf(bytes)
    return type && { kind: 'image', dataUrl: `data:${type};base64,${Buffer.from(bytes).toString('base64')}` }
  }
  const parsed = keptPath.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  return parsed.success ? { kind: 'path', ...parsed.data } : null
}
