import { contentHash } from '#lib/kernel/canonical.ts'

/** What a payment says; its hash stands on the paper row. */
export type PaymentContent = {
  accountSetId: number
  paperId: string
  number: string
  supplierId: string
  amountFen: string
  method: string
  paidOn: string
  remark: string
}

export function paymentContentHash(content: PaymentContent): Buffer {
  return contentHash({ ...content })
}
