import type { Tx } from '#lib/db/client.ts'
import type { PaperKey } from '#lib/papers/custody.ts'
import { signatureHash, type SignatureSlot, type SignedStatement } from '#lib/papers/signature-hash.ts'

/** Who signs and how they proved it. Only the customer's slot takes a stroke or a signed copy instead (R9). */
export type SignedBy = {
  userId: string
  displayName: string
  method: 'PIN' | 'PASSKEY' | 'STROKE' | 'SIGNED_COPY'
}

export type NewSignature = PaperKey & {
  slot: SignatureSlot
  signer: SignedBy
  /** Hex, as the paper keeps it. */
  contentHash: string
  /** Hex; null while the codes are still open. */
  codesHash: string | null
  at: Date
  strokeHash: Buffer | null
  address: string | null
  userAgent: string | null
}

/**
 * Writes a signature bound to content and codes. The signer comes from the proof inside the act, never from input
 * (R9). A slot that is taken raises `signature_pkey`: callers hold the paper and look first. One statement.
 */
export async function signPaper(tx: Tx, signature: NewSignature): Promise<SignedStatement> {
  const { accountSetId, paperId, slot, signer, strokeHash } = signature
  const statement: SignedStatement = {
    accountSetId,
    paperId,
    slot,
    signerId: signer.userId,
    signerName: signer.displayName,
    contentHash: signature.contentHash,
    codesHash: signature.codesHash,
    method: signer.method,
    signedAt: signature.at.toISOString(),
    strokeHash: strokeHash?.toString('hex') ?? null,
  }
  await tx.$executeRaw`
    INSERT INTO signature (account_set_id, paper_id, slot, signer_id, signer_name, content_hash, codes_hash, method,
      signed_at, address, user_agent, stroke_hash, hash)
    VALUES (${accountSetId}, ${paperId}::uuid, ${slot}, ${signer.userId}::uuid, ${signer.displayName},
      decode(${statement.contentHash}, 'hex'), decode(${statement.codesHash}, 'hex'), ${signer.method}, ${signature.at},
      ${signature.address}, ${signature.userAgent}, ${strokeHash}, ${signatureHash(statement)})`
  return statement
}

/** Fixes the codes of a paper: from now on they are frozen. False when they were fixed already. One statement. */
export async function fixCodes(tx: Tx, { accountSetId, paperId }: PaperKey, hash: Buffer): Promise<boolean> {
  const fixed = await tx.$executeRaw`
    UPDATE paper SET codes_hash = ${hash}
    WHERE account_set_id = ${accountSetId} AND id = ${paperId}::uuid AND codes_hash IS NULL`
  return fixed === 1
}

/** What a check of a signature finds. */
export type SignatureFinding = 'WHOLE' | 'ALTERED' | 'OTHER_CONTENT' | 'OTHER_CODES'

/**
 * Checks a signature against what the paper says now, both recomputed from their rows: ALTERED when the row is not
 * what was signed or was moved to another paper or slot (A22), OTHER_CONTENT or OTHER_CODES when something changed
 * after signing (A23).
 */
export function verifySignature(
  row: { statement: SignedStatement; hash: string },
  current: { contentHash: string; codesHash: string | null },
): SignatureFinding {
  const { statement } = row
  if (signatureHash(statement).toString('hex') !== row.hash) return 'ALTERED'
  if (statement.contentHash !== current.contentHash) return 'OTHER_CONTENT'
  return statement.codesHash === null || statement.codesHash === current.codesHash ? 'WHOLE' : 'OTHER_CODES'
}
