import { contentHash } from '#lib/kernel/canonical.ts'

/** What a receipt says; its hash stands on the paper row. What is not said has no key. */
export type ReceiptContent = {
  accountSetId: number
  paperId: string
  number: string
  customerId: string
  amountFen: string
  method: string
  receivedOn: string
  remark: string
  payer?: string
  takenById?: string
  forPaperId?: string
  purpose?: string
  reconciliationId?: string
  bankLineId?: string
}

export function receiptContentHash(content: ReceiptContent): Buffer {
  return contentHash({ ...content })
}
