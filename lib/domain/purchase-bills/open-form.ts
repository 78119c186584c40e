import { OPEN_FORMS, type OpenForm } from '#lib/papers/goods/open-form.ts'
import { RED } from '#lib/papers/goods/kinds.ts'

/** A bill stands on its order: supplier and lines are the order's, only what the invoice says is typed. */
export const BILL_FORM: OpenForm = { ...OPEN_FORMS.PURCHASE_BILL, party: 'none' }

/** A red bill: what went back after it was billed, by the supplier's credit note. */
export const RED_BILL_FORM: OpenForm = { ...BILL_FORM, purposes: [RED] }
