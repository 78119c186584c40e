'use server'

import { toAction } from '#lib/command/to-action.ts'
import { issueInvoice } from '#lib/domain/invoices/commands/issue.ts'
import { requestInvoice } from '#lib/domain/invoices/commands/request.ts'
import { requestRed } from '#lib/domain/invoices/commands/request-red.ts'
import { reviewInvoice } from '#lib/domain/invoices/commands/review.ts'

export const requestInvoiceAction = toAction(requestInvoice)
export const requestRedAction = toAction(requestRed)
export const reviewInvoiceAction = toAction(reviewInvoice)
export const issueInvoiceAction = toAction(issueInvoice)
