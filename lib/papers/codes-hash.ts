import type { Reader } from '#lib/db/client.ts'
import { contentHash } from '#lib/kernel/canonical.ts'
import type { PaperKey } from '#lib/papers/custody.ts'

/** One code as it stands on the stub. */
export type StubCode = { lineNo: number; kind: string; code: string }

/** The hash of the codes on a paper's stub, whatever the order in which they were captured. */
export function codesHash(codes: readonly StubCode[]): Buffer {
  const sorted = codes
    .map(({ lineNo, kind, code }) => ({ lineNo, kind, code }))
    .toSorted((one, other) =>
      one.code < other.code ? -1 : one.code > other.code ? 1 : one.lineNo - other.lineNo,
    )
  return contentHash({ codes: sorted })
}

/**
 * The codes that stand on the stub: captured and not removed before it was signed. Codes given back later, when goods
 * were refused or the note voided, still stand there. One statement.
 */
export function readStubCodes(reader: Reader, { accountSetId, paperId }: PaperKey): Promise<StubCode[]> {
  return reader.$queryRaw<StubCode[]>`
    SELECT c.line_no AS "lineNo", c.kind, c.code FROM code_capture c
    WHERE c.account_set_id = ${accountSetId} AND c.paper_id = ${paperId}::uuid
      AND NOT EXISTS (SELECT FROM code_release r WHERE r.account_set_id = c.account_set_id AND r.paper_id = c.paper_id
        AND r.sequence = c.sequence AND r.cause = 'REMOVED')
    ORDER BY c.line_no, c.sequence`
}
