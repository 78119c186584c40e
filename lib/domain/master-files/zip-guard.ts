import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const MOST_ENTRIES = 500
const STORED = 0
const DEFLATED = 8

/**
 * Whether a zip file really unpacks to no more than `mostBytes` (A31). Sizes that the file states are not
 * believed: every entry is unpacked up to the limit and thrown away. Encrypted, split and 64-bit archives are
 * refused, as no spreadsheet program writes them at this size.
 */
export function isModestZip(bytes: Buffer, mostBytes: number): boolean {
  const end = endOfDirectory(bytes)
  if (end === null) return false
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES || bytes.readUInt16LE(end + 8) !== count) return false
  let at = bytes.readUInt32LE(end + 16)
  let left = mostBytes
  for (let entry = 0; entry < count; entry += 1) {
    const size = unpackedSize(bytes, at, left)
    if (size === null) return false
    left -= size
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return true
}

function endOfDirectory(bytes: Buffer): number | null {
  const earliest = Math.max(0, bytes.length - 65_557)
  for (let at = bytes.length - 22; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  return null
}

/** How much one entry unpacks to; null when it is broken, strange or more than what is left. */
function unpackedSize(bytes: Buffer, at: number, left: number): number | null {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null
  const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
  const method = bytes.readUInt16LE(at + 10)
  const packedSize = bytes.readUInt32LE(at + 20)
  const local = bytes.readUInt32LE(at + 42)
  if (isEncrypted || local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_ENTRY) return null
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (start + packedSize > bytes.length) return null
  if (method === STORED) return packedSize <= left ? packedSize : null
  if (method !== DEFLATED || left <= 0) return null
  try {
    return inflateRawSync(bytes.subarray(start, start + packedSize), { maxOutputLength: left }).length
  } catch {
    return null
  }
}
