import { act, type Decision, defineCommand } from '#lib/command/define-command.ts'
import { broughtBack, comingBack, creditsOf, returnEntries } from '#lib/domain/customer-returns/postings.ts'
import {
  readDamagedPlace,
  readReturnedNotes,
  type ReturnedNote,
} from '#lib/domain/customer-returns/sold-queries.ts'
import { POST_CUSTOMER_RETURN_GATE } from '#lib/domain/customer-returns/rules.ts'
import { postCustomerReturnInput } from '#lib/domain/customer-returns/schema.ts'
import { type BusinessDate, parseBusinessDate } from '#lib/kernel/business-date.ts'
import { evaluate } from '#lib/kernel/gate.ts'
import { newId } from '#lib/kernel/ids.ts'
import { enterVouchers } from '#lib/ledger/journal.ts'
import { holdPeriod, type PeriodStatus } from '#lib/ledger/period.ts'
import { moveStock } from '#lib/ledger/post.ts'
import { enterCredits } from '#lib/ledger/receivables.ts'
import type { GoodsPaper } from '#lib/papers/goods/held.ts'
import { loadGoodsPaper } from '#lib/papers/goods/load.ts'
import { moveGoodsPaper } from '#lib/papers/goods/progress.ts'
import { holdSourcesOf } from '#lib/papers/goods/returned.ts'
import { postFacts } from '#lib/papers/goods/rules.ts'

type Loaded = {
  paper: GoodsPaper
  notes: readonly ReturnedNote[]
  period: PeriodStatus
  postingDate: BusinessDate | null
}
type Plan = { paper: GoodsPaper; notes: readonly ReturnedNote[]; postingDate: BusinessDate }

/**
 * 退货过账: what a counted, verified and signed return brought comes back into stock at the cost it left with, and the
 * customer gets back what it was sold at: off the note as far as it is open, the rest as credit. Refused with the whole
 * checklist when a rule is unmet.
 */
export const postCustomerReturn = defineCommand({
  name: 'customerReturn.post',
  permission: 'customerReturn.post',
  input: postCustomerReturnInput,
  queryBudget: 15,
  load: async ({ tx, actor, today }, input): Promise<Loaded | null> => {
    await holdSourcesOf(tx, input)
    const paper = await loadGoodsPaper(tx, actor, input, ['CUSTOMER_RETURN'])
    if (!paper) return null
    const notes = await readReturnedNotes(tx, input)
    const wished = parseBusinessDate(input.postingDate === '' ? today : input.postingDate)
    const postingDate = wished.ok ? wished.value : null
    const period = await holdPeriod(tx, paper.accountSetId, postingDate ?? today)
    return { paper, notes, period, postingDate }
  },
  decide: ({ paper, notes, period, postingDate }, _input, { actor, today }): Decision<Plan> => {
    if (postingDate === null) return { invalid: { postingDate: 'notADate' } }
    const at = { actorId: actor.userId, today, postingDate, isPeriodOpen: period === 'OPEN' }
    const standing = notes.map(({ number, status }) => ({ number, status }))
    const checklist = evaluate(POST_CUSTOMER_RETURN_GATE, { ...postFacts(paper, at), notes: standing })
    return checklist.isOpen
      ? act({ paper, notes, postingDate })
      : { refuse: { code: 'gate.postGoods', params: { number: paper.number }, checklist } }
  },
  save: async ({ tx, actor, now }, { paper, notes, postingDate }) => {
    const { accountSetId, paperId, number, warehouseId, customerId } = paper
    if (customerId === null) throw new Error('customer return: a return without its customer')
    const recorder = { recordedById: actor.userId, at: now }
    if (!(await moveGoodsPaper(tx, paper, { to: 'POSTED', at: now }))) return { stale: {} }
    const brought = broughtBack(paper, notes)
    const damagedPlace = await readDamagedPlace(tx, warehouseId)
    await moveStock(tx, recorder, comingBack(paper, brought, damagedPlace, postingDate))
    const credit = { accountSetId, customerId, returnPaperId: paperId, businessDate: postingDate }
    const credited = await enterCredits(tx, credit, creditsOf(paper, notes), now)
    await enterVouchers(tx, recorder, [
      {
        ...{ accountSetId, id: newId(now), paperId, kind: 'CUSTOMER_RETURN', businessDate: postingDate },
        lines: returnEntries(paper, credited, brought),
      },
    ])
    const goods = brought.map(({ lineNo, goodE3, damagedE3, goodFen, damagedFen }) => {
      return { lineNo, goodE3: `${goodE3}`, damagedE3: `${damagedE3}`, costFen: `${goodFen + damagedFen}` }
    })
    const back = credited.map(({ paperId: notePaperId, settledFen, creditFen }) => {
      const note = notes.find((each) => each.paperId === notePaperId)?.number ?? ''
      return { note, settledFen: `${settledFen}`, creditFen: `${creditFen}` }
    })
    const payload = { number, on: postingDate, goods, credited: back }
    return { value: { number, status: 'POSTED' as const }, events: [{ accountSetId, paperId, payload }] }
  },
})
