/** A line of a gate in words. */
export type SaidRemark = { rule: string; isUnmet: boolean; text: string; remedy: string | null }

/** A note of the queue as the table shows it: figures in yuan, everything else in words. */
export type ShownPosting = {
  paperId: string
  number: string
  businessDate: string
  customerName: string
  channel: string
  settlement: string
  preparerName: string
  outcome: string
  deliveredAt: string
  ageDays: number
  gross: string
  net: string
  tax: string
  cost: string
  photo: string | null
  canPost: boolean
  remarks: readonly SaidRemark[]
}
