import { createHmac, timingSafeEqual } from 'node:crypto'

/** Which link: the account set it belongs to, and its id. */
export type LinkKey = { accountSetId: number; linkId: string }

const KEY_BYTES = 2 + 16
const MAC_BYTES = 32
const TOKEN = /^[\w-]{67}$/

/**
 * The token of a link: its key and a keyed hash of it (HMAC-SHA256), as 67 letters. It is made from the key each time and
 * kept nowhere; without the desk's secret nobody can make or change one.
 */
export function linkToken(secret: string, key: LinkKey): string {
  const bytes = keyBytes(key)
  return Buffer.concat([bytes, macOf(secret, bytes)]).toString('base64url')
}

/** The link a token names; null for one that this desk did not make, or that was changed by one letter. */
export function readLinkToken(secret: string, token: string): LinkKey | null {
  if (!TOKEN.test(token)) return null
  const whole = Buffer.from(token, 'base64url')
  if (whole.length !== KEY_BYTES + MAC_BYTES || whole.toString('base64url') !== token) return null
  const bytes = whole.subarray(0, KEY_BYTES)
  if (!timingSafeEqual(whole.subarray(KEY_BYTES), macOf(secret, bytes))) return null
  const hex = bytes.subarray(2).toString('hex')
  const linkId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { accountSetId: bytes.readUInt16BE(0), linkId }
}

function keyBytes({ accountSetId, linkId }: LinkKey): Buffer {
  const bytes = Buffer.alloc(KEY_BYTES)
  bytes.writeUInt16BE(accountSetId, 0)
  bytes.write(linkId.replaceAll('-', ''), 2, 'hex')
  return bytes
}

/** The secret also peppers PINs; the first words keep the two apart. */
function macOf(secret: string, bytes: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('silian statement link 1\n').update(bytes).digest()
}
