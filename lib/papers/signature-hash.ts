import { contentHash } from '#lib/kernel/canonical.ts'

/** The slots a paper can be signed in. */
export type SignatureSlot =
  'PREPARER' | 'KEEPER' | 'HANDLER' | 'SUPERVISOR' | 'CUSTOMER' | 'RECEIVER' | 'DRIVER' | 'CASHIER'

/** What a signature states. Hashes are hex; the time is ISO with milliseconds. */
export type SignedStatement = {
  accountSetId: number
  paperId: string
  slot: SignatureSlot
  signerId: string
  signerName: string
  contentHash: string
  codesHash: string | null
  method: string
  signedAt: string
  strokeHash: string | null
}

/** A signature is the hash of what it states: moved to another paper or slot it no longer agrees (A22). */
export function signatureHash(statement: SignedStatement): Buffer {
  return contentHash(statement)
}
