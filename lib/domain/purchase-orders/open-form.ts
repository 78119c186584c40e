import { OPEN_FORMS, type OpenForm } from '#lib/papers/goods/open-form.ts'

/** A purchase order is typed with prices; tax rates are the day's, never typed. */
export const PURCHASE_FORM: OpenForm = {
  ...OPEN_FORMS.PURCHASE_ORDER,
  columns: { ...OPEN_FORMS.PURCHASE_ORDER.columns, taxRate: false },
}
