import { type Canonical, contentHash } from '#lib/kernel/canonical.ts'

/** What a diversion case says; its hash stands on the paper row. `evidence` is the code's way as it was known on the day. */
export type DiversionContent = {
  accountSetId: number
  paperId: string
  number: string
  code: string
  foundOn: string
  foundCustomerId: string | null
  foundAt: string
  remark: string
  reportedById: string
  evidence: Canonical
}

export function diversionContentHash(content: DiversionContent): Buffer {
  return contentHash({ ...content })
}
