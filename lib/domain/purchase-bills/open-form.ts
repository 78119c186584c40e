import { OPEN_FORMS, type OpenForm } from '#lib/papers/goods/open-form.ts'

/** A bill stands on its order: supplier and lines are the order's, only what the invoice says is typed. */
export const BILL_FORM: OpenForm = { ...OPEN_FORMS.PURCHASE_BILL, party: 'none' }
