import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type HeldInvoice,
  holdInvoice,
  reviewInvoice as writeReview,
} from '#lib/domain/invoices/repository.ts'
import { reviewInvoiceInput } from '#lib/domain/invoices/schema.ts'

/** 审核开票申请: the accountant lets a request go to the tax platform, or rejects it. Never who asked. */
export const reviewInvoice = defineCommand({
  name: 'invoice.review',
  permission: 'invoice.review',
  input: reviewInvoiceInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input): Promise<HeldInvoice | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdInvoice(tx, input) : null,
  decide: (invoice, { decision, remark }, { actor }): Decision<HeldInvoice> => {
    const { number } = invoice
    if (invoice.status !== 'REQUESTED') return refuse('invoice.alreadyReviewed', { number })
    if (invoice.requestedById === actor.userId) return refuse('invoice.secondPerson', { number })
    return decision === 'REJECTED' && remark === '' ? { invalid: { remark: 'empty' } } : act(invoice)
  },
  save: async ({ tx, actor, now }, { number }, { accountSetId, paperId, version, decision, remark }) => {
    const step = { accountSetId, paperId, version, by: actor.userId, at: now }
    if (!(await writeReview(tx, { ...step, status: decision, remark }))) return { stale: {} }
    return {
      value: { number, status: decision },
      events: [{ accountSetId, paperId, payload: { number, decision, remark } }],
    }
  },
})
