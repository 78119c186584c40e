import { addressOf } from '#lib/kernel/address.ts'

/** Which payments a list shows, as its address says it. */
export type ShownPayments = {
  accountSetId: number | null
  on: string | null
  method: string | null
  before: string | null
}

/** The address of the list; a changed filter begins at the first page. */
export function paymentsAddress(shown: ShownPayments, change: Partial<ShownPayments>): string {
  const { accountSetId, on, method, before } = { ...shown, before: null, ...change }
  return addressOf('/payments', { set: accountSetId, on, method, before })
}

/** The page of one payment. */
export function paymentHref(key: { accountSetId: number; paperId: string }): string {
  return `/payments/${key.accountSetId}/${key.paperId}`
}
