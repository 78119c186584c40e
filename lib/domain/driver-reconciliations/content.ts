import { contentHash } from '#lib/kernel/canonical.ts'

/** What a session says from its first moment on; what was settled in it stands on its sheet. */
export type ReconciliationContent = {
  accountSetId: number
  paperId: string
  number: string
  driverId: string
  driverName: string
  openedById: string
  openedByName: string
  businessDate: string
}

export function reconciliationContentHash(content: ReconciliationContent): Buffer {
  return contentHash({ ...content })
}
