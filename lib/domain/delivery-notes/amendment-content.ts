import { contentHash } from '#lib/kernel/canonical.ts'

/** What an amendment slip says; its hash stands on the paper row. Quantities in 1/1000 base units. */
export type AmendmentContent = {
  accountSetId: number
  paperId: string
  number: string
  notePaperId: string
  noteNumber: string
  reason: string
  openedById: string
  lines: { lineNo: number; fromE3: string; toE3: string }[]
}

export function amendmentContentHash(content: AmendmentContent): Buffer {
  return contentHash({ ...content, lines: content.lines.map((line) => ({ ...line })) })
}
