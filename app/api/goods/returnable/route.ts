import { theDesk } from '#lib/command/desk.ts'
import { findReturnableSales } from '#lib/domain/customer-returns/queries.ts'
import { findReturnableReceipts } from '#lib/domain/supplier-returns/queries.ts'
import { asked, askedNumber } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import { answerReading } from '../../notes/reading.ts'

/**
 * Lines that a return of the kind `kind` can take back in the account set `set`: `q` is a code, a paper's number or
 * address, or of the `party`, once it is known, a product.
 */
export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  const isSale = asked(params, 'kind') === 'CUSTOMER_RETURN'
  return answerReading(isSale ? 'customerReturn.open' : 'supplierReturn.open', async (actor) => {
    const accountSetId = askedNumber(params, 'set')
    if (accountSetId === null) return undefined
    const { db, clock } = theDesk()
    const party = asked(params, 'party')
    const partyId = isId(party) ? party : null
    const wish = { accountSetId, text: asked(params, 'q'), today: today(clock) }
    const found = isSale
      ? await findReturnableSales(db, actor, { ...wish, customerId: partyId })
      : await findReturnableReceipts(db, actor, { ...wish, supplierId: partyId })
    return { found }
  })
}
