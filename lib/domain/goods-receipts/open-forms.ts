import { OPEN_FORMS, type OpenForm } from '#lib/papers/goods/open-form.ts'

/** A receipt on an order: what may come stands on the order, so that only the head is filled in (R19). */
export const ORDER_RECEIPT_FORM: OpenForm = {
  ...OPEN_FORMS.GOODS_RECEIPT,
  party: 'none',
  hasLines: false,
}

/** A receipt without an order: what the supplier's slip says, and why there is none (R15). Tax rates are the day's. */
export const FREE_RECEIPT_FORM: OpenForm = {
  ...OPEN_FORMS.GOODS_RECEIPT,
  reason: 'required',
  columns: { ...OPEN_FORMS.GOODS_RECEIPT.columns, taxRate: false },
}
