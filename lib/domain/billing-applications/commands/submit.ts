import { act, type CommandContext, defineCommand } from '#lib/command/define-command.ts'
import { applicationContent, applicationHash } from '#lib/domain/billing-applications/content.ts'
import {
  type ApplicationRecord,
  insertApplication,
  openApplicationOn,
} from '#lib/domain/billing-applications/repository.ts'
import { SUBMIT_GATE, type SubmitFacts } from '#lib/domain/billing-applications/rules.ts'
import {
  type SubmitApplicationInput,
  submitApplicationInput,
} from '#lib/domain/billing-applications/schema.ts'
import { orderContentHash } from '#lib/domain/delivery-notes/content.ts'
import type { IssueFacts } from '#lib/domain/delivery-notes/issue-facts.ts'
import { issueFacts, loadIssue, workLoaded } from '#lib/domain/delivery-notes/issue-loading.ts'
import { exceptionsOf } from '#lib/domain/delivery-notes/issue-exceptions.ts'
import { orderContentOf } from '#lib/domain/sales-orders/content.ts'
import { insertOrder } from '#lib/domain/sales-orders/repository.ts'
import { takeSequences } from '#lib/db/numbering.ts'
import { parseBusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { paperNumber } from '#lib/kernel/paper-number.ts'

/** What the clerk gets back: the application, and the order it belongs to (recorded with it when there was none). */
export type SubmittedApplication = {
  accountSetId: number
  applicationId: string
  number: string
  orderId: string
  orderNumber: string | null
  reasons: string[]
}

/**
 * 提交开单申请 (R109, R110): asks a sales manager for what the issue gate would refuse without consent, and fixes
 * the lines that were asked for. Records the order in the same transaction when there is none (decision 8).
 * Refused when nothing needs consent, or another application on the order still counts.
 */
export const submitApplication = defineCommand({
  name: 'billingApplication.submit',
  permission: 'billingApplication.submit',
  input: submitApplicationInput,
  queryBudget: 12,
  load: async (context, input) => {
    const { tx, actor, today } = context
    const loaded = await loadIssue(tx, actor, plain(input), today, { lock: false })
    if (!loaded) return null
    const { accountSetId, orderId } = input.note
    const openNumber = orderId === null ? null : await openApplicationOn(tx, { accountSetId, orderId })
    return { loaded, openNumber }
  },
  decide: ({ loaded, openNumber }, input, context) => {
    const note = plain(input)
    const date = parseBusinessDate(note.businessDate)
    if (!date.ok) return { invalid: { 'note.businessDate': 'notADate' } }
    const worked = workLoaded(loaded, note)
    if (!worked.ok) return { invalid: underNote(worked.codes) }
    const facts = issueFacts(loaded, note, context.actor, context.today, worked.note)
    const reasons = exceptionsOf(facts)
    const checklist = evaluate(SUBMIT_GATE, submitFacts(facts, reasons, openNumber))
    if (!checklist.isOpen) return { refuse: { code: 'gate.submitApplication', params: {}, checklist } }
    return act({
      applicationId: newId(context.now),
      orderId: note.orderId ?? newId(context.now),
      isNewOrder: note.orderId === null,
      period: periodOf(date.value),
      numberFormat: loaded.header.accountSet.numberFormat,
      reasons,
      worked: worked.note,
      content: applicationContent(loaded, note, worked, facts),
    })
  },
  save: async (context, plan, input) => {
    const note = plain(input)
    const { accountSetId } = note
    const kinds = plan.isNewOrder ? ['BILLING_APPLICATION', 'SALES_ORDER'] : ['BILLING_APPLICATION']
    const sequences = await takeSequences(context.tx, accountSetId, plan.period, kinds)
    const numberOf = (kind: 'BILLING_APPLICATION' | 'SALES_ORDER'): string =>
      paperNumber(plan.numberFormat, kind, plan.period, sequences.get(kind) ?? 0)
    const orderNumber = plan.isNewOrder ? numberOf('SALES_ORDER') : null
    if (orderNumber !== null) {
      const content = orderContentOf(note, { paperId: plan.orderId, number: orderNumber }, plan.worked)
      await insertOrder(context.tx, {
        content,
        hash: orderContentHash(content),
        period: plan.period,
        sequence: sequences.get('SALES_ORDER') ?? 0,
        recordedById: context.actor.userId,
        now: context.now,
        confirmedHow: note.intakeChannel,
      })
    }
    const number = numberOf('BILLING_APPLICATION')
    const { applicationId, orderId, reasons } = plan
    await insertApplication(context.tx, recordOf(context, plan, input, { number, sequences }))
    const payload = { number, reasons, gross: plan.content.gross, remark: input.remark }
    const events = [{ accountSetId, paperId: applicationId, payload }]
    const orderPayload =
      orderNumber === null ? { appliedBy: number } : { number: orderNumber, recordedWith: number }
    const value: SubmittedApplication = { accountSetId, applicationId, number, orderId, orderNumber, reasons }
    return { value, events: [...events, { accountSetId, paperId: orderId, payload: orderPayload }] }
  },
})

/** The note without what only an issue looks at. */
function plain(input: SubmitApplicationInput): SubmitApplicationInput['note'] {
  return { ...input.note, applicationId: null, seenGross: '' }
}

function underNote(codes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(codes).map(([field, code]) => [`note.${field}`, code]))
}

function submitFacts(facts: IssueFacts, reasons: readonly string[], openNumber: string | null): SubmitFacts {
  return {
    isClerkSuspended: facts.clerk.isSuspended,
    policy: facts.accountSet.billingApplicationPolicy,
    reasons,
    expectedOn: facts.expectedOn,
    businessDate: facts.businessDate,
    today: facts.today,
    hasChannelPolicy: facts.policy !== null,
    customer: { name: facts.customer.name, isActive: facts.customer.isActive },
    order: facts.order,
    openNumber,
    lineCount: facts.lines.length,
  }
}

function recordOf(
  context: CommandContext,
  plan: Pick<ApplicationRecord, 'applicationId' | 'orderId' | 'period' | 'reasons' | 'content'>,
  input: SubmitApplicationInput,
  named: { number: string; sequences: ReadonlyMap<string, number> },
): ApplicationRecord {
  const { note, remark } = input
  return {
    accountSetId: note.accountSetId,
    applicationId: plan.applicationId,
    number: named.number,
    period: plan.period,
    sequence: named.sequences.get('BILLING_APPLICATION') ?? 0,
    businessDate: note.businessDate,
    hash: applicationHash(named.number, remark, plan.content),
    orderId: plan.orderId,
    customerId: note.customerId,
    draftId: note.draftId,
    applicantId: context.actor.userId,
    reasons: plan.reasons,
    remark,
    content: plan.content,
    now: context.now,
  }
}
