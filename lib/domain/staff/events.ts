import type { Person } from '#lib/auth/actor.ts'
import type { DeskEventDraft } from '#lib/command/define-command.ts'
import type { Canonical } from '#lib/kernel/canonical.ts'

/** What was done to a member of staff, by whom and from where, for their history. */
export function staffEvent(
  actor: Person,
  userId: string,
  payload: Readonly<Record<string, Canonical>> = {},
): DeskEventDraft {
  return {
    accountSetId: null,
    subject: 'staff',
    subjectId: userId,
    payload: { ...payload, address: actor.address },
  }
}
