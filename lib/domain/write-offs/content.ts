import { contentHash } from '#lib/kernel/canonical.ts'

/** What a write-off proposes; its hash stands on the paper row. */
export type WriteOffContent = {
  accountSetId: number
  paperId: string
  number: string
  customerId: string
  reason: string
  proposedById: string
  lines: readonly { noteId: string; amountFen: string }[]
}

export function writeOffContentHash(content: WriteOffContent): Buffer {
  return contentHash({ ...content, lines: content.lines.map((line) => ({ ...line })) })
}
