import { theDesk } from '#lib/command/desk.ts'
import { searchSuppliers } from '#lib/domain/suppliers/queries.ts'
import { asked, askedNumber } from '#lib/kernel/address.ts'
import { answerReading } from '../../notes/reading.ts'

/** Suppliers for a picker, best match first; `set` keeps to one account set. */
export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  return answerReading('supplier.read', async (actor) => {
    const accountSetId = askedNumber(params, 'set')
    const wish = { query: asked(params, 'q'), limit: 12, ...(accountSetId === null ? {} : { accountSetId }) }
    return { suppliers: await searchSuppliers(theDesk().db, actor, wish) }
  })
}
