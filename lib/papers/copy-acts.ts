import type { Person } from '#lib/auth/actor.ts'
import type { CopyKind, CopyPlace } from '#lib/papers/copy-kinds.ts'

/** Which copies of one paper a person may accept, take back from an offer, and hand over. The commands decide again. */
export type CopyActs = {
  acceptKinds: CopyKind[]
  takeBackKinds: CopyKind[]
  offerKinds: CopyKind[]
}

type Copy = {
  kind: CopyKind
  keeperId: string | null
  offeredPlace: CopyPlace | null
  offeredToId: string | null
}

/** What the person may do with these copies now. */
export function copyActsOf(
  copies: readonly Copy[],
  person: Pick<Person, 'userId' | 'roles' | 'permissions'>,
): CopyActs {
  const kinds = (isWanted: (copy: Copy) => boolean): CopyKind[] =>
    person.permissions.has('handOver.act') ? copies.filter(isWanted).map(({ kind }) => kind) : []
  return {
    acceptKinds: kinds((copy) => isOfferedTo(copy, person)),
    takeBackKinds: kinds((copy) => copy.keeperId === person.userId && copy.offeredPlace !== null),
    offerKinds: kinds((copy) => copy.keeperId === person.userId && copy.offeredPlace === null),
  }
}

/** Whether a copy waits for this person: offered to them by name, or to accounting and they are an accountant. */
export function isOfferedTo(
  { offeredPlace, offeredToId }: Pick<Copy, 'offeredPlace' | 'offeredToId'>,
  { userId, roles }: Pick<Person, 'userId' | 'roles'>,
): boolean {
  if (offeredPlace === null) return false
  return offeredToId === null
    ? offeredPlace === 'ACCOUNTING' && roles.includes('ACCOUNTANT')
    : offeredToId === userId
}
