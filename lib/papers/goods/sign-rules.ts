import type { Params } from '#lib/kernel/result.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { GOODS_TRAITS, type HouseSlot } from '#lib/papers/goods/kinds.ts'
import { isVoidWaiting } from '#lib/papers/goods/rules.ts'

/** Who wants to sign: nobody says for whom. */
export type Signatory = { userId: string; roles: readonly string[] }

export type SlotAnswer = { slot: HouseSlot } | { code: string; params: Params }

/** Who may sign as supervisor. */
const SUPERVISORS = ['SALES_MANAGER', 'MANAGER']

/** The slots of this paper that are this person's own, in the order in which they are signed. */
export function slotsOf(
  paper: Pick<GoodsPaper, 'kind' | 'keeperId' | 'handlerId'>,
  person: Signatory,
): HouseSlot[] {
  const isOwn: Record<HouseSlot, boolean> = {
    PREPARER: false,
    KEEPER: paper.keeperId === person.userId,
    HANDLER: paper.handlerId === person.userId,
    SUPERVISOR: person.roles.some((role) => SUPERVISORS.includes(role)),
  }
  return GOODS_TRAITS[paper.kind].slots.filter((slot) => isOwn[slot])
}

/**
 * The slot this person signs now, decided by who they are (R9, R18, R24), or why there is none: not the step for it,
 * no slot of theirs, taken, one person in two slots, or the keeper has not signed for counts and codes yet.
 */
export function slotToSign(paper: GoodsPaper, person: Signatory): SlotAnswer {
  const { number, status } = paper
  if ((status !== 'COUNTED' && status !== 'VERIFIED') || isVoidWaiting(paper))
    return { code: 'goods.signNotNow', params: { number, status } }
  const own = slotsOf(paper, person)
  const first = own[0]
  if (first === undefined) return { code: 'goods.noSlot', params: { number } }
  const slot = own.find((each) => !paper.signatures.some((signature) => signature.slot === each))
  if (slot === undefined) return { code: 'goods.slotTaken', params: { number, slot: first } }
  const already = paper.signatures.find(({ signerId }) => signerId === person.userId)
  if (already && paper.requiresDistinctSigners)
    return { code: 'goods.oneSlotPerPerson', params: { number, slot, signed: already.slot } }
  if (slot !== 'KEEPER' && paper.codesHash === null)
    return { code: 'goods.keeperFirst', params: { number, slot } }
  return { slot }
}
