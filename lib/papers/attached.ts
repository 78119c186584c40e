import { createHash } from 'node:crypto'

/** What the desk keeps as pictures; anything else is refused, whatever it calls itself (A31). */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A handwritten stroke drawn as a path in its own box. */
export const STROKE_TYPE = 'application/vnd.silian.stroke+json'

export type Attached = { hash: Buffer; mediaType: string; bytes: Buffer }

/** Largest picture, in bytes. */
export const PICTURE_MOST_BYTES = 4 * 1024 * 1024

/** The kind of picture by its first bytes; null for everything that is none of the three. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const startsWith = (at: number, ...expected: number[]) =>
    expected.every((byte, index) => bytes[at + index] === byte)
  if (startsWith(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (startsWith(0, 0x52, 0x49, 0x46, 0x46) && startsWith(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}

/** The address of bytes: their SHA-256. */
export function addressOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** Bytes with the address they are kept under. */
export function attachedOf(mediaType: string, bytes: Buffer): Attached {
  return { hash: addressOf(bytes), mediaType, bytes }
}
