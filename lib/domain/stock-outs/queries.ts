import type { Person } from '#lib/auth/actor.ts'
import type { Reader } from '#lib/db/client.ts'
import { type BusinessDate, periodOf } from '#lib/kernel/business-date.ts'
import { type Checklist, evaluate } from '#lib/kernel/gate.ts'
import { readPeriod } from '#lib/ledger/period.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { RESERVING } from '#lib/papers/goods/kinds.ts'
import { postFacts, postGate } from '#lib/papers/goods/rules.ts'

/** The gate in front of the goods leaving, as the command will see it; null once they have left. One statement. */
export async function readStockOutGate(
  reader: Reader,
  person: Pick<Person, 'userId' | 'permissions'>,
  paper: GoodsPaper,
  today: BusinessDate,
): Promise<Checklist | null> {
  if (!RESERVING.includes(paper.status)) return null
  const period = await readPeriod(reader, paper.accountSetId, periodOf(today))
  const actorId = person.permissions.has('stockOut.post') ? person.userId : ''
  const at = { actorId, today, postingDate: today, isPeriodOpen: period === 'OPEN' }
  return evaluate(postGate('STOCK_OUT'), postFacts(paper, at))
}
