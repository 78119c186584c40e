import { paymentHref } from '#components/payments/payment-address.ts'
import { paperHref } from '#components/stock/paper-href.ts'
import { addressOf } from '#lib/kernel/address.ts'

/** Papers about money, and where their pages are. */
const ROOMS: Readonly<Record<string, string>> = {
  RECEIPT: '/receipts/papers',
  DRIVER_RECONCILIATION: '/reconciliations',
  WRITE_OFF: '/collection/write-offs',
}

/** The page of the paper behind a voucher; null where its kind has none. */
export function sourceHref(paper: { accountSetId: number; paperId: string; kind: string }): string | null {
  const { accountSetId, paperId, kind } = paper
  if (kind === 'PAYMENT') return paymentHref(paper)
  const room = ROOMS[kind]
  return room === undefined ? paperHref(kind, paper) : `${room}/${accountSetId}/${paperId}`
}

/** The page of a voucher. */
export function voucherHref(accountSetId: number, voucherId: string): string {
  return `/books/vouchers/${accountSetId}/${voucherId}`
}

/** The ledger of an account over the same months. */
export function ledgerHref(span: { accountSetId: number; from: string; to: string }, code: string): string {
  return addressOf('/books/ledger', { set: span.accountSetId, from: span.from, to: span.to, account: code })
}

/** The file that holds the vouchers of a month with these numbers. */
export function vouchersPdfHref(
  month: { accountSetId: number; period: string },
  numbers: { first: number; last: number },
): string {
  const { accountSetId: set, period } = month
  return addressOf('/api/books/vouchers', { set, period, first: numbers.first, last: numbers.last })
}
