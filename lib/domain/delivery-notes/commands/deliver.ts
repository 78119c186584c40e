import { releaseCodes } from '#lib/codes/store.ts'
import { act, type CommandContext, defineCommand, refuse } from '#lib/command/define-command.ts'
import { acceptedFen, comingBack, readOutcome } from '#lib/domain/delivery-notes/deliver-plan.ts'
import { type OnTheRoad, readOnTheRoad, saveDelivery } from '#lib/domain/delivery-notes/deliver-repository.ts'
import { DELIVER_GATE, type OutcomeLine, outcomeOf } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { holdGoodsOf, readHeldTerms } from '#lib/domain/delivery-notes/dispatch-repository.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { deliverLines, tendersInput } from '#lib/domain/delivery-notes/road-schema.ts'
import { dueAtStop, moneySaid, readTenders, tenderRows } from '#lib/domain/delivery-notes/tender-plan.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { keepTenders, type TenderDraft } from '#lib/ledger/tenders.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { signPaper } from '#lib/papers/signing.ts'
import { paperInput, textInput } from '#lib/papers/schema.ts'
import { attachedStroke, strokeInput } from '#lib/papers/strokes.ts'
import { z } from 'zod'

/** The customer's hand: a stroke on the driver's screen, or the filed photograph of the copy signed on paper. */
const customerSignature = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('STROKE'), stroke: strokeInput }),
  z.strictObject({ kind: z.literal('SIGNED_COPY'), hash: z.string().regex(/^[0-9a-f]{64}$/, 'unknown') }),
])

/** What happened at the stop. No field takes a name: the customer's is the contact on the note. */
export const deliverInput = z.strictObject({
  ...paperInput,
  lines: deliverLines,
  signature: customerSignature.nullable(),
  tenders: tendersInput.default(null),
  /** Why less was paid than is due; a flagged exception. */
  unpaidReason: textInput(200).default(''),
})

type Input = z.output<typeof deliverInput>
type Plan = {
  note: RoadNote
  road: OnTheRoad
  lines: OutcomeLine[]
  outcome: 'FULL' | 'PARTIAL' | 'REFUSED'
  tenders: TenderDraft[]
}

/**
 * 送达: the driver records what the customer took of each line and paid, and has the customer sign (R114). What was
 * refused comes back into the warehouse, its codes are free again. Refused when the driver has not accepted the copies,
 * a line is short without a reason, nobody signed for what stays, or less was paid than is due without a reason: the
 * cash of a cash note (R45), freight laid out (R52), the older note or amount to collect first (R117).
 */
export const deliverNote = defineCommand({
  name: 'note.deliver',
  permission: 'note.deliver',
  input: deliverInput,
  queryBudget: 17,
  load: async ({ tx, actor, today }, input) => {
    const note = await loadRoadNote(tx, actor, input)
    if (note?.driverId !== actor.userId) return null
    const { signature } = input
    const road = await readOnTheRoad(tx, input, signature?.kind === 'SIGNED_COPY' ? signature.hash : null)
    const comesBack = note.lines.filter(({ lineNo }) => input.lines.some((line) => line.lineNo === lineNo))
    await holdGoodsOf(tx, note, comesBack)
    const terms = await readHeldTerms(tx, note)
    const isPeriodOpen = (await holdPeriod(tx, note.accountSetId, today)) === 'OPEN'
    return { note, road, terms, isPeriodOpen }
  },
  decide: ({ note, road, terms, isPeriodOpen }, input, { actor, today }) => {
    const wrong = wrongStep(note, 'DISPATCHED')
    if (wrong) return wrong
    if (road.isBroughtBack) return refuse('deliver.broughtBack', { number: note.number })
    const { lines, fields } = readOutcome(note, input.lines, road)
    const owedFen = acceptedFen(note, lines, road)
    const outcome = outcomeOf(note, lines)
    const due = dueAtStop(note, { acceptedFen: owedFen, isRefused: outcome === 'REFUSED' }, terms)
    const payable = { note, acceptedFen: owedFen, terms, due }
    const read = readTenders(input.tenders, payable)
    const wrongFields = { ...fields, ...read.fields }
    if (Object.keys(wrongFields).length > 0) return { invalid: wrongFields }
    if (input.signature?.kind === 'SIGNED_COPY' && !road.isPhotoFiled)
      return refuse('deliver.noPhoto', { number: note.number })
    const signedBy = input.signature?.kind ?? null
    const money = moneySaid(payable, read.paid, input.unpaidReason)
    const said = { outcome: lines, signedBy, money, older: due.older }
    const facts = { note, driverId: actor.userId, ...said, isPeriodOpen, today }
    const checklist = evaluate(DELIVER_GATE, facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.deliver', params: {}, checklist } }
    const tenders = tenderRows(payable, read.paid, input.unpaidReason)
    return act<Plan>({ note, road, lines, outcome, tenders })
  },
  save: async (context, plan, input) => {
    const { tx, actor, now, today } = context
    const { note, lines, outcome, tenders } = plan
    const by = { actorId: actor.userId, at: now }
    const delivery = { outcome, lines, isSigned: input.signature !== null }
    if (!(await saveDelivery(tx, note, delivery, by))) return { stale: {} }
    const strokeHash = await keepSignature(context, note, input)
    await moveStock(tx, { recordedById: actor.userId, at: now }, comingBack(note, lines, plan.road, today))
    const returned = lines.flatMap((line) => line.returnedCodes)
    if (returned.length > 0) await releaseCodes(tx, note, returned, 'REFUSED', by)
    await keepTenders(tx, note, tenders, by)
    const { accountSetId, paperId, number } = note
    const payload = {
      outcome,
      signature: input.signature?.kind ?? null,
      strokeHash,
      lines: lines.map((line) => ({
        lineNo: line.lineNo,
        acceptedE3: String(line.acceptedE3),
        reason: line.reason,
        returnedCodes: line.returnedCodes,
      })),
      tenders: tenders.map((tender) => ({ ...tender, amountFen: String(tender.amountFen) })),
    }
    return { value: { number, outcome }, events: [{ accountSetId, paperId, payload }] }
  },
})

/** The customer's signature as the driver saw it given; answers the hash of its picture. */
async function keepSignature(
  { tx, actor, now }: CommandContext,
  note: RoadNote,
  { signature }: Input,
): Promise<string | null> {
  if (signature === null) return null
  const { accountSetId, paperId } = note
  const stroke = signature.kind === 'STROKE' ? attachedStroke(signature.stroke) : null
  if (stroke) await keepAttachment(tx, accountSetId, stroke, { actorId: actor.userId, at: now })
  const strokeHash =
    stroke?.hash ?? (signature.kind === 'SIGNED_COPY' ? Buffer.from(signature.hash, 'hex') : null)
  await signPaper(tx, {
    accountSetId,
    paperId,
    slot: 'CUSTOMER',
    signer: { userId: actor.userId, displayName: note.contactName, method: signature.kind },
    contentHash: note.contentHash,
    codesHash: note.codesHash,
    at: now,
    strokeHash,
    address: actor.address,
    userAgent: actor.userAgent,
  })
  return strokeHash?.toString('hex') ?? null
}
