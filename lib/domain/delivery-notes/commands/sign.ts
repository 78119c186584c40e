import { z } from 'zod'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import type { SignerProof } from '#lib/auth/actor.ts'
import type { RoadNote } from '#lib/domain/delivery-notes/road-note.ts'
import { loadRoadNote } from '#lib/domain/delivery-notes/road-repository.ts'
import { type HouseSlot, slotToSign } from '#lib/domain/delivery-notes/signing-rules.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { codesHash, readStubCodes } from '#lib/papers/codes-hash.ts'
import { paperInput } from '#lib/papers/schema.ts'
import { fixCodes, signPaper } from '#lib/papers/signing.ts'
import { attachedStroke, strokeInput } from '#lib/papers/strokes.ts'

/** Which note, and the stroke if one was drawn. There is no field for a name: the signer is the actor (R9, A21). */
export const signInput = z.strictObject({ ...paperInput, stroke: strokeInput.nullable() })

type Plan = { note: RoadNote; slot: HouseSlot; signer: SignerProof }

/**
 * 签字: the actor signs the slot that is theirs on this note, with a fresh proof of who they are. The keeper's
 * signature fixes the codes. Refused when none is theirs, when it is taken, and when one person would stand in two
 * slots of an account set that asks for different people.
 */
export const signNote = defineCommand({
  name: 'note.sign',
  permission: 'note.sign',
  input: signInput,
  queryBudget: 12,
  signs: true,
  load: ({ tx, actor }, input) => loadRoadNote(tx, actor, input),
  decide: (note, _input, { actor, signer }): Decision<Plan> => {
    if (!signer) return refuse('signing.noProof')
    const answer = slotToSign(note, actor)
    return 'slot' in answer ? act({ note, slot: answer.slot, signer }) : refuse(answer.code, answer.params)
  },
  save: async ({ tx, actor, now }, { note, slot, signer }, { stroke }) => {
    const paper = { accountSetId: note.accountSetId, paperId: note.paperId }
    const by = { actorId: signer.userId, at: now }
    const attached = stroke && attachedStroke(stroke)
    if (attached) await keepAttachment(tx, note.accountSetId, attached, by)
    let codes = note.codesHash
    if (slot === 'KEEPER' && codes === null) {
      const fixed = codesHash(await readStubCodes(tx, paper))
      if (!(await fixCodes(tx, paper, fixed))) return { stale: {} }
      codes = fixed.toString('hex')
    }
    await signPaper(tx, {
      ...paper,
      slot,
      signer,
      contentHash: note.contentHash,
      codesHash: codes,
      at: now,
      strokeHash: attached?.hash ?? null,
      address: actor.address,
      userAgent: actor.userAgent,
    })
    const payload = {
      number: note.number,
      slot,
      signer: signer.displayName,
      method: signer.method,
      contentHash: note.contentHash,
      codesHash: codes,
      hasStroke: attached !== null,
    }
    return { value: { number: note.number, slot }, events: [{ ...paper, payload }] }
  },
})
