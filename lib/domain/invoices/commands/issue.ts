import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type HeldInvoice,
  holdInvoice,
  issueInvoice as writeNumber,
} from '#lib/domain/invoices/repository.ts'
import { issueInvoiceInput } from '#lib/domain/invoices/schema.ts'

/** 登记发票: records the number and day that the tax platform gave a reviewed request; each number once. */
export const issueInvoice = defineCommand({
  name: 'invoice.issue',
  permission: 'invoice.issue',
  input: issueInvoiceInput,
  queryBudget: 7,
  load: async ({ tx, actor }, input): Promise<HeldInvoice | null> =>
    actor.accountSetIds.includes(input.accountSetId) ? holdInvoice(tx, input) : null,
  decide: (invoice, { issuedOn }, { today }): Decision<HeldInvoice> => {
    if (invoice.status !== 'REVIEWED') return refuse('invoice.notReviewed', { number: invoice.number })
    return issuedOn > today ? { invalid: { issuedOn: 'dateInFuture' } } : act(invoice)
  },
  save: async ({ tx, actor, now }, { number }, input) => {
    const { accountSetId, paperId, version, platformNumber, issuedOn } = input
    const step = { accountSetId, paperId, version, by: actor.userId, at: now }
    if (!(await writeNumber(tx, { ...step, platformNumber, issuedOn }))) return { stale: {} }
    return {
      value: { number, platformNumber },
      events: [{ accountSetId, paperId, payload: { number, platformNumber, issuedOn } }],
    }
  },
})
