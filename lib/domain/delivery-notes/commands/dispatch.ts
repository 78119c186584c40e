import { act, defineCommand } from '#lib/command/define-command.ts'
import { holdDispatchFacts } from '#lib/domain/delivery-notes/dispatch-loading.ts'
import { markDispatched } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { DISPATCH_GATE, type DispatchFacts } from '#lib/domain/delivery-notes/dispatch-rules.ts'
import { toCollect } from '#lib/domain/delivery-notes/held-notes.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { dispatchInput } from '#lib/domain/delivery-notes/road-schema.ts'
import type { BusinessDate } from '#lib/kernel/business-date.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import type { StockMove } from '#lib/ledger/entries.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { type CopyOffer, offerCopies } from '#lib/papers/custody.ts'

/**
 * 出库: the goods leave with codes on the stub, three personal signatures and a second pair of eyes behind them
 * (R7, R8, R9, R10, R117, R124). Stock and reservation go down at the moving average; the driver is offered the
 * blue and the customer copy, the preparer the stub, the accountants theirs; how the customer was told is kept
 * (R113). Refused with the whole checklist when a rule is unmet.
 */
export const dispatchNote = defineCommand({
  name: 'note.dispatch',
  permission: 'note.dispatch',
  input: dispatchInput,
  queryBudget: 14,
  load: ({ tx, actor, today }, input) => holdDispatchFacts(tx, actor, input, { today, how: input.notice }),
  decide: (facts) => {
    const wrong = wrongStep(facts.note, 'VERIFIED')
    if (wrong) return wrong
    const checklist = evaluate(DISPATCH_GATE, facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.dispatch', params: {}, checklist } }
    return act(facts)
  },
  save: async ({ tx, actor, now, today }, facts, input) => {
    const { note } = facts
    const paper = { accountSetId: note.accountSetId, paperId: note.paperId }
    const moved = await moveStock(tx, { recordedById: actor.userId, at: now }, leaving(note, today))
    if (!(await markDispatched(tx, note, now))) return { stale: {} }
    const offers = offersOf(note, actor.userId)
    const offered = await offerCopies(tx, paper, offers, { actorId: actor.userId, now, method: 'PRESS' })
    if (offered !== offers.length) return { stale: {} }
    const payload = {
      driver: note.driverName,
      notice: input.notice,
      codesHash: note.codesHash,
      collect: collectPayload(facts),
      goods: moved.map((entry) => ({
        lineNo: entry.lineNo,
        qtyE3: String(entry.qtyE3),
        costFen: String(entry.valueFen),
      })),
    }
    return { value: { number: note.number, driver: note.driverName }, events: [{ ...paper, payload }] }
  },
})

function leaving(note: RoadNote, businessDate: BusinessDate): StockMove[] {
  const { accountSetId, warehouseId, paperId } = note
  return note.lines.map((line) => ({
    accountSetId,
    warehouseId,
    productId: line.productId,
    fromPlace: 'WAREHOUSE',
    toPlace: 'CUSTOMER',
    qtyE3: line.qtyE3,
    valueFen: null,
    businessDate,
    paperId,
    lineNo: line.lineNo,
    releasedE3: line.qtyE3,
  }))
}

/** Where each copy in the keeper's hands goes; one that a manager has excused stays where it is. */
function offersOf(note: RoadNote, keeperId: string): CopyOffer[] {
  const ways: readonly CopyOffer[] = [
    { kind: 'DRIVER', toPlace: 'DRIVER', toId: note.driverId },
    { kind: 'CUSTOMER', toPlace: 'DRIVER', toId: note.driverId },
    { kind: 'STUB', toPlace: 'DESK', toId: note.preparerId },
    { kind: 'ACCOUNTING', toPlace: 'ACCOUNTING', toId: null },
  ]
  return ways.filter(({ kind }) =>
    note.copies.some(
      (copy) => copy.kind === kind && copy.keeperId === keeperId && copy.offeredPlace === null,
    ),
  )
}

function collectPayload(facts: DispatchFacts): Canonical {
  const collect = toCollect(facts.terms)
  if (collect === null) return null
  return collect.kind === 'AMOUNT'
    ? { amountFen: String(collect.amountFen) }
    : { notes: collect.notes.map(({ number, openFen }) => ({ number, openFen: String(openFen) })) }
}
