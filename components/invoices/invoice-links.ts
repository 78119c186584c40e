import { addressOf } from '#lib/kernel/address.ts'

/** Which invoices a list shows, as its address says it. */
type Shown = { accountSetId: number | null; status: string | null; before: string | null }

/** The address of the list; a changed filter begins at the first page. */
export function invoicesAddress(shown: Shown, change: Partial<Shown>): string {
  const { accountSetId, status, before } = { ...shown, before: null, ...change }
  return addressOf('/invoices', { set: accountSetId, status, before })
}

/** The page of one invoice. */
export function invoiceHref(key: { accountSetId: number; paperId: string }): string {
  return `/invoices/${key.accountSetId}/${key.paperId}`
}
