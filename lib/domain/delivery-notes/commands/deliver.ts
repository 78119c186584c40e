import { releaseCodes } from '#lib/codes/store.ts'
import { act, type CommandContext, defineCommand, refuse } from '#lib/command/define-command.ts'
import { comingBack, readOutcome } from '#lib/domain/delivery-notes/deliver-plan.ts'
import { type OnTheRoad, readOnTheRoad, saveDelivery } from '#lib/domain/delivery-notes/deliver-repository.ts'
import { DELIVER_GATE, type OutcomeLine, outcomeOf } from '#lib/domain/delivery-notes/deliver-rules.ts'
import { wrongStep } from '#lib/domain/delivery-notes/prepare-plan.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { deliverLines } from '#lib/domain/delivery-notes/road-schema.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { holdPeriod } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { signPaper } from '#lib/papers/signing.ts'
import { paperInput } from '#lib/papers/schema.ts'
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
})

type Input = z.output<typeof deliverInput>
type Plan = {
  note: RoadNote
  road: OnTheRoad
  lines: OutcomeLine[]
  outcome: 'FULL' | 'PARTIAL' | 'REFUSED'
}

/**
 * 送达: the driver records what the customer took of each line and has the customer sign (R114). What was refused
 * comes back into the warehouse, its codes are free again. Refused when the driver has not accepted the copies, a
 * line is short without a reason, or nobody signed for what stays.
 */
export const deliverNote = defineCommand({
  name: 'note.deliver',
  permission: 'note.deliver',
  input: deliverInput,
  queryBudget: 14,
  load: async ({ tx, actor, today }, input) => {
    const note = await loadRoadNote(tx, actor, input)
    if (note?.driverId !== actor.userId) return null
    const { signature } = input
    const road = await readOnTheRoad(tx, input, signature?.kind === 'SIGNED_COPY' ? signature.hash : null)
    const isPeriodOpen = (await holdPeriod(tx, note.accountSetId, today)) === 'OPEN'
    return { note, road, isPeriodOpen }
  },
  decide: ({ note, road, isPeriodOpen }, input, { actor, today }) => {
    const wrong = wrongStep(note, 'DISPATCHED')
    if (wrong) return wrong
    const { lines, fields } = readOutcome(note, input.lines, road)
    if (Object.keys(fields).length > 0) return { invalid: fields }
    if (input.signature?.kind === 'SIGNED_COPY' && !road.isPhotoFiled)
      return refuse('deliver.noPhoto', { number: note.number })
    const signedBy = input.signature?.kind ?? null
    const facts = { note, driverId: actor.userId, outcome: lines, signedBy, isPeriodOpen, today }
    const checklist = evaluate(DELIVER_GATE, facts)
    if (!checklist.isOpen) return { refuse: { code: 'gate.deliver', params: {}, checklist } }
    return act<Plan>({ note, road, lines, outcome: outcomeOf(note, lines) })
  },
  save: async (context, plan, input) => {
    const { tx, actor, now, today } = context
    const { note, lines, outcome } = plan
    const by = { actorId: actor.userId, at: now }
    const delivery = { outcome, lines, isSigned: input.signature !== null }
    if (!(await saveDelivery(tx, note, delivery, by))) return { stale: {} }
    const strokeHash = await keepSignature(context, note, input)
    await moveStock(tx, { recordedById: actor.userId, at: now }, comingBack(note, lines, plan.road, today))
    const returned = lines.flatMap((line) => line.returnedCodes)
    if (returned.length > 0) await releaseCodes(tx, note, returned, 'REFUSED', by)
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
