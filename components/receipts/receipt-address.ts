import { addressOf } from '#lib/kernel/address.ts'

/** Which receipts a list shows, as its address says it. */
export type ShownReceipts = {
  accountSetId: number | null
  on: string | null
  method: string | null
  status: string | null
  before: string | null
}

/** The address of the list; a changed filter begins at the first page. */
export function receiptsAddress(shown: ShownReceipts, change: Partial<ShownReceipts>): string {
  const { accountSetId, on, method, status, before } = { ...shown, before: null, ...change }
  return addressOf('/receipts', { set: accountSetId, on, method, status, before })
}

/** The page of one customer's money. */
export function customerMoneyAddress(accountSetId: number, customerId: string): string {
  return `/receipts/${accountSetId}/${customerId}`
}

/** The page of one receipt. */
export function receiptAddress({ accountSetId, paperId }: { accountSetId: number; paperId: string }): string {
  return `/receipts/papers/${accountSetId}/${paperId}`
}
