import { contentHash } from '#lib/kernel/canonical.ts'

/** What a trip is from its opening on; its stops may change until it leaves and stand in its chain of events. */
export type TripContent = {
  accountSetId: number
  paperId: string
  number: string
  tripDate: string
  openedById: string
}

export function tripContentHash(content: TripContent): Buffer {
  return contentHash({ ...content })
}
