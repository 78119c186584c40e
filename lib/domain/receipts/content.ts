import { contentHash } from '#lib/kernel/canonical.ts'

/** What a receipt says; its hash stands on the paper row. */
export type ReceiptContent = {
  accountSetId: number
  paperId: string
  number: string
  customerId: string
  amountFen: string
  method: string
  receivedOn: string
  remark: string
}

export function receiptContentHash(content: ReceiptContent): Buffer {
  return contentHash({ ...content })
}
