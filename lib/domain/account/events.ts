import type { Person } from '#lib/auth/actor.ts'
import type { DeskEventDraft } from '#lib/command/define-command.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'

/** What a person did to their own account stands in their staff history, with where it was done from. */
export function ownEvent(actor: Person, payload: Readonly<Record<string, Canonical>> = {}): DeskEventDraft {
  return {
    accountSetId: null,
    subject: 'staff',
    subjectId: actor.userId,
    payload: { ...payload, address: actor.address },
  }
}
