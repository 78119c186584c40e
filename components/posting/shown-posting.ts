import type { ChecklistItem } from '#lib/kernel/gate.ts'

/** A note of the queue as the table shows it: figures in yuan, the rest in words, the post gate as it answered. */
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
  conditions: readonly ChecklistItem[]
}
