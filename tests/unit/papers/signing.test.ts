import { describe, expect, it } from 'vitest'
import { codesHash } from '#lib/papers/codes-hash.ts'
import { signatureHash, type SignedStatement } from '#lib/papers/signature-hash.ts'
import { verifySignature } from '#lib/papers/signing.ts'

const content = 'a'.repeat(64)
const codes = codesHash([{ lineNo: 1, kind: 'CASE', code: 'C1' }]).toString('hex')

const statement: SignedStatement = {
  accountSetId: 1,
  paperId: '01980000-0000-7000-8000-000000000001',
  slot: 'KEEPER',
  signerId: '01980000-0000-7000-8000-0000000000aa',
  signerName: '示例仓管',
  contentHash: content,
  codesHash: codes,
  method: 'PIN',
  signedAt: '2026-11-23T01:02:03.004Z',
  strokeHash: null,
}
const signed = { statement, hash: signatureHash(statement).toString('hex') }
const current = { contentHash: content, codesHash: codes }

describe('verifying a signature', () => {
  it('R8 agrees with what was signed', () => {
    expect(verifySignature(signed, current)).toBe('WHOLE')
  })

  it.each([
    ['another account set', { accountSetId: 2 }],
    ['another paper', { paperId: '01980000-0000-7000-8000-000000000002' }],
    ['another slot', { slot: 'HANDLER' }],
    ['another signer', { signerId: '01980000-0000-7000-8000-0000000000bb' }],
    ['another name', { signerName: '别人' }],
    ['another way of proof', { method: 'PASSKEY' }],
    ['another moment', { signedAt: '2026-11-23T01:02:03.005Z' }],
    ['another stroke', { strokeHash: 'b'.repeat(64) }],
    ['other codes in the row', { codesHash: null }],
  ] as const)('A22 finds %s', (_name, change) => {
    const moved = { ...signed, statement: { ...statement, ...change } }
    expect(verifySignature(moved, current)).toBe('ALTERED')
  })

  it('A23 finds content and codes that changed after signing', () => {
    expect(verifySignature(signed, { ...current, contentHash: 'c'.repeat(64) })).toBe('OTHER_CONTENT')
    expect(verifySignature(signed, { ...current, codesHash: null })).toBe('OTHER_CODES')
  })

  it('a signature given before the codes were fixed stands on the content alone', () => {
    const early = { ...statement, slot: 'PREPARER', codesHash: null } as const
    const row = { statement: early, hash: signatureHash(early).toString('hex') }
    expect(verifySignature(row, current)).toBe('WHOLE')
  })
})

describe('the hash of the codes', () => {
  const one = { lineNo: 1, kind: 'CASE', code: 'C1' }
  const two = { lineNo: 2, kind: 'BOTTLE', code: 'B1' }

  it('R7 does not depend on the order of capture', () => {
    expect(codesHash([one, two]).equals(codesHash([two, one]))).toBe(true)
  })

  it('R7 tells codes, kinds and lines apart', () => {
    const all = [[], [one], [one, two], [{ ...one, lineNo: 2 }], [{ ...one, kind: 'SECONDARY' }]]
    expect(new Set(all.map((codesOf) => codesHash(codesOf).toString('hex'))).size).toBe(all.length)
  })
})
