import type { Person } from '#lib/auth/actor.ts'
import { act, defineCommand, refuse } from '#lib/command/define-command.ts'
import type { CopyPlace } from '#lib/papers/copy-kinds.ts'
import { acceptEach } from '#lib/papers/custody.ts'
import { byPaper, type CustodyRow, holdCopies } from '#lib/papers/custody-loading.ts'
import { copyWishInput } from '#lib/papers/schema.ts'

/** Places at which the person may take what was offered to nobody by name. */
export function openPlacesOf(person: Person): readonly CopyPlace[] {
  return person.roles.includes('ACCOUNTANT') ? ['ACCOUNTING'] : []
}

/** Why a copy is not the person's to accept or decline; null when it is. */
export function receiptProblem(copy: CustodyRow, person: Person): string | null {
  if (copy.offeredPlace === null)
    return copy.keeperId === person.userId ? 'copies.alreadyYours' : 'copies.notOffered'
  if (copy.offeredToId === person.userId) return null
  if (copy.offeredToId === null && openPlacesOf(person).includes(copy.offeredPlace)) return null
  return 'copies.offeredToAnother'
}

/**
 * 接收: the receiver accepts copies, by a press or by scanning one copy's QR code; custody moves now. Refused
 * when a copy was not offered to the actor. The four copies of a note still at the desk are accepted together with
 * its goods (R3): `copies.takeTheSet`.
 */
export const acceptCopiesCommand = defineCommand({
  name: 'copies.accept',
  permission: 'handOver.act',
  input: copyWishInput,
  queryBudget: 7,
  load: ({ tx, actor }, input) => holdCopies(tx, actor, input.of),
  decide: (copies, _input, { actor }) => {
    for (const copy of copies) {
      const problem = receiptProblem(copy, actor)
      const params = {
        copy: copy.kind,
        number: copy.number,
        name: copy.offeredToName ?? copy.keeperName ?? '',
      }
      if (problem) return refuse(problem, params)
      if (copy.noteStatus === 'ISSUED' && copy.offeredPlace === 'WAREHOUSE')
        return refuse('copies.takeTheSet', params)
    }
    return act(copies)
  },
  save: async ({ tx, actor, now }, copies, input) => {
    const method = 'scanned' in input.of ? 'SCAN' : 'PRESS'
    const openPlaces = openPlacesOf(actor)
    const step = { actorId: actor.userId, now, method, remark: input.remark, openPlaces } as const
    const taken = await acceptEach(tx, copies.map(keyOf), step)
    if (taken !== copies.length) return { stale: {} }
    const events = byPaper(copies).map(({ accountSetId, paperId, rows }) => ({
      accountSetId,
      paperId,
      payload: {
        copies: rows.map((row) => row.kind),
        place: rows[0]?.offeredPlace ?? null,
        from: rows[0]?.keeperName ?? null,
        method,
        remark: input.remark,
      },
    }))
    const taking = copies.map(({ number, kind, offeredPlace }) => ({ number, kind, place: offeredPlace }))
    return { value: { copies: taking }, events }
  },
})

/** The key of a copy that was read. */
export function keyOf({ accountSetId, paperId, kind }: CustodyRow) {
  return { accountSetId, paperId, kind }
}
