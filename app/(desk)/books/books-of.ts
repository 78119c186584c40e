import { requirePermission } from '#lib/auth/session.ts'
import { theDesk, theReports } from '#lib/command/desk.ts'
import { accountSetNames } from '#lib/domain/account-sets/queries.ts'
import { bookSpan } from '#lib/domain/books/wish.ts'
import type { AskedParams } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'

/** The reader, their account sets, and which books over which months the address asks for. */
export async function booksOf(searchParams: Promise<AskedParams>) {
  const actor = await requirePermission('books.read')
  const { clock } = theDesk()
  const db = theReports()
  const asked = await searchParams
  const span = bookSpan(asked, actor, today(clock))
  const sets = await accountSetNames(db, actor.accountSetIds)
  return { actor, db, asked, span, sets, hasPeriods: actor.permissions.has('settings.read') }
}
