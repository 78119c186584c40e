import type { SignerProof } from '#lib/auth/actor.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import {
  type Amendment,
  holdAmendment,
  readAmendment,
  saveAgreed,
} from '#lib/domain/delivery-notes/amendment-repository.ts'
import { amendmentInput } from '#lib/domain/delivery-notes/amendment-schema.ts'
import { signPaper } from '#lib/papers/signing.ts'

type Plan = { slip: Amendment; signer: SignerProof }

/** 同意改单: the note's handler, or a sales manager, agrees to what the slip says and signs (R59). Never who opened it. */
export const agreeAmendment = defineCommand({
  name: 'amendment.agree',
  permission: 'amendment.agree',
  input: amendmentInput,
  queryBudget: 9,
  signs: true,
  load: async ({ tx, actor }, input): Promise<Amendment | null> => {
    await holdAmendment(tx, input)
    return readAmendment(tx, actor.accountSetIds, input)
  },
  decide: (slip, _input, { actor, signer }): Decision<Plan> => {
    const { number, status, handlerId, openedById } = slip
    if (status !== 'OPEN') return refuse('amendment.notNow', { number })
    if (openedById === actor.userId) return refuse('amendment.secondPerson', { number })
    const mayAgree = handlerId === actor.userId || actor.roles.includes('SALES_MANAGER')
    if (!mayAgree) return refuse('amendment.notItsHandler', { number })
    return signer ? act({ slip, signer }) : refuse('signing.noProof')
  },
  save: async ({ tx, actor, now }, { slip, signer }) => {
    const { accountSetId, paperId, number, contentHash } = slip
    if (!(await saveAgreed(tx, slip, { actorId: actor.userId, at: now }))) return { stale: {} }
    const { address, userAgent } = actor
    const signed = { accountSetId, paperId, contentHash, codesHash: null, strokeHash: null }
    await signPaper(tx, { ...signed, slot: 'HANDLER', signer, at: now, address, userAgent })
    return {
      value: { number },
      events: [{ accountSetId, paperId, payload: { number, note: slip.noteNumber } }],
    }
  },
})
