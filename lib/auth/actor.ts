import type { Permission, Role } from '#lib/auth/permissions.ts'

/** A person at the desk, as known when the request came in. */
export type Person = {
  kind: 'person'
  userId: string
  displayName: string
  roles: readonly Role[]
  permissions: ReadonlySet<Permission>
  /** The account sets this person works in; every query and command is bounded by them. */
  accountSetIds: readonly number[]
  /** The warehouses this person may act in; empty means none. */
  warehouseIds: readonly string[]
  isBillingSuspended: boolean
  /** Until the first password is changed, this person has no permission but that one. */
  mustChangePassword: boolean
  sessionId: string
  address: string | null
  userAgent: string | null
}

/** Who acts. A job of the desk itself has a name and no rights of a person. */
export type Actor = Person | { kind: 'job'; name: string }

/** How a person proved who they are inside a signing act. */
export type SignerProof = { userId: string; displayName: string; method: 'PIN' | 'PASSKEY' }

/** What of the actor goes into evidence: copied, so that it outlives the account. */
export function actorSnapshot(actor: Actor): {
  kind: string
  id: string | null
  name: string
  roles: string[]
} {
  if (actor.kind === 'job') return { kind: 'job', id: null, name: actor.name, roles: [] }
  return { kind: 'person', id: actor.userId, name: actor.displayName, roles: [...actor.roles] }
}
