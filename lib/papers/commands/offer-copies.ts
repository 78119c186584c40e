import { act, type Decision, defineCommand, refuse } from '#lib/command/define-command.ts'
import { type CopyPlace, mayStandAt } from '#lib/papers/copy-kinds.ts'
import { offerEach } from '#lib/papers/custody.ts'
import {
  byPaper,
  type CustodyRow,
  holdCopies,
  readReceiver,
  type Receiver,
} from '#lib/papers/custody-loading.ts'
import { type OfferInput, offerInput } from '#lib/papers/schema.ts'

type Loaded = { copies: CustodyRow[]; receiver: Receiver | null }
type Plan = { copies: CustodyRow[]; receiverName: string | null }

/** Who of the house receives copies at a place. Nobody: a copy does not get there by a hand-over. */
const RECEIVERS: Readonly<Record<CopyPlace, readonly string[]>> = {
  DESK: ['CLERK', 'SALESPERSON'],
  WAREHOUSE: ['KEEPER'],
  DRIVER: ['DRIVER'],
  ACCOUNTING: ['ACCOUNTANT'],
  CUSTOMER: [],
  VOLUME: [],
}

/**
 * 移交: offers copies that the actor keeps to a person at a place. They stay with the actor, on both people's
 * lists and ageing, until the receiver accepts (B2). Refused for the stub on its way out (R11). Two hand-overs have a gate
 * and a command of their own: a note still at the desk goes to the keeper whole (R3), and the signed customer copy
 * to accounting (R46).
 */
export const offerCopiesCommand = defineCommand({
  name: 'copies.offer',
  permission: 'handOver.act',
  input: offerInput,
  queryBudget: 8,
  load: async ({ tx, actor }, input): Promise<Loaded | null> => {
    const copies = await holdCopies(tx, actor, input)
    if (!copies) return null
    return { copies, receiver: input.toId === null ? null : await readReceiver(tx, input.toId) }
  },
  decide: (loaded, input, { actor }): Decision<Plan> => {
    const missing = receiverProblem(loaded, input)
    if (missing) return refuse(missing)
    for (const copy of loaded.copies) {
      const problem = offerProblem(copy, input, actor.userId)
      if (problem)
        return refuse(problem, { copy: copy.kind, number: copy.number, name: copy.keeperName ?? '' })
    }
    return act({ copies: loaded.copies, receiverName: loaded.receiver?.name ?? null })
  },
  save: async ({ tx, actor, now }, { copies, receiverName }, { toPlace, toId, remark }) => {
    const offers = copies.map(({ accountSetId, paperId, kind }) => ({
      accountSetId,
      paperId,
      kind,
      toPlace,
      toId,
    }))
    const offered = await offerEach(tx, offers, { actorId: actor.userId, now, method: 'PRESS', remark })
    if (offered !== offers.length) return { stale: {} }
    const events = byPaper(copies).map(({ accountSetId, paperId, rows }) => ({
      accountSetId,
      paperId,
      payload: { copies: rows.map((row) => row.kind), toPlace, to: receiverName, remark },
    }))
    return { value: { count: offered }, events }
  },
})

function receiverProblem({ copies, receiver }: Loaded, { toPlace, toId }: OfferInput): string | null {
  if (RECEIVERS[toPlace].length === 0) return 'copies.noReceiverThere'
  if (toId === null) return toPlace === 'ACCOUNTING' ? null : 'copies.receiverMissing'
  if (!receiver?.roles.some((role) => RECEIVERS[toPlace].includes(role))) return 'copies.receiverNotThere'
  const isInScope = copies.every(
    (copy) =>
      receiver.accountSetIds.includes(copy.accountSetId) &&
      (toPlace !== 'WAREHOUSE' || copy.storeIds.some((id) => receiver.warehouseIds.includes(id))),
  )
  return isInScope ? null : 'copies.receiverNotThere'
}

function offerProblem(copy: CustodyRow, { toPlace, toId }: OfferInput, actorId: string): string | null {
  if (copy.keeperId !== actorId) return 'copies.notYours'
  if (copy.offeredPlace !== null) return 'copies.alreadyOffered'
  if (toId === actorId && toPlace === copy.place) return 'copies.toYourself'
  if (!mayStandAt(copy.kind, toPlace)) return 'copies.stubStaysHome'
  if (copy.isStamped && toPlace !== 'DESK' && toPlace !== 'ACCOUNTING') return 'copies.isVoid'
  if (copy.noteStatus === 'ISSUED' && toPlace === 'WAREHOUSE') return 'copies.handTheSet'
  if (copy.noteStatus !== null && copy.kind === 'CUSTOMER' && toPlace === 'ACCOUNTING' && !copy.isStamped)
    return 'copies.handToAccounting'
  return null
}
