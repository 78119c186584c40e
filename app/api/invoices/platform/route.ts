import { currentActor } from '#lib/auth/session.ts'
import { theDesk } from '#lib/command/desk.ts'
import { platformFile, readReviewed } from '#lib/domain/invoices/platform-file.ts'
import { CONTENT_TYPES } from '#lib/domain/master-files/write-file.ts'
import { askedNumber } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { whileThere } from '../../while-there.ts'

/** Reviewed requests as the tax platform's file; for the accountant of the account set, nobody else finds it (A05). */
export const GET = whileThere(async (request: Request): Promise<Response> => {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 401 })
  const accountSetId = askedNumber(Object.fromEntries(new URL(request.url).searchParams), 'set') ?? 0
  if (!actor.permissions.has('invoice.export') || !actor.accountSetIds.includes(accountSetId))
    return new Response(null, { status: 404 })
  const { db, clock } = theDesk()
  const file = await platformFile(await readReviewed(db, accountSetId))
  return new Response(Buffer.from(file), {
    headers: {
      'content-type': CONTENT_TYPES.xlsx,
      'content-disposition': `attachment; filename="invoices-${accountSetId}-${today(clock)}.xlsx"`,
      'cache-control': 'no-store',
    },
  })
})
