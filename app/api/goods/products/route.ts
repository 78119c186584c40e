import { theDesk } from '#lib/command/desk.ts'
import { asked, askedNumber } from '#lib/kernel/address.ts'
import { today } from '#lib/kernel/clock.ts'
import { isId } from '#lib/kernel/ids.ts'
import { readFormProducts, searchFormProducts } from '#lib/papers/goods/choice-queries.ts'
import { answerReading } from '../../notes/reading.ts'

const MOST_IDS = 200

/**
 * Products for the lines of a goods paper: `q` finds by 拼音, name, code or barcode, `ids` reads those that stand there
 * already; with what can be taken from `warehouse` in the account set `set`.
 */
export function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  return answerReading('goodsPaper.read', async (actor) => {
    const accountSetId = askedNumber(params, 'set')
    const warehouse = asked(params, 'warehouse')
    if (accountSetId === null || !actor.accountSetIds.includes(accountSetId)) return undefined
    const { db, clock } = theDesk()
    const place = { accountSetId, warehouseId: isId(warehouse) ? warehouse : null }
    const scope = { ...place, today: today(clock), person: actor }
    const ids = (params['ids'] ?? '').split(',').filter(isId).slice(0, MOST_IDS)
    if (ids.length > 0) return { products: await readFormProducts(db, scope, ids) }
    return { matches: await searchFormProducts(db, scope, asked(params, 'q')) }
  })
}
