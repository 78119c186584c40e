import { act, defineCommand, type PaperEventDraft, refuse } from '#lib/command/define-command.ts'
import { issueFacts, loadIssue, workLoaded } from '#lib/domain/delivery-notes/issue-loading.ts'
import {
  type IssuedPapers,
  type IssuePlan,
  numberPapers,
  planIssue,
} from '#lib/domain/delivery-notes/issue-plan.ts'
import { ISSUE_GATE } from '#lib/domain/delivery-notes/issue-rules.ts'
import { advanceOrder, insertIssuedNote } from '#lib/domain/delivery-notes/repository.ts'
import { noteInput } from '#lib/domain/delivery-notes/schema.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { periodOf } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'

/** What the clerk gets back: the numbers, large. */
export type IssuedNote = {
  accountSetId: number
  paperId: string
  number: string
  orderNumber: string | null
  grossFen: string
}

/**
 * 开单: gives a note its gapless number, freezes and hashes its lines, makes the four copies, signs as
 * preparer and reserves the stock, together with its order when there is none yet (decision 8). Refused with
 * the whole checklist when a rule of the issue gate is unmet; `invalid` names the field that cannot be read.
 */
export const issueNote = defineCommand({
  name: 'note.issue',
  permission: 'note.issue',
  input: noteInput,
  queryBudget: 14,
  signs: true,
  load: (context, input) => loadIssue(context.tx, context.actor, input, context.today, { lock: true }),
  decide: (loaded, input, context) => {
    const worked = workLoaded(loaded, input)
    if (!worked.ok) return { invalid: worked.codes }
    const checklist = evaluate(
      ISSUE_GATE,
      issueFacts(loaded, input, context.actor, context.today, worked.note),
    )
    if (!checklist.isOpen) return { refuse: { code: 'gate.issue', params: {}, checklist } }
    if (!context.signer) return refuse('signing.noProof')
    const { note, products, advancedFreightFen } = worked
    return act(
      planIssue({ input, loaded, note, products, advancedFreightFen, signer: context.signer }, context),
    )
  },
  save: async (context, plan, input) => {
    const period = periodOf(input.businessDate)
    const kinds = plan.isNewOrder ? ['DELIVERY_NOTE', 'SALES_ORDER'] : ['DELIVERY_NOTE']
    const sequences = await takeSequences(context.tx, input.accountSetId, period, kinds)
    const papers = numberPapers(plan, period, sequences)
    const { address, userAgent } = context.actor
    const isWritten = await insertIssuedNote(context.tx, plan, papers, {
      now: context.now,
      period,
      sequences,
      address,
      userAgent,
    })
    if (!isWritten) return { stale: {} }
    if (!plan.isNewOrder) {
      const billed = plan.note.lines.map((line, index) => ({
        lineNo: plan.orderLineNos[index] ?? index + 1,
        qtyE3: line.qtyE3,
      }))
      await advanceOrder(context.tx, { accountSetId: input.accountSetId, orderId: plan.orderId }, billed)
    }
    return { value: issuedNote(papers), events: eventsOf(plan, papers) }
  },
})

function issuedNote({ note, order }: IssuedPapers): IssuedNote {
  const { accountSetId, paperId, number, grossFen } = note
  return { accountSetId, paperId, number, orderNumber: order?.number ?? null, grossFen }
}

function eventsOf(plan: IssuePlan, { note, order }: IssuedPapers): PaperEventDraft[] {
  const { accountSetId } = note
  const issued = {
    number: note.number,
    grossFen: note.grossFen,
    lineCount: note.lines.length,
    signer: plan.signer.displayName,
  }
  const events: PaperEventDraft[] = [{ accountSetId, paperId: note.paperId, payload: issued }]
  const orderPayload = order ? { number: order.number, recordedWith: note.number } : { billedBy: note.number }
  events.push({ accountSetId, paperId: plan.orderId, payload: orderPayload })
  return events
}
