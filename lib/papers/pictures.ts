import { z } from 'zod'
import { type Attached, attachedOf, PICTURE_MOST_BYTES, pictureTypeOf } from '#lib/papers/attached.ts'

/** What a picture shows. */
export const PICTURE_PURPOSES = ['SIGNED_COPY', 'WAYBILL', 'GOODS', 'CUSTOMS_DECLARATION', 'OTHER'] as const
export type PicturePurpose = (typeof PICTURE_PURPOSES)[number]

/** A photograph as base64: JPEG, PNG or WebP by its own first bytes, 4 MB at most (A31). */
export const pictureInput = z
  .string('text')
  .max(Math.ceil(PICTURE_MOST_BYTES / 3) * 4, 'pictureTooLarge')
  .refine((base64) => pictureTypeOf(Buffer.from(base64.slice(0, 32), 'base64')) !== null, 'notAPicture')

/** The photograph as bytes with its address. The type is the one its bytes show. */
export function attachedPicture(base64: string): Attached {
  const bytes = Buffer.from(base64, 'base64')
  const type = pictureTypeOf(bytes)
  if (type === null) throw new Error('a picture that was read cannot become unreadable')
  return attachedOf(type, bytes)
}
