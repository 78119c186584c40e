import { sha256 } from '#lib/kernel/canonical.ts'

/** Merkle root over hashes in order; leaves and nodes are told apart, an odd one goes up alone. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256('empty')
  let level = leaves.map((leaf) => sha256('leaf', leaf))
  while (level.length > 1) {
    const next: Buffer[] = []
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index]
      const right = level[index + 1]
      if (left) next.push(right ? sha256('node', left, right) : left)
    }
    level = next
  }
  return level[0] ?? sha256('empty')
}

/** A seal binds the range, the root and the seal before it. */
export function sealHash(seal: {
  accountSetId: number
  sequence: number
  fromPosition: bigint
  toPosition: bigint
  eventCount: number
  merkleRoot: Uint8Array
  previousHash: Uint8Array
  sealedAt: Date
}): Buffer {
  const head = `${seal.accountSetId}/${seal.sequence}/${seal.fromPosition}/${seal.toPosition}/${seal.eventCount}/${seal.sealedAt.toISOString()}`
  return sha256('seal', head, seal.merkleRoot, seal.previousHash)
}
