import type { CommandContext } from '#lib/command/define-command.ts'
import type { Refusal } from '#lib/kernel/result.ts'
import { holdStaff, type StaffState } from '#lib/domain/staff/repository.ts'

/** The member an act is about, as seen by the actor. */
export type LoadedStaff = { staff: StaffState; isSeen: boolean; isOneself: boolean }

/** Loads and holds the member; `isSeen` says that nobody changed them since the page was drawn. */
export async function loadStaff(
  context: CommandContext,
  input: { userId: string; version?: number },
): Promise<LoadedStaff | null> {
  const staff = await holdStaff(context.tx, context.actor, input.userId)
  return (
    staff && {
      staff,
      isSeen: input.version === undefined || input.version === staff.version,
      isOneself: staff.userId === context.actor.userId,
    }
  )
}

/** Nobody gives to, takes from or lets in themselves; their own account has its own page. */
export function refuseOneself(loaded: LoadedStaff): { refuse: Refusal } | null {
  return loaded.isOneself ? { refuse: { code: 'staff.notOneself', params: {} } } : null
}
