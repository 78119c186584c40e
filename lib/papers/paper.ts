import { sha256 } from '#lib/kernel/canonical.ts'
import type { PaperKind } from '#lib/kernel/paper-number.ts'

/** What identifies a new paper before its first event. */
export type PaperIdentity = {
  accountSetId: number
  paperId: string
  kind: PaperKind
  number: string
  contentHash: Buffer
}

/** Where a paper's chain of evidence begins: bound to what the paper is and says. */
export function chainStart(paper: PaperIdentity): Buffer {
  return sha256(
    'paper',
    String(paper.accountSetId),
    paper.paperId,
    paper.kind,
    paper.number,
    paper.contentHash,
  )
}
