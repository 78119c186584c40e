import { notFound } from 'next/navigation'
import { requirePermission } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { accountSetSettings } from '#lib/domain/account-sets/queries.ts'
import { askedNumber, type AskedParams } from '#lib/kernel/address.ts'

/** The person, their account sets with their settings, and the one that the address asks for. */
export async function settingsOf(searchParams: Promise<AskedParams>) {
  const actor = await requirePermission('settings.read')
  const sets = await accountSetSettings(theDesk().db, actor.accountSetIds)
  const wanted = askedNumber(await searchParams, 'set')
  const set = sets.find(({ id }) => id === wanted) ?? sets[0] ?? notFound()
  return { actor, sets, set, mayWrite: actor.permissions.has('settings.write') }
}
