/** Every kind of numbered paper and the letters its number starts with. */
export const PAPER_PREFIXES = {
  SALES_ORDER: 'SO',
  BILLING_APPLICATION: 'BA',
  DELIVERY_NOTE: 'XH',
  RECEIPT: 'SK',
  PURCHASE_ORDER: 'CD',
  GOODS_RECEIPT: 'RK',
  PURCHASE_BILL: 'CG',
  PAYMENT: 'FK',
  STOCK_OUT: 'CK',
  CUSTOMER_RETURN: 'XT',
  SUPPLIER_RETURN: 'CT',
  TRANSFER: 'DB',
  STOCK_COUNT: 'PD',
  DIVERSION_CASE: 'CH',
  TRIP: 'TC',
  DRIVER_RECONCILIATION: 'DD',
  AMENDMENT_SLIP: 'GD',
  WRITE_OFF: 'HX',
  STATEMENT: 'DZ',
  INVOICE: 'FP',
} as const

export type PaperKind = keyof typeof PAPER_PREFIXES

/**
 * The number people read. The format is data of the account set: `{kind}`, `{period}` and `{sequence}` (at
 * least five digits) stand for their values.
 */
export function paperNumber(format: string, kind: PaperKind, period: string, sequence: number): string {
  return format
    .replaceAll('{kind}', PAPER_PREFIXES[kind])
    .replaceAll('{period}', period)
    .replaceAll('{sequence}', String(sequence).padStart(5, '0'))
}
