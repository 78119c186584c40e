import type { SignerProof } from '#lib/auth/actor.ts'
import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { keepAttachment } from '#lib/papers/attachments.ts'
import { readStubCodes } from '#lib/papers/codes-hash.ts'
import { foundHash } from '#lib/papers/goods/content.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_KINDS, type HouseSlot } from '#lib/papers/goods/kinds.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { signGoodsInput } from '#lib/papers/goods/schema.ts'
import { slotToSign } from '#lib/papers/goods/sign-rules.ts'
import { fixCodes, signPaper } from '#lib/papers/signing.ts'
import { attachedStroke } from '#lib/papers/strokes.ts'

type Plan = { paper: GoodsPaper; slot: HouseSlot; signer: SignerProof }

/**
 * 签字: the actor signs the slot that is theirs on this paper, handler or supervisor, with a fresh proof of who they
 * are (R9, R18, R24). The keeper signs with the count; where a room records the count line by line, here, and fixes it.
 * Refused when none is theirs, when it is taken, and when one person would stand in two slots of an account set that
 * asks for different people.
 */
export const signGoods = defineCommand({
  name: 'goodsPaper.sign',
  permission: 'goodsPaper.sign',
  input: signGoodsInput,
  queryBudget: 12,
  signs: true,
  load: ({ tx, actor }, input) => loadGoodsPaper(tx, actor, input, GOODS_KINDS),
  decide: (paper, _input, { actor, signer }): Decision<Plan> => {
    if (!signer) return refuse('signing.noProof')
    const answer = slotToSign(paper, actor)
    return 'slot' in answer ? act({ paper, slot: answer.slot, signer }) : refuse(answer.code, answer.params)
  },
  save: async ({ tx, actor, now }, { paper, slot, signer }, { stroke }) => {
    const { number, contentHash } = paper
    const key = { accountSetId: paper.accountSetId, paperId: paper.paperId }
    const attached = stroke && attachedStroke(stroke)
    if (attached) await keepAttachment(tx, key.accountSetId, attached, { actorId: signer.userId, at: now })
    let codes = paper.codesHash
    if (slot === 'KEEPER' && codes === null) {
      const fixed = foundHash(await readStubCodes(tx, key), paper.counts)
      if (!(await fixCodes(tx, key, fixed))) return { stale: {} }
      codes = fixed.toString('hex')
    }
    await signPaper(tx, {
      ...key,
      slot,
      signer,
      contentHash,
      codesHash: codes,
      at: now,
      strokeHash: attached?.hash ?? null,
      address: actor.address,
      userAgent: actor.userAgent,
    })
    const { displayName, method } = signer
    const payload = {
      ...{ number, slot, signer: displayName, method, contentHash },
      ...{ codesHash: codes, hasStroke: attached !== null },
    }
    return { value: { number, slot }, events: [{ ...key, payload }] }
  },
})
